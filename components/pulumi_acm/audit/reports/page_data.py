"""What the page's script works on: as little as it needs, for it may be of 10,000 certificates."""

import json
from collections import defaultdict
from typing import Any, Final

from markupsafe import Markup

from pulumi_acm.audit.model import SEVERITIES, Attachment, Audit, Certificate, Finding, Forecast

from .words import GLOBAL, OWNERSHIPS, told

_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""So that nothing in it ends the element that it stands in."""


def embedded(audit: Audit) -> Markup:
    """Return it as JSON that may stand in a `<script type="application/json">`."""
    text = json.dumps(page_data(audit), separators=(",", ":")).translate(_ESCAPES)
    return Markup(text)  # noqa: S704  # what would be markup is escaped


def page_data(audit: Audit) -> dict[str, Any]:
    """Return what the script shows; what is empty is left out."""
    inventory = audit.inventory
    forecasts = {each.arn: each for each in audit.forecasts}
    served: dict[str, list[Attachment]] = defaultdict(list)
    holders: dict[str, list[str]] = defaultdict(list)
    for at in inventory.attachments:
        served[at.certificate_arn].append(at)
        holders[at.resource].append(at.certificate_arn)
    indices = {each.arn: index for index, each in enumerate(inventory.certificates)}
    return {
        "today": str(inventory.taken_at.date()),
        "certificates": [
            _certificate(each, forecasts.get(each.arn), served[each.arn], audit)
            for each in inventory.certificates
        ],
        "findings": [
            _finding(
                each,
                # What is said of a listener is said of its certificates, too.
                [
                    indices[arn]
                    for arn in _concerned(each, holders[each.resource])
                    if arn in indices
                ],
            )
            for each in audit.findings
        ],
    }


def _concerned(finding: Finding, held: list[str]) -> list[str]:
    return list(dict.fromkeys((finding.resource, *finding.certificates, *held)))


def _certificate(
    certificate: Certificate, forecast: Forecast | None, served: list[Attachment], audit: Audit
) -> dict[str, Any]:
    owner = audit.ownership.get(certificate.arn)
    return _full(
        {
            "arn": certificate.arn,
            "account": certificate.account,
            "region": certificate.region,
            "names": list(certificate.names) or [certificate.primary],
            "more": certificate.more_names,
            "status": certificate.status,
            "type": certificate.type,
            "key": certificate.key_algorithm,
            "unused": certificate.in_use is False,
            "outlook": forecast.outlook if forecast else "unknown",
            "told": told(forecast) if forecast else "",
            "to": list(forecast.addresses) if forecast else [],
            "starts": str((forecast and forecast.starts) or ""),
            "breaks": str((forecast and forecast.breaks) or ""),
            "stack": OWNERSHIPS[owner] if owner else "",
            "at": [[each.service, each.label, each.default] for each in served],
        }
    )


def _finding(finding: Finding, on: list[int]) -> dict[str, Any]:
    return _full(
        {
            "code": finding.code,
            "severity": SEVERITIES.index(finding.severity),
            "subject": finding.subject,
            "resource": finding.resource,
            "account": finding.account,
            "region": finding.region or GLOBAL,
            "reason": finding.reason,
            "todo": finding.way_out,
            "on": on,
        }
    )


def _full(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in fields.items() if value not in ("", []) and value is not False
    }
