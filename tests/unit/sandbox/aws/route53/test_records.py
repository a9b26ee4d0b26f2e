"""What makes a record set wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import create, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

ALIAS = {
    "HostedZoneId": "Z2FDTNDATAQYW2",
    "DNSName": "D111.cloudfront.net",
    "EvaluateTargetHealth": False,
}


def test_an_alias_has_no_values(world: World) -> None:
    """API model, AliasTarget."""
    zone = world.zone("example.com")
    alias = {"Name": "example.com", "Type": "A", "AliasTarget": ALIAS}
    world.change(zone, {"Action": "CREATE", "ResourceRecordSet": alias})
    shown = world.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"][0]
    assert shown == {
        "Name": "example.com.",
        "Type": "A",
        "AliasTarget": ALIAS | {"DNSName": "d111.cloudfront.net."},
    }
    world.change(zone, {"Action": "DELETE", "ResourceRecordSet": alias})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({}, "none"),
        ({"TTL": 60}, "none"),
        ({"ResourceRecords": [{"Value": "192.0.2.1"}]}, "none"),
        (
            {"TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}], "AliasTarget": ALIAS},
            "more than one",
        ),
    ],
)
def test_it_is_either_values_or_an_alias(world: World, content: dict[str, Any], found: str) -> None:
    """The words of AWS, as users report them."""
    zone = world.zone("example.com")
    record_set = {"Name": "www.example.com", "Type": "A", **content}
    with refused(
        "InvalidInput",
        "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], "
        f"or TrafficPolicyInstanceId], but found {found} in Change with [Action=CREATE, "
        "Name=www.example.com., Type=A, SetIdentifier=null]",
    ):
        world.change(zone, {"Action": "CREATE", "ResourceRecordSet": record_set})


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("A", "::1", "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"),
        ("AAAA", "192.0.2.1", "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"),
        ("TXT", "bare", "InvalidCharacterString (Value should be enclosed in quotation marks)"),
    ],
)
def test_values_are_checked(world: World, kind: str, value: str, problem: str) -> None:
    """The words of AWS, as users report them."""
    zone = world.zone("example.com")
    with refused(
        "InvalidChangeBatch",
        f"[Invalid Resource Record: 'FATAL problem: {problem} encountered with '{value}'']",
    ):
        world.change(zone, create("www.example.com", kind, value))


def test_a_cname_has_one_value_and_none_has_one_twice(world: World) -> None:
    """Route 53 guide, "Supported DNS record types"."""
    zone = world.zone("example.com")
    with refused("InvalidChangeBatch"):
        world.change(zone, create("www.example.com", "CNAME", "a.example.com", "b.example.com"))
    with refused("InvalidChangeBatch"):
        world.change(zone, create("www.example.com", "A", "192.0.2.1", "192.0.2.1"))


@pytest.mark.parametrize(
    "value",
    ['0 issue "amazon.com"', '128 issuewild ";"', '0 iodef "mailto:a@example.com"', '255 a1 ""'],
)
def test_a_caa_record_is_flags_tag_and_value(world: World, value: str) -> None:
    """Route 53 guide, "CAA record type"."""
    world.change(world.zone("example.com"), create("example.com", "CAA", value))


@pytest.mark.parametrize(
    "value", ["amazon.com", "0 issue amazon.com", '256 issue "a"', '0 is-sue "a"', '0 "a"', ""]
)
def test_anything_else_is_no_caa_record(world: World, value: str) -> None:
    """Route 53 guide, "CAA record type": flags 0-255, and the value in quotation marks."""
    with refused("InvalidChangeBatch"):
        world.change(world.zone("example.com"), create("example.com", "CAA", value))
