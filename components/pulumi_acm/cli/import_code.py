"""`pulumi-acm import-code`: the program and the import file for certificates that are there."""

from pathlib import Path
from typing import Annotated

import typer

from pulumi_acm.audit.prune_managed import managed

from .aws import Profile, region_in
from .errors import USAGE, CliError
from .places import (
    Exports,
    Regions,
    StacksDirectory,
)
from .state import exported


def import_code(  # noqa: PLR0913  # a command's options
    *,
    certificate: Annotated[
        list[str] | None,
        typer.Option(metavar="ARN", help="A certificate; may be repeated."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Certificates with such a name, as in '*.example.com'."),
    ] = None,
    region: Regions = None,
    profile: Profile = None,
    stack: Annotated[
        list[str] | None,
        typer.Option(help="A stack: what it manages already is left out. May be repeated."),
    ] = None,
    cwd: StacksDirectory = None,
    source: Exports = None,
    out: Annotated[
        Path, typer.Option(metavar="DIRECTORY", help="Where the files are written.")
    ] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
) -> None:
    """Write the program, with our components, and the import file that take over certificates.

    With their validation records, and with listeners and API Gateway domains where all that these
    have can be said. It writes adopted.py and import.json, says how to go on, and changes nothing
    in AWS. Without --certificate and --name, all certificates are taken over. Exit status: 3 if
    not all could be read.
    """
    if certificate and name:
        raise CliError("--certificate and --name exclude each other", USAGE)
    states = [exported(each, None, cwd) for each in source or ()]
    states += [exported(None, each, cwd) for each in stack or ()]
    regions = region or list(dict.fromkeys(region_in(arn) for arn in certificate or ()))

    from .importing import Chosen, write_program  # noqa: PLC0415  # as boto3 itself

    write_program(
        Chosen(tuple(certificate or ()), tuple(name or ()), tuple(regions)),
        profile,
        managed(states),
        out,
        force=force,
    )
