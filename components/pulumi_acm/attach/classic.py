"""A Classic Load Balancer has the certificate inline: one of its `listeners`."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from pulumi_acm.mirror import region_of
from pulumi_acm.problems import Problem
from pulumi_acm.services import CLASSIC_LOAD_BALANCER

from .proving import Proof, host_names
from .source import CertificateInput

_INSTANCE_PROTOCOLS: Final = {"https": ("http", "https"), "ssl": ("tcp", "ssl")}
"""What may stand behind a secure protocol: one of the same layer.

https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
"""
_PORT_MAX: Final = 65535


def classic_listener(
    certificate: CertificateInput,
    *,
    hosts: Sequence[str] = (),
    lb_port: int = 443,
    lb_protocol: str = "https",
    instance_port: int = 80,
    instance_protocol: str | None = None,
    region: str | None = None,
    component: pulumi.ComponentResource | None = None,
) -> aws.elb.LoadBalancerListenerArgs:
    """Return an HTTPS or SSL listener for the `listeners` of an `aws.elb.LoadBalancer`.

    The AWS provider changes such a listener by deleting it and creating it anew: when the
    certificate is replaced, the port refuses connections for a moment between the two calls. All
    other attachments switch in place; an Application Load Balancer is the way out.

    Args:
        certificate: A Certificate, or the ARN of one in the load balancer's region.
        hosts: Host names that clients ask for; each must be covered. Default: none is proved.
        lb_port: The port of the load balancer. Default: 443.
        lb_protocol: `https` or `ssl`, in upper or lower case. Default: `https`.
        instance_port: The port of the instances. Default: 80.
        instance_protocol: What the instances speak: `http` or `https` behind `https`, `tcp` or
            `ssl` behind `ssl`. Default: the one without TLS.
        region: The load balancer's region. Default: that of the AWS provider.
        component: The component that the load balancer is in. Default: none.

    Raises:
        ArgumentError: the load balancer would refuse it; the message says all that is wrong.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html
    """
    region = region or region_of(component)
    proof = Proof("acm.classic_listener", component, region)
    found = proof.certificates(
        CLASSIC_LOAD_BALANCER, {"certificate": certificate}, host_names("hosts", hosts, proof)
    )
    balancer = _protocol("lb_protocol", lb_protocol, tuple(_INSTANCE_PROTOCOLS), proof)
    behind = _INSTANCE_PROTOCOLS.get(balancer, ("http", "https", "tcp", "ssl"))
    instance = _protocol(
        "instance_protocol", instance_protocol or behind[0], behind, proof, balancer
    )
    proof.problems += _port_problems({"lb_port": lb_port, "instance_port": instance_port})
    proof.refuse_if_wrong()
    return aws.elb.LoadBalancerListenerArgs(
        lb_port=lb_port,
        lb_protocol=balancer,
        instance_port=instance_port,
        instance_protocol=instance,
        ssl_certificate_id=found[0].arn(region),
    )


def _protocol(at: str, given: Any, allowed: Sequence[str], proof: Proof, behind: str = "") -> str:
    """Return a protocol in lower case, as the AWS provider compares it, if it is allowed there."""
    protocol = given.lower() if isinstance(given, str) else ""
    if protocol in allowed:
        return protocol
    message = f"a certificate needs one of {', '.join(allowed)}"
    if at == "instance_protocol":
        where = f"behind {behind} it is" if behind else "it is one of"
        message = f"{where} {' or '.join(allowed)}"
    proof.problems.append(Problem(at, message, given))
    return ""


def _port_problems(ports: Mapping[str, Any]) -> list[Problem]:
    return [
        Problem(at, f"a port is a whole number from 1 to {_PORT_MAX}", port)
        for at, port in ports.items()
        if not isinstance(port, int) or not 1 <= port <= _PORT_MAX
    ]
