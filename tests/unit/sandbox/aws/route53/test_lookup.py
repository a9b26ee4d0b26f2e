"""What the public DNS would answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.route53.lookup import caa, cname
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


LE = '0 issue "letsencrypt.org"'


class TestCaa:
    """RFC 8659, section 3: which CAA records count for a name."""

    def test_no_records(self, world: World) -> None:
        """Neither at the name nor above it."""
        world.zone("example.com")
        assert caa("www.example.com") is None
        assert caa("nowhere.example") is None

    def test_the_closest_ancestor_counts(self, world: World) -> None:
        """Not the ones above it, whatever they say."""
        zone = world.zone("example.com")
        world.change(zone, create("example.com", "CAA", LE))
        assert caa("a.b.example.com") == ("example.com", (LE,))
        world.change(zone, create("b.example.com", "CAA", '0 issue "amazon.com"'))
        assert caa("a.b.example.com") == ("b.example.com", ('0 issue "amazon.com"',))
        assert caa("example.com") == ("example.com", (LE,))
        assert caa("notexample.com") is None

    def test_the_parent_may_be_in_another_zone_and_account(self, world: World) -> None:
        """DNS knows no accounts."""
        key = world.sts.assume_role(
            RoleArn="arn:aws:iam::222222222222:role/dns", RoleSessionName="dns"
        )["Credentials"]["AccessKeyId"]
        other = world.client("route53", key=key)
        parent = other.create_hosted_zone(Name="example.com", CallerReference="one")
        other.change_resource_record_sets(
            HostedZoneId=parent["HostedZone"]["Id"],
            ChangeBatch={"Changes": [create("example.com", "CAA", LE)]},
        )
        world.zone("dev.example.com")
        assert caa("www.dev.example.com") == ("example.com", (LE,))

    def test_private_zones_do_not_count(self, world: World) -> None:
        """Nobody on the internet sees them."""
        world.change(world.private_zone("example.com"), create("example.com", "CAA", LE))
        assert caa("example.com") is None

    def test_aliases_are_followed(self, world: World) -> None:
        """What the alias leads to has records: they count (serverfault.com/q/1156915)."""
        world.change(world.zone("example.com"), create("www.example.com", "CNAME", "a.example.org"))
        zone = world.zone("example.org")
        world.change(zone, create("example.org", "CAA", LE))
        # The tree is climbed from the name on, not from where the alias leads.
        assert caa("www.example.com") is None
        world.change(zone, create("a.example.org", "CAA", LE))
        assert caa("www.example.com") == ("www.example.com", (LE,))

    def test_a_loop_of_aliases_ends(self, world: World) -> None:
        """Resolvers give up, too."""
        zone = world.zone("example.com")
        world.change(
            zone,
            create("a.example.com", "CNAME", "b.example.com"),
            create("b.example.com", "CNAME", "a.example.com"),
        )
        assert caa("a.example.com") is None
