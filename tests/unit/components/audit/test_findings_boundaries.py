"""The day on which a finding begins, or becomes more severe."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pulumi_acm.audit.evidence import Seen
from pulumi_acm.audit.model import Certificate, Detail, Quota, Scope
from pulumi_acm.audit.probe import Probe
from support.audits import ACCOUNT, TAKEN
from support.inventories import (
    MISSING,
    RIGHT,
    balanced,
    by_email,
    codes,
    imported,
    judged,
    made,
    only,
    seen_of,
    unused,
    validated,
)

NAME = "www.example.com"


def severity(certificate: Certificate, code: str, seen: Seen = RIGHT, **more: Any) -> str | None:
    """Return how severe a finding about a certificate is; None: there is none."""
    inventory = only(certificate)
    found = judged(inventory, seen_of(inventory, {NAME: seen}), **more).findings
    severities = [each.severity for each in found if each.code == code]
    assert len(severities) <= 1
    return severities[0] if severities else None


@pytest.mark.parametrize(
    ("days", "renews", "lost", "import_", "unknown"),
    [
        (46, None, None, None, None),
        (45, None, "medium", None, None),
        (31, None, "medium", None, None),
        (30, "high", "high", "high", "high"),
        (8, "high", "high", "high", "high"),
        (7, "critical", "critical", "critical", "critical"),
        (0, "critical", "critical", "critical", "critical"),
        (-1, None, None, None, None),
    ],
)
def test_expiring(
    days: int, renews: str | None, lost: str | None, import_: str | None, unknown: str | None
) -> None:
    """At 45 days what will not renew, at 30 what has not although it would, and imports."""
    assert severity(made(1, NAME, days=days), "expiring") == renews
    assert severity(made(1, NAME, days=days), "expiring", MISSING) == lost
    assert severity(imported(1, NAME, days=days), "expiring") == import_
    assert severity(made(1, NAME, days=days), "expiring", Seen("unknown", "DNS")) == unknown


@pytest.mark.parametrize(("days", "expected"), [(61, None), (60, "medium"), (30, "high")])
def test_expiring_imports_as_the_user_wants(days: int, expected: str | None) -> None:
    """60 days before, if that is what the user says."""
    certificate = imported(1, NAME, days=days)
    assert severity(certificate, "expiring", reimport_days=60) == expected


@pytest.mark.parametrize(
    ("days", "status", "expected"),
    [
        (0, "ISSUED", None),
        (-1, "ISSUED", "critical"),
        (-1, "EXPIRED", "critical"),
        (0, "EXPIRED", "critical"),
    ],
)
def test_expired(days: int, status: str, expected: str | None) -> None:
    """By the date, or by ACM's word."""
    assert severity(made(1, NAME, days=days, status=status), "expired") == expected


def test_expired_by_use() -> None:
    """Of what nothing uses it is a leftover; where use is not known, it may be worse."""
    assert severity(unused(1, NAME, days=-1), "expired") == "low"
    unclear = made(1, NAME, days=-1, in_use=None, exported=None)
    assert severity(unclear, "expired") == "high"


@pytest.mark.parametrize(
    ("days", "expected"), [(46, "low"), (45, "medium"), (16, "medium"), (15, "high"), (0, "high")]
)
def test_email(days: int, expected: str) -> None:
    """ACM writes from 45 days on."""
    assert severity(by_email(1, NAME, days=days), "email-approval") == expected


@pytest.mark.parametrize(("days", "expected"), [(200, "high"), (16, "high"), (15, "critical")])
@pytest.mark.parametrize(
    "code", ["record-missing", "record-wrong", "caa-forbids", "renewal-failed"]
)
def test_what_stands_in_the_way(code: str, days: int, expected: str) -> None:
    """It is worse the less time is left."""
    certificate = made(1, NAME, days=days)
    seen = {
        "record-missing": MISSING,
        "record-wrong": replace(RIGHT, state="wrong", found="_z.example.net"),
        "caa-forbids": replace(RIGHT, caa='example.com: 0 issue ";"'),
    }.get(code, RIGHT)
    if code == "renewal-failed":
        certificate = replace(certificate, renewal_status="FAILED")
    assert severity(certificate, code, seen) == expected


def test_a_missing_record_where_https_would_do() -> None:
    """Still a finding: the guide of today does not promise HTTPS."""
    certificate = made(1, NAME, days=10)
    probes = {certificate.arn: {NAME: Probe(NAME, "same")}}
    assert severity(certificate, "record-missing", MISSING, probes=probes) == "medium"


@pytest.mark.parametrize(("days", "expected"), [(40, "medium"), (16, "medium"), (15, "high")])
def test_a_renewal_that_waits(days: int, expected: str) -> None:
    """Named are the names that it waits for."""
    told = Detail((validated(NAME, "PENDING_VALIDATION"),), ())
    certificate = made(1, NAME, days=days, renewal_status="PENDING_VALIDATION", detail=told)
    assert severity(certificate, "renewal-pending") == expected
    [found] = [e for e in judged(only(certificate)).findings if e.code == "renewal-pending"]
    assert found.reason == f"ACM tries to renew it, and waits for the validation of {NAME}"


@pytest.mark.parametrize("seen", [MISSING, replace(RIGHT, caa='example.com: 0 issue ";"')])
def test_a_renewal_that_waits_for_what_was_found(seen: Seen) -> None:
    """The cause is one finding, not two."""
    certificate = made(1, NAME, days=40, renewal_status="PENDING_VALIDATION")
    assert severity(certificate, "renewal-pending", seen) is None


@pytest.mark.parametrize(
    ("age", "expected"), [(timedelta(hours=23, minutes=59), None), (timedelta(hours=24), "medium")]
)
def test_pending(age: timedelta, expected: str | None) -> None:
    """A day after the request."""
    certificate = made(
        1, NAME, status="PENDING_VALIDATION", in_use=False, not_after=None, created_at=TAKEN - age
    )
    assert severity(certificate, "pending-too-long") == expected


@pytest.mark.parametrize(
    ("fields", "seen", "reason", "way_out"),
    [
        ({}, MISSING, f"of its validation records, that of {NAME} is missing", "write the records"),
        ({}, Seen("unknown", "DNS"), f"that of {NAME} is unknown", "write the records"),
        ({}, RIGHT, "are in place as far as can be seen", "look whether"),
        ({}, replace(RIGHT, caa='x: 0 issue ";"'), 'CAA forbids it (x: 0 issue ";")', "write the"),
        ({"validation_method": "EMAIL"}, MISSING, "it waits for approval by mail", "approve the"),
    ],
)
def test_why_it_is_pending(fields: dict[str, Any], seen: Seen, reason: str, way_out: str) -> None:
    """As far as it is known."""
    since = TAKEN - timedelta(hours=30)
    certificate = made(1, NAME, status="PENDING_VALIDATION", not_after=None, created_at=since)
    inventory = only(replace(certificate, **fields))
    [found] = judged(inventory, seen_of(inventory, {NAME: seen})).findings
    assert found.reason.endswith(reason)
    assert found.way_out.startswith(way_out)


@pytest.mark.parametrize(
    ("used", "limit", "expected"),
    [
        (80, 100, None),
        (81, 100, "medium"),
        (99, 100, "medium"),
        (100, 100, "high"),
        (120, 100, "high"),
        (0, 0, None),
    ],
)
def test_quota(used: int, limit: int, expected: str | None) -> None:
    """Above 80 per cent."""
    quota = Quota(Scope(ACCOUNT, "eu-west-1"), "L-F141DD1D", "ACM certificates", limit, used)
    found = judged(only(quotas=(quota,))).findings
    assert [each.severity for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(("used", "expected"), [(8, None), (9, "low"), (10, "low")])
def test_a_certificate_that_is_full(used: int, expected: str | None) -> None:
    """It renews as any other one, and only takes no more names."""
    quota = Quota(Scope(ACCOUNT, "eu-west-1"), "L-FB94F0B0", "Domain names", 10, used)
    found = judged(only(quotas=(quota,))).findings
    assert [each.severity for each in found] == ([expected] if expected else [])
    if found:
        assert found[0].reason == f"one certificate has {used} names of 10 (L-FB94F0B0)"


def test_quotas_of_two_regions_are_two_findings() -> None:
    """With keys of their own; and what AWS counts may be more than what is seen."""
    plain = Quota(Scope(ACCOUNT, "eu-west-1"), "L-DA1D8B98", "created", 100, 90, at_least=True)
    other = replace(plain, scope=Scope(ACCOUNT, "us-east-1"))
    first, second = judged(only(quotas=(plain, other))).findings
    assert first.key != second.key
    assert first.reason == "at least 90 of 100 are used (L-DA1D8B98)"


@pytest.mark.parametrize("key", ["RSA_1024", "EC_secp521r1"])
def test_weak_keys(key: str) -> None:
    """Low where nothing serves it."""
    assert severity(imported(1, NAME, key_algorithm=key), "weak-key") == "high"
    assert severity(imported(1, NAME, key_algorithm=key, in_use=False), "weak-key") == "low"


@pytest.mark.parametrize("key", ["RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1"])
def test_strong_keys(key: str) -> None:
    """Nothing is said of them."""
    certificate = imported(1, NAME, key_algorithm=key)
    assert codes(judged(only(certificate, attachments=(balanced(1, certificate),)))) == []


def test_revoked_by_use() -> None:
    """Worse where it serves."""
    assert severity(made(1, NAME, status="INACTIVE"), "revoked") == "critical"
    assert severity(unused(1, NAME, status="REVOKED"), "revoked") == "medium"
