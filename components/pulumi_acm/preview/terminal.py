"""The report on a terminal, through rich."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as RichTable

from .model import Report
from .tables import Table, certificates, details
from .vocabulary import Verdict
from .words import Style, headline, pieces, sentences, stack_name, summary

_COLOURS: Final[dict[Verdict, str]] = {
    "safe": "green",
    "needs-person": "yellow",
    "dangerous": "red",
}


def _plain(value: str) -> str:
    """Return a value without control characters: a terminal obeys them."""
    return escape("".join(c if c.isprintable() or c == "\n" else " " for c in value))


def _prose(value: str) -> str:
    return "".join(_code(part) if is_code else _plain(part) for is_code, part in pieces(value))


def _code(value: str) -> str:
    return f"[cyan]{_plain(value)}[/cyan]"


STYLE: Final = Style(
    text=_prose,
    code=_code,
    strong=lambda value: f"[bold]{_plain(value)}[/bold]",
)


def render(report: Report, console: Console) -> None:
    """Print the report."""
    for part in _parts(report):
        console.print(part)
        console.print()


def _parts(report: Report) -> Iterable[RenderableType]:
    colour = "red" if report.failed else _COLOURS[report.verdict]
    name = stack_name(report)
    head = f"[bold {colour}]{headline(report)}[/]"
    yield head + (f"  {STYLE.code(name)}" if name else "")
    if report.reasons:
        yield "\n".join(
            f"[{_COLOURS[each.severity]}]{each.severity}[/]  {STYLE.strong(each.subject)}: "
            f"{_prose(each.text)}"
            for each in report.reasons
        )
    if lines := sentences(report, STYLE):
        yield "\n".join(lines)
        yield _table(certificates(report, STYLE))
    for each in details(report, STYLE):
        yield _titled(each.title, _table(each))
    if sum_ := summary(report):
        yield sum_
    if report.diagnostics:
        yield _titled(
            "What the engine said",
            "\n".join(f"{each.severity}: {_plain(each.message)}" for each in report.diagnostics),
        )
    if report.notes:
        yield "\n".join(f"[dim]{_prose(each)}[/dim]" for each in report.notes)


def _table(shown: Table) -> RichTable:
    table = RichTable(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in shown.columns:
        table.add_column(column, overflow="fold")
    for row in shown.rows:
        table.add_row(*row)
    return table


def _titled(title: str, inside: RenderableType) -> Group:
    return Group(f"[dim]{title}[/dim]", Padding(inside, (0, 0, 0, 2)))
