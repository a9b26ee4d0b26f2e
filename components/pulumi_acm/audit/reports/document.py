"""The report as JSON: docs/audit.schema.json describes it."""

import json
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from pulumi_acm.audit.model import Audit, Finding, Forecast, Inventory, Ownership

from .summary import Summary, summarise


@dataclass(frozen=True)
class Document:
    """What an audit has found out. Fields are only ever added to a version."""

    version: int
    summary: Summary
    findings: tuple[Finding, ...]
    """The worst first."""
    forecasts: tuple[Forecast, ...]
    """One for each certificate, in the inventory's order."""
    ownership: dict[str, Ownership]
    """By ARN, where a stack's state was given."""
    inventory: Inventory


_ADAPTER: Final = TypeAdapter(Document)


def render(audit: Audit) -> str:
    """Return the document."""
    document = Document(
        version=audit.version,
        summary=summarise(audit),
        findings=audit.findings,
        forecasts=audit.forecasts,
        ownership=audit.ownership,
        inventory=audit.inventory,
    )
    # In ASCII: there are control characters outside of it, which a terminal obeys.
    return json.dumps(_ADAPTER.dump_python(document, mode="json"), indent=2) + "\n"
