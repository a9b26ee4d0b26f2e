"""`pulumi-acm audit`: whether every certificate will still be there in a year."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from pulumi_acm.audit.facts import DESCRIBED_MAX, REIMPORT_DAYS
from pulumi_acm.regions import doubts

from .console import notes
from .places import (
    ExternalId,
    OrganizationRole,
    Profiles,
    Regions,
    Roles,
    StacksDirectory,
    who,
)
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
    cwd: StacksDirectory = None,
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
    describe_at_most: Annotated[
        int,
        typer.Option(min=0, help="Certificates to describe at most, ten in a second."),
    ] = DESCRIBED_MAX,
    reimport_days: Annotated[
        int,
        typer.Option(min=0, help="Days before its expiry when an import is due."),
    ] = REIMPORT_DAYS,
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
    if external_id is not None and not (role_arn or organization_role):
        raise typer.BadParameter("--external-id is for --role-arn and --organization-role")
    if no_dns and (resolver is not None or probe):
        raise typer.BadParameter("--no-dns excludes --resolver and --probe, which needs addresses")
    server = server_of(resolver)
    for doubt in doubts(region or ()):
        notes().print(doubt, markup=False)
    # As boto3 itself: nobody pays for it who asks for help.
    from pulumi_acm.audit import baseline as baselines  # noqa: PLC0415

    from .auditing import Sources, audited, finish, keys_in  # noqa: PLC0415
    from .auditing_output import check, write, write_text  # noqa: PLC0415

    # Before AWS is asked, which may take minutes.
    known = keys_in(baseline)
    check(output)
    check(write_baseline)
    states = [exported(each, None, cwd) for each in source or ()]
    states += [exported(None, each, cwd) for each in stack or ()]
    found = audited(
        Sources(
            who=who(profile, role_arn, organization_role, external_id),
            regions=tuple(region or ()),
            states=tuple(states),
            server=server,
            dns=not no_dns,
            probe=probe,
            described_max=describe_at_most,
            reimport_days=reimport_days,
        )
    )
    new = baselines.without_known(found, known)
    write(new, form.value, output, everything=everything)
    if write_baseline is not None:
        write_text(write_baseline, baselines.baseline(found.findings))
    finish(new, fail_on.value if fail_on else None)
