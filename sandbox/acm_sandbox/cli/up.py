"""``acm-sandbox up`` and ``env``: a sandbox for the shells of the user."""

import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from acm_sandbox.errors import StateError
from acm_sandbox.session import AwsPlugin, Session
from acm_sandbox.session.state import StateDirectory

from .options import Names, Plugin, State, Versions, session_options


def up(
    state: State = None,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="N",
            min=0,
            max=65535,
            help="The port of the local AWS. Default: any free one. Fails if it is taken.",
        ),
    ] = 0,
    names_per_certificate: Names = None,
    aws_plugin: Plugin = AwsPlugin.SANDBOX,
    aws_version: Versions = None,
) -> None:
    """Keep a sandbox running until Ctrl-C, and print the environment to use it with.

    Standard output has the lines that a shell must evaluate, and nothing else. In another shell:
    eval "$(acm-sandbox env --state DIR)".
    """
    options = session_options(
        state=state,
        names=names_per_certificate,
        plugin=aws_plugin,
        versions=aws_version,
        port=port,
    )
    stop = threading.Event()
    with Session(options) as session:
        # From here on only: the start may build the engine, which Ctrl-C must be able to stop.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        lines = session.shell_lines()
        session.state.exports.write_text(lines, encoding="utf-8")
        sys.stdout.write(lines)
        sys.stdout.flush()
        typer.echo(
            f"A local AWS runs at {session.endpoint}. Evaluate the lines above in another shell, "
            f'or: eval "$(acm-sandbox env --state {session.state.path})". Ctrl-C ends it.',
            err=True,
        )
        while not stop.wait(1):
            pass
    typer.echo("The sandbox has ended.", err=True)


def env(
    state: Annotated[
        Path,
        typer.Option(
            "--state",
            metavar="DIR",
            help="The state directory of the running acm-sandbox up. Fails if none runs there.",
        ),
    ],
) -> None:
    """Print the environment of a running acm-sandbox up, for a shell to evaluate."""
    exports = StateDirectory(state).exports
    if not exports.is_file():
        raise StateError(f"No acm-sandbox up runs with {state}: start one with --state {state}.")
    sys.stdout.write(exports.read_text(encoding="utf-8"))
