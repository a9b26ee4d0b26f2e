"""`pulumi-acm quota`: what ACM allows and what is used of it; and asking for more names."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer
from rich.markup import escape

from pulumi_acm.quota_report import UNSEEN, Row
from pulumi_acm.quota_request import Asked, acknowledgement, beyond

from .asking import confirm
from .aws import Profile, account_of, session_for
from .console import notes, print_table
from .errors import INCOMPLETE, USAGE, CliError
from .quota_reading import read
from .quota_requesting import ask_for, prepare

if TYPE_CHECKING:
    import boto3


class Format(str, Enum):
    """How the answer is written."""

    table = "table"
    json = "json"


_IN_A_SUPPORT_CASE: Final = ("requested", "open")

Regions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--region", help="May be repeated. Default: what the environment says."),
]


def quota(
    *,
    region: Regions = None,
    profile: Profile = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    request: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Ask AWS for N names in one certificate."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Request without asking here first.")] = False,
) -> None:
    """Show what ACM allows in each region, and what is used of it; or ask AWS for more names.

    A quota of ACM is an account's in one region. Exit status 3: something could not be read or
    requested; what is shown then says so.
    """
    if request is not None and (why := beyond(request)):
        raise CliError(why, USAGE)
    session = session_for(profile)
    regions = list(dict.fromkeys(region or ([session.region_name] if session.region_name else [])))
    if not regions:
        raise CliError("no region is configured: say which, with --region", USAGE)
    if request is None:
        _show(session, regions, form)
    else:
        _request(session, regions, request, form, yes=yes)


def _show(session: "boto3.Session", regions: Sequence[str], form: Format) -> None:
    now = datetime.now(timezone.utc)
    found = [read(session, region, now) for region in regions]
    rows = [row for each in found for row in each.rows]
    if form is Format.json:
        sys.stdout.write(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    else:
        print_table(
            ("region", "quota", "code", "used", "allowed", "AWS's default"), map(_cells, rows)
        )
        notes().print(UNSEEN, markup=False)
    gaps = [gap for each in found for gap in each.gaps]
    for gap in gaps:
        notes().print(gap, markup=False)
    if gaps:
        raise typer.Exit(INCOMPLETE)


def _cells(row: Row) -> tuple[str, ...]:
    used = "unknown" if row.used is None else f"{row.used:,}"
    return row.region, row.name, row.code, used, row.allowed, f"{row.default:,}"


def _request(
    session: "boto3.Session", regions: Sequence[str], wanted: int, form: Format, *, yes: bool
) -> None:
    account = account_of(session, regions[0])
    plan = prepare(session, account, regions, wanted)
    for note in plan.notes:
        notes().print(note, markup=False)
    if plan.to_request:
        where = ", ".join(f"{region} (now {now})" for region, now in plan.to_request.items())
        confirm(
            f"AWS will be asked for {wanted} names per certificate, account {account}: {where}.",
            yes=yes,
        )
    asked = [*plan.settled, *ask_for(session, account, plan.to_request, wanted)]
    asked.sort(key=lambda each: regions.index(each.region))
    if form is Format.json:
        sys.stdout.write(json.dumps([_fields(each) for each in asked], indent=2) + "\n")
    else:
        print_table(("region", "names", "request", "case", "status", ""), map(_asked_cells, asked))
        for each in asked:
            if each.outcome in _IN_A_SUPPORT_CASE:
                sys.stdout.write(f"\nIf AWS Support wants it confirmed ({each.region}):\n")
                sys.stdout.write(f"{acknowledgement(each.wanted, each.region, account)}\n")
    if any(each.outcome == "failed" for each in asked):
        raise typer.Exit(INCOMPLETE)


def _asked_cells(asked: Asked) -> tuple[str, ...]:
    return (
        asked.region,
        f"{asked.allowed} -> {asked.wanted}",
        asked.id or "-",
        asked.case or "-",
        asked.status or asked.outcome,
        escape(asked.meaning),
    )


def _fields(asked: Asked) -> dict[str, object]:
    confirmed = (
        acknowledgement(asked.wanted, asked.region, asked.account)
        if asked.outcome in _IN_A_SUPPORT_CASE
        else None
    )
    return {**asdict(asked), "acknowledgement": confirmed}
