"""The commands of `pulumi-acm`, and how errors reach the user."""

import io
import os
import sys
from importlib import metadata
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.markup import escape

from .audit import audit
from .comment import comment
from .errors import INCOMPLETE, INTERRUPTED, CliError
from .import_code import import_code
from .migrate_to_dns import migrate_to_dns
from .preview import preview
from .prune import prune
from .quota import quota
from .records import records
from .resend_email import resend_email

app = typer.Typer(
    name="pulumi-acm",
    help=(
        "TLS certificates on AWS: what `pulumi up` leaves to a person, and what a change will do."
        "\n\n"
        "Exit status: 0 all is well, 1 something was found, 2 wrong call, 3 could not find out."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        print(f"pulumi-acm {metadata.version('pulumi-acm')}")  # noqa: T201  # the answer
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


app.command()(preview)
app.command()(comment)
app.command()(records)
app.command()(quota)
app.command()(resend_email)
app.command()(migrate_to_dns)
app.command()(audit)
app.command()(prune)
app.command()(import_code)


def main() -> None:
    """Run `pulumi-acm`: what goes wrong is one message on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Where a terminal has no sign for something, the rest is still worth to be read.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        # All is cleaned up. A thread that waits for AWS would be waited for, a minute each.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    except CliError as error:
        _fail(str(error), error.status)
    except (ClientError, BotoCoreError) as error:
        _fail(f"AWS: {error}", INCOMPLETE)


def _fail(message: str, status: int) -> None:
    text = f"[bold red]pulumi-acm:[/bold red] {escape(message)}"
    Console(stderr=True, highlight=False, soft_wrap=True).print(text)
    sys.exit(status)
