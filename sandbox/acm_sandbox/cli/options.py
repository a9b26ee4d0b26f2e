"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from acm_sandbox.session import AwsPlugin, SessionOptions

State = Annotated[
    Path | None,
    typer.Option(
        "--state",
        metavar="DIR",
        file_okay=False,
        help=(
            "Keep stacks and AWS in this directory, so that the next run finds them as they were; "
            "it is made if needed. Default: a temporary directory, removed at the end. "
            "Refused while another acm-sandbox uses it."
        ),
    ),
]
Names = Annotated[
    int | None,
    typer.Option(
        "--names-per-certificate",
        metavar="N",
        min=1,
        max=100,
        help=(
            "ACM's quota of names in one certificate, 1 to 100. Default: 10, as in a new account. "
            "A request with more names fails as on AWS."
        ),
    ),
]
Plugin = Annotated[
    AwsPlugin,
    typer.Option(
        "--aws-plugin",
        help=(
            "Which AWS plugin Pulumi uses: the sandbox's own (default), or the official one, which "
            "must be installed on this machine; with it all your installed plugins are found."
        ),
    ),
]
Versions = Annotated[
    list[str] | None,
    typer.Option(
        "--aws-version",
        metavar="VERSION",
        help=(
            "A version of the AWS plugin that a program asks for, where it is not that of the "
            "installed pulumi-aws (a Node program, another virtual environment); can be repeated. "
            "Pulumi fails, and names the version, if it is missing."
        ),
    ),
]


def session_options(
    *,
    state: Path | None,
    names: int | None,
    plugin: AwsPlugin,
    versions: list[str] | None,
    port: int = 0,
) -> SessionOptions:
    """Collect what the command line says about a session."""
    return SessionOptions(
        state=state,
        port=port,
        names_per_certificate=names,
        aws_plugin=plugin,
        aws_versions=tuple(versions or ()),
    )
