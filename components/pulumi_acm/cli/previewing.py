"""What `preview` and `comment` share: where the report comes from, and how they end."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from pulumi_acm.preview.errors import PreviewError
from pulumi_acm.preview.in_use import check_in_use
from pulumi_acm.preview.model import Report
from pulumi_acm.preview.reading import read
from pulumi_acm.preview.vocabulary import VERDICTS

from .engine import run_pulumi
from .errors import FOUND, INCOMPLETE, CliError

_FLAGS = ("preview", "--json", "--show-sames", "--show-replacement-steps")
"""What the report needs to tell of everything, changed or not."""


class FailOn(str, Enum):
    """From which verdict on a command fails."""

    dangerous = "dangerous"
    needs_person = "needs-person"


Source: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="What `pulumi preview --json` printed, or the event log of a preview or an `up`; "
        "- is stdin. Default: runs `pulumi preview`.",
    ),
]
Stack: TypeAlias = Annotated[
    str | None, typer.Option(help="The stack to preview. Default: the one selected here.")
]
Directory: TypeAlias = Annotated[
    Path | None, typer.Option(help="The directory of the Pulumi project. Default: this one.")
]
Fail: TypeAlias = Annotated[
    FailOn | None,
    typer.Option(help="Exit with 1 if the verdict is this or worse. Default: never."),
]
CheckInUse: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--check-in-use",
        help="Ask ACM what uses the certificates that go (acm:DescribeCertificate, a call each).",
    ),
]
Options: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="-- PULUMI OPTIONS", help="More options of `pulumi preview`, such as -- --refresh."
    ),
]


def report_from(
    source: str | None,
    stack: str | None,
    directory: Path | None,
    options: Sequence[str] | None,
    *,
    check: bool,
) -> Report:
    """Return the report of a preview: read from a file, from stdin (`-`), or made now.

    Raises:
        CliError: it cannot be read, or is none.
    """
    if source is not None and options:
        raise CliError("options for `pulumi preview` and --from exclude each other")
    run = None if source is not None else _previewed(stack, directory, options or ())
    try:
        report = read(run.stdout if run else _read(source), now=datetime.now(timezone.utc))
    except PreviewError as error:
        if run and run.returncode:
            said = run.stderr.strip() or run.stdout.strip()
            raise CliError(f"`pulumi preview` failed: {said}") from error
        what = {None: "what `pulumi preview` printed", "-": "standard input"}.get(source, source)
        raise CliError(f"{what}: {error}") from error
    return _checked(report) if check else report


def finish(report: Report, fail_on: FailOn | None) -> None:
    """End with the exit status that the report calls for."""
    if report.failed:
        raise typer.Exit(INCOMPLETE)
    if fail_on and VERDICTS.index(report.verdict) >= VERDICTS.index(fail_on.value):
        raise typer.Exit(FOUND)


def _previewed(
    stack: str | None, directory: Path | None, options: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    return run_pulumi([*_FLAGS, *options], stack=stack, directory=directory)


def _read(source: str | None) -> bytes:
    if source is None or source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise CliError(f"{source} cannot be read: {error.strerror}") from error


def _checked(report: Report) -> Report:
    # Half a second, which nobody pays who does not ask AWS.
    import boto3  # noqa: PLC0415

    from pulumi_acm.preview.in_use_aws import acm_lookup  # noqa: PLC0415

    return check_in_use(report, acm_lookup(boto3.Session()))
