"""The listings of Route 53, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import create, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_zones_come_in_pages_of_a_hundred(world: World) -> None:
    """API model, ListHostedZones: the marker is the id of the next page's first."""
    made = {world.zone(f"n{number}.example.com") for number in range(101)}
    first = world.route53.list_hosted_zones()
    assert (len(first["HostedZones"]), first["MaxItems"], first["IsTruncated"]) == (
        100,
        "100",
        True,
    )
    second = world.route53.list_hosted_zones(Marker=first["NextMarker"])
    assert (len(second["HostedZones"]), second["IsTruncated"]) == (1, False)
    assert second["HostedZones"][0]["Id"] == f"/hostedzone/{first['NextMarker']}"
    assert "NextMarker" not in second
    pages = world.route53.get_paginator("list_hosted_zones").paginate(
        PaginationConfig={"PageSize": 7}
    )
    found = [
        zone["Id"].removeprefix("/hostedzone/") for page in pages for zone in page["HostedZones"]
    ]
    assert sorted(found) == sorted(made)


def test_private_zones_alone(world: World) -> None:
    """API model, ListHostedZones.HostedZoneType."""
    world.zone("example.com")
    private = world.private_zone("example.com")
    answer = world.route53.list_hosted_zones(HostedZoneType="PrivateHostedZone")
    assert [zone["Id"] for zone in answer["HostedZones"]] == [f"/hostedzone/{private}"]


def test_zones_by_name(world: World) -> None:
    """API model, ListHostedZonesByName: by reversed labels, from the given name on."""
    for name in ("example.org", "a.example.com", "example.com", "example.com"):
        world.zone(name)
    names = [zone["Name"] for zone in world.route53.list_hosted_zones_by_name()["HostedZones"]]
    assert names == ["example.com.", "example.com.", "a.example.com.", "example.org."]

    first = world.route53.list_hosted_zones_by_name(DNSName="Example.com", MaxItems="1")
    assert first["DNSName"] == "Example.com"
    assert (first["IsTruncated"], first["NextDNSName"]) == (True, "example.com.")
    second = world.route53.list_hosted_zones_by_name(
        DNSName=first["NextDNSName"], HostedZoneId=first["NextHostedZoneId"]
    )
    names = [zone["Name"] for zone in second["HostedZones"]]
    assert names == ["example.com.", "a.example.com.", "example.org."]
    assert second["HostedZones"][0]["Id"] != first["HostedZones"][0]["Id"]


def test_a_name_that_has_no_zone_leads_to_the_next(world: World) -> None:
    """API model, ListHostedZonesByName: it is a place in the order, not a filter."""
    world.zone("example.org")
    answer = world.route53.list_hosted_zones_by_name(DNSName="example.com")
    assert [zone["Name"] for zone in answer["HostedZones"]] == ["example.org."]


def test_records_come_in_pages_of_300(world: World) -> None:
    """API model, ListResourceRecordSets."""
    zone = world.zone("example.com")
    world.change(
        zone, *(create(f"n{number:03}.example.com", "A", "192.0.2.1") for number in range(300))
    )
    first = world.route53.list_resource_record_sets(HostedZoneId=zone, MaxItems="1000")
    assert (len(first["ResourceRecordSets"]), first["MaxItems"]) == (300, "300")
    assert (first["NextRecordName"], first["NextRecordType"]) == ("n298.example.com.", "A")
    pages = world.route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone)
    found = [item["Name"] for page in pages for item in page["ResourceRecordSets"]]
    assert found == ["example.com."] * 2 + [f"n{number:03}.example.com." for number in range(300)]


def test_records_are_sorted_by_name_and_type(world: World) -> None:
    """API model, ListResourceRecordSets: by reversed labels; an asterisk is escaped."""
    zone = world.zone("example.com")
    world.change(
        zone,
        create("www.example.com", "TXT", '"x"'),
        create("www.example.com", "A", "192.0.2.1"),
        create("*.example.com", "A", "192.0.2.1"),
        create("a.www.example.com", "A", "192.0.2.1"),
    )
    found = world.route53.list_resource_record_sets(
        HostedZoneId=zone, StartRecordName="example.com", StartRecordType="SOA"
    )
    assert [(item["Name"], item["Type"]) for item in found["ResourceRecordSets"]] == [
        ("example.com.", "SOA"),
        (r"\052.example.com.", "A"),
        ("www.example.com.", "A"),
        ("www.example.com.", "TXT"),
        ("a.www.example.com.", "A"),
    ]


@pytest.mark.parametrize("size", ["0", "-1", "many"])
def test_the_size_of_a_page_is_a_number(world: World, size: str) -> None:
    """API model, InvalidInput."""
    with refused("InvalidInput"):
        world.route53.list_hosted_zones(MaxItems=size)


def test_half_a_place_is_refused(world: World) -> None:
    """API model: "specifying type without specifying name returns an InvalidInput error"."""
    zone = world.zone("example.com")
    half: dict[str, Any] = {"StartRecordType": "A"}
    with refused("InvalidInput"):
        world.route53.list_resource_record_sets(HostedZoneId=zone, **half)
    with refused("InvalidInput"):
        world.route53.list_hosted_zones_by_name(HostedZoneId=zone)
