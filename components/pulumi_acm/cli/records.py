"""`pulumi-acm records`: the DNS records to be written elsewhere, and whether they are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pulumi_acm.dns.needed import Found, Needed, needed

from .console import notes
from .record_forms import Format, print_records
from .resolving import server_of
from .state import exported


def records(  # noqa: PLR0913  # a command's options
    *,
    stack: Annotated[
        str | None, typer.Option(help="The stack. Default: the one selected here.")
    ] = None,
    cwd: Annotated[
        Path | None, typer.Option(help="The directory of the Pulumi project. Default: this one.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="An export of the stack; - is stdin."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the records that the stack writes itself.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.table,
    zone: Annotated[
        list[str] | None,
        typer.Option(help="A zone as your DNS has it, such as example.com; may be repeated."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Ask DNS which of them are in place.")
    ] = False,
    resolver: Annotated[
        str | None,
        typer.Option(metavar="HOST[:PORT]", help="Whom --check asks. Default: the system's."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that --check waits for an answer.")
    ] = 5.0,
) -> None:
    """Print the DNS records that a stack's certificates need elsewhere, or check them.

    They are those by which ACM validates and renews, and which no hosted zone of the stack's own
    account holds. With --check: exit status 0 if all are in place, 1 if any is missing, wrong or
    cut off, 3 if that could not be found out.
    """
    if check and form is Format.bind:
        raise typer.BadParameter("--check has no answer in the form bind")
    if resolver is not None and not check:
        raise typer.BadParameter("--resolver is for --check")
    zones = tuple(each.rstrip(".").lower() for each in zone or ())
    found = needed(exported(source, stack, cwd), zones)
    chosen = [each for each in found.records if everything or each.external]
    _say(found, chosen)
    if check:
        # Here and not above: DNS and AWS are asked by this alone.
        from .records_check import check_records  # noqa: PLC0415

        check_records(chosen, form.value, server_of(resolver), timeout)
        return
    print_records(chosen, form)


def _say(found: Found, chosen: Sequence[Needed]) -> None:
    """Say on stderr what the records do not say themselves."""
    console = notes()
    for label in sorted(found.hidden):
        console.print(
            f"{escape(label)}: the state has its records as secrets; they are not printed"
        )
    for name, label in sorted(found.unnamed.items()):
        console.print(
            f"{escape(label)}: ACM had not named the record of {escape(name)} yet; after "
            "`pulumi refresh` it is here"
        )
    if chosen or found.hidden or found.unnamed:
        return
    if not found.certificates:
        console.print("There are no certificates in this stack.")
    elif not found.records:
        console.print(
            f"No record is needed: none of {escape(', '.join(sorted(found.certificates)))} is "
            "validated by DNS."
        )
    else:
        console.print(
            "Nothing is to be written elsewhere: the stack writes all "
            f"{len(found.records)} record(s) itself; --all shows them."
        )
