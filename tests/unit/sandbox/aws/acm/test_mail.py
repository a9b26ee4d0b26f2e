"""Validation by email."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws import approval
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

INVALID = "InvalidDomainValidationOptionsException"


def addresses(domain: str) -> list[str]:
    """Give the five addresses of a domain."""
    mailboxes = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")
    return [f"{mailbox}@{domain}" for mailbox in mailboxes]


def options(world: World, arn: str) -> dict[str, Any]:
    """Show how each name is proved."""
    shown = world.describe(arn)["DomainValidationOptions"]
    return {option["DomainName"]: dict(option) for option in shown}


@pytest.mark.parametrize("method", ["EMAIL", None])
def test_a_description(world: World, method: str | None) -> None:
    """API model, DomainValidation; without a method it is by email (LocalStack's recording)."""
    asked: dict[str, Any] = {"ValidationMethod": method} if method else {}
    arn = world.acm().request_certificate(DomainName="example.com", **asked)["CertificateArn"]
    detail = world.describe(arn)
    assert detail["Status"] == "PENDING_VALIDATION"
    assert detail["DomainValidationOptions"] == [
        {
            "DomainName": "example.com",
            "ValidationDomain": "example.com",
            "ValidationEmails": addresses("example.com"),
            "ValidationMethod": "EMAIL",
            "ValidationStatus": "PENDING_VALIDATION",
        }
    ]


@pytest.mark.parametrize(
    ("name", "validation_domain", "at"),
    [
        ("example.com", None, "example.com"),
        ("www.example.com", None, "example.com"),
        ("*.example.com", None, "example.com"),
        ("*.www.example.com", None, "example.com"),
        ("api.example.com", None, "api.example.com"),
        ("www2.example.com", None, "www2.example.com"),
        ("*.a.b.example.com", "example.com", "example.com"),
        ("api.www.example.com", "www.example.com", "www.example.com"),
        ("api.example.com", "API.example.com", "api.example.com"),
        ("*.example.com", "*.example.com", "example.com"),
    ],
)
def test_where_the_mail_goes(
    world: World, name: str, validation_domain: str | None, at: str
) -> None:
    """ACM guide, "Email validation"."""
    asked: dict[str, Any] = {}
    if validation_domain:
        option = {"DomainName": name, "ValidationDomain": validation_domain}
        asked["DomainValidationOptions"] = [option]
    arn = world.by_email(name, **asked)
    assert options(world, arn)[name]["ValidationEmails"] == addresses(at)
    assert options(world, arn)[name]["ValidationDomain"] == (validation_domain or name).lower()


@pytest.mark.parametrize("domain", ["example.org", "b.api.example.com", "ple.com"])
def test_a_validation_domain_is_the_name_or_above(world: World, domain: str) -> None:
    """API model, DomainValidationOption; the words are ours."""
    message = f"The validation domain {domain} is not api.example.com or a superdomain of it."
    with refused(INVALID, message):
        world.by_email(
            "api.example.com",
            DomainValidationOptions=[{"DomainName": "api.example.com", "ValidationDomain": domain}],
        )


def test_every_name_is_approved_by_itself(world: World) -> None:
    """ACM guide, "Email validation": also a wildcard beside its apex."""
    arn = world.by_email("example.com", "*.example.com", "www.example.com")
    assert approval.approve(world.endpoint, arn, ["Example.com"]) == ["example.com"]
    approval.approve(world.endpoint, arn, ["www.example.com"])
    statuses = {name: each["ValidationStatus"] for name, each in options(world, arn).items()}
    assert statuses == {
        "example.com": "SUCCESS",
        "www.example.com": "SUCCESS",
        "*.example.com": "PENDING_VALIDATION",
    }
    assert world.describe(arn)["Status"] == "PENDING_VALIDATION"
    approval.approve(world.endpoint, arn, ["*.example.com"])
    detail = world.describe(arn)
    assert detail["Status"] == "ISSUED"
    assert {each["ValidationStatus"] for each in options(world, arn).values()} == {"SUCCESS"}
    assert "ResourceRecord" not in options(world, arn)["example.com"]
    assert world.acm().get_certificate(CertificateArn=arn)["Certificate"]


def test_a_record_proves_nothing(world: World) -> None:
    """The certificate asks for mail."""
    proved = world.issued("example.com")
    arn = world.by_email("example.com")
    assert world.describe(arn)["Status"] == "PENDING_VALIDATION"
    approval.approve(world.endpoint, arn)
    assert [world.describe(each)["Status"] for each in (proved, arn)] == ["ISSUED", "ISSUED"]


def test_it_times_out_after_72_hours(world: World) -> None:
    """ACM guide, "Certificate request times out": for both methods."""
    arn = world.by_email("example.com", "www.example.com")
    clock.advance(timedelta(hours=71, minutes=59))
    approval.approve(world.endpoint, arn, ["example.com"])
    assert world.describe(arn)["Status"] == "PENDING_VALIDATION"
    clock.advance(timedelta(minutes=2))
    assert world.describe(arn)["Status"] == "VALIDATION_TIMED_OUT"
    with pytest.raises(approval.ApprovalError, match="is VALIDATION_TIMED_OUT"):
        approval.approve(world.endpoint, arn)


def test_the_addresses_come_late(world: World) -> None:
    """LocalStack's recording: the list is empty at first."""
    world.server.reset(Settings(record_delay=60))
    arn = world.by_email("example.com")
    assert options(world, arn)["example.com"]["ValidationEmails"] == []
    clock.advance(timedelta(seconds=61))
    assert options(world, arn)["example.com"]["ValidationEmails"] == addresses("example.com")


def test_names_of_amazons_fail_with_email_too(world: World) -> None:
    """ACM guide, "Certificate request fails"."""
    detail = world.describe(world.by_email("d111.cloudfront.net"))
    assert detail["FailureReason"] == "ADDITIONAL_VERIFICATION_REQUIRED"
    assert detail["DomainValidationOptions"][0]["ValidationStatus"] == "FAILED"


def test_sending_the_mail_again(world: World) -> None:
    """API model, ResendValidationEmail: to the addresses of the domain that is given."""
    arn = world.by_email("api.example.com", "www.example.com")
    for domain in ("example.com", "api.example.com"):
        world.acm().resend_validation_email(
            CertificateArn=arn, Domain="API.example.com", ValidationDomain=domain
        )
        shown = options(world, arn)["api.example.com"]
        assert shown["ValidationDomain"] == domain
        assert shown["ValidationEmails"] == addresses(domain)
    assert options(world, arn)["www.example.com"]["ValidationDomain"] == "www.example.com"


@pytest.mark.parametrize(
    ("domain", "validation_domain", "message"),
    [
        (
            "example.org",
            "example.org",
            "The domain name example.org is not in the certificate request.",
        ),
        (
            "api.example.com",
            "example.org",
            "The validation domain example.org is not api.example.com or a superdomain of it.",
        ),
    ],
)
def test_sending_it_elsewhere(
    world: World, domain: str, validation_domain: str, message: str
) -> None:
    """API model, InvalidDomainValidationOptionsException; the words are ours."""
    arn = world.by_email("api.example.com")
    with refused(INVALID, message):
        world.acm().resend_validation_email(
            CertificateArn=arn, Domain=domain, ValidationDomain=validation_domain
        )


def test_sending_it_when_nobody_waits(world: World) -> None:
    """API model, InvalidStateException; the words are ours."""
    issued = world.by_email("example.com")
    approval.approve(world.endpoint, issued)
    for arn in (issued, world.request("example.com")):
        message = f"Certificate {arn} awaits no validation by email."
        with refused("InvalidStateException", message):
            world.acm().resend_validation_email(
                CertificateArn=arn, Domain="example.com", ValidationDomain="example.com"
            )


def test_equal_requests_by_another_method_are_two(world: World) -> None:
    """API model, IdempotencyToken."""
    arn = world.by_email("example.com", IdempotencyToken="one")
    assert world.by_email("example.com", IdempotencyToken="one") == arn
    assert world.request("example.com", IdempotencyToken="one") != arn


def test_a_renewal_is_approved_anew(world: World) -> None:
    """ACM guide, "Renewal for domains validated by email": every name, every time."""
    balancing = Balancing(world)
    arn = world.by_email("example.com", "www.example.com")
    approval.approve(world.endpoint, arn)
    before = world.describe(arn)
    balancing.listener(balancing.load_balancer(), arn)
    clock.advance(timedelta(days=160))
    detail = world.describe(arn)
    assert detail["Status"] == "ISSUED"
    assert detail["RenewalSummary"]["RenewalStatus"] == "PENDING_VALIDATION"
    world.acm().resend_validation_email(
        CertificateArn=arn, Domain="example.com", ValidationDomain="example.com"
    )
    approval.approve(world.endpoint, arn, ["example.com"])
    assert world.describe(arn)["Serial"] == before["Serial"]
    approval.approve(world.endpoint, arn, ["www.example.com"])
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert detail["Serial"] != before["Serial"]
    with pytest.raises(approval.ApprovalError, match="awaits no approval"):
        approval.approve(world.endpoint, arn)
