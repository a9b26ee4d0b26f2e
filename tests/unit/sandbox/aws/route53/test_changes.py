"""ChangeResourceRecordSets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import create, delete, record, refused, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def _shown(world: World, zone: str) -> list[tuple[str, str, list[str]]]:
    """List what is in a zone beside its own records."""
    answer = world.route53.list_resource_record_sets(HostedZoneId=zone)
    return [
        (item["Name"], item["Type"], [entry["Value"] for entry in item["ResourceRecords"]])
        for item in answer["ResourceRecordSets"]
        if item["Type"] not in {"NS", "SOA"}
    ]


def test_records_are_created_changed_and_deleted(world: World) -> None:
    """API model, ChangeAction; case and the last dot of a name make no difference."""
    zone = world.zone("Example.com")
    world.change(zone, create("WWW.example.com", "A", "192.0.2.1"))
    world.change(zone, upsert("www.Example.com.", "A", "192.0.2.2", "192.0.2.3"))
    assert _shown(world, zone) == [("www.example.com.", "A", ["192.0.2.2", "192.0.2.3"])]
    world.change(zone, delete("www.example.com", "A", "192.0.2.3", "192.0.2.2"))
    assert _shown(world, zone) == []


def test_creating_what_is_there_is_refused(world: World) -> None:
    """The words of AWS, as users report them: what two stacks with one record run into."""
    zone = world.zone("example.com")
    world.change(zone, create("_a.example.com", "CNAME", "_b.acm-validations.aws."))
    with refused(
        "InvalidChangeBatch",
        "[Tried to create resource record set [name='_a.example.com.', type='CNAME'] but it "
        "already exists]",
    ):
        world.change(zone, create("_A.example.com", "CNAME", "_b.acm-validations.aws."))


def test_deleting_what_is_not_there_is_refused(world: World) -> None:
    """The words of boto/boto#2887."""
    zone = world.zone("example.com")
    with refused(
        "InvalidChangeBatch",
        "[Tried to delete resource record set [name='www.example.com.', type='A'] but it was not "
        "found]",
    ):
        world.change(zone, delete("www.example.com", "A", "192.0.2.1"))


@pytest.mark.parametrize(
    "other",
    [
        record("www.example.com", "A", "192.0.2.2"),
        record("www.example.com", "A", "192.0.2.1", ttl=60),
    ],
)
def test_deleting_what_is_different_is_refused(world: World, other: dict[str, Any]) -> None:
    """The words of kubernetes-sigs/external-dns#732; API model: "all the same values"."""
    zone = world.zone("example.com")
    world.change(zone, create("www.example.com", "A", "192.0.2.1"))
    with refused(
        "InvalidChangeBatch",
        "[Tried to delete resource record set [name='www.example.com.', type='A'] but the values "
        "provided do not match the current values]",
    ):
        world.change(zone, {"Action": "DELETE", "ResourceRecordSet": other})


def test_a_name_outside_of_the_zone_is_refused(world: World) -> None:
    """The words of aws-samples/amazon-cloudfront-secure-static-site#76."""
    zone = world.zone("example.com")
    with refused(
        "InvalidChangeBatch",
        "[RRSet with DNS name www.notexample.com. is not permitted in zone example.com.]",
    ):
        world.change(zone, create("www.notexample.com", "A", "192.0.2.1"))


def test_a_cname_cannot_be_beside_anything_else(world: World) -> None:
    """RFC 1034, 3.6.2; the words of ansible-collections/amazon.aws#2694."""
    zone = world.zone("example.com")
    world.change(zone, create("www.example.com", "A", "192.0.2.1"))
    with refused(
        "InvalidChangeBatch",
        "[RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with "
        "other records with the same DNS name in zone example.com.]",
    ):
        world.change(zone, upsert("www.example.com", "CNAME", "other.example.com"))


def test_nothing_else_can_be_beside_a_cname(world: World) -> None:
    """RFC 1034, 3.6.2; the words of boto/boto3#1475, two spaces included."""
    zone = world.zone("example.com")
    world.change(zone, create("www.example.com", "CNAME", "other.example.com"))
    with refused(
        "InvalidChangeBatch",
        "[RRSet of type A with DNS name www.example.com. is not permitted because a conflicting "
        "RRSet of type  CNAME with the same DNS name already exists in zone example.com.]",
    ):
        world.change(zone, upsert("www.example.com", "A", "192.0.2.1"))


def test_both_at_once_are_refused_too(world: World) -> None:
    """RFC 1034, 3.6.2."""
    zone = world.zone("example.com")
    with refused("InvalidChangeBatch"):
        world.change(
            zone,
            create("www.example.com", "CNAME", "other.example.com"),
            create("www.example.com", "A", "192.0.2.1"),
        )


def test_one_batch_can_turn_one_into_the_other(world: World) -> None:
    """API model, ChangeResourceRecordSets: its own example of a transaction."""
    zone = world.zone("example.com")
    world.change(zone, create("www.example.com", "CNAME", "other.example.com"))
    world.change(
        zone,
        delete("www.example.com", "CNAME", "other.example.com"),
        create("www.example.com", "A", "192.0.2.1"),
    )
    assert _shown(world, zone) == [("www.example.com.", "A", ["192.0.2.1"])]


def test_no_cname_at_the_apex(world: World) -> None:
    """Route 53 guide, "CNAME record type"; the words of AWS, as users report them."""
    zone = world.zone("example.com")
    with refused(
        "InvalidChangeBatch",
        "[RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone "
        "example.com.]",
    ):
        world.change(zone, create("example.com", "CNAME", "other.example.org"))


def test_a_batch_happens_as_a_whole_or_not_at_all(world: World) -> None:
    """API model, ChangeResourceRecordSets: and all its problems are in one error."""
    zone = world.zone("example.com")
    with refused(
        "InvalidChangeBatch",
        "[Tried to delete resource record set [name='b.example.com.', type='A'] but it was not "
        "found, RRSet with DNS name example.org. is not permitted in zone example.com.]",
    ):
        world.change(
            zone,
            create("a.example.com", "A", "192.0.2.1"),
            delete("b.example.com", "A", "192.0.2.1"),
            create("example.org", "A", "192.0.2.1"),
        )
    assert _shown(world, zone) == []


def test_one_set_cannot_be_written_twice_in_a_batch(world: World) -> None:
    """The words of kubernetes-sigs/external-dns#4241."""
    zone = world.zone("example.com")
    with refused(
        "InvalidChangeBatch",
        "[The request contains an invalid set of changes for a resource record set "
        "'A www.example.com.']",
    ):
        world.change(
            zone,
            upsert("www.example.com", "A", "192.0.2.1"),
            upsert("www.example.com", "A", "192.0.2.2"),
        )


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("NS", "A HostedZone must contain at least one NS record for the zone itself."),
        ("SOA", "A HostedZone must contain exactly one SOA record."),
    ],
)
def test_the_zones_own_records_stay(world: World, kind: str, message: str) -> None:
    """The words of AWS, as users report them."""
    zone = world.zone("example.com")
    found = world.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    own = next(item for item in found if item["Type"] == kind)
    with refused("InvalidChangeBatch", f"[{message}]"):
        world.change(zone, {"Action": "DELETE", "ResourceRecordSet": own})


def test_a_batch_has_a_thousand_values_at_most(world: World) -> None:
    """Route 53 guide, "Quotas": an UPSERT counts twice."""
    zone = world.zone("example.com")
    changes = [upsert(f"n{number}.example.com", "A", "192.0.2.1") for number in range(501)]
    with refused("InvalidChangeBatch", "[Number of records limit of 1000 exceeded.]"):
        world.change(zone, *changes)
    world.change(zone, *changes[:500])


def test_an_unknown_action_is_refused(world: World) -> None:
    """API model, ChangeAction."""
    zone = world.zone("example.com")
    change = create("www.example.com", "A", "192.0.2.1") | {"Action": "MERGE"}
    with refused("InvalidInput"):
        world.change(zone, change)
