"""Application and network load balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing


@pytest.mark.parametrize(
    ("kind", "arn", "dns", "zone"),
    [
        ("application", "app", f".{HOME}.elb.amazonaws.com", "Z32O12XQLNTSW2"),
        ("network", "net", f".elb.{HOME}.amazonaws.com", "Z2IFOLAFXWLO4F"),
    ],
)
def test_a_load_balancer(lb: Balancing, kind: str, arn: str, dns: str, zone: str) -> None:
    """API model, LoadBalancer; AWS general reference, "Elastic Load Balancing endpoints"."""
    made = lb.load_balancer(kind, Name="web")
    assert made.startswith(f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/{arn}/web/")
    shown = lb.shown(made)
    assert shown["DNSName"].startswith("web-")
    assert shown["DNSName"].endswith(dns)
    assert shown["CanonicalHostedZoneId"] == zone
    assert (shown["Type"], shown["Scheme"], shown["State"]) == (
        kind,
        "internet-facing",
        {"Code": "active"},
    )
    assert [item["SubnetId"] for item in shown["AvailabilityZones"]] == lb.default_subnets()
    # An application load balancer has the VPC's default security group, a network one none.
    assert len(shown.get("SecurityGroups", [])) == (kind == "application")


def test_it_is_provisioned_at_first(lb: Balancing) -> None:
    """API model, LoadBalancerState: a client that does not wait for `active` is seen not to."""
    answer = lb.elbv2.create_load_balancer(Name="web", Subnets=lb.default_subnets())
    assert answer["LoadBalancers"][0]["State"] == {"Code": "provisioning"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a" * 33, "cannot be longer than '32' characters"),
        (
            "a_b",
            "can only contain characters that are alphanumeric characters and hyphens(-)",
        ),
        ("-a", "cannot begin or end with '-'"),
        ("internal-a", "cannot begin with 'internal-'"),
    ],
)
def test_names(lb: Balancing, name: str, problem: str) -> None:
    """API model, CreateLoadBalancer.Name."""
    with refused("ValidationError", f"The load balancer name '{name}' {problem}"):
        lb.load_balancer(Name=name)


def test_one_name_is_one_load_balancer(lb: Balancing) -> None:
    """API model, CreateLoadBalancer: idempotent; DuplicateLoadBalancerNameException."""
    made = lb.load_balancer(Name="web")
    assert lb.load_balancer(Name="web") == made
    with refused(
        "DuplicateLoadBalancerName",
        "A load balancer with the same name 'web' exists, but with different settings",
    ):
        lb.load_balancer(Name="web", Scheme="internal")


@pytest.mark.parametrize(
    ("kind", "zones", "code", "message"),
    [
        (
            "application",
            "a",
            "ValidationError",
            "At least two subnets in two different Availability Zones must be specified",
        ),
        (
            "application",
            "abb",
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        ),
        ("network", "", "ValidationError", "At least one subnet must be specified"),
    ],
)
def test_zones(lb: Balancing, kind: str, zones: str, code: str, message: str) -> None:
    """ALB guide, "Subnets for your load balancer": two zones at least, one subnet in each."""
    subnets = lb.subnets(lb.vpc(), zones)
    with refused(code, message):
        lb.load_balancer(kind, Subnets=subnets)


def test_a_network_one_is_content_with_one_zone(lb: Balancing) -> None:
    """NLB guide, "Availability Zones"."""
    subnets = lb.subnets(lb.vpc(), "a")
    made = lb.load_balancer("network", SubnetMappings=[{"SubnetId": subnets[0]}])
    assert [item["SubnetId"] for item in lb.shown(made)["AvailabilityZones"]] == subnets


def test_subnets_and_security_groups_are_looked_up(lb: Balancing) -> None:
    """API model, SubnetNotFoundException and InvalidConfigurationRequestException."""
    first, second = lb.vpc(), lb.vpc()
    with refused("SubnetNotFound", "The subnet ID 'subnet-none' is not valid"):
        lb.load_balancer(Subnets=["subnet-none"])
    with refused("InvalidSubnet", "All subnets must belong to the same VPC"):
        lb.load_balancer(Subnets=lb.subnets(first, "a") + lb.subnets(second, "b"))
    elsewhere = lb.ec2.create_security_group(GroupName="x", Description="x", VpcId=second)
    with refused("InvalidConfigurationRequest", "One or more security groups are invalid"):
        lb.load_balancer(Subnets=lb.subnets(first), SecurityGroups=[elsewhere["GroupId"]])


def test_who_faces_the_internet_needs_a_gateway(lb: Balancing) -> None:
    """API model, InvalidSubnetException; the words are AWS's, as users report them."""
    vpc = lb.vpc(internet=False)
    subnets = lb.subnets(vpc)
    with refused("InvalidSubnet", f"VPC {vpc} has no internet gateway"):
        lb.load_balancer(Subnets=subnets)
    made = lb.load_balancer(Subnets=subnets, Scheme="internal", Name="web")
    assert lb.shown(made)["DNSName"].startswith("internal-web-")


def test_describing(lb: Balancing) -> None:
    """API model, DescribeLoadBalancers: by ARN, by name, or pages of all."""
    made = [lb.load_balancer(Name=f"lb{number}") for number in range(3)]
    found = lb.elbv2.describe_load_balancers(Names=["lb1"])["LoadBalancers"]
    assert [item["LoadBalancerArn"] for item in found] == [made[1]]
    pages = lb.elbv2.get_paginator("describe_load_balancers").paginate(
        PaginationConfig={"PageSize": 2}
    )
    sizes = [[item["LoadBalancerArn"] for item in page["LoadBalancers"]] for page in pages]
    assert sizes == [made[:2], made[2:]]
    with refused("LoadBalancerNotFound", "Load balancers '[none]' not found"):
        lb.elbv2.describe_load_balancers(Names=["none"])
    with refused("LoadBalancerNotFound", f"Load balancer '{made[0]}x' not found"):
        lb.shown(made[0] + "x")
    with refused("ValidationError", "'web' is not a valid load balancer ARN"):
        lb.shown("web")
    with refused("ValidationError", "'x' is not a valid marker"):
        lb.elbv2.describe_load_balancers(Marker="x")


def test_deleting(lb: Balancing) -> None:
    """API model, DeleteLoadBalancer: with its listeners; once more succeeds."""
    made = lb.load_balancer()
    listener = lb.listener(made, None, Port=80)
    for _ in range(2):
        lb.elbv2.delete_load_balancer(LoadBalancerArn=made)
    with refused("ListenerNotFound"):
        lb.elbv2.describe_listeners(ListenerArns=[listener])


def test_deletion_protection(lb: Balancing) -> None:
    """API model, OperationNotPermittedException; the words are AWS's, as users report them."""
    made = lb.load_balancer()
    _set(lb, made, "deletion_protection.enabled", "true")
    with refused(
        "OperationNotPermitted",
        f"Load balancer '{made}' cannot be deleted because deletion protection is enabled",
    ):
        lb.elbv2.delete_load_balancer(LoadBalancerArn=made)
    _set(lb, made, "deletion_protection.enabled", "false")
    lb.elbv2.delete_load_balancer(LoadBalancerArn=made)


def test_changing_subnets(lb: Balancing) -> None:
    """API model, SetSubnets; a network one gets more only, in AWS's words."""
    vpc = lb.vpc()
    old, new = lb.subnets(vpc), lb.subnets(vpc, "c")
    application = lb.load_balancer(Subnets=old)
    network = lb.load_balancer("network", Subnets=old)
    lb.elbv2.set_subnets(LoadBalancerArn=application, Subnets=[old[0], *new])
    zones = lb.shown(application)["AvailabilityZones"]
    assert [item["SubnetId"] for item in zones] == [old[0], *new]
    with refused(
        "InvalidConfigurationRequest",
        "Subnet removal is not supported for Network Load Balancers. You must specify all existing "
        "subnets along with any new ones",
    ):
        lb.elbv2.set_subnets(LoadBalancerArn=network, Subnets=[old[0], *new])
    lb.elbv2.set_subnets(LoadBalancerArn=network, Subnets=[*old, *new])
    with refused("InvalidSubnet", f"All subnets must belong to VPC {vpc}"):
        lb.elbv2.set_subnets(LoadBalancerArn=application, Subnets=lb.subnets(lb.vpc()))


def test_changing_security_groups(lb: Balancing) -> None:
    """API model, SetSecurityGroups: not for a network one that was created without."""
    vpc = lb.vpc()
    subnets = lb.subnets(vpc)
    group = lb.ec2.create_security_group(GroupName="x", Description="x", VpcId=vpc)["GroupId"]
    made = lb.load_balancer(Subnets=subnets)
    lb.elbv2.set_security_groups(LoadBalancerArn=made, SecurityGroups=[group])
    assert lb.shown(made)["SecurityGroups"] == [group]
    network = lb.load_balancer("network", Subnets=subnets)
    with refused("InvalidConfigurationRequest"):
        lb.elbv2.set_security_groups(LoadBalancerArn=network, SecurityGroups=[group])


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"Type": "gateway"}, "elbv2 load balancer type gateway"),
        ({"IpAddressType": "dualstack"}, "elbv2 IpAddressType dualstack"),
        (
            {"SubnetMappings": [{"SubnetId": "s", "AllocationId": "a"}]},
            "elbv2:CreateLoadBalancer with SubnetMappings.AllocationId",
        ),
    ],
)
def test_what_is_not_there_is_refused_by_name(
    lb: Balancing, options: dict[str, Any], what: str
) -> None:
    """Gateways, IPv6 and addresses of one's own."""
    with refused("NotInTheSandbox", f"the sandbox has no {what}"):
        lb.elbv2.create_load_balancer(**({"Name": "x", "Subnets": lb.default_subnets()} | options))


def test_a_region_without_a_known_hosted_zone_is_refused_by_name(lb: Balancing) -> None:
    """An alias record to a made-up zone would be green here and red in AWS."""
    elsewhere = type(lb)(lb.world, "il-central-1")
    with refused("NotInTheSandbox", "the sandbox has no load balancers in region 'il-central-1'"):
        elsewhere.load_balancer()


def test_attributes(lb: Balancing) -> None:
    """API model, LoadBalancerAttribute; the words are in the provider's load_balancer.go."""
    application, network = lb.load_balancer(), lb.load_balancer("network")
    _set(lb, application, "idle_timeout.timeout_seconds", "120")
    shown = lb.elbv2.describe_load_balancer_attributes(LoadBalancerArn=application)["Attributes"]
    values = {item["Key"]: item["Value"] for item in shown}
    assert values["idle_timeout.timeout_seconds"] == "120"
    assert values["routing.http2.enabled"] == "true"
    with refused(
        "InvalidConfigurationRequest",
        "Load balancer attribute key 'idle_timeout.timeout_seconds' is not supported on load "
        "balancers with type 'network'",
    ):
        _set(lb, network, "idle_timeout.timeout_seconds", "120")
    with refused("ValidationError", "Load balancer attribute key 'x.y' is not recognized"):
        _set(lb, network, "x.y", "1")
    with refused("NotInTheSandbox"):
        _set(lb, network, "access_logs.s3.enabled", "true")


def test_nothing_is_reserved(lb: Balancing) -> None:
    """The provider asks whenever it reads a load balancer: findCapacityReservationByARN."""
    answer = lb.elbv2.describe_capacity_reservation(LoadBalancerArn=lb.load_balancer())
    assert answer["CapacityReservationState"] == []


def test_tags_are_on_all_three_kinds(lb: Balancing) -> None:
    """API model, AddTags, RemoveTags, DescribeTags."""
    balancer = lb.load_balancer(Tags=[{"Key": "a", "Value": "1"}])
    arns = [balancer, lb.listener(balancer, None, Port=80), lb.target_group()]
    lb.elbv2.add_tags(ResourceArns=arns, Tags=[{"Key": "b", "Value": "2"}])
    lb.elbv2.remove_tags(ResourceArns=arns, TagKeys=["a", "none"])
    found = lb.elbv2.describe_tags(ResourceArns=arns)["TagDescriptions"]
    assert {item["ResourceArn"]: item["Tags"] for item in found} == {
        arn: [{"Key": "b", "Value": "2"}] for arn in arns
    }


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ([{"Key": "a"}, {"Key": "a"}], "DuplicateTagKeys"),
        ([{"Key": "aws:a"}], "ValidationError"),
        ([{"Key": f"k{number}"} for number in range(51)], "TooManyTags"),
    ],
)
def test_bad_tags(lb: Balancing, tags: list[dict[str, str]], code: str) -> None:
    """API model, DuplicateTagKeysException, TagKey, TooManyTagsException; the limit is 50."""
    made = lb.load_balancer()
    with refused(code):
        lb.elbv2.add_tags(ResourceArns=[made], Tags=tags)


def _set(lb: Balancing, load_balancer: str, key: str, value: str) -> None:
    lb.elbv2.modify_load_balancer_attributes(
        LoadBalancerArn=load_balancer, Attributes=[{"Key": key, "Value": value}]
    )
