"""Requests that came to nothing, or have not come to anything yet."""

from collections.abc import Iterator
from datetime import timedelta

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.evidence import domains_of
from pulumi_acm.audit.facts import PENDING_HOURS
from pulumi_acm.audit.forecast import method_of
from pulumi_acm.audit.model import Certificate, Finding
from pulumi_acm.audit.phrases import some
from pulumi_acm.failures import PENDING, REASONS, STATUSES
from pulumi_acm.limits import VALIDATION_HOURS_MAX

_FAILED = ("FAILED", "VALIDATION_TIMED_OUT")
_REVOKED = ("REVOKED", "INACTIVE")


def pending(case: Case) -> Iterator[Finding]:
    """Find requests that wait for longer than they should."""
    for each in case.inventory.certificates:
        if each.status != PENDING or each.created_at is None:
            continue
        hours = (case.inventory.taken_at - each.created_at) / timedelta(hours=1)
        if hours < PENDING_HOURS:
            continue
        ends = each.created_at + timedelta(hours=VALIDATION_HOURS_MAX)
        reason = (
            f"it was requested {hours:.0f} hours ago, and ACM gives up on {ends:%Y-%m-%d %H:%M}"
        )
        yield of_certificate(
            "pending-too-long",
            "medium",
            each,
            f"{reason} UTC; {_why(case, each)}",
            _way_out(case, each),
        )


def failed(case: Case) -> Iterator[Finding]:
    """Find requests that ACM has refused or given up."""
    for each in case.inventory.certificates:
        if each.status not in _FAILED:
            continue
        fact = STATUSES[each.status]
        code = each.detail.failure_reason if each.detail else None
        status = each.status
        if code is not None:
            status, fact = f"{status}, {code}", REASONS.get(code, fact)
        yield of_certificate(
            "failed",
            "medium",
            each,
            f"{status}: {fact.meaning} ({fact.source})",
            f"first {fact.way_out}; then request it anew, and delete this one",
        )


def revoked(case: Case) -> Iterator[Finding]:
    """Find what was put out of use."""
    for each in case.inventory.certificates:
        if each.status not in _REVOKED:
            continue
        fact = STATUSES[each.status]
        used = case.used(each)
        yield of_certificate(
            "revoked",
            "critical" if used else "medium",
            each,
            f"{each.status}: {fact.meaning}" + ("; and it is in use" if used else ""),
            f"{fact.way_out}; request it anew and switch over",
        )


def _why(case: Case, certificate: Certificate) -> str:
    if method_of(certificate) == "EMAIL":
        return "it waits for approval by mail"
    seen = {domain: case.evidence(certificate, domain) for domain in domains_of(certificate)}
    if forbidden := {one.caa for one in seen.values() if one.caa}:
        return f"CAA forbids it ({some(sorted(forbidden))})"
    bad = [f"{domain} is {one.state}" for domain, one in seen.items() if one.state != "right"]
    if not bad:
        return "its validation records are in place as far as can be seen"
    return f"of its validation records, that of {some(bad)}"


def _way_out(case: Case, certificate: Certificate) -> str:
    if method_of(certificate) == "EMAIL":
        return "approve the mails (pulumi-acm resend-email sends them again)"
    seen = [case.evidence(certificate, domain) for domain in domains_of(certificate)]
    if all(one.state == "right" and not one.caa for one in seen):
        return "look whether the records can be seen from outside: pulumi-acm records --check"
    return (
        "write the records that ACM shows, and see that the registrar delegates the domain to the "
        "zone that has them (pulumi-acm records --check)"
    )
