"""What the public DNS would answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.route53.lookup import cname
from unit.sandbox.aws.support import create

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_a_cname_is_found_whatever_the_case(world: World) -> None:
    """RFC 4343."""
    world.change(world.zone("example.com"), create("a.example.com", "CNAME", "B.example.ORG"))
    assert cname("A.Example.com") == "b.example.org."
    assert cname("b.example.com") is None
    assert cname("a.notexample.com") is None


def test_of_zones_of_one_name_the_first_is_delegated(world: World) -> None:
    """Route 53 guide: several are allowed; the registrar points at one (aws-cdk#2914)."""
    zones = [world.zone("example.com") for _ in range(3)]
    world.change(zones[1], create("a.example.com", "CNAME", "second.example.org"))
    assert cname("a.example.com") is None
    world.change(zones[0], create("a.example.com", "CNAME", "first.example.org"))
    assert cname("a.example.com") == "first.example.org."


def test_an_alias_is_no_cname(world: World) -> None:
    """Route 53 guide, "Choosing between alias and non-alias records"."""
    zone = world.zone("example.com")
    target = {"HostedZoneId": zone, "DNSName": "b.example.com", "EvaluateTargetHealth": False}
    alias = {"Name": "a.example.com", "Type": "CNAME", "AliasTarget": target}
    world.change(zone, {"Action": "CREATE", "ResourceRecordSet": alias})
    assert cname("a.example.com") is None


def test_dns_knows_no_accounts(world: World) -> None:
    """A record in somebody else's public zone is seen by everybody, ACM included."""
    keys = world.sts.assume_role(
        RoleArn="arn:aws:iam::210987654321:role/dns", RoleSessionName="dns"
    )["Credentials"]
    elsewhere = world.client("route53", key=keys["AccessKeyId"])
    zone = elsewhere.create_hosted_zone(Name="example.net", CallerReference="elsewhere")
    elsewhere.change_resource_record_sets(
        HostedZoneId=zone["HostedZone"]["Id"],
        ChangeBatch={"Changes": [create("a.example.net", "CNAME", "b.example.org")]},
    )
    assert world.route53.list_hosted_zones()["HostedZones"] == []
    assert cname("a.example.net") == "b.example.org."
