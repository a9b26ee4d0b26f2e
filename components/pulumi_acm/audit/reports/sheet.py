"""The report for a spreadsheet: a row a certificate, and a row for each thing that is none.

One table, because a spreadsheet reads one; its first column says what a row is. A certificate has
its forecast and all its findings in its row, so that the table can be sorted by what breaks first.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pulumi_acm.audit.model import Audit, Certificate, Finding, Forecast

from .summary import summarise, worst
from .words import GLOBAL, OWNERSHIPS, UNSEEN, cost, one_line, place, told

COLUMNS: Final = (
    "row",  # certificate, resource, gap, calls
    "account",
    "region",
    "subject",
    "severity",
    "findings",
    "outlook",
    "starts",
    "breaks",
    "forecast",
    "reason",
    "way_out",
    "names",
    "status",
    "type",
    "key_algorithm",
    "in_use",
    "served_by",
    "stack",
    "resource",
)
_FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a formula of a cell. https://owasp.org/www-community/attacks/CSV_Injection"""
_Row = dict[str, str]


def render(audit: Audit) -> str:
    """Return the table, as RFC 4180 has it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(audit):
        writer.writerow({column: _cell(value) for column, value in row.items()})
    return text.getvalue()


def _cell(value: str) -> str:
    # Tabs and line ends, which are on OWASP's list as well, have become spaces.
    value = one_line(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _rows(audit: Audit) -> Iterator[_Row]:
    findings: dict[str, list[Finding]] = defaultdict(list)
    for each in audit.findings:
        findings[each.resource].append(each)
    served: dict[str, list[str]] = defaultdict(list)
    for at in audit.inventory.attachments:
        served[at.certificate_arn].append(f"{at.service} {at.label}")
    forecasts = {each.arn: each for each in audit.forecasts}
    for certificate in audit.inventory.certificates:
        yield {
            **_certificate(certificate, forecasts.get(certificate.arn)),
            **_found(findings.pop(certificate.arn, [])),
            "served_by": "; ".join(served[certificate.arn]),
            "stack": _stack(audit, certificate.arn),
        }
    for resource, found in findings.items():
        yield {
            "row": "resource",
            "account": found[0].account,
            "region": found[0].region or GLOBAL,
            "subject": found[0].subject,
            "resource": resource,
            "stack": _stack(audit, resource),
            **_found(found),
        }
    for arn, ownership in audit.ownership.items():
        if ownership in UNSEEN:
            yield {"row": "resource", "resource": arn, "stack": OWNERSHIPS[ownership]}
    for gap in audit.inventory.gaps:
        yield {
            "row": "gap",
            "account": gap.scope.account,
            "region": gap.scope.region or GLOBAL,
            "subject": gap.what,
            "reason": gap.error,
            "way_out": gap.hint,
            "resource": place(gap.scope.account, gap.scope.region),
        }
    yield {"row": "calls", "subject": cost(summarise(audit))}


def _certificate(certificate: Certificate, forecast: Forecast | None) -> _Row:
    row = {
        "row": "certificate",
        "account": certificate.account,
        "region": certificate.region,
        "subject": certificate.primary,
        "names": " ".join([*certificate.names, *(["..."] if certificate.more_names else [])]),
        "status": certificate.status,
        "type": certificate.type,
        "key_algorithm": certificate.key_algorithm,
        "in_use": "" if certificate.in_use is None else str(certificate.in_use).lower(),
        "resource": certificate.arn,
    }
    if forecast is not None:
        row |= {
            "outlook": forecast.outlook,
            "starts": str(forecast.starts or ""),
            "breaks": str(forecast.breaks or ""),
            "forecast": told(forecast),
        }
    return row


def _found(findings: Sequence[Finding]) -> _Row:
    return {
        "severity": worst(findings) or "",
        "findings": " ".join(dict.fromkeys(each.code for each in findings)),
        "reason": " / ".join(each.reason for each in findings),
        "way_out": " / ".join(each.way_out for each in findings),
    }


def _stack(audit: Audit, arn: str) -> str:
    ownership = audit.ownership.get(arn)
    return OWNERSHIPS[ownership] if ownership else ""
