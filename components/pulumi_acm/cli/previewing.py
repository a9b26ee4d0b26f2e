"""What `preview` and `comment` share: where the report comes from, and how they end."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from pulumi_acm.comment.post import secrets_of, without_secrets
from pulumi_acm.preview.errors import PreviewError
from pulumi_acm.preview.failure import failed, nothing_but
from pulumi_acm.preview.in_use import check_in_use
from pulumi_acm.preview.model import Report
from pulumi_acm.preview.reading import read
from pulumi_acm.preview.vocabulary import VERDICTS

from .engine import run_pulumi
from .errors import FOUND, INCOMPLETE, USAGE, CliError
from .identity import identity

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
        help="What `pulumi preview --json` printed, the event log of a preview or an `up`, or a "
        "report in JSON; - is stdin. Default: runs `pulumi preview`.",
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

    Of a preview that failed it says so, and with what message.

    Raises:
        CliError: it cannot be read, or is none.
    """
    if source is not None and options:
        raise CliError("options for `pulumi preview` and --from exclude each other", USAGE)
    if source is None:
        report = _made(stack, directory, options or ())
    else:
        report = _read(_bytes(source), "standard input" if source == "-" else source)
    return _without_secrets(_checked(report) if check else report)


def report_or_failure(
    source: str | None,
    stack: str | None,
    directory: Path | None,
    options: Sequence[str] | None,
    *,
    check: bool,
) -> Report:
    """Return the report, or where there is nothing to read one that says so.

    Raises:
        CliError: the command is called wrongly, or nobody says of which stack it would be.
    """
    try:
        report = report_from(source, stack, directory, options, check=check)
    except CliError as error:
        project, name = identity(stack, directory)
        if error.status == USAGE or not (project or name):
            raise
        report = _without_secrets(nothing_but(str(error), project=project, stack=name))
    if report.stack and report.project:
        return report
    # A program that fails at once has said nothing of itself.
    project, name = identity(stack, directory)
    return replace(report, project=report.project or project, stack=report.stack or name)


def finish(report: Report, fail_on: FailOn | None) -> None:
    """End with the exit status that the report calls for."""
    if report.failed:
        raise typer.Exit(INCOMPLETE)
    if fail_on and VERDICTS.index(report.verdict) >= VERDICTS.index(fail_on.value):
        raise typer.Exit(FOUND)


def _made(stack: str | None, directory: Path | None, options: Sequence[str]) -> Report:
    run = run_pulumi([*_FLAGS, *options], stack=stack, directory=directory)
    said = run.stderr.strip() or f"exit status {run.returncode}"
    try:
        report = _read(run.stdout.encode(), "what `pulumi preview` printed")
    except CliError:
        if not run.returncode:
            raise
        said = run.stderr.strip() or run.stdout.strip() or said
        project, name = identity(stack, directory)
        return nothing_but(f"`pulumi preview` failed: {said}", project=project, stack=name)
    if run.returncode and not report.failed:
        return failed(report, f"`pulumi preview` failed: {said}")
    return report


def _read(text: bytes, what: str) -> Report:
    try:
        return read(text, now=datetime.now(timezone.utc))
    except PreviewError as error:
        raise CliError(f"{what}: {error}") from error


def _bytes(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise CliError(f"{source} cannot be read: {error.strerror}") from error


def _without_secrets(report: Report) -> Report:
    secrets = secrets_of(os.environ)
    clean = tuple(
        replace(each, message=without_secrets(each.message, secrets)) for each in report.diagnostics
    )
    return replace(report, diagnostics=clean)


def _checked(report: Report) -> Report:
    # Half a second, which nobody pays who does not ask AWS.
    import boto3  # noqa: PLC0415

    from pulumi_acm.preview.in_use_aws import acm_lookup  # noqa: PLC0415

    return check_in_use(report, acm_lookup(boto3.Session()))
