"""What stands, or will stand, in the way of a renewal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.eligibility import ISSUED
from pulumi_acm.audit.evidence import Seen, domains_of, is_alive
from pulumi_acm.audit.facts import URGENT_DAYS
from pulumi_acm.audit.forecast import method_of, why_failed
from pulumi_acm.audit.model import Certificate, Finding, Severity
from pulumi_acm.audit.phrases import in_days, many, some
from pulumi_acm.dns.caa import AMAZON
from pulumi_acm.failures import PENDING, REASONS

_BAD: Final = ("missing", "wrong")


def records(case: Case) -> Iterator[Finding]:
    """Find validation records that are missing or wrong: one finding for an account and a name.

    The record is the same for all certificates of an account, so it is mended once.
    """
    found: dict[tuple[str, str, str], tuple[Seen, list[Certificate]]] = {}
    for each in case.inventory.certificates:
        if not _renewable(case, each) or method_of(each) != "DNS":
            continue
        for domain in domains_of(each):
            seen = case.evidence(each, domain)
            if seen.state in _BAD:
                key = (each.account, domain, seen.state)
                found.setdefault(key, (seen, []))[1].append(each)
    for (account, domain, state), (seen, certificates) in found.items():
        yield _record(case, account, domain, state, seen, certificates)


def caa(case: Case) -> Iterator[Finding]:
    """Find CAA records that would forbid a renewal."""
    found: dict[tuple[str, str], list[Certificate]] = {}
    for each in case.inventory.certificates:
        if not _renewable(case, each):
            continue
        forbidding = {case.evidence(each, domain).caa for domain in domains_of(each)}
        for text in filter(None, forbidding):
            found.setdefault((each.account, text), []).append(each)
    for (account, text), certificates in sorted(found.items()):
        yield Finding(
            "caa-forbids",
            "critical" if _urgent(case, certificates) else "high",
            f"{account}: CAA {text}",
            text,
            account,
            None,
            f"it forbids Amazon to renew {_listed(certificates)}",
            f"add one of {', '.join(AMAZON)}, for wildcards in issuewild as well, or delete it",
            certificates=tuple(each.arn for each in certificates),
        )


def email_approval(case: Case) -> Iterator[Finding]:
    """Find what renews only if somebody approves."""
    for each in case.inventory.certificates:
        forecast, days = case.forecasts[each.arn], case.days(each)
        if forecast.by != "email" or days is None:
            continue
        writes = f"ACM writes on {forecast.starts}"
        severity: Severity = "low"
        if forecast.starts is not None and case.today >= forecast.starts:
            severity = "high" if days <= URGENT_DAYS else "medium"
            writes = f"ACM has been writing since {forecast.starts}"
        reason = (
            f"{writes} to {some(forecast.addresses)}, and {many(forecast.approvals, 'name')} "
            f"must be approved until {forecast.breaks}, {in_days(days)}"
        )
        way_out = (
            "see that somebody reads these mails, and approve each; or move it to validation by "
            f"DNS, the ARN stays: pulumi-acm migrate-to-dns {each.arn}"
        )
        yield of_certificate("email-approval", severity, each, reason, way_out)


def renewal_pending(case: Case) -> Iterator[Finding]:
    """Find renewals that wait, without anything that was found and explains it."""
    for each in case.inventory.certificates:
        if not _renewable(case, each) or each.renewal_status != PENDING:
            continue
        seen = [case.evidence(each, domain) for domain in domains_of(each)]
        explained = any(one.caa or one.state in _BAD for one in seen)
        if explained or case.forecasts[each.arn].by == "email":
            continue
        names = [
            one.domain
            for one in (each.detail.validations if each.detail else ())
            if one.status == PENDING
        ]
        reason = "ACM tries to renew it, and waits for the validation of " + (
            some(names) if names else "its names"
        )
        severity: Severity = "high" if _urgent(case, [each]) else "medium"
        way_out = (
            "look at the validation records from outside: pulumi-acm records --check; ACM goes on "
            f"trying until {case.forecasts[each.arn].breaks}"
        )
        yield of_certificate("renewal-pending", severity, each, reason, way_out)


def renewal_failed(case: Case) -> Iterator[Finding]:
    """Find renewals that ACM has given up."""
    for each in case.inventory.certificates:
        days = case.days(each)
        if each.status != ISSUED or each.renewal_status != "FAILED":
            continue
        if days is not None and days < 0:
            continue
        code = each.detail.renewal_reason if each.detail else None
        breaks = case.forecasts[each.arn].breaks
        fact = REASONS.get(code or "")
        first = fact.way_out if fact else "see that its names can be validated"
        yield of_certificate(
            "renewal-failed",
            "critical" if _urgent(case, [each]) else "high",
            each,
            f"ACM has given up: {why_failed(code)}; it expires on {breaks}",
            f"{first}; then request it anew and switch over",
        )


def _renewable(case: Case, certificate: Certificate) -> bool:
    """Tell whether it is worth to say what a certificate renews by: ACM would renew it."""
    days = case.days(certificate)
    return (
        is_alive(certificate)
        and certificate.status == ISSUED
        and (days is None or days >= 0)
        and case.eligible(certificate)
    )


def _record(
    case: Case,
    account: str,
    domain: str,
    state: str,
    seen: Seen,
    certificates: Sequence[Certificate],
) -> Finding:
    severity: Severity = "high"
    if all(case.forecasts[each.arn].by == "https" for each in certificates):
        severity = "medium"  # ACM tries HTTPS first, though its guide does not promise it
    elif _urgent(case, certificates):
        severity = "critical"
    is_what = "is missing" if state == "missing" else f"is {seen.found or 'no CNAME'}, not ACM's"
    why = f"; {'; '.join(seen.reasons)}" if seen.reasons else ""
    wanted = "the record that ACM shows for the certificate"
    if seen.record_name and seen.record_value:
        wanted = f"{seen.record_name} CNAME {seen.record_value}"
    return Finding(
        "record-missing" if state == "missing" else "record-wrong",
        severity,
        f"{account}: validation record of {domain}",
        domain,
        account,
        None,
        f"the validation record {is_what} ({seen.where}), and {_listed(certificates)} "
        f"{'renews' if len(certificates) == 1 else 'renew'} by it{why}",
        f"write {wanted}",
        certificates=tuple(each.arn for each in certificates),
    )


def _listed(certificates: Iterable[Certificate]) -> str:
    return some(f"{each.primary} ({each.region})" for each in certificates)


def _urgent(case: Case, certificates: Iterable[Certificate]) -> bool:
    return any(
        (days := case.days(each)) is not None and days <= URGENT_DAYS for each in certificates
    )
