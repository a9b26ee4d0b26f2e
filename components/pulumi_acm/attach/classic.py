"""A Classic Load Balancer has the certificate inline: one of its `listeners`."""

from collections.abc import Sequence
from typing import Final

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
        lb_protocol: `https` or `ssl`. Default: `https`.
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
    instance_protocol = instance_protocol or _INSTANCE_PROTOCOLS.get(lb_protocol, ("http",))[0]
    proof.problems += _protocol_problems(lb_protocol, instance_protocol)
    proof.refuse_if_wrong()
    return aws.elb.LoadBalancerListenerArgs(
        lb_port=lb_port,
        lb_protocol=lb_protocol,
        instance_port=instance_port,
        instance_protocol=instance_protocol,
        ssl_certificate_id=found[0].arn(region),
    )


def _protocol_problems(balancer: str, instance: str) -> list[Problem]:
    if balancer not in _INSTANCE_PROTOCOLS:
        message = f"a certificate needs one of {', '.join(_INSTANCE_PROTOCOLS)}"
        return [Problem("lb_protocol", message, balancer)]
    allowed = _INSTANCE_PROTOCOLS[balancer]
    if instance not in allowed:
        return [
            Problem(
                "instance_protocol", f"behind {balancer} it is {' or '.join(allowed)}", instance
            )
        ]
    return []
