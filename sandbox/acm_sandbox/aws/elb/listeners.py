"""Listeners of a Classic Load Balancer, which has the certificate right in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Mapping

# model: Listener.Protocol, by the layer on which front end and back end have to agree.
_LAYERS = {"HTTP": "application", "HTTPS": "application", "TCP": "transport", "SSL": "transport"}
_SECURE = frozenset({"HTTPS", "SSL"})

# Classic guide, "Predefined SSL security policies": what a listener gets that names none.
POLICY = "ELBSecurityPolicy-2016-08"


@dataclass
class Listener:
    """A listener. Plain data, so that it can be kept in a snapshot."""

    protocol: str
    port: int
    instance_protocol: str
    instance_port: int
    certificate: str | None

    @property
    def secure(self) -> bool:
        """Whether it serves a certificate."""
        return self.protocol in _SECURE

    def shown(self) -> dict[str, Any]:
        """Show it as DescribeLoadBalancers does."""
        listener = {
            "Protocol": self.protocol,
            "LoadBalancerPort": self.port,
            "InstanceProtocol": self.instance_protocol,
            "InstancePort": self.instance_port,
        }
        if self.certificate is not None:
            listener["SSLCertificateId"] = self.certificate
        return {"Listener": listener, "PolicyNames": [POLICY] if self.secure else []}


def read(given: Mapping[str, Any]) -> Listener:
    """Read a listener; whether its certificate will do is another question.

    Raises:
        AwsError: for settings that do not go together.
    """
    protocol = _protocol(given["Protocol"])
    # model: Listener.InstanceProtocol: "If not specified", HTTP for HTTP and HTTPS, else TCP.
    backend = "HTTP" if _LAYERS[protocol] == "application" else "TCP"
    instance_protocol = _protocol(given.get("InstanceProtocol") or backend)
    if _LAYERS[protocol] != _LAYERS[instance_protocol]:
        raise AwsError(
            "InvalidConfigurationRequest",
            f"Protocol {protocol} and InstanceProtocol {instance_protocol} are of different layers",
        )
    listener = Listener(
        protocol=protocol,
        port=given["LoadBalancerPort"],
        instance_protocol=instance_protocol,
        instance_port=given["InstancePort"],
        certificate=given.get("SSLCertificateId") or None,
    )
    if listener.secure and listener.certificate is None:
        # As users report the words; not the code.
        raise AwsError(
            "InvalidConfigurationRequest", "Secure Listeners need to specify a SSLCertificateId"
        )
    if not listener.secure and listener.certificate is not None:
        raise AwsError(
            "InvalidConfigurationRequest",
            f"SSLCertificateId can be specified for secure listeners only, not for {protocol}",
        )
    return listener


def _protocol(given: str) -> str:
    protocol = given.upper()
    if protocol not in _LAYERS:
        raise AwsError("UnsupportedProtocol", f"Protocol {given} is not HTTP, HTTPS, TCP or SSL")
    return protocol
