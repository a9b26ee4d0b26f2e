"""Managed renewal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from acm_sandbox.aws import approval
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.acm.renewals import (
    START,
    VALIDITY,
    WINDOW,
    advance,
    damage,
    mend,
    statuses,
    zone,
)
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import delete, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_nothing_happens_before_the_window(world: World, arn: str) -> None:
    """ACM guide, "Managed renewal": it starts 45 days before the certificate expires."""
    before = world.describe(arn)
    advance(START - 1)
    assert world.describe(arn) == before
    assert "RenewalSummary" not in before


def test_it_is_renewed_in_place(world: World, arn: str) -> None:
    """ACM guide, "Managed renewal": the ARN stays; the certificate is another one."""
    before = world.describe(arn)
    body = world.acm().get_certificate(CertificateArn=arn)["Certificate"]
    advance(START + 1)
    after = world.describe(arn)
    assert after["Status"] == "ISSUED"
    assert after["CertificateArn"] == arn
    assert after["Serial"] != before["Serial"]
    assert after["CreatedAt"] == before["CreatedAt"]
    assert world.acm().get_certificate(CertificateArn=arn)["Certificate"] != body
    # The moment is the beginning of the window, however much later somebody looks.
    assert after["IssuedAt"] == before["NotAfter"] - timedelta(days=WINDOW)
    # The window begins in a day's last second, and validity with the midnight before.
    assert after["NotAfter"] - before["NotAfter"] == timedelta(days=START - 1)
    summary = after["RenewalSummary"]
    assert summary["RenewalStatus"] == "SUCCESS"
    assert summary["UpdatedAt"] == after["IssuedAt"]
    assert "RenewalStatusReason" not in summary
    assert statuses(summary) == {"example.com": "SUCCESS", "www.example.com": "SUCCESS"}
    record = {option["DomainName"]: option for option in summary["DomainValidationOptions"]}
    assert record["example.com"]["ResourceRecord"]["Type"] == "CNAME"


def test_one_that_nobody_uses_expires(world: World) -> None:
    """ACM guide, "Managed renewal": not eligible, and so no renewal was ever begun."""
    arn = world.issued("example.com")
    advance(VALIDITY + 1)
    detail = world.describe(arn)
    assert (detail["Status"], detail["RenewalEligibility"]) == ("EXPIRED", "INELIGIBLE")
    assert "RenewalSummary" not in detail


def test_a_missing_record_makes_it_wait(world: World, arn: str) -> None:
    """ACM guide, "Renewal for domains validated by DNS"; API model, RenewalSummary."""
    before = world.describe(arn)
    damage(world, arn)
    advance(START + 1)
    detail = world.describe(arn)
    assert (detail["Status"], detail["RenewalEligibility"]) == ("ISSUED", "ELIGIBLE")
    assert detail["Serial"] == before["Serial"]
    summary = detail["RenewalSummary"]
    assert summary["RenewalStatus"] == "PENDING_VALIDATION"
    assert summary["UpdatedAt"] == before["NotAfter"] - timedelta(days=WINDOW)
    assert statuses(summary) == {
        "example.com": "SUCCESS",
        "www.example.com": "PENDING_VALIDATION",
    }
    # What it was issued by is another story.
    assert set(statuses(detail).values()) == {"SUCCESS"}


def test_a_wrong_record_makes_it_wait(world: World, arn: str) -> None:
    """ACM guide, "Renewal for domains validated by DNS": changed is as bad as removed."""
    record = damage(world, arn)
    mend(world, (record[0], "_other.acm-validations.aws."))
    advance(START + 1)
    assert world.describe(arn)["RenewalSummary"]["RenewalStatus"] == "PENDING_VALIDATION"


def test_a_caa_record_makes_it_wait_and_is_the_reason(world: World, arn: str) -> None:
    """AWS Knowledge Center, acm-domain-renewal-pending; Security Hub: a reason if FAILED only."""
    world.change(zone(world), upsert("example.com", "CAA", '0 issue "letsencrypt.org"'))
    advance(START + 1)
    summary = world.describe(arn)["RenewalSummary"]
    assert summary["RenewalStatus"] == "PENDING_VALIDATION"
    assert "RenewalStatusReason" not in summary
    advance(WINDOW)
    summary = world.describe(arn)["RenewalSummary"]
    assert (summary["RenewalStatus"], summary["RenewalStatusReason"]) == ("FAILED", "CAA_ERROR")


def test_allowed_again_it_is_renewed(world: World, arn: str) -> None:
    """AWS Knowledge Center, acm-domain-renewal-pending."""
    forbids = ("example.com", "CAA", '0 issue "letsencrypt.org"')
    world.change(zone(world), upsert(*forbids))
    advance(START + 10)
    world.change(zone(world), delete(*forbids))
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"


def test_an_attempt_may_take_its_time(world: World, used: set[str]) -> None:
    """API model, RenewalStatus; ACM guide: hours may pass between validation and deployment."""
    world.server.reset(Settings(renewal_delay=3600))
    arn = world.issued("example.com")
    used.add(arn)
    before = world.describe(arn)
    clock.advance(before["NotAfter"] - timedelta(days=WINDOW) + timedelta(minutes=30) - clock.now())
    summary = world.describe(arn)["RenewalSummary"]
    assert summary["RenewalStatus"] == "PENDING_AUTO_RENEWAL"
    assert statuses(summary) == {"example.com": "PENDING_VALIDATION"}
    assert world.describe(arn)["Serial"] == before["Serial"]
    advance(1)
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert detail["IssuedAt"] == before["NotAfter"] - timedelta(days=WINDOW) + timedelta(hours=1)


def test_each_region_renews_on_its_own(world: World, used: set[str]) -> None:
    """ACM guide, "DNS validation": one record serves all regions, renewals too."""
    arns = [world.issued("example.com"), world.request("example.com", region="us-east-1")]
    assert world.describe(arns[1])["Status"] == "ISSUED"
    used.add(arns[1])
    advance(START + 1)
    assert "RenewalSummary" not in world.describe(arns[0])
    assert world.describe(arns[1])["RenewalSummary"]["RenewalStatus"] == "SUCCESS"


def test_mail_has_to_be_approved_anew(world: World, used: set[str]) -> None:
    """ACM guide, "Renewal for domains validated by email": every name, each time."""
    arn = world.request("example.com", "www.example.com", ValidationMethod="EMAIL")
    approval.approve(world.endpoint, arn)
    assert world.describe(arn)["Status"] == "ISSUED"
    used.add(arn)
    advance(START + 1)
    summary = world.describe(arn)["RenewalSummary"]
    assert summary["RenewalStatus"] == "PENDING_VALIDATION"
    assert set(statuses(summary).values()) == {"PENDING_VALIDATION"}
    assert "admin@example.com" in summary["DomainValidationOptions"][0]["ValidationEmails"]
    approval.approve(world.endpoint, arn, ["example.com"])
    assert statuses(world.describe(arn)["RenewalSummary"])["example.com"] == "SUCCESS"
    assert world.describe(arn)["RenewalSummary"]["RenewalStatus"] == "PENDING_VALIDATION"
    advance(3)
    at = clock.now()
    approval.approve(world.endpoint, arn, ["www.example.com"])
    advance(100)
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert detail["IssuedAt"] - at < timedelta(minutes=1)


def test_unanswered_mail_lets_it_expire(world: World, used: set[str]) -> None:
    """ACM guide, "Renewal for domains validated by email"."""
    arn = world.request("example.com", ValidationMethod="EMAIL")
    approval.approve(world.endpoint, arn)
    world.describe(arn)
    used.add(arn)
    advance(VALIDITY + 100)
    detail = world.describe(arn)
    assert (detail["Status"], detail["RenewalSummary"]["RenewalStatus"]) == ("EXPIRED", "FAILED")


def test_a_real_load_balancer_makes_it_eligible(world: World) -> None:
    """ACM guide, "Managed renewal": associated with a service; detached, it is so no longer."""
    lb = Balancing(world)
    arn = world.issued("example.com")
    listener = lb.listener(lb.load_balancer(), arn)
    assert world.describe(arn)["RenewalEligibility"] == "ELIGIBLE"
    advance(START + 1)
    lb.elbv2.delete_listener(ListenerArn=listener)
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert detail["RenewalEligibility"] == "INELIGIBLE"
    advance(VALIDITY)
    assert world.describe(arn)["Status"] == "EXPIRED"


def test_an_exported_one_is_renewed_without_a_user(world: World) -> None:
    """ACM guide, "Managed renewal": if exported since it was issued or last renewed."""
    arn = world.issued("example.com", Options={"Export": "ENABLED"})
    assert world.describe(arn)["RenewalEligibility"] == "INELIGIBLE"
    world.acm().export_certificate(CertificateArn=arn, Passphrase=b"passphrase")
    assert world.describe(arn)["RenewalEligibility"] == "ELIGIBLE"
    advance(START + 1)
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert detail["RenewalEligibility"] == "INELIGIBLE"
    advance(VALIDITY)
    assert world.describe(arn)["Status"] == "EXPIRED"
