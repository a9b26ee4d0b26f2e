"""`pulumi-acm preview`: what a change will do to certificates."""

import json
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pulumi_acm.preview import markdown
from pulumi_acm.preview.model import Report

from .errors import CliError
from .previewing import (
    CheckInUse,
    Directory,
    Fail,
    Options,
    Source,
    Stack,
    finish,
    report_from,
)


class Format(str, Enum):
    """How the report is written."""

    text = "text"
    markdown = "markdown"
    json = "json"
    html = "html"


def preview(
    options: Options = None,
    *,
    source: Source = None,
    stack: Stack = None,
    cwd: Directory = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    output: Annotated[
        Path | None, typer.Option(help="A file to write it to. Default: stdout.")
    ] = None,
    check: CheckInUse = False,
    fail_on: Fail = None,
) -> None:
    """Say what a change will do to the stack's certificates, and whether it is safe to merge.

    It tells which are requested anew and why, what serves them and how that moves over, what
    happens to the validation records, and who has to approve or write what. It works for every
    stack that has certificates of AWS, with our components or without.
    """
    report = report_from(source, stack, cwd, options, check=check)
    if output is not None:
        try:
            output.write_text(_text(report, form), encoding="utf-8")
        except OSError as error:
            raise CliError(f"{output} cannot be written: {error.strerror}") from error
    elif form is Format.text:
        from pulumi_acm.preview import terminal  # noqa: PLC0415  # as rich's tables

        terminal.render(report, Console(highlight=False))
    else:
        sys.stdout.write(_text(report, form))
    finish(report, fail_on)


def _text(report: Report, form: Format) -> str:
    match form:
        case Format.markdown:
            return markdown.render(report) + "\n"
        case Format.json:
            return json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n"
        case Format.html:
            from pulumi_acm.preview import page  # noqa: PLC0415  # jinja2, for this alone

            return page.render(report)
        case Format.text:
            from pulumi_acm.preview import terminal  # noqa: PLC0415

            console = Console(width=120, no_color=True, highlight=False, file=sys.stderr)
            with console.capture() as captured:
                terminal.render(report, console)
            return captured.get()
