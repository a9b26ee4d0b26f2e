"""What load balancers ask about networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from acm_sandbox.aws.services import backends

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .backend import Ec2Backend


@dataclass(frozen=True)
class Subnet:
    """A subnet."""

    id: str
    vpc: str
    zone: str


@dataclass(frozen=True)
class SecurityGroup:
    """A security group."""

    id: str
    vpc: str
    name: str


class Networks:
    """The networks of one account in one region."""

    def __init__(self, account: str, region: str) -> None:
        """Look at an account and a region."""
        self._ec2: Ec2Backend = backends("ec2")[account][region]

    def subnet(self, subnet_id: str) -> Subnet | None:
        """Find a subnet."""
        return next((found for found in self._subnets() if found.id == subnet_id), None)

    def default_subnets(self, zones: Iterable[str]) -> list[Subnet]:
        """Find the default VPC's subnets in availability zones, as far as there are any."""
        default = self._ec2.get_default_subnets()
        return [
            Subnet(default[zone].id, default[zone].vpc_id, zone)
            for zone in zones
            if zone in default
        ]

    def zones(self) -> list[str]:
        """List the availability zones."""
        return [zone.name for zone in self._ec2.describe_availability_zones()]

    def has_vpc(self, vpc: str) -> bool:
        """Tell whether there is such a VPC."""
        return vpc in self._ec2.vpcs

    def has_internet_gateway(self, vpc: str) -> bool:
        """Tell whether a VPC is connected to the internet."""
        gateways = self._ec2.internet_gateways.values()
        return any(gateway.vpc is not None and gateway.vpc.id == vpc for gateway in gateways)

    def security_group(self, group: str) -> SecurityGroup | None:
        """Find a security group."""
        found = self._ec2.get_security_group_from_id(group)
        return SecurityGroup(found.id, found.vpc_id or "", found.name) if found else None

    def default_security_group(self, vpc: str) -> SecurityGroup:
        """Find the security group that a VPC began with, and that cannot be deleted."""
        found = self._ec2.get_default_security_group(vpc)
        if found is None:
            raise LookupError(f"{vpc} has no default security group")
        return SecurityGroup(found.id, vpc, found.name)

    def _subnets(self) -> Iterable[Subnet]:
        for subnet in self._ec2.describe_subnets():
            yield Subnet(subnet.id, subnet.vpc_id, subnet.availability_zone)
