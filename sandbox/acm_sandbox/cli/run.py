"""``acm-sandbox run``: one command in a sandbox."""

from typing import Annotated

import typer

from acm_sandbox.command import SIGNAL_BASE, run_command
from acm_sandbox.leftovers import end_leftovers
from acm_sandbox.session import AwsPlugin, Session
from acm_sandbox.session.environment import ENDPOINT_VARIABLE

from .options import Names, Plugin, State, Versions, session_options


def run(
    command: Annotated[
        list[str],
        typer.Argument(
            metavar="-- COMMAND...",
            help="The command and its arguments, after two dashes. 127 if it is not found.",
        ),
    ],
    state: State = None,
    names_per_certificate: Names = None,
    aws_plugin: Plugin = AwsPlugin.SANDBOX,
    aws_version: Versions = None,
) -> None:
    """Run a command in a sandbox, and return its exit status.

    The command finds pulumi on its PATH, stacks in a local file backend that needs no login, and
    an AWS that answers at a loopback address. No credential, profile or endpoint of yours reaches
    it. A region is not set: the stack's aws:region gives it, or AWS_REGION if you set it.

    A new state has no stacks: begin with [bold]pulumi stack init dev[/bold], or
    [bold]pulumi stack select --create dev[/bold].

    Example: acm-sandbox run --state .sandbox -- pulumi preview --stack dev
    """
    options = session_options(
        state=state, names=names_per_certificate, plugin=aws_plugin, versions=aws_version
    )
    with Session(options) as session:
        status = run_command(command, session.environment)
        if status > SIGNAL_BASE:
            end_leftovers(f"{ENDPOINT_VARIABLE}={session.endpoint}")
    raise typer.Exit(status)
