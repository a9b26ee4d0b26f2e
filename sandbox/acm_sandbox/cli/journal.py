"""``acm-sandbox journal``: which calls the local AWS has had."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from acm_sandbox.aws import journal as client
from acm_sandbox.errors import SandboxError

from .endpoint import sandbox_endpoint


def journal(
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print a list of {service, operation, region, count}. Default: a table.",
        ),
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Empty the journal, and print nothing. Default: print.")
    ] = False,
) -> None:
    """Print how often each AWS operation was called in each region.

    Works inside acm-sandbox run, and with the environment that acm-sandbox up prints; fails where
    there is no sandbox.
    """
    endpoint = sandbox_endpoint()
    try:
        if reset:
            client.reset(endpoint)
            return
        entries = client.read(endpoint)
    except (OSError, ValueError) as error:  # nobody, or somebody else
        raise SandboxError(f"The sandbox at {endpoint} does not answer: {error}") from error
    if as_json:
        sys.stdout.write(json.dumps(entries, indent=2) + "\n")
        return
    table = Table("service", "operation", "region")
    table.add_column("calls", justify="right")
    for entry in entries:
        table.add_row(entry["service"], entry["operation"], entry["region"], str(entry["count"]))
    Console().print(table)
