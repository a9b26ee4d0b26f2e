"""Certificates that have expired, or soon will."""

from collections.abc import Iterator

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.eligibility import ACME, IMPORTED, ISSUED
from pulumi_acm.audit.facts import CRITICAL_DAYS, OVERDUE_DAYS, URGENT_DAYS
from pulumi_acm.audit.forecast import EXPIRED
from pulumi_acm.audit.model import Certificate, Finding, Forecast, Severity
from pulumi_acm.audit.phrases import in_days, joined

_IMPORT = "import a new one under the same ARN: whatever uses it keeps it"


def expired(case: Case) -> Iterator[Finding]:
    """Find what is expired."""
    for each in case.inventory.certificates:
        days = case.days(each)
        if each.status != EXPIRED and not (each.status == ISSUED and days is not None and days < 0):
            continue
        used = case.used(each)
        on = f" on {case.forecasts[each.arn].breaks}, {in_days(days)}" if days is not None else ""
        reason, way_out = f"it expired{on}", "delete it"
        if used is False:
            reason = f"{reason}, and nothing uses it"
        elif each.type == IMPORTED:
            way_out = _IMPORT
        else:
            way_out = "ACM renews nothing that has expired: request it anew, switch over, delete it"
        severity: Severity = "critical" if used else "high" if used is None else "low"
        yield of_certificate("expired", severity, each, reason, way_out)


def expiring(case: Case) -> Iterator[Finding]:
    """Find what expires soon, and does not renew as far as can be seen.

    What nothing uses is left out: nobody would notice, and it has a finding of its own.
    """
    for each in case.inventory.certificates:
        days, forecast = case.days(each), case.forecasts[each.arn]
        if each.status != ISSUED or days is None or days < 0 or case.used(each) is False:
            continue
        # ACME clients commonly begin 30 days before it expires, too.
        overdue = URGENT_DAYS if each.key_pair_origin == ACME else OVERDUE_DAYS
        if days > overdue and not _is_open(case, forecast):
            continue
        severity: Severity = "high"
        if days <= CRITICAL_DAYS:
            severity = "critical"
        elif days > OVERDUE_DAYS:
            severity = "medium"
        reason = f"it expires on {forecast.breaks}, {in_days(days)}, and {_what(forecast)}"
        yield of_certificate("expiring", severity, each, reason, _way_out(each, forecast))


def _is_open(case: Case, forecast: Forecast) -> bool:
    """Tell whether it is time to act, however many days are left."""
    due = forecast.starts is not None and case.today >= forecast.starts
    return due and (forecast.outlook == "will-not-renew" or forecast.by == "import")


def _what(forecast: Forecast) -> str:
    if forecast.outlook == "renews" or forecast.by == "export":
        return f"ACM should have begun to renew it on {forecast.starts}"
    since = joined(forecast.reasons)
    return {
        "will-not-renew": f"will not renew, since {since}",
        "needs-person": f"needs a person, since {since}",
        "unknown": f"nobody can tell whether it renews, since {since}",
    }[forecast.outlook]


def _way_out(certificate: Certificate, forecast: Forecast) -> str:
    if forecast.by == "import":
        return _IMPORT
    if forecast.outlook == "renews" or forecast.by == "export":
        return (
            "look at its renewal status in ACM and at its events, and open a case with AWS Support"
        )
    if certificate.key_pair_origin == ACME:
        return "see that its ACME client runs, and that what it has got is served"
    if forecast.outlook == "unknown":
        return "see to what could not be read, then run the audit again"
    if forecast.by == "email":
        return "approve the mails, or move it to validation by DNS"
    return (
        f"mend what stands in the way while ACM still tries, until {forecast.breaks}; or request "
        f"{certificate.primary} anew and switch over"
    )
