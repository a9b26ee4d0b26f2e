"""The report as SARIF 2.1.0, for code scanning and whatever else reads it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

import hashlib
import json
import re
from importlib import metadata
from typing import Any, Final
from urllib.parse import quote

from pulumi_acm.audit.model import Audit, Finding, Gap, Severity
from pulumi_acm.audit.rules import RULES, Code

from .summary import summarise
from .words import GLOBAL, cost, headline, known, one_line, place, scope, stacks

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT: Final = "pulumiAcm/v1"
"""It stays as long as findings are told apart by their keys."""
_LEVELS: Final[dict[Severity, str]] = {
    "critical": "error",
    "high": "error",
    "medium": "warning",
    "low": "note",
}
_SCORES: Final[dict[Severity, str]] = {
    "critical": "9.5",
    "high": "8.0",
    "medium": "5.5",
    "low": "2.0",
}
"""In the middle of what GitHub calls by the same words.

https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
"""


def render(audit: Audit) -> str:
    """Return the log."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(audit)]}
    # In ASCII: there are control characters outside of it, which a terminal obeys.
    return json.dumps(log, indent=2) + "\n"


def _run(audit: Audit) -> dict[str, Any]:
    indices: dict[str, int] = {code: index for index, code in enumerate(RULES)}
    summary = summarise(audit)
    inventory = audit.inventory
    return {
        "tool": {
            "driver": {
                "name": "pulumi-acm",
                "version": metadata.version("pulumi-acm"),
                "rules": [_rule(code) for code in RULES],
            }
        },
        # Runs of the same category take each other's place at GitHub.
        "automationDetails": {"id": "pulumi-acm/audit/"},
        "invocations": [
            {
                "executionSuccessful": not inventory.gaps,
                "endTimeUtc": f"{inventory.taken_at:%Y-%m-%dT%H:%M:%SZ}",
                "toolExecutionNotifications": [_notification(each) for each in inventory.gaps],
            }
        ],
        "results": [_result(each, indices[each.code]) for each in audit.findings],
        "properties": {
            "summary": " ".join(
                filter(None, (f"{headline(audit)}.", f"{scope(audit)}.", known(summary)))
            ),
            "apiCalls": summary.calls,
            "apiCallsRepeated": summary.retries,
            "cost": cost(summary),
            "stack": [" ".join([text, *arns]) for text, arns in stacks(audit)],
        },
    }


def _rule(code: Code) -> dict[str, Any]:
    rule = RULES[code]
    worst = rule.severities[-1]
    severities = ", ".join(rule.severities)
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": f"{rule.title[0].upper()}{rule.title[1:]}"},
        "fullDescription": {"text": f"{rule.title[0].upper()}{rule.title[1:]}: {rule.when}."},
        "help": {
            "text": f"{rule.when}. Severity: {severities}.",
            "markdown": f"{rule.when}.\n\n**Severity**: {severities}.",
        },
        "defaultConfiguration": {"level": _LEVELS[worst]},
        "properties": {"tags": ["security", "certificates"], "security-severity": _SCORES[worst]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {
            "text": _message(
                f"{finding.subject} ({place(finding.account, finding.region)}): {finding.reason}. "
                f"To do: {finding.way_out}."
            )
        },
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: hashlib.sha256(finding.key.encode()).hexdigest()},
        "properties": {
            "severity": finding.severity,
            "account": finding.account,
            "region": finding.region or GLOBAL,
            "certificates": list(finding.certificates),
        },
    }


def _location(finding: Finding) -> dict[str, Any]:
    return {
        "logicalLocations": [
            {
                "name": finding.subject,
                "fullyQualifiedName": finding.resource,
                "kind": "resource",
            }
        ],
        # GitHub refuses a log in which a location is logical only, so there is a path that says
        # where it is in AWS. It is no file. https://github.com/forcedotcom/code-analyzer/issues/1970
        "physicalLocation": {
            "artifactLocation": {
                "uri": "/".join(
                    quote(each, safe="")
                    for each in ("aws", finding.account, finding.region or GLOBAL, *_path(finding))
                )
            },
            "region": {"startLine": 1},
        },
    }


def _path(finding: Finding) -> list[str]:
    """Return the end of an ARN, such as `certificate/...`, or what stands for one."""
    return [each for each in finding.resource.rpartition(":")[2].split("/") if each.strip(".")]


def _notification(gap: Gap) -> dict[str, Any]:
    where = place(gap.scope.account, gap.scope.region)
    text = f"{gap.what} in {where} could not be read: {gap.error}"
    return {
        "level": "error",
        "message": {"text": _message(f"{text}. To do: {gap.hint}." if gap.hint else text)},
    }


def _message(text: str) -> str:
    """Return a text that means what it says: brackets and braces have a meaning of their own.

    SARIF 2.1.0, 3.11.5 (placeholders) and 3.11.6 (embedded links).
    """
    return re.sub(r"([\[\]\\])", r"\\\1", one_line(text)).replace("{", "{{").replace("}", "}}")
