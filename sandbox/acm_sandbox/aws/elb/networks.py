"""Which networks a Classic Load Balancer may be in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from .load_balancer import INTERNAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acm_sandbox.aws.ec2.lookup import Networks, SecurityGroup, Subnet


def scheme(parameters: Mapping[str, Any]) -> str:
    """Read the scheme: `internal` is the only one to be named (model).

    Raises:
        AwsError: InvalidScheme.
    """
    given = parameters.get("Scheme")
    if given not in {None, INTERNAL}:
        raise AwsError("InvalidScheme", f"Scheme {given!r} is not valid: only 'internal' is")
    return INTERNAL if given else "internet-facing"


def first_subnets(parameters: Mapping[str, Any], networks: Networks) -> list[Subnet]:
    """Find where a new load balancer is: in subnets, or in zones of the default VPC.

    Raises:
        AwsError: for subnets and zones that there are not, and for none.
    """
    given, zones = parameters.get("Subnets", []), parameters.get("AvailabilityZones", [])
    if bool(given) == bool(zones):
        # As users report it, of none.
        raise AwsError("ValidationError", "Either AvailabilityZones or SubnetIds must be specified")
    return together(subnets(given, networks) if given else of_zones(zones, networks))


def subnets(given: Sequence[str], networks: Networks) -> list[Subnet]:
    """Find subnets by their ids.

    Raises:
        AwsError: SubnetNotFound.
    """
    found = []
    for subnet_id in given:
        subnet = networks.subnet(subnet_id)
        if subnet is None:
            raise AwsError("SubnetNotFound", f"The subnet ID '{subnet_id}' is not valid")
        found.append(subnet)
    return found


def of_zones(zones: Sequence[str], networks: Networks) -> list[Subnet]:
    """Find the default VPC's subnets in zones.

    Raises:
        AwsError: ValidationError for a zone that the default VPC is not in.
    """
    found = networks.default_subnets(zones)
    missing = sorted(set(zones) - {subnet.zone for subnet in found})
    if missing:
        raise AwsError(
            "ValidationError", f"The default VPC has no subnet in zones [{', '.join(missing)}]"
        )
    return found


def together(found: Sequence[Subnet]) -> list[Subnet]:
    """Check that subnets are of one VPC and one for each zone (model, AttachLoadBalancerToSubnets).

    Raises:
        AwsError: InvalidConfigurationRequest.
    """
    if len({subnet.vpc for subnet in found}) > 1:
        raise AwsError("InvalidConfigurationRequest", "All subnets must belong to the same VPC")
    if len({subnet.zone for subnet in found}) < len(found):
        # As users report it.
        raise AwsError(
            "InvalidConfigurationRequest",
            "ELB cannot be attached to multiple subnets in the same AZ.",
        )
    if not found:
        raise AwsError(
            "InvalidConfigurationRequest", "A load balancer needs one subnet at the least"
        )
    return sorted(found, key=lambda subnet: subnet.zone)


def security_groups(given: Sequence[str], networks: Networks, vpc: str) -> list[SecurityGroup]:
    """Find security groups; without any it is the VPC's default.

    Raises:
        AwsError: InvalidSecurityGroup.
    """
    found = []
    for group_id in given:
        group = networks.security_group(group_id)
        if group is None or group.vpc != vpc:
            raise AwsError(
                "InvalidSecurityGroup", "One or more of the specified security groups do not exist."
            )
        found.append(group)
    return found or [networks.default_security_group(vpc)]


def check_reachable(networks: Networks, vpc: str, chosen: str) -> None:
    """Refuse to face an internet that the VPC is not connected to.

    Raises:
        AwsError: InvalidSubnet, as users report it.
    """
    if chosen != INTERNAL and not networks.has_internet_gateway(vpc):
        raise AwsError("InvalidSubnet", f"VPC {vpc} has no internet gateway")
