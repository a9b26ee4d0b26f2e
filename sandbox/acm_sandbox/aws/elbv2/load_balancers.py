"""Load balancers: what one is, and which networks it may be in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from .facts import APPLICATION, HOSTED_ZONES, NETWORK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from acm_sandbox.aws.ec2.lookup import Networks, Subnet

INTERNAL = "internal"
INTERNET_FACING = "internet-facing"

# ALB guide, "Subnets for your load balancer".
_LEAST_ZONES = {APPLICATION: 2, NETWORK: 1}


@dataclass
class LoadBalancer:
    """A load balancer. Plain data, so that it can be kept in a snapshot."""

    arn: str
    name: str
    type: str
    scheme: str
    ip_address_type: str
    region: str
    vpc: str
    subnets: list[Subnet]
    security_groups: list[str]
    attributes: dict[str, str]
    tags: dict[str, str]
    created_at: datetime = field(default_factory=clock.now)
    number: str = field(default_factory=lambda: str(secrets.randbelow(10**10)).zfill(10))
    """What makes the DNS name of an application load balancer unique."""

    @property
    def path(self) -> str:
        """The part of its ARN that its listeners' begin with, too: `app/<name>/<id>`."""
        return self.arn.split(":loadbalancer/")[1]

    @property
    def dns_name(self) -> str:
        """Its name in the DNS: the two types differ in it, and by it in the hosted zone."""
        if self.type == NETWORK:
            return f"{self.name}-{self.arn.rsplit('/', 1)[1]}.elb.{self.region}.amazonaws.com"
        prefix = "internal-" if self.scheme == INTERNAL else ""
        return f"{prefix}{self.name}-{self.number}.{self.region}.elb.amazonaws.com"

    def shown(self, *, state: str = "active") -> dict[str, Any]:
        """Show it as DescribeLoadBalancers does."""
        answer: dict[str, Any] = {
            "LoadBalancerArn": self.arn,
            "DNSName": self.dns_name,
            "CanonicalHostedZoneId": hosted_zone(self.region, self.type),
            "CreatedTime": self.created_at,
            "LoadBalancerName": self.name,
            "Scheme": self.scheme,
            "VpcId": self.vpc,
            "State": {"Code": state},
            "Type": self.type,
            "AvailabilityZones": zones(self.subnets),
            "IpAddressType": self.ip_address_type,
        }
        if self.security_groups:
            answer["SecurityGroups"] = self.security_groups
        return answer


def zones(subnets: Sequence[Subnet]) -> list[dict[str, Any]]:
    """Show subnets as SetSubnets does."""
    return [
        {"ZoneName": subnet.zone, "SubnetId": subnet.id, "LoadBalancerAddresses": []}
        for subnet in subnets
    ]


def hosted_zone(region: str, load_balancer_type: str) -> str:
    """Give the hosted zone of the load balancers' names.

    Raises:
        NotInTheSandboxError: for a region whose zones nobody has written down.
    """
    if region not in HOSTED_ZONES:
        raise NotInTheSandboxError(f"load balancers in region {region!r}")
    return HOSTED_ZONES[region][load_balancer_type == NETWORK]


def checked_subnets(
    parameters: Mapping[str, Any], networks: Networks, load_balancer_type: str
) -> list[Subnet]:
    """Find the subnets of a request, given in one of the two ways.

    Raises:
        AwsError: for a subnet that there is not, and for subnets that do not go together.
    """
    given = parameters.get("Subnets", [])
    mappings = parameters.get("SubnetMappings", [])
    if given and mappings:
        raise AwsError(
            "ValidationError", "You can specify either subnets or subnet mappings, not both"
        )
    subnets = []
    for subnet_id in given or [mapping["SubnetId"] for mapping in mappings]:
        subnet = networks.subnet(subnet_id)
        if subnet is None:
            raise AwsError("SubnetNotFound", f"The subnet ID '{subnet_id}' is not valid")
        subnets.append(subnet)
    _check_together(subnets, load_balancer_type)
    return sorted(subnets, key=lambda subnet: subnet.zone)


def _check_together(subnets: Sequence[Subnet], load_balancer_type: str) -> None:
    different = {subnet.zone for subnet in subnets}
    if len(different) < _LEAST_ZONES[load_balancer_type]:
        # The first is as users report it.
        raise AwsError(
            "ValidationError",
            "At least two subnets in two different Availability Zones must be specified"
            if load_balancer_type == APPLICATION
            else "At least one subnet must be specified",
        )
    if len(different) < len(subnets):
        # As users report it.
        raise AwsError(
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        )
    if len({subnet.vpc for subnet in subnets}) > 1:
        raise AwsError("InvalidSubnet", "All subnets must belong to the same VPC")


def checked_security_groups(
    given: Sequence[str], networks: Networks, vpc: str, load_balancer_type: str
) -> list[str]:
    """Check security groups; an application load balancer without any has the VPC's default.

    Raises:
        AwsError: InvalidConfigurationRequest, as users report it.
    """
    found = [networks.security_group(group) for group in given]
    if any(group is None or group.vpc != vpc for group in found):
        raise AwsError("InvalidConfigurationRequest", "One or more security groups are invalid")
    if not found and load_balancer_type == APPLICATION:
        return [networks.default_security_group(vpc).id]
    return list(given)


def check_reachable(networks: Networks, vpc: str, scheme: str) -> None:
    """Refuse to face an internet that the VPC is not connected to.

    Raises:
        AwsError: InvalidSubnet, as users report it.
    """
    if scheme == INTERNET_FACING and not networks.has_internet_gateway(vpc):
        raise AwsError("InvalidSubnet", f"VPC {vpc} has no internet gateway")
