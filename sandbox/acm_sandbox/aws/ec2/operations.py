"""What the local EC2 has: networks for load balancers to be in.

The ways to read (`Filters` and the like) are open as a whole, because moto itself refuses by name
the filters that it does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = {"Filters", "MaxResults", "NextToken"}
_RULES = frozenset({"GroupId", "IpPermissions", "TagSpecifications"})

OPERATIONS: Mapping[str, frozenset[str]] = {
    "AttachInternetGateway": frozenset({"InternetGatewayId", "VpcId"}),
    "AuthorizeSecurityGroupEgress": _RULES,
    "AuthorizeSecurityGroupIngress": _RULES,
    "CreateInternetGateway": frozenset({"TagSpecifications"}),
    "CreateSecurityGroup": frozenset({"Description", "GroupName", "VpcId", "TagSpecifications"}),
    # Not here: IPv6, IPAM, Outposts.
    "CreateSubnet": frozenset(
        {"VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId", "TagSpecifications"}
    ),
    "CreateTags": frozenset({"Resources", "Tags"}),
    # Not here: IPv6, IPAM.
    "CreateVpc": frozenset({"CidrBlock", "InstanceTenancy", "TagSpecifications"}),
    "DeleteInternetGateway": frozenset({"InternetGatewayId"}),
    "DeleteSecurityGroup": frozenset({"GroupId"}),
    "DeleteSubnet": frozenset({"SubnetId"}),
    "DeleteTags": frozenset({"Resources", "Tags"}),
    "DeleteVpc": frozenset({"VpcId"}),
    "DescribeAvailabilityZones": frozenset(
        {"ZoneNames", "ZoneIds", "AllAvailabilityZones", "Filters"}
    ),
    "DescribeInternetGateways": frozenset({"InternetGatewayIds", *_PAGE}),
    "DescribeNetworkAcls": frozenset({"NetworkAclIds", *_PAGE}),
    "DescribeNetworkInterfaces": frozenset({"NetworkInterfaceIds", *_PAGE}),
    # Not here: AllRegions, Filters and RegionNames, so that it lists the regions that are on.
    "DescribeRegions": frozenset(),
    "DescribeRouteTables": frozenset({"RouteTableIds", *_PAGE}),
    "DescribeSecurityGroupRules": frozenset({"SecurityGroupRuleIds", *_PAGE}),
    "DescribeSecurityGroups": frozenset({"GroupIds", "GroupNames", *_PAGE}),
    "DescribeSubnets": frozenset({"SubnetIds", *_PAGE}),
    "DescribeTags": frozenset(_PAGE),
    "DescribeVpcAttribute": frozenset({"Attribute", "VpcId"}),
    "DescribeVpcs": frozenset({"VpcIds", *_PAGE}),
    "DetachInternetGateway": frozenset({"InternetGatewayId", "VpcId"}),
    "ModifySubnetAttribute": frozenset({"SubnetId", "MapPublicIpOnLaunch"}),
    "ModifyVpcAttribute": frozenset(
        {"VpcId", "EnableDnsHostnames", "EnableDnsSupport", "EnableNetworkAddressUsageMetrics"}
    ),
    "ModifyVpcTenancy": frozenset({"VpcId", "InstanceTenancy"}),
    "RevokeSecurityGroupEgress": frozenset({"GroupId", "IpPermissions", "SecurityGroupRuleIds"}),
    "RevokeSecurityGroupIngress": frozenset({"GroupId", "IpPermissions", "SecurityGroupRuleIds"}),
}
