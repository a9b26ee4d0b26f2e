"""Where the report of `pulumi-acm audit` goes: stdout or a file, in one of its formats."""

import io
import os
import sys
from pathlib import Path
from typing import Final

from rich.console import Console

from pulumi_acm.audit.model import Audit
from pulumi_acm.audit.reports.words import gathered, headline, one_line

from .console import notes
from .errors import USAGE, CliError

_WIDTH: Final = 120
"""Of a table in a file."""


def check(path: Path | None) -> None:
    """See whether a file can be written, before minutes have gone into what is to be in it.

    Raises:
        CliError: it cannot.
    """
    if path is None:
        return
    why = None
    if path.is_dir():
        why = "it is a directory"
    elif not path.parent.is_dir():
        why = f"there is no directory {path.parent}"
    elif not os.access(path if path.exists() else path.parent, os.W_OK):
        why = "permission denied"
    if why is not None:
        raise CliError(f"{path} cannot be written: {why}", USAGE)


def write_text(path: Path, text: str) -> None:
    """Write a file.

    Raises:
        CliError: it cannot be written.
    """
    try:
        # CSV has line ends of its own.
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CliError(f"{path} cannot be written: {error.strerror}") from error


def write(audit: Audit, form: str, output: Path | None, *, everything: bool) -> None:
    """Write the report.

    Raises:
        CliError: the file cannot be written.
    """
    if output is None and form == "table":
        from pulumi_acm.audit.reports import table  # noqa: PLC0415  # one format a run

        table.render(audit, Console(highlight=False), everything=everything)
        return
    text = _text(audit, form, everything=everything)
    if output is None:
        sys.stdout.write(text)
    else:
        write_text(output, text)
        notes().print(f"{headline(audit)}: {output}", markup=False)
    for where, gap in gathered(audit.inventory.gaps):
        hint = f" ({gap.hint})" if gap.hint else ""
        told = one_line(f"not read: {gap.what} in {where}: {gap.error}{hint}")
        notes().print(told, markup=False)


def _text(audit: Audit, form: str, *, everything: bool) -> str:
    # Each format has something to import that the others do not need.
    match form:
        case "json":
            from pulumi_acm.audit.reports import document  # noqa: PLC0415

            return document.render(audit)
        case "html":
            from pulumi_acm.audit.reports import page  # noqa: PLC0415

            return page.render(audit)
        case "sarif":
            from pulumi_acm.audit.reports import sarif  # noqa: PLC0415

            return sarif.render(audit)
        case "csv":
            from pulumi_acm.audit.reports import sheet  # noqa: PLC0415

            return sheet.render(audit)
        case _:
            from pulumi_acm.audit.reports import table  # noqa: PLC0415

            out = io.StringIO()
            console = Console(file=out, width=_WIDTH, no_color=True, highlight=False)
            table.render(audit, console, everything=everything)
            return out.getvalue()
