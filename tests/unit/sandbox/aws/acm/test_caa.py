"""CAA records: what ACM reads in them, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.acm import caa
from unit.sandbox.aws.support import delete, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

LE, AMAZON = '0 issue "letsencrypt.org"', '0 issue "amazon.com"'
WILD_LE, WILD_AMAZON = '0 issuewild "letsencrypt.org"', '0 issuewild "amazon.com"'
IODEF = '0 iodef "mailto:security@example.com"'


@pytest.mark.parametrize(
    ("values", "plain", "wildcard"),
    [
        ([AMAZON], True, True),
        (['0 issue "amazontrust.com"'], True, True),
        (['0 issue "awstrust.com"'], True, True),
        (['0 issue "amazonaws.com"'], True, True),
        (['0 issue "aws.amazon.com"'], False, False),
        ([LE], False, False),
        ([LE, AMAZON], True, True),
        (['0 issue ";"'], False, False),
        ([WILD_LE], True, False),
        ([WILD_AMAZON, LE], False, True),
        ([AMAZON, WILD_LE], True, False),
        ([AMAZON, '0 issuewild ";"'], True, False),
        ([IODEF], True, True),
        (['0 ISSUE "Amazon.com"'], True, True),
        (['0 issue "amazon.com; account=1"'], True, True),
        (['128 issue "amazon.com"'], True, True),
        ([AMAZON, '0 future "x"'], True, True),
        ([AMAZON, '128 future "x"'], False, False),
    ],
)
def test_what_a_set_says(values: list[str], *, plain: bool, wildcard: bool) -> None:
    """ACM guide, "(Optional) Configure a CAA record"; RFC 8659, sections 4.1 to 4.3."""
    assert caa.permits(values, wildcard=False) is plain
    assert caa.permits(values, wildcard=True) is wildcard


def test_what_is_no_record_is_an_error() -> None:
    """Route 53 takes none, so there is nothing to be lenient about."""
    with pytest.raises(ValueError, match="no CAA record"):
        caa.permits(["issue amazon.com"], wildcard=False)


def _status(world: World, *names: str) -> tuple[str, str | None]:
    arn = world.request(*names)
    zone = world.route53.list_hosted_zones()["HostedZones"][0]["Id"]
    world.prove(arn, zone)
    detail = world.describe(arn)
    return detail["Status"], detail.get("FailureReason")


def test_a_refused_request_has_failed(world: World) -> None:
    """ACM guide, "Troubleshoot CAA problems"; API model, FailureReason."""
    zone = world.zone("example.com")
    world.change(zone, upsert("example.com", "CAA", LE))
    assert _status(world, "example.com") == ("FAILED", "CAA_ERROR")
    # "You must update your CAA records and request a certificate again."
    world.change(zone, delete("example.com", "CAA", LE))
    statuses = {
        item["Status"] for item in world.acm().list_certificates()["CertificateSummaryList"]
    }
    assert statuses == {"FAILED"}
    assert _status(world, "example.com") == ("ISSUED", None)


def test_its_names_are_validated_nevertheless(world: World) -> None:
    """AWS Knowledge Center, acm-troubleshoot-caa-errors: "The validation status is "Success"".

    So the records stay known; the AWS provider would look for them for 5 minutes otherwise.
    """
    zone = world.zone("example.com")
    first = world.request("example.com")
    world.prove(first, zone)
    world.change(zone, upsert("example.com", "CAA", LE))
    detail = world.describe(world.request("example.com", "www.example.com"))
    assert detail["Status"] == "PENDING_VALIDATION"
    arn = world.request("example.com")
    again = world.describe(arn)
    assert (again["Status"], again["FailureReason"]) == ("FAILED", "CAA_ERROR")
    assert again["DomainValidationOptions"][0]["ValidationStatus"] == "SUCCESS"
    assert world.records(arn) == world.records(first)


def test_it_is_checked_after_the_validation(world: World) -> None:
    """ACM guide: "After it validates your domain, ACM checks for the presence of a CAA record"."""
    world.change(world.zone("example.com"), upsert("example.com", "CAA", LE))
    assert world.describe(world.request("example.com"))["Status"] == "PENDING_VALIDATION"


def test_one_name_is_enough(world: World) -> None:
    """ACM guide: "One or more domain names have failed validation due to a ... (CAA) error"."""
    world.change(world.zone("example.com"), upsert("www.example.com", "CAA", LE))
    assert _status(world, "example.com", "www.example.com") == ("FAILED", "CAA_ERROR")


def test_a_wildcard_asks_for_its_own_property(world: World) -> None:
    """ACM guide: with an `issuewild` of others, no wildcards can be issued."""
    world.change(world.zone("example.com"), upsert("example.com", "CAA", AMAZON, WILD_LE))
    assert _status(world, "www.example.com") == ("ISSUED", None)
    assert _status(world, "*.example.com") == ("FAILED", "CAA_ERROR")
