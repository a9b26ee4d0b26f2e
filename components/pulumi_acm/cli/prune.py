"""`pulumi-acm prune`: delete what nothing needs any more, or have it back."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer

from pulumi_acm.audit.prune_managed import managed
from pulumi_acm.audit.prune_model import KINDS, Kind, Terms

from .errors import USAGE, CliError
from .places import (
    Exports,
    ExternalId,
    OrganizationRole,
    Profiles,
    Regions,
    Roles,
    StacksDirectory,
    who,
)
from .state import exported


def prune(  # noqa: PLR0913  # a command's options
    *,
    what: Annotated[
        str, typer.Option(metavar="KINDS", help="Some of records, certificates and sni.")
    ] = ",".join(sorted(KINDS)),
    older_than: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="Certificates that are younger stay.")
    ] = 30,
    imported: Annotated[
        bool, typer.Option("--imported", help="Imported certificates may go, too.")
    ] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete, after a question. Default: only show.")
    ] = False,
    undo: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Restore what this undo file has.")
    ] = None,
    undo_file: Annotated[
        Path | None,
        typer.Option(help="Where --delete writes it. Default: pulumi-acm-undo-<time>.jsonl."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    stack: Annotated[
        list[str] | None,
        typer.Option(help="A stack: what it manages stays. May be repeated."),
    ] = None,
    cwd: StacksDirectory = None,
    source: Exports = None,
    region: Regions = None,
    profile: Profiles = None,
    role_arn: Roles = None,
    organization_role: OrganizationRole = None,
    external_id: ExternalId = None,
) -> None:
    """Show, and with --delete delete, what nothing needs any more, with the proof of it.

    Validation records of names that no certificate has, certificates that nothing uses, and old
    certificates in listeners' SNI lists whose place the default one has taken. Each thing is
    looked at again immediately before it goes, and is written to an undo file before that. Exit
    status: 0 there is nothing, or all of it is deleted; 1 there is something; 3 not all could be
    read or done.
    """
    accounts = who(profile, role_arn, organization_role, external_id)
    if undo is not None:
        if delete:
            raise CliError("--undo and --delete exclude each other", USAGE)
        from .pruning_undo import restore_from  # noqa: PLC0415  # as boto3 itself

        restore_from(undo, accounts, yes=yes)
        return
    states = [exported(each, None, cwd) for each in source or ()]
    states += [exported(None, each, cwd) for each in stack or ()]
    now = datetime.now(timezone.utc)
    terms = Terms(
        now=now,
        kinds=_kinds(what),
        older_than=timedelta(days=older_than),
        imported=imported,
        managed=managed(states),
        all_regions=not region,
    )
    from .pruning import prune_all  # noqa: PLC0415  # the same

    path = undo_file or Path(f"pulumi-acm-undo-{now:%Y%m%dT%H%M%SZ}.jsonl")
    prune_all(terms, accounts, tuple(region or ()), path if delete else None, yes=yes)


def _kinds(text: str) -> frozenset[Kind]:
    given = [each.strip() for each in text.split(",")]
    known: dict[str, Kind] = {each: each for each in KINDS}
    if wrong := [each for each in given if each not in known]:
        raise CliError(f'--what "{wrong[0]}": there are {", ".join(sorted(known))}', USAGE)
    return frozenset(known[each] for each in given)
