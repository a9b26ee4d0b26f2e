"""Listeners: what one is, and which settings go together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import policies
from .facts import ALPN_POLICIES, APPLICATION, PROTOCOLS, SECURE_PROTOCOLS

if TYPE_CHECKING:
    from .actions import Action
    from .rules import Rule


@dataclass
class Listener:
    """A listener. Plain data, so that it can be kept in a snapshot."""

    arn: str
    load_balancer: str
    """The ARN of its load balancer."""
    load_balancer_type: str
    protocol: str
    port: int
    actions: list[Action]
    policy: str | None
    certificate: str | None
    """The default certificate."""
    alpn: list[str]
    tags: dict[str, str]
    attributes: dict[str, str]
    listed: list[str] = field(default_factory=list)
    """The certificate list: what is chosen from by SNI, apart from the default."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """By their ARNs, without the default one, which is the default actions."""

    @property
    def secure(self) -> bool:
        """Whether it serves a certificate."""
        return self.protocol in SECURE_PROTOCOLS

    def keep(self, replaced: str | None) -> None:
        """Put a certificate that was the default one into the list, if it is not there."""
        if replaced not in (None, self.certificate, *self.listed):
            self.listed = [*self.listed, str(replaced)]

    @property
    def settings(self) -> tuple[object, ...]:
        """What makes a second one at its port the same, so that creating it changes nothing."""
        return self.protocol, self.port, self.actions, self.policy, self.certificate, self.alpn

    def shown(self) -> dict[str, Any]:
        """Show it as DescribeListeners does: with the default certificate only (model)."""
        answer: dict[str, Any] = {
            "ListenerArn": self.arn,
            "LoadBalancerArn": self.load_balancer,
            "Port": self.port,
            "Protocol": self.protocol,
            "DefaultActions": self.actions,
        }
        if self.secure:
            answer["Certificates"] = [{"CertificateArn": self.certificate}]
            answer["SslPolicy"] = self.policy
        if self.alpn:
            answer["AlpnPolicy"] = self.alpn
        if self.protocol == "HTTPS":
            answer["MutualAuthentication"] = {"Mode": "off"}
        return answer

    def certificates(self) -> list[dict[str, Any]]:
        """Show all certificates, as DescribeListenerCertificates does: the default one first.

        A default that is in the list too comes twice (Netflix/lemur#4507).
        """
        if self.certificate is None:
            return []
        return [
            {"CertificateArn": self.certificate, "IsDefault": True},
            *({"CertificateArn": arn, "IsDefault": False} for arn in self.listed),
        ]


def check(listener: Listener, *, mutual_authentication: dict[str, Any] | None) -> None:
    """Check that the settings of a new or changed listener go together, and complete them.

    Raises:
        AwsError: with AWS's codes.
        NotInTheSandboxError: for UDP and mutual authentication.
    """
    _check_protocol(listener.protocol, listener.load_balancer_type)
    if mutual_authentication and mutual_authentication.get("Mode", "off") != "off":
        raise NotInTheSandboxError("elbv2 mutual authentication")
    if not listener.secure:
        if listener.certificate is not None or listener.policy is not None:
            raise AwsError(
                "ValidationError",
                "A certificate or a security policy cannot be specified for "
                f"{listener.protocol} listeners",
            )
    elif listener.certificate is None:
        # As users report it: pulumi/pulumi#15712.
        raise AwsError(
            "ValidationError", f"A certificate must be specified for {listener.protocol} listeners"
        )
    else:
        listener.policy = listener.policy or policies.DEFAULT
        policies.check(listener.policy, listener.load_balancer_type)
    _check_alpn(listener)


def _check_protocol(protocol: str, load_balancer_type: str) -> None:
    if protocol in PROTOCOLS[load_balancer_type]:
        return
    if not any(protocol in known for known in PROTOCOLS.values()):
        raise NotInTheSandboxError(f"elbv2 protocol {protocol}")
    # As users report it.
    raise AwsError(
        "ValidationError",
        f"Listener protocol '{protocol}' is not supported with a load balancer with the "
        f"load balancer type '{load_balancer_type}'"
        if load_balancer_type != APPLICATION
        else f"Listener protocol '{protocol}' must be one of 'HTTPS, HTTP'",
    )


def _check_alpn(listener: Listener) -> None:
    for policy in listener.alpn:
        if policy not in ALPN_POLICIES:
            raise AwsError("ALPNPolicyNotFound", f"ALPN policy '{policy}' not found")
    if listener.alpn and (listener.protocol != "TLS" or len(listener.alpn) > 1):
        # NLB guide, "ALPN policies": of TLS listeners, one each.
        raise AwsError(
            "ValidationError", "One ALPN policy can be specified, and for TLS listeners only"
        )
