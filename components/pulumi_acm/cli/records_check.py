"""`pulumi-acm records --check`: ask DNS, judge, and say so."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final

import boto3
import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.markup import escape

from pulumi_acm.dns.account import delegations
from pulumi_acm.dns.asking import Resolver, look
from pulumi_acm.dns.judging import Verdict, judge, worst
from pulumi_acm.dns.needed import Needed
from pulumi_acm.dns.writing import as_csv, as_json, fields
from pulumi_acm.validation import RECORD_TYPE

from .console import notes, print_table
from .errors import FOUND, INCOMPLETE
from .resolving import resolver_of

_AT_A_TIME: Final = 16
_COLOURS: Final = {"in place": "green", "missing": "red", "wrong": "red", "cut off": "red"}
_GLOBAL: Final = "us-east-1"
"""Where Route 53 is asked by whoever has no region: it has none either.

https://docs.aws.amazon.com/general/latest/gr/r53.html
"""
_STATUS: Final = {"all well": 0, "found": FOUND, "unknown": INCOMPLETE}


def check_records(
    records: Sequence[Needed], form: str, server: tuple[str, int | None] | None, seconds: float
) -> None:
    """Print what is in place, and end with the exit status that says so.

    Raises:
        CliError: there is nobody to ask.
    """
    if not records:
        if form == "json":
            print("[]")  # noqa: T201  # the answer
        return
    resolver = resolver_of(server, seconds)
    verdicts = _judged(records, resolver)
    rows = [
        {**fields(each), "status": verdict.status, "reasons": list(verdict.reasons)}
        for each, verdict in zip(records, verdicts, strict=True)
    ]
    match form:
        case "json":
            print(as_json(rows), end="")  # noqa: T201  # the answer
        case "csv":
            print(as_csv(rows), end="")  # noqa: T201  # the answer
        case _:
            _print_table(rows)
    raise typer.Exit(_STATUS[worst(verdicts)])


def _judged(records: Sequence[Needed], resolver: Resolver) -> list[Verdict]:
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        seen = list(pool.map(lambda each: look(each, resolver), records))
    judged = [judge(record, each) for record, each in zip(records, seen, strict=True)]
    absent = [
        record.domain
        for record, verdict in zip(records, judged, strict=True)
        if verdict.status != "in place"
    ]
    if not absent:
        return judged
    try:
        region = boto3.Session().region_name or _GLOBAL
        found = delegations(absent, boto3.Session(region_name=region), resolver)
    except (BotoCoreError, ClientError) as error:
        notes().print(
            escape(
                f"The hosted zones of this account cannot be read ({error}): whether NS records "
                "point elsewhere is not known."
            )
        )
        return judged
    return [
        judge(record, replace(each, delegation=found.get(record.domain)))
        for record, each in zip(records, seen, strict=True)
    ]


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    print_table(
        ("status", "domain", "what ACM asks for, and what there is"),
        (
            (
                "[{0}]{1}[/{0}]".format(_COLOURS.get(row["status"], "yellow"), row["status"]),
                row["domain"],
                escape("\n".join([f"{row['name']} {RECORD_TYPE} {row['value']}", *row["reasons"]])),
            )
            for row in rows
        ),
    )
