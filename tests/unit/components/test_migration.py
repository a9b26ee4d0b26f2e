"""From email to DNS: where a certificate stands, and what is still missing."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from pulumi_acm.migration import (
    CannotMoveError,
    deadline,
    needed,
    progress,
    standing,
)

ARN = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
REQUESTED = datetime(2026, 11, 24, 14, tzinfo=timezone(timedelta(hours=2)))
UNDER_WAY = {"Status": "PENDING_DOMAIN_VALIDATION", "RequestedAt": REQUESTED}


def certificate(method: str | None = "EMAIL", status: str = "ISSUED", **more: Any) -> Any:
    """Return a certificate as DescribeCertificate shows it."""
    option = {"DomainName": "example.com", **({"ValidationMethod": method} if method else {})}
    shown = {"Type": "AMAZON_ISSUED", "Status": status, "DomainValidationOptions": [option]}
    return {**shown, **more}


def configuration(domain: str, method: str, status: str, *, named: bool = True) -> dict[str, Any]:
    """Return how a name is proved."""
    record = {"Name": f"_a.{domain}.", "Type": "CNAME", "Value": "_B.c.acm-validations.aws."}
    challenge = {"DnsValidationChallenge": {"ResourceRecord": record}}
    shown: dict[str, Any] = {"ValidationMethod": method, "ValidationStatus": status}
    return {**shown, "ValidationChallenge": challenge} if named and method == "DNS" else shown


def summary(domain: str, status: str = "PENDING_VALIDATION", *, named: bool = True) -> Any:
    """Return a name on its way, as ListCertificateDomainValidations shows it."""
    return {
        "DomainName": domain,
        "ActiveValidationConfiguration": configuration(domain, "EMAIL", "SUCCESS"),
        "RequestedValidationConfiguration": configuration(
            domain.removeprefix("*."), "DNS", status, named=named
        ),
    }


def moved(domain: str) -> Any:
    """Return a name that has arrived."""
    active = configuration(domain.removeprefix("*."), "DNS", "SUCCESS")
    return {"DomainName": domain, "ActiveValidationConfiguration": active}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (certificate(), "email"),
        (certificate(UpdateSummary={"Status": "FAILED"}), "email"),
        (certificate(UpdateSummary=UNDER_WAY), "moving"),
        (certificate("DNS", UpdateSummary={"Status": "SUCCESS"}), "moved"),
        (certificate("DNS", status="PENDING_VALIDATION"), "moved"),
    ],
)
def test_where_it_stands(shown: Any, expected: str) -> None:
    """What failed may begin again."""
    assert standing(shown) == expected


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        (certificate(status="PENDING_VALIDATION"), "it is not issued yet. Have its mails approved"),
        (certificate(status="EXPIRED"), "it is EXPIRED, and only an issued one can be moved"),
        (certificate("HTTP"), "it is validated by HTTP"),
        (certificate(None), "it is validated by None"),
        (certificate(Type="IMPORTED"), "its type is imported: ACM has validated no names of it"),
        ({"Type": "PRIVATE", "Status": "ISSUED"}, "its type is private"),
    ],
)
def test_what_cannot_be_moved(shown: Any, message: str) -> None:
    """Each reason, and what to do instead."""
    with pytest.raises(CannotMoveError, match=f"^{message}"):
        standing(shown)


def test_until_when() -> None:
    """72 hours, in UTC, while ACM looks for the records."""
    assert str(deadline(certificate(UpdateSummary=UNDER_WAY))) == "2026-11-27 12:00:00+00:00"
    assert deadline(certificate(UpdateSummary={"Status": "FAILED"})) is None
    assert deadline(certificate()) is None


def test_progress() -> None:
    """Name by name; an apex and its wildcard are one record."""
    begun = progress([summary("example.com", named=False), summary("a.example.com", named=False)])
    assert (begun.silent, begun.named, begun.moved, begun.missing) == (True, False, False, {})
    half = progress(
        [
            summary("example.com", "SUCCESS"),
            summary("*.example.com", "SUCCESS"),
            summary("a.example.com"),
        ]
    )
    assert (half.silent, half.named, half.moved, half.number) == (False, True, False, 2)
    assert half.missing == {"a.example.com": ("_a.a.example.com.", "_B.c.acm-validations.aws.")}
    one = progress([moved("example.com"), summary("a.example.com", "SUCCESS")])
    assert (one.moved, one.missing) == (False, {})
    done = progress([moved("example.com"), moved("a.example.com")])
    assert (done.moved, done.named, done.missing) == (True, True, {})


def test_records() -> None:
    """As `pulumi-acm records` has them, in DNS's order; where they go is known or guessed."""
    found = progress(
        [
            summary("shop.example.net"),
            summary("*.example.com"),
            summary("b.a.example.com"),
            summary("example.com"),
            summary("not.named.example.org", named=False),
        ]
    )
    records = needed(ARN, found, {"a.example.com"}, {"b.a.example.com"})
    assert [(each.domain, each.zone, each.external) for each in records] == [
        ("example.com", "example.com", True),
        ("b.a.example.com", "a.example.com", False),
        ("shop.example.net", "shop.example.net", True),
    ]
    [apex, *_] = records
    assert apex.names == ("example.com", "*.example.com")
    assert (apex.name, apex.value) == ("_a.example.com", "_b.c.acm-validations.aws")
    assert apex.certificates == (ARN,)
