"""Classic Load Balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.balancing import classic_listener
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing


def test_a_load_balancer(lb: Balancing) -> None:
    """API model, LoadBalancerDescription; the zone is that of application load balancers."""
    certificate = lb.world.issued("example.com")
    name = lb.classic(certificate)
    shown = lb.described(name)
    assert shown["DNSName"].startswith(f"{name}-")
    assert shown["DNSName"].endswith(f".{HOME}.elb.amazonaws.com")
    assert shown["CanonicalHostedZoneNameID"] == "Z32O12XQLNTSW2"
    assert shown["Subnets"] == lb.default_subnets()
    assert shown["AvailabilityZones"] == [f"{HOME}a", f"{HOME}b"]
    assert shown["SourceSecurityGroup"] == {"OwnerAlias": ACCOUNT, "GroupName": "default"}
    assert shown["HealthCheck"]["Target"] == "TCP:8080"
    assert shown["ListenerDescriptions"] == [
        {
            "Listener": {
                "Protocol": "HTTPS",
                "LoadBalancerPort": 443,
                "InstanceProtocol": "HTTP",
                "InstancePort": 8080,
                "SSLCertificateId": certificate,
            },
            "PolicyNames": ["ELBSecurityPolicy-2016-08"],
        }
    ]


def test_in_zones_of_the_default_vpc(lb: Balancing) -> None:
    """API model, CreateLoadBalancer.AvailabilityZones."""
    name = lb.classic(AvailabilityZones=[f"{HOME}a"])
    assert lb.described(name)["Subnets"] == lb.default_subnets()[:1]
    lb.elb.enable_availability_zones_for_load_balancer(
        LoadBalancerName=name, AvailabilityZones=[f"{HOME}b"]
    )
    assert lb.described(name)["Subnets"] == lb.default_subnets()
    lb.elb.disable_availability_zones_for_load_balancer(
        LoadBalancerName=name, AvailabilityZones=[f"{HOME}a"]
    )
    assert lb.described(name)["AvailabilityZones"] == [f"{HOME}b"]
    with refused("ValidationError", "The default VPC has no subnet in zones [nowhere]"):
        lb.classic(AvailabilityZones=["nowhere"])


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (
            {"Subnets": []},
            "ValidationError",
            "Either AvailabilityZones or SubnetIds must be specified",
        ),
        (
            {"Subnets": ["subnet-none"]},
            "SubnetNotFound",
            "The subnet ID 'subnet-none' is not valid",
        ),
        (
            {"SecurityGroups": ["sg-none"]},
            "InvalidSecurityGroup",
            "One or more of the specified security groups do not exist.",
        ),
        ({"Scheme": "public"}, "InvalidScheme", "Scheme 'public' is not valid: only 'internal' is"),
        (
            {"LoadBalancerName": "a_b"},
            "ValidationError",
            (
                "The load balancer name 'a_b' can only contain characters that are alphanumeric "
                "characters and hyphens(-)"
            ),
        ),
    ],
)
def test_what_does_not_go(lb: Balancing, options: dict[str, Any], code: str, message: str) -> None:
    """API model, CreateLoadBalancer and its errors."""
    with refused(code, message):
        lb.classic(**options)


def test_networks(lb: Balancing) -> None:
    """API model, InvalidSubnetException, InvalidConfigurationRequestException."""
    vpc = lb.vpc(internet=False)
    subnets = lb.subnets(vpc)
    with refused("InvalidSubnet", f"VPC {vpc} has no internet gateway"):
        lb.classic(Subnets=subnets)
    name = lb.classic(Subnets=subnets, Scheme="internal")
    assert lb.described(name)["DNSName"].startswith(f"internal-{name}-")
    same = lb.subnets(vpc, "b")
    message = "ELB cannot be attached to multiple subnets in the same AZ."
    with refused("InvalidConfigurationRequest", message):
        lb.elb.attach_load_balancer_to_subnets(LoadBalancerName=name, Subnets=same)
    lb.elb.detach_load_balancer_from_subnets(LoadBalancerName=name, Subnets=[subnets[1]])
    lb.elb.attach_load_balancer_to_subnets(LoadBalancerName=name, Subnets=same)
    assert lb.described(name)["Subnets"] == [subnets[0], *same]
    with refused("InvalidConfigurationRequest"):
        lb.elb.detach_load_balancer_from_subnets(LoadBalancerName=name, Subnets=[subnets[0], *same])
    group = lb.ec2.create_security_group(GroupName="x", Description="x", VpcId=vpc)["GroupId"]
    lb.elb.apply_security_groups_to_load_balancer(LoadBalancerName=name, SecurityGroups=[group])
    assert lb.described(name)["SourceSecurityGroup"]["GroupName"] == "x"


def test_one_name_is_one_load_balancer(lb: Balancing) -> None:
    """API model, DuplicateAccessPointNameException; the same once more succeeds."""
    lb.classic(LoadBalancerName="web")
    lb.classic(LoadBalancerName="web")
    with refused(
        "DuplicateLoadBalancerName",
        "Load Balancer named web already exists and it is configured with different parameters.",
    ):
        lb.classic(LoadBalancerName="web", Scheme="internal")


def test_describing_and_deleting(lb: Balancing) -> None:
    """API model, DescribeLoadBalancers, DeleteLoadBalancer; the words are AWS's."""
    names = [lb.classic() for _ in range(3)]
    pages = lb.elb.get_paginator("describe_load_balancers").paginate(
        PaginationConfig={"PageSize": 2}
    )
    sizes = [len(page["LoadBalancerDescriptions"]) for page in pages]
    assert sizes == [2, 1]
    for _ in range(2):
        lb.elb.delete_load_balancer(LoadBalancerName=names[0])
    with refused("LoadBalancerNotFound", f"There is no ACTIVE Load Balancer named '{names[0]}'"):
        lb.described(names[0])


def test_health_check_and_attributes(lb: Balancing) -> None:
    """API model: a part of an attribute leaves the rest of it, as the provider relies on."""
    name = lb.classic()
    check = {
        "Target": "HTTP:80/ok",
        "Interval": 10,
        "Timeout": 5,
        "UnhealthyThreshold": 2,
        "HealthyThreshold": 2,
    }
    lb.elb.configure_health_check(LoadBalancerName=name, HealthCheck=check)
    assert lb.described(name)["HealthCheck"] == check
    for draining in ({"Enabled": True, "Timeout": 60}, {"Enabled": False}):
        lb.elb.modify_load_balancer_attributes(
            LoadBalancerName=name,
            LoadBalancerAttributes={
                "ConnectionDraining": draining,
                "CrossZoneLoadBalancing": {"Enabled": True},
            },
        )
    answer = lb.elb.describe_load_balancer_attributes(LoadBalancerName=name)
    assert answer["LoadBalancerAttributes"] == {
        "CrossZoneLoadBalancing": {"Enabled": True},
        "AccessLog": {"Enabled": False},
        "ConnectionDraining": {"Enabled": False, "Timeout": 60},
        "ConnectionSettings": {"IdleTimeout": 60},
        "AdditionalAttributes": [{"Key": "elb.http.desyncmitigationmode", "Value": "defensive"}],
    }
    with refused("NotInTheSandbox", "the sandbox has no elb access log: there is no S3"):
        lb.elb.modify_load_balancer_attributes(
            LoadBalancerName=name,
            LoadBalancerAttributes={"AccessLog": {"Enabled": True, "S3BucketName": "b"}},
        )


def test_tags(lb: Balancing) -> None:
    """API model, AddTags, RemoveTags, DescribeTags."""
    name = lb.classic(Tags=[{"Key": "a", "Value": "1"}])
    lb.elb.add_tags(LoadBalancerNames=[name], Tags=[{"Key": "b", "Value": "2"}])
    lb.elb.remove_tags(LoadBalancerNames=[name], Tags=[{"Key": "a"}])
    (found,) = lb.elb.describe_tags(LoadBalancerNames=[name])["TagDescriptions"]
    assert found == {"LoadBalancerName": name, "Tags": [{"Key": "b", "Value": "2"}]}


def test_instances_are_refused_by_name(lb: Balancing) -> None:
    """There are no machines."""
    name = "elb:RegisterInstancesWithLoadBalancer"
    with refused("NotInTheSandbox", f"the sandbox has no {name}"):
        lb.elb.register_instances_with_load_balancer(
            LoadBalancerName=lb.classic(), Instances=[{"InstanceId": "i-1"}]
        )


@pytest.mark.parametrize(
    ("listener", "code", "message"),
    [
        (
            {"Protocol": "TCP", "InstanceProtocol": "HTTP"},
            "InvalidConfigurationRequest",
            "Protocol TCP and InstanceProtocol HTTP are of different layers",
        ),
        (
            {"Protocol": "UDP"},
            "UnsupportedProtocol",
            "Protocol UDP is not HTTP, HTTPS, TCP or SSL",
        ),
    ],
)
def test_protocols(lb: Balancing, listener: dict[str, Any], code: str, message: str) -> None:
    """API model, Listener.Protocol and InstanceProtocol."""
    with refused(code, message):
        lb.classic(Listeners=[classic_listener(None, **listener)])


def test_protocols_in_small_letters(lb: Balancing) -> None:
    """The provider's documentation has `http`; DescribeLoadBalancers answers `HTTP`."""
    name = lb.classic(Listeners=[classic_listener(None, Protocol="http")])
    shown = lb.described(name)["ListenerDescriptions"][0]["Listener"]
    assert (shown["Protocol"], shown["InstanceProtocol"]) == ("HTTP", "HTTP")


def test_adding_and_deleting_listeners(lb: Balancing) -> None:
    """API model, CreateLoadBalancerListeners: the same succeeds, DuplicateListenerException."""
    name = lb.classic()
    for _ in range(2):
        lb.elb.create_load_balancer_listeners(
            LoadBalancerName=name, Listeners=[classic_listener(None, LoadBalancerPort=81)]
        )
    assert len(lb.described(name)["ListenerDescriptions"]) == 2
    with refused("DuplicateListener"):
        lb.elb.create_load_balancer_listeners(
            LoadBalancerName=name,
            Listeners=[classic_listener(None, LoadBalancerPort=81, InstancePort=1)],
        )
    lb.elb.delete_load_balancer_listeners(LoadBalancerName=name, LoadBalancerPorts=[80, 9])
    (left,) = lb.described(name)["ListenerDescriptions"]
    assert left["Listener"]["LoadBalancerPort"] == 81
