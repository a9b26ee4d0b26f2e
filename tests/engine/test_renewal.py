"""Renewal by ACM of what the engine made: the clock is moved, and the stack has nothing to do."""

from datetime import timedelta
from typing import Any

from acm_sandbox.aws.clock import clock
from support.certificates import certificates, change_cname, cnames, zone
from support.engine import EngineSandbox, Project
from support.targets import DISTRIBUTION, TARGETS

LISTENER = TARGETS["application load balancer"]
PROGRAM = LISTENER.text("www.example.com", "example.com", cloudfront=True) + DISTRIBUTION
REGIONS = ("eu-west-1", "us-east-1")
BEGINS = timedelta(days=198 - 45, minutes=1)
"""After an issue, of 198 days, 45 days before the end (ACM guide, "Managed renewal")."""
ENDS = timedelta(days=198, minutes=1)


def made(sandbox: EngineSandbox) -> tuple[str, Project]:
    """Return a zone, and a project of which a listener and a distribution use the certificates."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(PROGRAM)
    up = project.up()
    assert up.ok, up.output
    return zone_id, project


def both(sandbox: EngineSandbox) -> dict[str, dict[str, Any]]:
    """Return the certificate of each region."""
    found = {}
    for region in REGIONS:
        [found[region]] = certificates(sandbox, region)
    return found


def test_renewed_by_its_records(sandbox: EngineSandbox) -> None:
    """A new certificate under the same ARN, in each region, and nothing is attached anew."""
    _, project = made(sandbox)
    before = both(sandbox)
    for round_ in (1, 2):
        clock.advance(BEGINS)
        after = both(sandbox)
        for region in REGIONS:
            old, new = before[region], after[region]
            assert new["RenewalSummary"]["RenewalStatus"] == "SUCCESS", round_
            assert new["Status"] == "ISSUED"
            assert new["CertificateArn"] == old["CertificateArn"]
            assert new["InUseBy"] == old["InUseBy"] != []
            assert new["Serial"] != old["Serial"]
            assert new["NotAfter"] > old["NotAfter"]
        before = after
    assert LISTENER.served(sandbox) == [before["eu-west-1"]["CertificateArn"]]
    assert TARGETS["cloudfront"].served(sandbox) == [before["us-east-1"]["CertificateArn"]]
    sandbox.reset_journal()
    assert project.preview_json()["changeSummary"].keys() == {"same"}
    up = project.up("--refresh")
    assert up.ok, up.output
    assert {step for step, _ in up.steps()} == {"same", "refresh"}
    assert sandbox.calls("RequestCertificate") == sandbox.calls("ModifyListener") == 0
    assert not up.diagnostics("warning")


def test_not_renewed_without_its_record(sandbox: EngineSandbox) -> None:
    """ACM says which name is in the way; `pulumi up --refresh` mends it, in both regions."""
    zone_id, project = made(sandbox)
    before = both(sandbox)
    [(name, value)] = [
        each for each in cnames(sandbox, zone_id).items() if each[0].endswith(".www.example.com.")
    ]
    change_cname(sandbox, zone_id, "DELETE", name, value)
    clock.advance(BEGINS)
    for region, each in both(sandbox).items():
        summary = each["RenewalSummary"]
        assert summary["RenewalStatus"] == "PENDING_VALIDATION"
        assert {
            option["DomainName"]: (option["ValidationStatus"], option["ResourceRecord"]["Name"])
            for option in summary["DomainValidationOptions"]
            if option["ValidationStatus"] != "SUCCESS"
        } == {"www.example.com": ("PENDING_VALIDATION", name)}
        assert each["Serial"] == before[region]["Serial"]
        assert each["Status"] == "ISSUED"
    # Nobody asks ACM while all is well by the state; a refresh looks into the zone.
    assert project.preview_json()["changeSummary"].keys() == {"same"}
    up = project.up("--refresh")
    assert up.ok, up.output
    assert [step for step in up.steps() if step[0] not in ("same", "refresh")] == [
        ("create", "site/www.example.com")
    ]
    assert cnames(sandbox, zone_id)[name] == value
    for region, each in both(sandbox).items():
        assert each["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
        assert each["CertificateArn"] == before[region]["CertificateArn"]
        assert each["NotAfter"] > before[region]["NotAfter"]


def test_expired_for_want_of_its_record(sandbox: EngineSandbox) -> None:
    """Nobody mends it for 45 days: FAILED and EXPIRED, and the listener still has it."""
    zone_id, project = made(sandbox)
    before = both(sandbox)
    for name, value in cnames(sandbox, zone_id).items():
        change_cname(sandbox, zone_id, "DELETE", name, value)
    clock.advance(ENDS)
    for region, each in both(sandbox).items():
        assert (each["Status"], each["RenewalSummary"]["RenewalStatus"]) == ("EXPIRED", "FAILED")
        assert each["InUseBy"] == before[region]["InUseBy"]
    assert project.refresh().ok
    preview = project.preview()
    assert preview.ok, preview.output
    for region in REGIONS:
        assert f"{region}: EXPIRED: it was not renewed in time" in preview.output
