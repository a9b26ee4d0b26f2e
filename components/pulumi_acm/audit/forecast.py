"""Whether a certificate will renew, by which of ACM's ways, and when what happens. Pure.

ACM tries to reach every name by HTTPS, then it looks for the validation CNAME, then it writes mail
to those that were validated by email.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from typing import Final

from pulumi_acm.approvals import approvals
from pulumi_acm.failures import PENDING, REASONS, STATUSES
from pulumi_acm.names import validation_name

from .eligibility import ACME, IMPORTED, PRIVATE, eligibility
from .evidence import Seen, Served, State
from .facts import PRIVATE_RENEWAL_DAYS, REIMPORT_DAYS, RENEWAL_DAYS
from .model import Certificate, Forecast, Outlook, Way
from .phrases import some

EXPIRED: Final = "EXPIRED"
FAILED: Final = "FAILED"
UNSEEN: Final = Seen("unknown", "DNS")


@dataclass(frozen=True)
class Evidence:
    """What is known of a certificate beside what ACM says."""

    seen: Mapping[str, Seen] = field(default_factory=dict)
    """By the name that is validated, without an asterisk."""
    served: Mapping[str, Served] | None = None
    """By name, what a connection was given; None: no connection was tried."""
    attached: bool = False
    """Whether a service was read that has it."""


@dataclass(frozen=True)
class _Course:
    """What a renewal comes to, without its dates."""

    outlook: Outlook
    reasons: tuple[str, ...]
    by: Way = "none"
    addresses: tuple[str, ...] = ()
    approvals: int = 0


def forecast(
    certificate: Certificate,
    evidence: Evidence,
    today: date,
    *,
    reimport_days: int = REIMPORT_DAYS,
) -> Forecast:
    """Forecast the next renewal of a certificate."""
    course = _beyond(certificate, today)
    days = None
    if course is None:
        course = _renewal(certificate, evidence)
        days = {IMPORTED: reimport_days, PRIVATE: PRIVATE_RENEWAL_DAYS}.get(
            certificate.type, RENEWAL_DAYS
        )
    breaks = expiry(certificate)
    return Forecast(
        certificate.arn,
        course.outlook,
        course.reasons,
        course.by,
        starts=breaks - timedelta(days=days) if breaks and days is not None else None,
        breaks=breaks,
        addresses=course.addresses,
        approvals=course.approvals,
    )


def expiry(certificate: Certificate) -> date | None:
    """Return the day, in UTC, on which a certificate expires."""
    after = certificate.not_after
    return after.astimezone(timezone.utc).date() if after else None


def method_of(certificate: Certificate) -> str | None:
    """Return how a certificate's names are validated, if that is known."""
    if certificate.validation_method or certificate.detail is None:
        return certificate.validation_method
    methods = {each.method for each in certificate.detail.validations}
    return methods.pop() if len(methods) == 1 else None


def why_failed(code: str | None) -> str:
    """Return ACM's reason of a failure in words."""
    if code is None:
        return "ACM gives no reason"
    return f"{code}: {REASONS[code].meaning}" if code in REASONS else code


def _beyond(certificate: Certificate, today: date) -> _Course | None:
    """Judge what there is nothing to renew of."""
    if certificate.status == PENDING:
        return _Course("unknown", ("it is not issued yet",))
    if certificate.key_pair_origin == ACME:
        return _Course("unknown", ("an ACME client renews it, which cannot be seen here",))
    breaks = expiry(certificate)
    if certificate.status == EXPIRED or (breaks is not None and breaks < today):
        return _Course(
            "will-not-renew", (f"it expired on {breaks}" if breaks else "it has expired",)
        )
    if fact := STATUSES.get(certificate.status):
        code = certificate.detail.failure_reason if certificate.detail else None
        why = why_failed(code) if code else fact.meaning
        return _Course("will-not-renew", (f"it is {certificate.status}: {why}",))
    return None


def _renewal(certificate: Certificate, evidence: Evidence) -> _Course:
    """Judge what is issued and valid: first whether ACM would renew it at all."""
    if certificate.type == IMPORTED:
        return _Course("needs-person", ("ACM never renews what was imported",), "import")
    found = eligibility(certificate, attached=evidence.attached)
    if found.eligible is not True:
        return _Course("unknown" if found.eligible is None else "will-not-renew", (found.reason,))
    if certificate.renewal_status == FAILED:
        code = certificate.detail.renewal_reason if certificate.detail else None
        return _Course("will-not-renew", (f"ACM has tried and given up: {why_failed(code)}",))
    course = _unproved(certificate) or _proved(certificate, evidence)
    if course.outlook == "renews" and certificate.exported:
        # https://docs.aws.amazon.com/privateca/latest/userguide/auto-export.html
        reason = "it was exported, and has to be exported again once ACM has renewed it"
        return _Course("needs-person", (reason, *course.reasons), "export")
    return course


def _unproved(certificate: Certificate) -> _Course | None:
    """Judge what renews without a proof that users have to keep in place."""
    if certificate.type == PRIVATE:
        return _Course("renews", ("a private CA validates no names",), "private-ca")
    if certificate.managed_by == "CLOUDFRONT" or method_of(certificate) == "HTTP":
        # https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ManagedCertificateRequest.html
        return _Course("renews", ("CloudFront renews it while DNS leads its names there",))
    return None


def _proved(certificate: Certificate, evidence: Evidence) -> _Course:
    """Judge what renews once every name is proved, in ACM's order."""
    if forbidden := {each.caa for each in evidence.seen.values() if each.caa}:
        reason = f"CAA forbids Amazon to issue it ({some(sorted(forbidden))})"
        return _Course("will-not-renew", (reason,))
    served = evidence.served or {}
    left = [name for name in certificate.names if served.get(name) != "same"]
    if not left and not certificate.more_names:
        return _Course("renews", ("HTTPS serves this very certificate for every name",), "https")
    if method_of(certificate) == "EMAIL":
        return _by_email(certificate, evidence, left)
    return _by_dns(certificate, evidence, left)


def _by_email(certificate: Certificate, evidence: Evidence, left: Sequence[str]) -> _Course:
    validations = certificate.detail.validations if certificate.detail else ()
    if certificate.renewal_status == PENDING:
        approved = {each.domain for each in validations if each.status == "SUCCESS"}
        left = [name for name in left if name not in approved]
        if not left:
            return _Course("renews", ("all its names have been approved",), "email")
    # ACM names the addresses where it was asked; else they follow from the names.
    written = {each.domain: each.addresses for each in validations if each.addresses}
    addresses = [
        address
        for each in approvals(left, {})
        for address in written.get(each["domain"], tuple(each["addresses"]))
    ]
    return _Course(
        "needs-person",
        ("its names were validated by email, and have to be approved anew", _untried(evidence)),
        "email",
        addresses=tuple(dict.fromkeys(addresses)),
        approvals=len(left),
    )


def _by_dns(certificate: Certificate, evidence: Evidence, left: Sequence[str]) -> _Course:
    domains: dict[State, list[str]] = {}
    for domain in dict.fromkeys(map(validation_name, left)):
        domains.setdefault(evidence.seen.get(domain, UNSEEN).state, []).append(domain)
    states: tuple[State, ...] = ("missing", "wrong")
    bad = [f"{_records(domains[each])} {each}" for each in states if each in domains]
    if bad and method_of(certificate) is not None:
        return _Course("will-not-renew", (*bad, _untried(evidence)))
    doubts = ["how it is validated is not known", *bad] if bad else []
    if unknown := domains.get("unknown"):
        reasons = [each for domain in unknown for each in evidence.seen.get(domain, UNSEEN).reasons]
        why = f" ({some(reasons)})" if reasons else ""
        doubts.append(f"{_records(unknown)} unknown{why}")
    if certificate.more_names:
        doubts.append("it has more names than could be read")
    if doubts:
        return _Course("unknown", (*doubts, _untried(evidence)))
    placed = ["the validation records of all its names are in place"]
    if certificate.renewal_status == PENDING:
        placed.append("ACM has begun and will see them")
    return _Course("renews", tuple(placed), "dns")


def _records(domains: Sequence[str]) -> str:
    if len(domains) == 1:
        return f"the validation record of {domains[0]} is"
    return f"the validation records of {some(domains)} are"


def _untried(evidence: Evidence) -> str:
    """Return what is to be said of HTTPS where another way has to do, or cannot."""
    if evidence.served is None:
        return "whether HTTPS would do was not tried (--probe)"
    others = [f"{name}: {each}" for name, each in evidence.served.items() if each != "same"]
    which = f" ({some(others)})" if others else ""
    return f"HTTPS does not serve this certificate for every name{which}"
