"""The operations on hosted zones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import create, refused

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import VPCTypeDef

    from unit.sandbox.aws.support import World

VPC: VPCTypeDef = {"VPCRegion": "eu-west-1", "VPCId": "vpc-0123456789abcdef0"}
OTHER_VPC: VPCTypeDef = {"VPCRegion": "us-east-1", "VPCId": "vpc-0123456789abcdef1"}


def test_a_public_zone(world: World) -> None:
    """LocalStack's recording of AWS."""
    answer = world.route53.create_hosted_zone(
        Name="Example.com", CallerReference="one", HostedZoneConfig={"Comment": "mine"}
    )
    zone = answer["HostedZone"]
    identifier = zone["Id"].removeprefix("/hostedzone/")
    assert re.fullmatch("Z[A-Z0-9]{20}", identifier)
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/hostedzone/{identifier}"
    )
    assert answer["ChangeInfo"]["Status"] == "PENDING"
    assert zone == {
        "Id": f"/hostedzone/{identifier}",
        "Name": "example.com.",
        "CallerReference": "one",
        "Config": {"Comment": "mine", "PrivateZone": False},
        "ResourceRecordSetCount": 2,
    }
    again = world.route53.get_hosted_zone(Id=identifier)
    assert again["HostedZone"] == zone
    assert again["DelegationSet"] == answer["DelegationSet"]
    assert "VPCs" not in again


def test_a_zone_of_the_same_name_is_another(world: World) -> None:
    """Route 53 guide: allowed, with other name servers."""
    first, second = (world.zone("example.com") for _ in range(2))
    servers = [
        world.route53.get_hosted_zone(Id=zone)["DelegationSet"]["NameServers"]
        for zone in (first, second)
    ]
    assert servers[0] != servers[1]
    assert world.route53.get_hosted_zone_count()["HostedZoneCount"] == 2


def test_a_caller_reference_is_used_once(world: World) -> None:
    """API model, HostedZoneAlreadyExists."""
    world.route53.create_hosted_zone(Name="example.com", CallerReference="one")
    with refused("HostedZoneAlreadyExists"):
        world.route53.create_hosted_zone(Name="example.org", CallerReference="one")


@pytest.mark.parametrize("name", ["com", "example..com"])
def test_a_bad_name_is_refused(world: World, name: str) -> None:
    """API model, CreateHostedZone: "You can't create a hosted zone for a top-level domain"."""
    with refused("InvalidDomainName"):
        world.zone(name)


def test_a_private_zone_needs_a_vpc(world: World) -> None:
    """API model, CreateHostedZone."""
    with refused(
        "InvalidInput",
        "When you're creating a private hosted zone (when you specify true for PrivateZone), you "
        "must also specify values for VPCId and VPCRegion.",
    ):
        world.zone("example.com", HostedZoneConfig={"PrivateZone": True})
    with refused("InvalidVPCId"):
        world.zone("example.com", VPC={"VPCId": "vpc-0123456789abcdef0"})


def test_a_vpc_makes_a_zone_private(world: World) -> None:
    """API model, CreateHostedZone.VPC: "private hosted zones only"."""
    answer = world.route53.get_hosted_zone(Id=world.zone("example.com", VPC=VPC))
    assert answer["HostedZone"]["Config"]["PrivateZone"] is True
    assert answer["VPCs"] == [VPC]
    assert "DelegationSet" not in answer


def test_a_vpc_sees_one_private_zone_of_a_name(world: World) -> None:
    """API model, ConflictingDomainExists; the words of ansible/ansible-modules-extras#915."""
    world.zone("example.com")
    world.zone("example.com", VPC=VPC)
    with refused(
        "ConflictingDomainExists",
        "A conflicting domain is already associated with the given VPC or Delegation Set.",
    ):
        world.zone("example.com", VPC=VPC)


def test_vpcs_come_and_go_but_one_stays(world: World) -> None:
    """API model, AssociateVPCWithHostedZone and DisassociateVPCFromHostedZone."""
    r53, zone = world.route53, world.zone("example.com", VPC=VPC)
    r53.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=OTHER_VPC)
    r53.disassociate_vpc_from_hosted_zone(HostedZoneId=zone, VPC=VPC)
    assert r53.get_hosted_zone(Id=zone)["VPCs"] == [OTHER_VPC]
    with refused("LastVPCAssociation"):
        r53.disassociate_vpc_from_hosted_zone(HostedZoneId=zone, VPC=OTHER_VPC)
    with refused("VPCAssociationNotFound"):
        r53.disassociate_vpc_from_hosted_zone(HostedZoneId=zone, VPC=VPC)
    with refused("PublicZoneVPCAssociation"):
        r53.associate_vpc_with_hosted_zone(HostedZoneId=world.zone("example.org"), VPC=VPC)


def test_only_an_empty_zone_is_deleted(world: World) -> None:
    """API model, HostedZoneNotEmpty; the words of AWS, two spaces included."""
    zone = world.zone("example.com")
    world.change(zone, create("www.example.com", "A", "192.0.2.1"))
    with refused(
        "HostedZoneNotEmpty",
        "The specified hosted zone contains non-required resource record sets  and so cannot be "
        "deleted.",
    ):
        world.route53.delete_hosted_zone(Id=zone)
    change = create("www.example.com", "A", "192.0.2.1") | {"Action": "DELETE"}
    world.change(zone, change)
    world.route53.delete_hosted_zone(Id=zone)
    with refused("NoSuchHostedZone", f"No hosted zone found with ID: {zone}"):
        world.route53.get_hosted_zone(Id=zone)


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("delete_hosted_zone", {"Id": "Z1"}),
        ("list_resource_record_sets", {"HostedZoneId": "Z1"}),
        ("list_tags_for_resource", {"ResourceType": "hostedzone", "ResourceId": "Z1"}),
        ("get_dnssec", {"HostedZoneId": "Z1"}),
        (
            "change_resource_record_sets",
            {
                "HostedZoneId": "Z1",
                "ChangeBatch": {"Changes": [create("a.example.com", "A", "192.0.2.1")]},
            },
        ),
    ],
)
def test_a_zone_that_is_not_there(world: World, operation: str, parameters: dict[str, Any]) -> None:
    """API model, NoSuchHostedZone."""
    with refused("NoSuchHostedZone", "No hosted zone found with ID: Z1"):
        getattr(world.route53, operation)(**parameters)


def test_a_change_is_in_sync_when_asked(world: World) -> None:
    """API model, GetChange: PENDING in the answer to the change, INSYNC once it is everywhere."""
    zone = world.zone("example.com")
    change = world.route53.change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={"Comment": "first", "Changes": [create("a.example.com", "A", "192.0.2.1")]},  # type: ignore[list-item]  # a plain dictionary
    )["ChangeInfo"]
    assert (change["Status"], change["Comment"]) == ("PENDING", "first")
    assert world.route53.get_change(Id=change["Id"])["ChangeInfo"]["Status"] == "INSYNC"
    with refused("NoSuchChange", "Could not find resource with ID: C1"):
        world.route53.get_change(Id="C1")


def test_a_comment_is_changed_and_removed(world: World) -> None:
    """API model, UpdateHostedZoneComment."""
    zone = world.zone("example.com")
    r53 = world.route53
    answer = r53.update_hosted_zone_comment(Id=zone, Comment="mine")
    assert answer["HostedZone"]["Config"].get("Comment") == "mine"
    answer = r53.update_hosted_zone_comment(Id=zone)
    assert "Comment" not in answer["HostedZone"]["Config"]


def test_tags_of_a_zone(world: World) -> None:
    """API model, ChangeTagsForResource and ListTagsForResource."""
    r53, zone = world.route53, world.zone("example.com")
    r53.change_tags_for_resource(
        ResourceType="hostedzone",
        ResourceId=zone,
        AddTags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
    )
    r53.change_tags_for_resource(
        ResourceType="hostedzone",
        ResourceId=zone,
        AddTags=[{"Key": "a", "Value": "3"}],
        RemoveTagKeys=["b", "c"],
    )
    answer = r53.list_tags_for_resource(ResourceType="hostedzone", ResourceId=zone)
    assert answer["ResourceTagSet"] == {
        "ResourceType": "hostedzone",
        "ResourceId": zone,
        "Tags": [{"Key": "a", "Value": "3"}],
    }


def test_ten_tags_are_the_most(world: World) -> None:
    """API model, TagList of Route 53."""
    r53, zone = world.route53, world.zone("example.com")
    for number in range(10):
        r53.change_tags_for_resource(
            ResourceType="hostedzone",
            ResourceId=zone,
            AddTags=[{"Key": f"tag{number}", "Value": ""}],
        )
    with refused("InvalidInput", "A resource can have at most 10 tags."):
        r53.change_tags_for_resource(
            ResourceType="hostedzone", ResourceId=zone, AddTags=[{"Key": "more", "Value": ""}]
        )


def test_health_checks_are_not_in_the_sandbox(world: World) -> None:
    """By name, as everything that is missing."""
    with refused("NotInTheSandbox", "the sandbox has no route53 tags of a healthcheck"):
        world.route53.list_tags_for_resource(ResourceType="healthcheck", ResourceId="x")


def test_a_zone_is_not_signed(world: World) -> None:
    """Terraform's AWS provider asks before it deletes a zone."""
    answer = world.route53.get_dnssec(HostedZoneId=world.zone("example.com"))
    assert answer["Status"]["ServeSignature"] == "NOT_SIGNING"
    assert answer["KeySigningKeys"] == []
