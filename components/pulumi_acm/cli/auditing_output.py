"""Where the report of `pulumi-acm audit` goes: stdout or a file, in one of its formats."""

import io
import sys
from pathlib import Path
from typing import Final

from rich.console import Console

from pulumi_acm.audit.model import Audit
from pulumi_acm.audit.reports.words import gathered, headline, one_line

from .console import notes
from .errors import CliError

_WIDTH: Final = 120
"""Of a table in a file."""


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
        try:
            # CSV has line ends of its own.
            output.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise CliError(f"{output} cannot be written: {error.strerror}") from error
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
