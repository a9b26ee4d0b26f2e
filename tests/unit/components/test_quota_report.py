"""ACM's quotas: what counts towards which."""

from datetime import datetime, timedelta, timezone
from typing import Any

from acm_sandbox.aws.servicequotas import facts
from pulumi_acm.limits import (
    CERTIFICATES_QUOTA_CODE,
    IMPORTED_QUOTA_CODE,
    IMPORTS_QUOTA_CODE,
    NAMES_QUOTA_CODE,
    REQUESTS_QUOTA_CODE,
)
from pulumi_acm.quota_report import QUOTAS, rows, used

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)


def summary(kind: str, names: int, days: int) -> dict[str, Any]:
    """Return what ListCertificates says of a certificate that was made some days ago."""
    moment = "ImportedAt" if kind == "IMPORTED" else "CreatedAt"
    return {
        "Type": kind,
        "SubjectAlternativeNameSummaries": [f"{n}.example.com" for n in range(names)],
        moment: NOW - timedelta(days=days),
    }


def test_what_counts() -> None:
    """Private ones for their names only, imported ones for none of the others."""
    found = used(
        [
            summary("AMAZON_ISSUED", 2, 364),
            summary("AMAZON_ISSUED", 3, 366),
            summary("PRIVATE", 4, 1),
            summary("IMPORTED", 50, 1),
            summary("IMPORTED", 1, 400),
        ],
        NOW,
    )
    assert found == {
        NAMES_QUOTA_CODE: 4,
        CERTIFICATES_QUOTA_CODE: 2,
        REQUESTS_QUOTA_CODE: 1,
        IMPORTED_QUOTA_CODE: 2,
        IMPORTS_QUOTA_CODE: 1,
    }


def test_nothing_is_used() -> None:
    """Zero is an answer."""
    assert set(used([], NOW).values()) == {0}


def test_what_could_not_be_read() -> None:
    """The default stands in for the account's number, and says that it does."""
    [names, *_] = rows("eu-west-1", None, {}, {})
    assert (names.used, names.default, names.applied) == (None, 10, None)
    assert names.allowed == "10 (AWS's default)"
    [names, certificates, *_] = rows("eu-west-1", None, {}, {NAMES_QUOTA_CODE: 1_000})
    assert names.allowed == "1,000"
    assert certificates.allowed == "2,500 (AWS's default)"


def test_names_codes_and_defaults() -> None:
    """They are those that the sandbox has from another source."""
    assert {quota.code: (quota.name, quota.default) for quota in QUOTAS} == {
        code: (each.name, each.default)
        for code, each in facts.QUOTAS.items()
        if each.service == "acm"
    }
