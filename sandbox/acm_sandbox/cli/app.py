"""The commands of ``acm-sandbox``, and how errors of the sandbox reach the user."""

import signal
import sys
from importlib import metadata
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from acm_sandbox.command import SIGNAL_BASE, CommandError
from acm_sandbox.errors import SandboxError

from . import approve, journal, run, up

app = typer.Typer(
    name="acm-sandbox",
    help=(
        "Pulumi and an AWS of your own, on this machine: no account, no cost, nothing to clean up."
        "\n\n"
        "Start with: acm-sandbox run -- bash"
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(context_settings={"ignore_unknown_options": True})(run.run)
app.command()(up.up)
app.command()(up.env)
app.command()(journal.journal)
app.command()(approve.approve)


def _version(value: bool) -> None:
    if value:
        print(f"acm-sandbox {metadata.version('pulumi-acm')}")  # noqa: T201 - the answer
        raise typer.Exit


@app.callback()
def options(
    _version_flag: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def main() -> None:
    """Run ``acm-sandbox``: an error of the sandbox is one message on stderr, and exit status 1."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        # As an exception, so that a temporary directory is removed and AWS stopped.
        signal.signal(number, lambda number, _frame: sys.exit(SIGNAL_BASE + number))
    try:
        app()
    except SandboxError as error:
        message = f"[bold red]acm-sandbox:[/bold red] {escape(str(error))}"
        Console(stderr=True, highlight=False, soft_wrap=True).print(message)
        sys.exit(error.status if isinstance(error, CommandError) else 1)
