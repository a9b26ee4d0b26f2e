"""Target groups: what one is. Nothing is registered with them here: there are no machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acm_sandbox.aws.ec2.lookup import Networks

_TARGETS = ("instance", "ip")
_HEALTH_CHECKS = frozenset({"HTTP", "HTTPS", "TCP"})

# Which target groups a listener can forward to: model, CreateListener, and the NLB guide, "Target
# groups".
COMPATIBLE: Mapping[str, tuple[str, ...]] = {
    "HTTP": ("HTTP", "HTTPS"),
    "HTTPS": ("HTTP", "HTTPS"),
    "TCP": ("TCP", "TLS"),
    "TLS": ("TCP", "TLS"),
}


@dataclass
class TargetGroup:
    """A target group. Plain data, so that it can be kept in a snapshot."""

    arn: str
    name: str
    vpc: str
    protocol: str
    protocol_version: str | None
    port: int
    target_type: str
    health: dict[str, Any]
    tags: dict[str, str]
    attributes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the attributes of the protocol."""
        if not self.attributes:
            self.attributes = dict(attributes.TARGET_GROUP[self.protocol])
            if self.target_type == "ip" and "preserve_client_ip.enabled" in self.attributes:
                # NLB guide, "Client IP preservation".
                self.attributes["preserve_client_ip.enabled"] = "false"

    @property
    def settings(self) -> tuple[object, ...]:
        """What makes a second one of its name the same, so that creating it changes nothing."""
        return (
            self.vpc,
            self.protocol,
            self.protocol_version,
            self.port,
            self.target_type,
            self.health,
        )

    def shown(self, load_balancers: list[str]) -> dict[str, Any]:
        """Show it as DescribeTargetGroups does, with the ARNs of those that forward to it."""
        answer = {
            "TargetGroupArn": self.arn,
            "TargetGroupName": self.name,
            "Protocol": self.protocol,
            "Port": self.port,
            "VpcId": self.vpc,
            **self.health,
            "LoadBalancerArns": load_balancers,
            "TargetType": self.target_type,
            "IpAddressType": "ipv4",
        }
        return answer | ({"ProtocolVersion": self.protocol_version} if self.is_http else {})

    @property
    def is_http(self) -> bool:
        """Whether application load balancers forward to it."""
        return self.protocol in {"HTTP", "HTTPS"}


def read(parameters: Mapping[str, Any], networks: Networks, arn: str) -> TargetGroup:
    """Read and check a request for a target group.

    Raises:
        AwsError: with AWS's codes.
        NotInTheSandboxError: for targets and protocols that there are not.
    """
    target_type = parameters.get("TargetType", "instance")
    if target_type not in _TARGETS:
        raise NotInTheSandboxError(f"elbv2 target type {target_type}")
    for name, what in (("Protocol", "protocol"), ("Port", "port"), ("VpcId", "VPC ID")):
        if name not in parameters:
            raise AwsError("ValidationError", f"A {what} must be specified")
    protocol = parameters["Protocol"]
    if protocol not in COMPATIBLE:
        raise NotInTheSandboxError(f"elbv2 protocol {protocol}")
    if not networks.has_vpc(parameters["VpcId"]):
        raise AwsError("ValidationError", f"The VPC ID '{parameters['VpcId']}' is not found")
    is_http = protocol in {"HTTP", "HTTPS"}
    version = parameters.get("ProtocolVersion")
    if version and not is_http:
        raise AwsError(
            "ValidationError", f"A protocol version cannot be specified for protocol '{protocol}'"
        )
    return TargetGroup(
        arn=arn,
        name=parameters["Name"],
        vpc=parameters["VpcId"],
        protocol=protocol,
        protocol_version=(version or "HTTP1") if is_http else None,
        port=parameters["Port"],
        target_type=target_type,
        health=health(_defaults(protocol), parameters),
        tags={},
    )


def _defaults(protocol: str) -> dict[str, Any]:
    """Give the health check of a protocol (model: CreateTargetGroup)."""
    is_http = protocol in {"HTTP", "HTTPS"}
    return {
        "HealthCheckProtocol": "HTTP" if is_http else "TCP",
        "HealthCheckPort": "traffic-port",
        "HealthCheckEnabled": True,
        "HealthCheckIntervalSeconds": 30,
        "HealthCheckTimeoutSeconds": 5 if is_http else 10,
        "HealthyThresholdCount": 5,
        "UnhealthyThresholdCount": 2,
    }


def health(current: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Apply the parameters of a health check.

    Raises:
        AwsError: for a check that contradicts itself.
    """
    names = {*_defaults("HTTP"), "HealthCheckPath", "Matcher"}
    given = {name: value for name, value in parameters.items() if name in names}
    result = {**current, **given}
    if result["HealthCheckProtocol"] not in _HEALTH_CHECKS:
        raise AwsError(
            "ValidationError",
            f"Health check protocol '{result['HealthCheckProtocol']}' must be one of "
            "'HTTP, HTTPS, TCP'",
        )
    if result["HealthCheckProtocol"] == "TCP":
        for name in ("HealthCheckPath", "Matcher"):
            if name in given:
                raise AwsError(
                    "InvalidConfigurationRequest",
                    f"{name} cannot be specified for health checks with protocol 'TCP'",
                )
            result.pop(name, None)
        return result
    if result["HealthCheckTimeoutSeconds"] >= result["HealthCheckIntervalSeconds"]:
        # As users report it.
        raise AwsError("ValidationError", "Health check interval must be greater than the timeout.")
    return {"HealthCheckPath": "/", "Matcher": {"HttpCode": "200"}} | result
