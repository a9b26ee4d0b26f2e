"""`pulumi-acm audit`: whether every certificate will still be there in a year."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from pulumi_acm.regions import doubts

from .console import notes
from .errors import USAGE, CliError
from .places import ExternalId, OrganizationRole, Profiles, Regions, Roles, who
from .resolving import server_of
from .state import exported


class Format(str, Enum):
    """How the report is written."""

    table = "table"
    json = "json"
    html = "html"
    sarif = "sarif"
    csv = "csv"


class FailOn(str, Enum):
    """From which severity on the command fails."""

    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"


def audit(  # noqa: PLR0913  # a command's options
    *,
    region: Regions = None,
    profile: Profiles = None,
    role_arn: Roles = None,
    organization_role: OrganizationRole = None,
    external_id: ExternalId = None,
    stack: Annotated[
        list[str] | None,
        typer.Option(help="A stack, to tell what it manages. May be repeated."),
    ] = None,
    cwd: Annotated[
        Path | None, typer.Option(help="The directory of the stacks' project. Default: this one.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--state", "--from", metavar="FILE", help="An export of a stack. May be repeated."
        ),
    ] = None,
    probe: Annotated[
        bool,
        typer.Option(
            "--probe",
            help="Connect to the certificates' names, as ACM does first of all when it renews.",
        ),
    ] = False,
    resolver: Annotated[
        str | None,
        typer.Option(metavar="HOST[:PORT]", help="Whom to ask about DNS. Default: the system's."),
    ] = None,
    no_dns: Annotated[
        bool,
        typer.Option("--no-dns", help="Ask no DNS: what is in no hosted zone here is not known."),
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    output: Annotated[
        Path | None, typer.Option(help="A file to write it to. Default: stdout.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="In the table: every finding and every certificate.")
    ] = False,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="Exit with 1 if there is a finding as severe, or more. Default: never."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out the findings that this baseline knows."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write down all that is found, as the next baseline."),
    ] = None,
) -> None:
    """Say which certificates will renew by themselves, which will not, and what is wrong.

    It reads ACM, Route 53 and the services that have certificates, and changes nothing. Exit
    status: 0 all was read, and nothing was found that --fail-on asks for; 1 something was; 2 wrong
    call; 3 not all could be read (the report says what). Found goes before not read.
    """
    if everything and form is not Format.table:
        raise typer.BadParameter("--all is for --format table; the other formats have everything")
    if no_dns and (resolver is not None or probe):
        raise typer.BadParameter("--no-dns excludes --resolver and --probe, which needs addresses")
    server = server_of(resolver)
    for doubt in doubts(region or ()):
        notes().print(doubt, markup=False)
    # Before AWS is asked, which may take minutes.
    known = _read(baseline) if baseline is not None else None
    states = [exported(each, None, cwd) for each in source or ()]
    states += [exported(None, each, cwd) for each in stack or ()]
    # As boto3 itself: nobody pays for it who asks for help.
    from .auditing import Sources, audited, finish, without_baseline  # noqa: PLC0415
    from .auditing_output import write  # noqa: PLC0415

    found = audited(
        Sources(
            who=who(profile, role_arn, organization_role, external_id),
            regions=tuple(region or ()),
            states=tuple(states),
            server=server,
            dns=not no_dns,
            probe=probe,
        )
    )
    found = without_baseline(found, known, write_baseline)
    write(found, form.value, output, everything=everything)
    finish(found, fail_on.value if fail_on else None)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CliError(f"the baseline {path} cannot be read: {error}", USAGE) from error
