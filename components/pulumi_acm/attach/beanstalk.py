"""Elastic Beanstalk has the certificate in its option settings: those of the HTTPS listener."""

from collections.abc import Sequence
from typing import Final

import pulumi
import pulumi_aws as aws
from pulumi import Output

from pulumi_acm.mirror import region_of
from pulumi_acm.problems import Problem
from pulumi_acm.services import (
    APPLICATION_LOAD_BALANCER,
    CLASSIC_LOAD_BALANCER,
    NETWORK_LOAD_BALANCER,
)

from .listener_specs import SSL_POLICY
from .listeners import doubt_policy
from .proving import Proof, host_names
from .source import CertificateInput

_SERVICES: Final = {
    "application": APPLICATION_LOAD_BALANCER,
    "network": NETWORK_LOAD_BALANCER,
    "classic": CLASSIC_LOAD_BALANCER,
}
_PROTOCOLS: Final = {"application": "HTTPS", "network": "TLS"}


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
    region = region or region_of(component)
    proof = Proof("acm.beanstalk_settings", component, region)
    if load_balancer_type not in _SERVICES:
        proof.problems.append(
            Problem(
                "load_balancer_type",
                f"it must be one of {', '.join(_SERVICES)}; the listener of a shared load balancer "
                "belongs to the load balancer: attach with HttpsListener or ListenerCertificates",
                load_balancer_type,
            )
        )
    service = _SERVICES.get(load_balancer_type)
    found = proof.certificates(
        service, {"certificate": certificate}, host_names("hosts", hosts, proof)
    )
    proof.refuse_if_wrong()
    arn = found[0].arn(region)
    if load_balancer_type == "classic":
        return _settings(
            "aws:elb:listener:443",
            {
                "ListenerProtocol": "HTTPS",
                "SSLCertificateId": arn,
                "InstancePort": "80",
                "InstanceProtocol": "HTTP",
            },
        )
    doubt_policy(ssl_policy, component)
    return _settings(
        "aws:elbv2:listener:443",
        {
            "ListenerEnabled": "true",
            "Protocol": _PROTOCOLS[load_balancer_type],
            "SSLCertificateArns": arn,
            "SSLPolicy": ssl_policy,
        },
    )


def _settings(
    namespace: str, values: dict[str, str | Output[str]]
) -> list[aws.elasticbeanstalk.EnvironmentSettingArgs]:
    return [
        aws.elasticbeanstalk.EnvironmentSettingArgs(namespace=namespace, name=name, value=value)
        for name, value in values.items()
    ]
