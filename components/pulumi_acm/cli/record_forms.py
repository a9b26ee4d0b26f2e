"""Records as commands print them: for people, and in the forms that other DNS takes."""

import sys
from collections.abc import Sequence
from enum import Enum

from rich.markup import escape

from pulumi_acm.dns.needed import Needed
from pulumi_acm.dns.writing import as_bind, as_csv, as_json, fields
from pulumi_acm.validation import RECORD_TYPE

from .console import print_table


class Format(str, Enum):
    """How records are written."""

    table = "table"
    bind = "bind"
    json = "json"
    csv = "csv"


def print_records(records: Sequence[Needed], form: Format) -> None:
    """Print records on stdout; where there are none, what is nothing in that form."""
    match form:
        case Format.bind:
            sys.stdout.write(as_bind(records) if records else "")
        case Format.json:
            sys.stdout.write(as_json([fields(each) for each in records]))
        case Format.csv:
            sys.stdout.write(as_csv(fields(each) for each in records))
        case Format.table:
            if records:
                _print_table(records)


def _print_table(records: Sequence[Needed]) -> None:
    print_table(
        ("domain", "name", "type", "value", "certificates"),
        (
            (each.domain, each.name, RECORD_TYPE, each.value, escape(", ".join(each.certificates)))
            for each in records
        ),
    )
