"""Networks, as far as load balancers need them."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.services import backends
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing


def test_a_region_begins_with_a_default_vpc(lb: Balancing) -> None:
    """VPC guide, "Default VPCs": a subnet in each zone, and an internet gateway."""
    vpcs = lb.ec2.describe_vpcs()["Vpcs"]
    assert [(vpc["CidrBlock"], vpc["IsDefault"]) for vpc in vpcs] == [("172.31.0.0/16", True)]
    zones = lb.ec2.describe_availability_zones()["AvailabilityZones"]
    subnets = lb.ec2.describe_subnets()["Subnets"]
    assert {subnet["AvailabilityZone"] for subnet in subnets} == {
        zone["ZoneName"] for zone in zones
    }
    (gateway,) = lb.ec2.describe_internet_gateways()["InternetGateways"]
    assert gateway["Attachments"][0]["VpcId"] == vpcs[0]["VpcId"]


def test_a_vpc_of_ones_own(lb: Balancing) -> None:
    """API model of EC2: what the provider's resources create, change, tag and delete."""
    vpc = lb.vpc()
    lb.ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    answer = lb.ec2.describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")
    assert answer["EnableDnsHostnames"] == {"Value": True}
    (subnet,) = lb.subnets(vpc, "a")
    lb.ec2.create_tags(Resources=[subnet], Tags=[{"Key": "a", "Value": "b"}])
    (shown,) = lb.ec2.describe_subnets(SubnetIds=[subnet])["Subnets"]
    assert (shown["AvailabilityZone"], shown["Tags"]) == (
        f"{HOME}a",
        [{"Key": "a", "Value": "b"}],
    )
    lb.ec2.delete_subnet(SubnetId=subnet)
    with refused("InvalidSubnetID.NotFound"):
        lb.ec2.describe_subnets(SubnetIds=[subnet])


def test_the_rest_of_ec2_is_refused_by_name(lb: Balancing) -> None:
    """Nothing here starts a machine, and nothing speaks IPv6."""
    with refused("NotInTheSandbox", "the sandbox has no ec2:RunInstances"):
        lb.ec2.run_instances(MinCount=1, MaxCount=1)
    with refused("NotInTheSandbox", "the sandbox has no ec2:CreateVpc with Ipv6CidrBlock"):
        lb.ec2.create_vpc(CidrBlock="10.0.0.0/16", Ipv6CidrBlock="2001:db8::/56")


@pytest.mark.parametrize("classic", [False, True])
def test_what_a_load_balancer_is_in_stays(lb: Balancing, classic: bool) -> None:
    """EC2's DependencyViolation, on which the provider waits: the words are AWS's."""
    vpc = lb.vpc()
    subnets = lb.subnets(vpc)
    group = lb.ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
    options: dict[str, Any] = {"Subnets": subnets, "SecurityGroups": [group]}
    made = lb.classic(**options) if classic else lb.load_balancer(**options)

    with refused(
        "DependencyViolation", f"The subnet '{subnets[0]}' has dependencies and cannot be deleted."
    ):
        lb.ec2.delete_subnet(SubnetId=subnets[0])
    with refused("DependencyViolation", f"resource {group} has a dependent object"):
        lb.ec2.delete_security_group(GroupId=group)

    if classic:
        lb.elb.delete_load_balancer(LoadBalancerName=made)
    else:
        lb.elbv2.delete_load_balancer(LoadBalancerArn=made)
    lb.ec2.delete_subnet(SubnetId=subnets[0])
    lb.ec2.delete_security_group(GroupId=group)


def test_a_region_costs_little_in_a_snapshot(lb: Balancing) -> None:
    """Without moto's machine images, which are 0.9 MB."""
    lb.vpc()
    assert len(pickle.dumps(backends("ec2")[ACCOUNT][HOME])) < 50_000
