"""Whether anything outside the stack uses what goes."""

from collections.abc import Sequence

import boto3
import pytest
from botocore.stub import Stubber

from pulumi_acm.preview.in_use import Lookup, LookupFailedError, check_in_use
from pulumi_acm.preview.in_use_aws import acm_lookup
from pulumi_acm.preview.model import Report
from pulumi_acm.preview.reading import read
from recordings.record import load
from support.digests import CERTIFICATE, arn, certificate, digest, step

THEIRS = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/theirs/1"


def users(*found: str) -> Lookup:
    """Return a lookup that always finds the same."""
    return lambda _arn: found


def codes(report: Report) -> list[str]:
    """Return the codes of a report's reasons."""
    return [each.code for each in report.reasons]


def test_deleted_while_something_else_uses_it() -> None:
    """Dangerous, with the user by name; and the report no longer says that nobody looked."""
    report = check_in_use(read(load("destroy-used-elsewhere")), users(THEIRS))
    [reason] = report.reasons
    assert (report.verdict, reason.code, reason.severity) == (
        "dangerous",
        "in-use-elsewhere",
        "dangerous",
    )
    assert THEIRS in reason.text
    assert report.certificates[0].in_use_by == (THEIRS,)
    assert not any("--check-in-use" in each for each in report.notes)


@pytest.mark.parametrize("name", ["name-added", "destroy", "cloudfront-moved", "beanstalk"])
def test_own_targets_are_no_danger(name: str) -> None:
    """The stack's own targets take the new one, or go, before the old one is deleted."""
    report = read(load(name))

    def lookup(which: str) -> Sequence[str]:
        return [
            user
            for each in report.attachments
            if each.before is not None and each.before.arn == which
            for user in each.in_use_arns
        ]

    checked = check_in_use(report, lookup)
    assert checked.verdict == "safe"
    assert any(each.in_use_by for each in checked.certificates)


def test_an_own_target_beside_anothers() -> None:
    """Only the other one is told."""
    report = read(load("name-added"))
    [attachment] = report.attachments
    checked = check_in_use(report, users(*attachment.in_use_arns, THEIRS))
    [reason] = checked.reasons
    assert THEIRS in reason.text
    assert attachment.in_use_arns[0] not in reason.text


def test_behind_an_api_domain_is_a_load_balancer_of_aws() -> None:
    """InUseBy names what AWS runs for the domain, in an account of AWS's."""
    by_aws = "arn:aws:elasticloadbalancing:eu-west-1:999999999999:loadbalancer/net/prod/1"
    assert check_in_use(read(load("api-domain-http")), users(by_aws)).verdict == "safe"
    # Without a domain in the stack it is somebody else's.
    assert codes(check_in_use(read(load("name-added")), users(by_aws))) == ["in-use-elsewhere"]


def test_only_what_goes_is_asked_about() -> None:
    """One call for each certificate that is deleted, and none for the others."""
    asked: list[str] = []

    def lookup(which: str) -> Sequence[str]:
        asked.append(which)
        return ()

    for name in ("region-added", "no-change", "raw-kept"):
        check_in_use(read(load(name)), lookup)
    assert asked == []
    check_in_use(read(load("cloudfront-moved")), lookup)
    assert len(asked) == len(set(asked)) == 2


def test_a_lookup_that_fails_needs_a_person() -> None:
    """What could not be found out is said, not taken for good."""

    def lookup(_arn: str) -> Sequence[str]:
        raise LookupFailedError("AccessDenied")

    report = check_in_use(read(load("destroy")), lookup)
    [reason] = report.reasons
    assert (report.verdict, reason.code) == ("needs-person", "use-unknown")
    assert "AccessDenied" in reason.text
    assert report.certificates[0].in_use_by is None


def _answering(monkeypatch: pytest.MonkeyPatch, add: str, account: str = "123456789012") -> Lookup:
    session = boto3.Session("fake", "fake", region_name="us-east-1")
    client = session.client("acm", region_name="eu-west-1")
    stub = Stubber(client)
    if add == "used":
        stub.add_response(
            "describe_certificate",
            {"Certificate": {"InUseBy": [THEIRS]}},
            {"CertificateArn": arn(1)},
        )
    else:
        stub.add_client_error("describe_certificate", add)
    stub.activate()
    regions: list[str] = []

    sts = session.client("sts", region_name="eu-west-1")
    identity = Stubber(sts)
    identity.add_response("get_caller_identity", {"Account": account})
    identity.activate()

    def make(service: str, region_name: str) -> object:
        regions.append(region_name)
        return sts if service == "sts" else client

    monkeypatch.setattr(session, "client", make)
    return acm_lookup(session)


def test_acm_is_asked_in_the_certificates_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """The region is that of the ARN, whatever the session's is."""
    assert _answering(monkeypatch, "used")(arn(1)) == [THEIRS]


def test_a_certificate_that_is_gone_is_used_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was deleted by hand, and the state does not know."""
    assert _answering(monkeypatch, "ResourceNotFoundException")(arn(1)) == []


def test_another_accounts_certificate_is_not_taken_for_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The credentials are not those of the stack's provider: ACM finds nothing either."""
    lookup = _answering(monkeypatch, "ResourceNotFoundException", "999999999999")
    with pytest.raises(LookupFailedError, match=r"123456789012, and .* are of 999999999999"):
        lookup(arn(1))


def test_what_was_looked_up_is_no_longer_unknown() -> None:
    """Without a target in the stack nobody knows who uses it, until somebody looks."""
    report = read(load("destroy-used-elsewhere"))
    assert codes(report) == ["use-unknown"]
    assert codes(check_in_use(report, users())) == []


def test_other_errors_of_acm_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not look does not get "nothing uses it"."""
    with pytest.raises(LookupFailedError, match="AccessDenied"):
        _answering(monkeypatch, "AccessDeniedException")(arn(1))


def test_what_an_interrupted_update_left_is_asked_about() -> None:
    """It is deleted in this update, and may have found a user meanwhile."""
    left = step("delete-replaced", CERTIFICATE, "site", certificate(1, "example.com"))
    left["oldState"]["delete"] = True
    now = step(
        "same", CERTIFICATE, "site", certificate(2, "example.com"), certificate(2, "example.com")
    )
    report = check_in_use(read(digest(left, now)), users(THEIRS))
    assert [each.action for each in report.certificates] == ["deleted", "unchanged"]
    assert codes(report) == ["in-use-elsewhere"]
