"""Validation records for other DNS: as a fragment of a BIND zone, as JSON, as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from pulumi_acm.validation import RECORD_TTL, RECORD_TYPE

from .needed import Needed

_BIND_HEADING: Final = """\
; Records by which AWS Certificate Manager validates and renews certificates: keep them.
; $ORIGIN holds for what follows it: append this at the end of the zone's file.
"""


def fields(record: Needed) -> dict[str, Any]:
    """Return a record as JSON has it; docs/dns-elsewhere.md describes the shape."""
    return {
        "domain": record.domain,
        "zone": record.zone,
        "host": record.host,
        "name": record.name,
        "type": RECORD_TYPE,
        "value": record.value,
        "ttl": RECORD_TTL,
        "external": record.external,
        "certificates": list(record.certificates),
    }


def as_json(rows: Sequence[dict[str, Any]]) -> str:
    """Write rows as a JSON list of objects."""
    return json.dumps(rows, indent=2) + "\n"


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """Write rows under a heading, as RFC 4180 has it; lists are separated by spaces."""
    text = io.StringIO()
    writer = csv.writer(text)
    for index, row in enumerate(rows):
        if index == 0:
            writer.writerow(row)
        writer.writerow(
            " ".join(value) if isinstance(value, list) else _plain(value) for value in row.values()
        )
    return text.getvalue()


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def as_bind(records: Iterable[Needed]) -> str:
    """Write a fragment of a zone file (RFC 1035), zone by zone."""
    parts = [_BIND_HEADING]
    for zone, group in groupby(sorted(records, key=lambda each: each.zone), lambda each: each.zone):
        within = list(group)
        width = max(len(each.host) for each in within)
        lines = [
            f"{each.host:<{width}} {RECORD_TTL} IN {RECORD_TYPE} {each.value}." for each in within
        ]
        parts.append("\n".join([f"$ORIGIN {zone}.", *lines]) + "\n")
    return "\n".join(parts)
