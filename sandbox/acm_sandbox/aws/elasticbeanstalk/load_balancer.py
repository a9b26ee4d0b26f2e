"""The load balancer that Elastic Beanstalk builds of an environment's settings.

It is not in the local Elastic Load Balancing, but is built by its rules: what that says of a
listener is what the environment's events say. (AWS builds it with CloudFormation, whose errors
appear there: cloudposse/terraform-aws-elastic-beanstalk-environment#81.)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acm_sandbox.aws.elb import certificates as classic_certificates
from acm_sandbox.aws.elb import listeners as classic_listeners
from acm_sandbox.aws.elbv2 import certificates, listeners
from acm_sandbox.aws.errors import AwsError

from . import namespaces, options
from .namespaces import CLASSIC_DEFAULT_LISTENER, CLASSIC_LISTENER, ENVIRONMENT, LISTENER
from .options import APPLICATION, CLASSIC, PROTOCOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .options import Options

_DEFAULT_PORT = 80
_ARN_TYPES = {APPLICATION: "app/", "network": "net/", CLASSIC: ""}


@dataclass(frozen=True)
class Listener:
    """A listener, as the settings describe it."""

    kind: str
    port: int
    protocol: str
    certificate: str | None
    policy: str | None
    instance_port: int
    instance_protocol: str | None

    @property
    def resource(self) -> str:
        """What CloudFormation calls it, in the stack of the environment."""
        return (
            "AWSEBLoadBalancer"
            if self.kind == CLASSIC
            else f"AWSEBV2LoadBalancerListener{self.port}"
        )

    def check(self, account: str, region: str) -> None:
        """Build it, as far as there is something to refuse.

        Raises:
            AwsError: Elastic Load Balancing's.
        """
        if self.kind == CLASSIC:
            self._check_classic(account, region)
            return
        secure = PROTOCOLS[self.kind][1]
        if self.protocol == secure and self.policy == "":
            # An option that is set to nothing: cloudposse#81, see above.
            raise AwsError(
                "ValidationError", f"An SSL policy must be specified for {secure} listeners"
            )
        arn = None
        if self.certificate:
            arn = certificates.the_only(
                [{"CertificateArn": arn.strip()} for arn in self.certificate.split(",")]
            )
        listener = listeners.Listener(
            arn="",
            load_balancer="",
            load_balancer_type=self.kind,
            protocol=self.protocol,
            port=self.port,
            actions=[],
            policy=self.policy or None,
            certificate=arn,
            alpn=[],
            tags={},
            attributes={},
        )
        listeners.check(listener, mutual_authentication=None)
        if arn:
            certificates.check(account, region, arn, self.kind)

    def _check_classic(self, account: str, region: str) -> None:
        given = {
            "Protocol": self.protocol,
            "LoadBalancerPort": self.port,
            "InstancePort": self.instance_port,
            "InstanceProtocol": self.instance_protocol,
            "SSLCertificateId": self.certificate,
        }
        listener = classic_listeners.read(given)
        if listener.certificate:
            classic_certificates.check(account, region, listener.certificate)


def has_own(settings: Options, tier: str) -> bool:
    """Tell whether an environment has a load balancer of its own."""
    return (
        tier == "WebServer"
        and options.of(settings, ENVIRONMENT, "EnvironmentType") == "LoadBalanced"
        and not options.is_shared(settings)
    )


def all_listeners(settings: Options) -> Iterator[Listener]:
    """List the listeners of an environment's own load balancer that are enabled.

    Settings of a load balancer of another type are kept and mean nothing.
    """
    kind = options.of(settings, ENVIRONMENT, "LoadBalancerType")
    if kind == CLASSIC:
        default, prefix = CLASSIC_DEFAULT_LISTENER, CLASSIC_LISTENER
    else:
        default, prefix = f"{LISTENER}default", LISTENER
    named = {namespace for namespace, _, _ in settings if namespace.startswith(prefix)}
    at = {default: _DEFAULT_PORT} | {
        namespace: port for namespace in named if (port := namespaces.port(namespace))
    }
    for namespace, port in sorted(at.items(), key=lambda item: item[1]):
        if options.of(settings, namespace, "ListenerEnabled", "true") == "true":
            yield _listener(settings, kind, namespace, port)


def _listener(settings: Options, kind: str, namespace: str, port: int) -> Listener:
    if kind == CLASSIC:
        return Listener(
            kind=kind,
            port=port,
            protocol=options.of(settings, namespace, "ListenerProtocol", "HTTP"),
            certificate=options.of(settings, namespace, "SSLCertificateId") or None,
            policy=None,
            instance_port=int(options.of(settings, namespace, "InstancePort", str(port))),
            instance_protocol=options.of(settings, namespace, "InstanceProtocol") or None,
        )
    return Listener(
        kind=kind,
        port=port,
        protocol=options.of(settings, namespace, "Protocol", PROTOCOLS[kind][0]),
        certificate=options.of(settings, namespace, "SSLCertificateArns") or None,
        policy=settings.get((namespace, "SSLPolicy", "")),
        instance_port=_DEFAULT_PORT,
        instance_protocol=None,
    )


def certificates_of(settings: Options, tier: str) -> list[str]:
    """List the ARNs of the certificates that the load balancer serves."""
    if not has_own(settings, tier):
        return []
    return [listener.certificate for listener in all_listeners(settings) if listener.certificate]


def name(environment: str, kind: str) -> str:
    """Name the load balancer of an environment, in the form that Elastic Beanstalk has."""
    digest = hashlib.sha256(environment.encode()).hexdigest()
    if kind == CLASSIC:
        letter = environment.removeprefix("e-")[:1]
        return f"awseb-e-{letter}-AWSEBLoa-{digest[:13].upper()}"
    return f"awseb--AWSEB-{digest[:12].upper()}"


def arn(environment: str, kind: str, *, account: str, region: str) -> str:
    """Give the ARN of the load balancer of an environment."""
    where = f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer"
    end = "" if kind == CLASSIC else f"/{hashlib.sha256(environment.encode()).hexdigest()[-16:]}"
    return f"{where}/{_ARN_TYPES[kind]}{name(environment, kind)}{end}"
