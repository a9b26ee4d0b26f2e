"""What an audit looks for: every finding's code, how severe it may be, and what it says. Pure.

Codes never change their meaning: baselines and pipelines know findings by them. The table in
`docs/audit-findings.md` is this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from .model import Severity

Code: TypeAlias = Literal[
    "caa-forbids",
    "duplicate",
    "email-approval",
    "expired",
    "expiring",
    "failed",
    "key-refused",
    "not-covering",
    "not-eligible",
    "not-in-use",
    "orphan-record",
    "overlapping",
    "pending-too-long",
    "quota",
    "record-missing",
    "record-wrong",
    "renewal-failed",
    "renewal-pending",
    "replica-missing",
    "revoked",
    "stale-sni",
    "weak-key",
    "wildcard-unused",
]


@dataclass(frozen=True)
class Rule:
    """One kind of finding."""

    title: str
    severities: tuple[Severity, ...]
    """Those that it may have, from the mildest on."""
    when: str
    """When it is found, and what makes it more severe."""


RULES: Final[Mapping[Code, Rule]] = {
    "expired": Rule(
        "expired",
        ("low", "high", "critical"),
        "its last day is over; critical in use, low if nothing uses it",
    ),
    "expiring": Rule(
        "expires soon, and nothing says that it will renew",
        ("medium", "high", "critical"),
        "it will not renew and its window is open, an import is due, or 30 days are left and it "
        "has not renewed; high from 30 days on, critical from 7",
    ),
    "not-in-use": Rule(
        "nothing uses it",
        ("low",),
        "no service uses it and it was not exported: ACM does not renew it",
    ),
    "not-eligible": Rule(
        "in use, and not eligible for renewal",
        ("high",),
        "ACM says so, though a service uses it",
    ),
    "record-missing": Rule(
        "a validation record is missing",
        ("medium", "high", "critical"),
        "certificates that are in use renew by it; medium where HTTPS serves all of them, critical "
        "from 15 days before expiry on",
    ),
    "record-wrong": Rule(
        "a validation record has another value",
        ("medium", "high", "critical"),
        "as record-missing",
    ),
    "caa-forbids": Rule(
        "CAA forbids Amazon to issue",
        ("high", "critical"),
        "a CAA record at a name or above it; critical from 15 days before expiry on",
    ),
    "email-approval": Rule(
        "renews only if somebody approves by mail",
        ("low", "medium", "high"),
        "its names were validated by email; medium once ACM writes, 45 days before expiry, high "
        "from 15 days on",
    ),
    "renewal-pending": Rule(
        "a renewal waits for validation",
        ("medium", "high"),
        "and neither a record, CAA nor mail explains why; high from 15 days before expiry on",
    ),
    "renewal-failed": Rule(
        "a renewal has failed",
        ("high", "critical"),
        "ACM has given up; critical from 15 days before expiry on",
    ),
    "pending-too-long": Rule(
        "requested, and not issued for too long",
        ("medium",),
        "24 hours after the request; ACM gives up after 72",
    ),
    "failed": Rule(
        "the request has failed",
        ("medium",),
        "FAILED or VALIDATION_TIMED_OUT",
    ),
    "revoked": Rule(
        "revoked",
        ("medium", "critical"),
        "REVOKED or INACTIVE; critical in use",
    ),
    "weak-key": Rule(
        "a key that clients refuse",
        ("low", "high"),
        "RSA_1024, EC_secp521r1; low if nothing uses it",
    ),
    "key-refused": Rule(
        "a key that its service does not list as accepted",
        ("medium",),
        "it is served now, and the next change may be refused",
    ),
    "not-covering": Rule(
        "a host is served that no certificate covers",
        ("high",),
        "an alias, a domain name, a host rule of a listener",
    ),
    "replica-missing": Rule(
        "the certificate for a distribution is not in us-east-1",
        ("medium", "high"),
        "its aliases are covered in another region only; medium where it has CloudFront's own "
        "certificate",
    ),
    "stale-sni": Rule(
        "an old default certificate is in a listener's list",
        ("medium",),
        "the default certificate is issued, newer (imports by their date), has a key of the same "
        "algorithm, covers all of its names, and is Amazon's or of the same type",
    ),
    "wildcard-unused": Rule(
        "a wildcard that serves nothing",
        ("low",),
        "none of the hosts that its services name needs it; only where they name all they serve "
        "(not at load balancers)",
    ),
    "duplicate": Rule(
        "the same names as another certificate",
        ("low",),
        "both in use, in one account and region, with the same kind of key",
    ),
    "overlapping": Rule(
        "all of its names are in another certificate",
        ("low",),
        "as duplicate, and the other one has more",
    ),
    "orphan-record": Rule(
        "a validation record that no certificate needs",
        ("low",),
        "no certificate that was read has the name, no CNAME leads to it, and nothing in the zones "
        "is served by it; looked for only if all regions were read, and nothing is missing",
    ),
    "quota": Rule(
        "a quota is almost used up",
        ("low", "medium", "high"),
        "above 80 %; high when nothing is left; low if it is that of names in one certificate",
    ),
}
