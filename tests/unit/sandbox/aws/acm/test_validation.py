"""When a certificate is issued, and when it is not."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.support import HOME, delete, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

PENDING = "PENDING_VALIDATION"


def test_it_is_issued_when_every_name_has_its_record(world: World) -> None:
    """ACM guide, "DNS validation"."""
    arn = world.request("example.com", "*.example.com", "www.example.com")
    zone = world.zone("example.com")
    records = world.records(arn)
    world.change(zone, upsert(records["example.com"][0], "CNAME", records["example.com"][1]))
    assert world.describe(arn)["Status"] == PENDING

    world.change(
        zone, upsert(records["www.example.com"][0], "CNAME", records["www.example.com"][1])
    )
    detail = world.describe(arn)
    assert detail["Status"] == "ISSUED"
    assert {option["ValidationStatus"] for option in detail["DomainValidationOptions"]} == {
        "SUCCESS"
    }


def test_one_record_serves_all_regions(world: World) -> None:
    """ACM guide, "DNS validation": the same CNAME in every region."""
    arns = [world.request("example.com", region=region) for region in (HOME, "us-east-1")]
    world.prove(arns[0], world.zone("example.com"))
    assert [world.describe(arn)["Status"] for arn in arns] == ["ISSUED", "ISSUED"]


def test_a_listing_issues_too(world: World) -> None:
    """Nothing runs in the background: whoever looks finds it as it would be."""
    arn = world.request("example.com")
    world.prove(arn, world.zone("example.com"))
    summary = world.acm().list_certificates()["CertificateSummaryList"][0]
    assert summary["Status"] == "ISSUED"


def test_the_value_has_to_be_right(world: World) -> None:
    """ACM guide, "Troubleshoot DNS validation"; case and the last dot mean nothing in DNS."""
    arn = world.request("example.com")
    zone = world.zone("example.com")
    name, value = world.records(arn)["example.com"]
    world.change(zone, upsert(name, "CNAME", "_other.acm-validations.aws."))
    assert world.describe(arn)["Status"] == PENDING

    world.change(zone, upsert(name.upper(), "CNAME", value.upper().rstrip(".")))
    assert world.describe(arn)["Status"] == "ISSUED"


def test_a_private_zone_never_validates(world: World) -> None:
    """ACM guide, "DNS validation": the record has to be in the public DNS."""
    arn = world.request("example.com")
    world.prove(arn, world.private_zone("example.com"))
    assert world.describe(arn)["Status"] == PENDING


def test_the_longest_zone_decides(world: World) -> None:
    """Resolvers follow the delegation, and never see the parent's record below it."""
    parent = world.zone("example.com")
    child = world.zone("dev.example.com")
    arn = world.request("www.dev.example.com")
    world.prove(arn, parent)
    assert world.describe(arn)["Status"] == PENDING
    world.prove(arn, child)
    assert world.describe(arn)["Status"] == "ISSUED"


def test_names_may_be_in_several_zones(world: World) -> None:
    """Each name is proved where it is."""
    arn = world.request("example.com", "example.org")
    records = world.records(arn)
    for name in ("example.com", "example.org"):
        assert world.describe(arn)["Status"] == PENDING
        world.change(world.zone(name), upsert(records[name][0], "CNAME", records[name][1]))
    assert world.describe(arn)["Status"] == "ISSUED"


def test_short_chains_of_cnames_are_followed(world: World) -> None:
    """ACM guide, "DNS validation": chains of up to 5."""
    arn = world.request("example.com")
    zone = world.zone("example.com")
    name, value = world.records(arn)["example.com"]
    steps = [name, *(f"step{number}.example.com" for number in range(1, 6)), value]
    for this, following in pairwise(steps):
        world.change(zone, upsert(this, "CNAME", following))
    assert world.describe(arn)["Status"] == PENDING

    world.change(zone, upsert(name, "CNAME", "step2.example.com"))
    assert world.describe(arn)["Status"] == "ISSUED"


def test_removing_the_record_later_changes_nothing_today(world: World) -> None:
    """ACM guide, "Managed renewal": it is the renewal that fails."""
    arn = world.issued("example.com")
    zone = world.route53.list_hosted_zones()["HostedZones"][0]["Id"]
    name, value = world.records(arn)["example.com"]
    world.change(zone, delete(name, "CNAME", value))
    assert world.describe(arn)["Status"] == "ISSUED"


def test_a_request_times_out_after_72_hours(world: World) -> None:
    """ACM guide, "Certificate request times out": and is never issued any more."""
    arn = world.request("example.com")
    clock.advance(timedelta(hours=71, minutes=59))
    assert world.describe(arn)["Status"] == PENDING
    clock.advance(timedelta(minutes=2))
    detail = world.describe(arn)
    assert detail["Status"] == "VALIDATION_TIMED_OUT"
    assert detail["DomainValidationOptions"][0]["ValidationStatus"] == "FAILED"
    world.prove(arn, world.zone("example.com"))
    assert world.describe(arn)["Status"] == "VALIDATION_TIMED_OUT"


def test_an_issued_one_expires(world: World) -> None:
    """API model, CertificateStatus."""
    arn = world.issued("example.com")
    clock.advance(timedelta(days=197))
    assert world.describe(arn)["Status"] == "ISSUED"
    clock.advance(timedelta(days=1))
    assert world.describe(arn)["Status"] == "EXPIRED"


def test_issuing_can_take_its_time(world: World) -> None:
    """ACM guide, "DNS validation": up to 30 minutes; the record may go meanwhile."""
    world.server.reset(Settings(issue_delay=60))
    arn = world.request("example.com")
    world.prove(arn, world.zone("example.com"))
    assert world.describe(arn)["Status"] == PENDING
    clock.advance(timedelta(seconds=61))
    assert world.describe(arn)["Status"] == "ISSUED"


@pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
def test_another_accounts_zone_proves_nothing_here(world: World, region: str) -> None:
    """The record is a function of the account, and the local DNS one of each account."""
    key = world.sts.assume_role(
        RoleArn="arn:aws:iam::222222222222:role/dns", RoleSessionName="dns"
    )["Credentials"]["AccessKeyId"]
    arn = world.client("acm", region, key).request_certificate(
        DomainName="example.com", ValidationMethod="DNS"
    )["CertificateArn"]
    world.zone("example.com")
    detail = world.client("acm", region, key).describe_certificate(CertificateArn=arn)
    assert detail["Certificate"]["Status"] == PENDING
