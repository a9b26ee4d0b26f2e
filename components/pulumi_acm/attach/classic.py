"""A Classic Load Balancer has the certificate inline: one of its `listeners`."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias

import pulumi
import pulumi_aws as aws
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pulumi_acm.problems import Problem
from pulumi_acm.services import CLASSIC_LOAD_BALANCER
from pulumi_acm.spec_types import Hosts, Region, Whole, plain

from .partial import parse_partly
from .proving import numbered, proof_of
from .source import CertificateInput

_INSTANCE_PROTOCOLS: Final = {"https": ("http", "https"), "ssl": ("tcp", "ssl")}
"""What may stand behind a secure protocol: one of the same layer.

https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
"""
Port: TypeAlias = Annotated[Whole, Field(ge=1, le=65535)]


def _lower(value: Any) -> Any:
    """Write a protocol in lower case, as the AWS provider compares it."""
    return value.lower() if isinstance(value, str) else plain(value)


class _ClassicListenerSpec(BaseModel):
    """What is said beside the certificate."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    hosts: Hosts = Field(default_factory=list)
    lb_port: Port = 443
    lb_protocol: Annotated[Literal["https", "ssl"], BeforeValidator(_lower)] = "https"
    instance_port: Port = 80
    instance_protocol: (
        Annotated[Literal["http", "https", "tcp", "ssl"], BeforeValidator(_lower)] | None
    ) = None
    region: Region | None = None

    @property
    def behind(self) -> str:
        """What the instances speak."""
        return self.instance_protocol or _INSTANCE_PROTOCOLS[self.lb_protocol][0]

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong between the arguments."""
        allowed = _INSTANCE_PROTOCOLS[self.lb_protocol]
        if self.behind not in allowed:
            message = f"behind {self.lb_protocol} it is {' or '.join(allowed)}"
            yield Problem("instance_protocol", message, self.behind)


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
    args = {
        "hosts": hosts,
        "lb_port": lb_port,
        "lb_protocol": lb_protocol,
        "instance_port": instance_port,
        "instance_protocol": instance_protocol,
        "region": region,
    }
    parsed = parse_partly(_ClassicListenerSpec, args)
    spec = parsed.spec
    proof = proof_of("acm.classic_listener", component, spec.region, parsed)
    found = proof.certificates(
        CLASSIC_LOAD_BALANCER, {"certificate": certificate}, numbered("hosts", spec.hosts)
    )
    if parsed.are_well_formed("lb_protocol"):
        proof.problems += spec.problems()
    proof.refuse_if_wrong()
    return aws.elb.LoadBalancerListenerArgs(
        lb_port=spec.lb_port,
        lb_protocol=spec.lb_protocol,
        instance_port=spec.instance_port,
        instance_protocol=spec.behind,
        ssl_certificate_id=found[0].arn(proof.region),
    )
