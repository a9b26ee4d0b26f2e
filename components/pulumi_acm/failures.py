"""Certificates that ACM has given up: why, and what to do; as data with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PENDING: Final = "PENDING_VALIDATION"
_FAILED: Final = "FAILED"


@dataclass(frozen=True)
class Fact:
    """What AWS says of a status or a reason."""

    meaning: str
    way_out: str
    source: str


@dataclass(frozen=True)
class Seen:
    """A certificate's status as ACM has it, with ACM's reason where it is FAILED."""

    status: str
    reason: str | None = None
    unproved: tuple[str, ...] | None = None
    """The names that are still to be validated, if that is known."""


_GUIDE: Final = "https://docs.aws.amazon.com/acm/latest/userguide"
_REQUESTS: Final = f"{_GUIDE}/troubleshooting-failed.html"
_DETAIL: Final = "https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html"

REASONS: Final[Mapping[str, Fact]] = {
    "CAA_ERROR": Fact(
        "a CAA record of a name, or of a domain above it, allows other certificate authorities "
        "and not Amazon's",
        "let it allow amazon.com, for wildcards in issuewild as well, or delete it",
        f"{_GUIDE}/troubleshooting-caa.html",
    ),
    "NO_AVAILABLE_CONTACTS": Fact(
        "ACM has found no mailbox to ask for a name",
        "give the domain an MX record, or validate by DNS",
        f"{_REQUESTS}#failed-no-available-contacts",
    ),
    "ADDITIONAL_VERIFICATION_REQUIRED": Fact(
        "AWS wants to know more first, as for names of well-known sites",
        "open a case with AWS Support; names that Amazon owns are never issued",
        f"{_REQUESTS}#failed-additional-verification-required",
    ),
    "DOMAIN_NOT_ALLOWED": Fact(
        "a name has been reported as unsafe",
        "look it up at VirusTotal, have the report withdrawn, or open a case with AWS Support",
        f"{_REQUESTS}#failed-domain-not-allowed",
    ),
    "INVALID_PUBLIC_DOMAIN": Fact(
        "a name is in no public top-level domain",
        "correct the name; names of a private domain take a private CA",
        f"{_REQUESTS}#failed-invalid-domain",
    ),
    "DOMAIN_VALIDATION_DENIED": Fact(
        "the validation of a name was refused",
        "ask whoever refused, or validate by DNS",
        _DETAIL,
    ),
    "OTHER": Fact(
        "AWS gives no reason; most often a name is misspelt",
        "look at each name, then try again, or open a case with AWS Support",
        f"{_REQUESTS}#failed-other",
    ),
}
"""FailureReason of a public certificate; the API's others are those of private ones."""

STATUSES: Final[Mapping[str, Fact]] = {
    _FAILED: Fact(
        "ACM has refused the request",
        f"look the reason up at {_DETAIL}",
        _REQUESTS,
    ),
    "VALIDATION_TIMED_OUT": Fact(
        "not every name was validated within 72 hours",
        "by DNS, see that the validation records can be seen from outside and that the registrar "
        "delegates the domain to the zone that has them; by email, that somebody reads the mail",
        f"{_GUIDE}/troubleshooting-timed-out.html",
    ),
    "EXPIRED": Fact(
        "it was not renewed in time: ACM renews what is in use and can still be validated",
        "see that the validation records are there, or that somebody answers the mail",
        f"{_GUIDE}/troubleshooting-renewal.html",
    ),
    "REVOKED": Fact(
        "it was revoked, and browsers may refuse it",
        "find out who has revoked it and why: its key may have become known",
        _DETAIL,
    ),
    "INACTIVE": Fact(
        "ACM has put it out of use",
        "open a case with AWS Support if nobody here knows why",
        _DETAIL,
    ),
}
"""CertificateStatus: those from which no certificate comes back."""


def is_dead(seen: Seen | None) -> bool:
    """Tell whether ACM has given a certificate up: only a new one helps."""
    return seen is not None and seen.status in STATUSES


def obituary(seen: Seen, region: str, arn: str) -> list[str]:
    """Return what became of a dead certificate, and what has to be mended first."""
    fact = STATUSES[seen.status]
    status = seen.status
    if seen.status == _FAILED and seen.reason:
        status = f"{status}, {seen.reason}"
        fact = REASONS.get(seen.reason, fact)
    return [
        f"{region}: {status}: {fact.meaning} ({fact.source})",
        f"  {arn}",
        f"  First {fact.way_out}.",
    ]


def replace_command(urns: Sequence[str]) -> str:
    """Return the command by which `up` requests certificates anew, whatever their state."""
    # A URN has a dollar sign in it, which a shell would take for a variable.
    return " ".join(["pulumi up", *(f"--replace '{urn}'" for urn in urns)])
