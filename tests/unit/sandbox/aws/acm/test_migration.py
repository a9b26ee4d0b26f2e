"""From email to DNS validation, in place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws import approval
from acm_sandbox.aws.acm.names import validation_record
from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.support import ACCOUNT, refused, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def migrate(world: World, arn: str, method: str = "DNS") -> None:
    """Ask for it."""
    asked: Any = {"ValidationMethod": method}
    world.acm().update_certificate_options(CertificateArn=arn, Options=asked)


@pytest.fixture
def arn(world: World) -> str:
    """An issued certificate, validated by email."""
    arn = world.by_email("example.com", "*.example.com", "www.example.com")
    approval.approve(world.endpoint, arn)
    return arn


def prove(world: World, *names: str) -> None:
    """Write the records of names, in a zone of their own."""
    zone = world.zone("example.com")
    for name in names:
        record = validation_record(ACCOUNT, name)
        world.change(zone, upsert(record.name, "CNAME", record.value))


def summary(world: World, arn: str) -> dict[str, Any]:
    """Show the latest update."""
    return dict(world.describe(arn)["UpdateSummary"])


def test_without_one_there_is_no_summary(world: World, arn: str) -> None:
    """API model, UpdateSummary: only if an update has been requested."""
    assert "UpdateSummary" not in world.describe(arn)


def test_it_waits_for_the_records(world: World, arn: str) -> None:
    """API model, UpdateStatus; until then the certificate is validated by email."""
    before = world.describe(arn)
    migrate(world, arn)
    detail = world.describe(arn)
    shown = summary(world, arn)
    assert shown.pop("RequestedAt") == shown.pop("UpdatedAt")
    assert shown == {
        "Status": "PENDING_DOMAIN_VALIDATION",
        "Type": "DOMAIN_VALIDATION_METHOD",
        "DomainValidationMethodUpdateSummary": {"From": "EMAIL", "To": "DNS"},
    }
    assert detail["Status"] == "ISSUED"
    assert detail["DomainValidationOptions"] == before["DomainValidationOptions"]


def test_with_the_records_it_is_validated_by_dns(world: World, arn: str) -> None:
    """ACM guide, "Migrating from email to DNS validation": the ARN, and all else, stays."""
    before = world.describe(arn)
    migrate(world, arn)
    prove(world, "example.com")
    assert summary(world, arn)["Status"] == "PENDING_DOMAIN_VALIDATION"
    clock.advance(timedelta(hours=1))
    zone = world.route53.list_hosted_zones()["HostedZones"][0]["Id"]
    record = validation_record(ACCOUNT, "www.example.com")
    world.change(zone, upsert(record.name, "CNAME", record.value))
    detail = world.describe(arn)
    shown = summary(world, arn)
    assert shown["Status"] == "SUCCESS"
    assert shown["UpdatedAt"] - shown["RequestedAt"] >= timedelta(hours=1)
    for option in detail["DomainValidationOptions"]:
        assert option["ValidationMethod"] == "DNS"
        assert option["ValidationStatus"] == "SUCCESS"
        assert "ValidationEmails" not in option
        expected = validation_record(ACCOUNT, option["DomainName"])
        assert option["ResourceRecord"]["Name"] == expected.name
        assert option["ResourceRecord"]["Value"] == expected.value
    for same in ("CertificateArn", "Serial", "NotAfter", "IssuedAt", "Status"):
        assert detail.get(same) == before.get(same)


def test_records_that_are_there_already_do_it(world: World, arn: str) -> None:
    """ACM guide, "DNS validation": one record for an account and a name."""
    prove(world, "example.com", "www.example.com")
    assert world.describe(arn)["DomainValidationOptions"][0]["ValidationMethod"] == "EMAIL"
    migrate(world, arn)
    assert summary(world, arn)["Status"] == "SUCCESS"


def test_after_72_hours_it_goes_on_as_it_was(world: World, arn: str) -> None:
    """ACM guide, "My email-to-DNS migration timed out": one may begin again."""
    migrate(world, arn)
    clock.advance(timedelta(hours=71, minutes=59))
    assert summary(world, arn)["Status"] == "PENDING_DOMAIN_VALIDATION"
    clock.advance(timedelta(hours=1))
    prove(world, "example.com", "www.example.com")
    shown = summary(world, arn)
    assert shown["Status"] == "FAILED"
    assert shown["UpdatedAt"] - shown["RequestedAt"] == timedelta(hours=72)
    detail = world.describe(arn)
    assert detail["Status"] == "ISSUED"
    assert detail["DomainValidationOptions"][0]["ValidationMethod"] == "EMAIL"
    migrate(world, arn)
    assert summary(world, arn)["Status"] == "SUCCESS"


def test_twice_at_once(world: World, arn: str) -> None:
    """API model, ConflictException; the words are ours."""
    migrate(world, arn)
    message = f"Certificate {arn} is already being moved to DNS validation."
    with refused("ConflictException", message):
        migrate(world, arn)


def test_before_it_is_issued(world: World) -> None:
    """API model, InvalidStateException; the words are ours."""
    arn = world.by_email("example.com")
    with refused(
        "InvalidStateException",
        f"Certificate {arn} is PENDING_VALIDATION: only an issued certificate can be moved to "
        "another validation method.",
    ):
        migrate(world, arn)


def test_from_dns(world: World) -> None:
    """ACM guide: an "existing email-validated" one; code and words are ours."""
    arn = world.issued("example.com")
    with refused("ValidationException", f"Certificate {arn} is not validated by email."):
        migrate(world, arn)


@pytest.mark.parametrize("method", ["EMAIL", "HTTP"])
def test_to_anything_but_dns(world: World, arn: str, method: str) -> None:
    """API model: "To migrate from email to DNS validation, specify DNS"; the words are ours."""
    message = f"The validation method can only be updated to DNS, not to {method}."
    with refused("ValidationException", message):
        migrate(world, arn, method)


def test_export_stays_fixed(world: World, arn: str) -> None:
    """API model, CertificateOptions: an update that is refused in one part does nothing."""
    with refused("ValidationException"):
        world.acm().update_certificate_options(
            CertificateArn=arn, Options={"ValidationMethod": "DNS", "Export": "ENABLED"}
        )
    assert "UpdateSummary" not in world.describe(arn)
