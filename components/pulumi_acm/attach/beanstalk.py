"""Elastic Beanstalk has the certificate in its option settings: those of the HTTPS listener."""

from collections.abc import Sequence
from typing import Annotated, Final

import pulumi
import pulumi_aws as aws
from pulumi import Output
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from pulumi_acm.services import (
    APPLICATION_LOAD_BALANCER,
    CLASSIC_LOAD_BALANCER,
    NETWORK_LOAD_BALANCER,
)
from pulumi_acm.spec_problems import rule
from pulumi_acm.spec_types import Hosts, Plain, Region

from .listener_specs import SSL_POLICY, SslPolicy
from .listeners import doubt_policy
from .partial import parse_partly
from .proving import numbered, proof_of
from .source import CertificateInput

_SERVICES: Final = {
    "application": APPLICATION_LOAD_BALANCER,
    "network": NETWORK_LOAD_BALANCER,
    "classic": CLASSIC_LOAD_BALANCER,
}
_PROTOCOLS: Final = {"application": "HTTPS", "network": "TLS"}


def _load_balancer_type(value: str) -> str:
    if value not in _SERVICES:
        raise rule(
            f"it must be one of {', '.join(_SERVICES)}; the listener of a shared load balancer "
            "belongs to the load balancer: attach with HttpsListener or ListenerCertificates"
        )
    return value


class _BeanstalkSpec(BaseModel):
    """What is said beside the certificate."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    hosts: Hosts = Field(default_factory=list)
    load_balancer_type: Annotated[Plain[str], AfterValidator(_load_balancer_type)] = "application"
    region: Region | None = None
    ssl_policy: SslPolicy = SSL_POLICY


def beanstalk_settings(
    certificate: CertificateInput,
    *,
    hosts: Sequence[str] = (),
    load_balancer_type: str = "application",
    region: str | None = None,
    ssl_policy: str = SSL_POLICY,
    component: pulumi.ComponentResource | None = None,
) -> list[aws.elasticbeanstalk.EnvironmentSettingArgs]:
    """Return the `settings` by which an environment listens for HTTPS on port 443.

    Args:
        certificate: A Certificate, or the ARN of one in the environment's region.
        hosts: Host names that clients ask for; each must be covered. Default: none is proved.
        load_balancer_type: The environment's: `application`, `network` or `classic`. A shared load
            balancer is nobody's environment's: attach to its own listener (ListenerCertificates).
            Default: `application`.
        region: The environment's region. Default: that of the AWS provider.
        ssl_policy: TLS versions and ciphers (application and network). Default: TLS 1.3 and 1.2.
        component: The component that the environment is in. Default: none.

    Raises:
        ArgumentError: the load balancer would refuse it; the message says all that is wrong.

    https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-elb.html
    """
    args = {
        "hosts": hosts,
        "load_balancer_type": load_balancer_type,
        "region": region,
        "ssl_policy": ssl_policy,
    }
    parsed = parse_partly(_BeanstalkSpec, args)
    spec = parsed.spec
    proof = proof_of("acm.beanstalk_settings", component, spec.region, parsed)
    known = parsed.are_well_formed("load_balancer_type")
    service = _SERVICES[spec.load_balancer_type] if known else None
    found = proof.certificates(service, {"certificate": certificate}, numbered("hosts", spec.hosts))
    proof.refuse_if_wrong()
    arn = found[0].arn(proof.region)
    if spec.load_balancer_type == "classic":
        return _settings(
            "aws:elb:listener:443",
            {
                "ListenerProtocol": "HTTPS",
                "SSLCertificateId": arn,
                "InstancePort": "80",
                "InstanceProtocol": "HTTP",
            },
        )
    doubt_policy(spec.ssl_policy, component)
    return _settings(
        "aws:elbv2:listener:443",
        {
            "ListenerEnabled": "true",
            "Protocol": _PROTOCOLS[spec.load_balancer_type],
            "SSLCertificateArns": arn,
            "SSLPolicy": spec.ssl_policy,
        },
    )


def _settings(
    namespace: str, values: dict[str, str | Output[str]]
) -> list[aws.elasticbeanstalk.EnvironmentSettingArgs]:
    return [
        aws.elasticbeanstalk.EnvironmentSettingArgs(namespace=namespace, name=name, value=value)
        for name, value in values.items()
    ]
