"""A Classic Load Balancer: what one is, and how AWS shows it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.elbv2.facts import APPLICATION
from acm_sandbox.aws.elbv2.load_balancers import hosted_zone

if TYPE_CHECKING:
    from datetime import datetime

    from acm_sandbox.aws.ec2.lookup import SecurityGroup, Subnet

    from .listeners import Listener

INTERNAL = "internal"

# model: DescribeLoadBalancerAttributes; the Classic guide has the values.
_ATTRIBUTES = {
    "CrossZoneLoadBalancing": {"Enabled": False},
    "AccessLog": {"Enabled": False},
    "ConnectionDraining": {"Enabled": False, "Timeout": 300},
    "ConnectionSettings": {"IdleTimeout": 60},
    "AdditionalAttributes": [{"Key": "elb.http.desyncmitigationmode", "Value": "defensive"}],
}


@dataclass
class LoadBalancer:
    """A load balancer. Plain data, so that it can be kept in a snapshot."""

    arn: str
    name: str
    account: str
    region: str
    scheme: str
    vpc: str
    subnets: list[Subnet]
    security_groups: list[SecurityGroup]
    listeners: dict[int, Listener]
    """By their ports."""
    tags: dict[str, str]
    health: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=lambda: dict(_ATTRIBUTES))
    created_at: datetime = field(default_factory=clock.now)
    number: str = field(default_factory=lambda: str(secrets.randbelow(10**10)).zfill(10))
    """What makes its DNS name unique."""

    def __post_init__(self) -> None:
        """Begin with the health check that AWS makes of the first listener (Classic guide)."""
        if not self.health:
            first = next(iter(self.listeners.values()))
            self.health = {
                "Target": f"TCP:{first.instance_port}",
                "Interval": 30,
                "Timeout": 5,
                "UnhealthyThreshold": 2,
                "HealthyThreshold": 10,
            }

    @property
    def dns_name(self) -> str:
        """Its name in the DNS."""
        prefix = "internal-" if self.scheme == INTERNAL else ""
        return f"{prefix}{self.name}-{self.number}.{self.region}.elb.amazonaws.com"

    @property
    def settings(self) -> tuple[object, ...]:
        """What makes a second one of its name the same, so that creating it changes nothing."""
        return self.scheme, self.subnets, self.security_groups, self.listeners, self.tags

    def shown(self) -> dict[str, Any]:
        """Show it as DescribeLoadBalancers does."""
        listeners = [listener.shown() for listener in self.listeners.values()]
        policies = dict.fromkeys(name for item in listeners for name in item["PolicyNames"])
        return {
            "LoadBalancerName": self.name,
            "DNSName": self.dns_name,
            "CanonicalHostedZoneName": self.dns_name,
            # The zone is that of application load balancers.
            "CanonicalHostedZoneNameID": hosted_zone(self.region, APPLICATION),
            "ListenerDescriptions": listeners,
            "Policies": {
                "AppCookieStickinessPolicies": [],
                "LBCookieStickinessPolicies": [],
                "OtherPolicies": list(policies),
            },
            "BackendServerDescriptions": [],
            "AvailabilityZones": [subnet.zone for subnet in self.subnets],
            "Subnets": [subnet.id for subnet in self.subnets],
            "VPCId": self.vpc,
            "Instances": [],
            "HealthCheck": self.health,
            "SourceSecurityGroup": {
                "OwnerAlias": self.account,
                "GroupName": self.security_groups[0].name,
            },
            "SecurityGroups": [group.id for group in self.security_groups],
            "CreatedTime": self.created_at,
            "Scheme": self.scheme,
        }
