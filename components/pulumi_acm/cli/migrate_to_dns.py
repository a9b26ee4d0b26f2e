"""`pulumi-acm migrate-to-dns`: from validation by email to DNS, in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer
from pydantic import TypeAdapter, ValidationError

from pulumi_acm import migration
from pulumi_acm.dns.needed import Needed
from pulumi_acm.migration import CannotMoveError, Progress
from pulumi_acm.names import validation_name
from pulumi_acm.spec_types import Duration, seconds
from pulumi_acm.zone_listing import listed
from pulumi_acm.zones import HostedZone, choose

from . import migrating
from .asking import confirm
from .aws import CertificateArn, Profile, described, region_in, session_for
from .console import notes
from .errors import FOUND, USAGE, CliError
from .record_forms import Format, print_records

if TYPE_CHECKING:
    import boto3

_NAMING_LIMIT: Final = 300.0
"""Seconds for ACM to name the records: as long as the AWS provider waits for the first one."""
_MOVED: Final = """\
ACM validates and renews it by DNS now; the ARN is the same. What is left is the program:
  1. If the Certificate has more regions, move the ARN of each first; the records are the same.
  2. Say "validation": "DNS"; leave validation_domains as they are.
  3. `pulumi preview --refresh` replaces no certificate, then: `pulumi up --refresh`.
Without --refresh, Pulumi would request the certificate anew, as the state still says EMAIL."""
_NOT_YET: Final = """\
Leave the program as it is until ACM has seen all records: before that, "validation": "DNS" would
request the certificate anew. This says when, and what to change then:
  pulumi-acm migrate-to-dns {arn} --wait"""


def migrate_to_dns(
    arn: CertificateArn,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Write the records that hosted zones here can hold.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait until ACM has seen all records.")
    ] = False,
    timeout: Annotated[
        str, typer.Option(metavar="DURATION", help="How long --wait waits: 90s, 45m, 1h30m.")
    ] = "45m",
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.table,
    profile: Profile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Begin without asking here first.")] = False,
) -> None:
    """Move an issued certificate from validation by email to DNS; its ARN stays.

    Prints the records that somebody has to write, all of them or, with --write, the rest. It can be
    run again at any time, and goes on where the move is. Exit status with --wait: 1 if ACM has not
    seen all records in time.
    """
    session = session_for(profile, region_in(arn))
    limit = _limit(timeout)
    found = described(session, arn)
    try:
        standing = migration.standing(found)
    except CannotMoveError as error:
        raise CliError(f"{arn}: {error}", USAGE) from error
    if standing == "moved":
        _say(f"{arn} is validated by DNS.\n{_MOVED}")
        return
    client = migrating.validations_client(session)
    names = sorted({validation_name(each) for each in found["SubjectAlternativeNames"]})
    zones = _zones(session, names) if write else {}
    if standing == "email" or zones:
        confirm(_question(arn, names, zones), yes=yes)
    if standing == "email":
        migrating.begin(client, arn)
    named = migrating.reached(client, arn, lambda each: each.named or each.moved, _NAMING_LIMIT)
    records = migration.needed(arn, named, {each.name for each in zones.values()}, zones)
    refused = migrating.write(session, [each for each in records if not each.external], zones)
    for each in records:
        if not each.external:
            _say(_written(each, zones[each.domain], refused))
    print_records([each for each in records if _is_left(each, zones, refused)], form)
    if refused or not (named.named or named.moved):
        what = "Not all records could be written" if refused else "ACM has not named all records"
        raise CliError(f"{what}: run this again.\n{_NOT_YET.format(arn=arn)}")
    if wait:
        last = migrating.reached(
            client, arn, lambda each: each.moved or each.silent, limit, _teller()
        )
        _finish(session, arn, last, timeout)
        return
    found = described(session, arn)
    if until := migration.deadline(found):
        _say(f"ACM looks for the records until {until:%Y-%m-%d %H:%M} UTC.")
    _say(_MOVED if migration.is_moved(found) else _NOT_YET.format(arn=arn))


def _finish(session: "boto3.Session", arn: str, last: Progress, timeout: str) -> None:
    if last.silent:
        raise CliError(
            f"ACM has not seen the records of {arn} in time and has given up; the certificate goes "
            "on as it was, by email. Run this again: it begins anew"
        )
    if not last.moved:
        missing = [f"  {name} CNAME {value}" for name, value in last.missing.values()]
        what = "not seen:" if missing else "seen all records, and not moved it yet."
        lines = [f"after {timeout}, ACM has {what}", *missing, _NOT_YET.format(arn=arn)]
        raise CliError("\n".join(lines), FOUND)
    _say(_MOVED)
    # What the AWS provider reads; that it follows at once is not documented.
    if not migration.is_moved(described(session, arn)):
        _say("DescribeCertificate still says EMAIL: have step 3 show no replacement before `up`.")


def _limit(timeout: str) -> float:
    try:
        return seconds(TypeAdapter(Duration).validate_python(timeout))
    except ValidationError as error:
        raise CliError(f'--timeout "{timeout}": {error.errors()[0]["msg"]}', USAGE) from error


def _zones(session: "boto3.Session", names: Sequence[str]) -> dict[str, HostedZone]:
    """Return the public hosted zone of each name that has one in this account."""
    known = {each.id: each for each in listed(session)}
    choice = choose(names, known.values())
    for domain, same in choice.ambiguous.items():
        ids = ", ".join(each.id for each in same)
        _say(f"{domain}: several public hosted zones have this name ({ids}): write it by hand")
    for name, private in choice.private_only.items():
        _say(f"{name}: only a private hosted zone holds it ({private.id}): ACM reads public DNS")
    return {name: known[id_] for name, id_ in choice.zones.items()}


def _question(arn: str, names: Sequence[str], zones: Mapping[str, HostedZone]) -> str:
    lines = [f"{arn} moves to validation by DNS; what uses it notices nothing. Records:"]
    for name in names:
        zone = zones.get(name)
        lines.append(
            f"  {name}: {f'written into {_label(zone)}' if zone else 'to be written by you'}"
        )
    return "\n".join(lines)


def _is_left(record: Needed, zones: Mapping[str, HostedZone], refused: Mapping[str, str]) -> bool:
    return record.external or zones[record.domain].id in refused


def _written(record: Needed, zone: HostedZone, refused: Mapping[str, str]) -> str:
    if why := refused.get(zone.id):
        return f"{record.domain}: its record cannot be written into {_label(zone)}: {why}"
    return f"{record.domain}: its record is in {_label(zone)}"


def _label(zone: HostedZone) -> str:
    return f"hosted zone {zone.name} ({zone.id})"


def _teller() -> Callable[[Progress], None]:
    """Return what says how far it is, whenever that has changed."""
    before: list[Progress] = []

    def tell(found: Progress) -> None:
        if found.silent or [found] == before:
            return
        before[:] = [found]
        missing = found.missing
        _say(
            f"ACM has seen {found.number - len(missing)} of {found.number} record(s)"
            + (f"; not yet: {', '.join(missing)}" if missing else "")
        )

    return tell


def _say(text: str) -> None:
    notes().print(text, markup=False)
