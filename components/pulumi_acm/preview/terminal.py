"""The report on a terminal, through rich."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from .model import Report
from .vocabulary import Verdict
from .words import (
    OUTCOMES,
    RECORDS,
    Style,
    changed,
    headline,
    moving,
    sentences,
    served,
    serves,
    stack_name,
    summary,
    switches,
    what_happens,
)

_COLOURS: Final[dict[Verdict, str]] = {
    "safe": "green",
    "needs-person": "yellow",
    "dangerous": "red",
}


def _plain(value: str) -> str:
    """Return a value without control characters: a terminal obeys them."""
    return escape("".join(c if c.isprintable() or c == "\n" else " " for c in value))


STYLE: Final = Style(
    text=_plain,
    code=lambda value: f"[cyan]{_plain(value)}[/cyan]",
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
            f"{_plain(each.text)}"
            for each in report.reasons
        )
    if lines := sentences(report, STYLE):
        yield "\n".join(lines)
        yield _certificates(report)
    yield from _details(report)
    if sum_ := summary(report):
        yield sum_
    if report.diagnostics:
        yield _titled(
            "What the engine said",
            "\n".join(f"{each.severity}: {_plain(each.message)}" for each in report.diagnostics),
        )
    if report.notes:
        yield "\n".join(f"[dim]{_plain(each)}[/dim]" for each in report.notes)


def _certificates(report: Report) -> Table:
    table = _table("certificate", "region", "what happens", "serves", "switch")
    for each in changed(report):
        table.add_row(
            STYLE.strong(each.label),
            _plain(each.region or "?"),
            what_happens(each),
            serves(report, each, STYLE),
            "; ".join(_plain(way) for way in switches(report, each)),
        )
    return table


def _details(report: Report) -> Iterable[RenderableType]:
    names = _table("certificate", "added", "removed")
    rows = dict.fromkeys((each.label, each.added, each.removed) for each in changed(report))
    for label, added, removed in rows:
        if added or removed:
            names.add_row(STYLE.strong(label), _codes(added), _codes(removed))
    services = _table("service", "before", "after", "switch")
    for at in moving(report.attachments):
        services.add_row(
            f"{_plain(at.service)} {STYLE.code(at.label)}",
            *served(at, STYLE),
            _plain(" ".join(filter(None, (at.text, OUTCOMES[at.outcome])))),
        )
    records = _table("validation record for", "what happens")
    for record in report.records:
        if record.action != "unchanged":
            words = (RECORDS[record.action], OUTCOMES[record.outcome])
            records.add_row(
                STYLE.code(record.domain or record.label), " ".join(filter(None, words))
            )
    approvals = _table("to approve by mail", "one of these gets the link")
    for approval in report.approvals:
        approvals.add_row(STYLE.code(approval.domain), _codes(approval.addresses))
    waiting = _table("to write in DNS elsewhere", "CNAME", "value")
    for name in report.waiting:
        waiting.add_row(
            STYLE.code(name.domain),
            _plain(name.record_name or "named by ACM when it is requested"),
            _plain(name.record_value or ""),
        )
    yield from (each for each in (names, services, records, approvals, waiting) if each.rows)


def _table(*columns: str) -> Table:
    table = Table(*columns, box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in table.columns:
        column.overflow = "fold"
    return table


def _titled(title: str, inside: RenderableType) -> Group:
    return Group(f"[dim]{title}[/dim]", Padding(inside, (0, 0, 0, 2)))


def _codes(values: Iterable[str]) -> str:
    return ", ".join(STYLE.code(each) for each in values)
