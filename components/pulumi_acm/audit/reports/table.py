"""The report on a terminal, through rich: what is wrong first, then the forecast."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from pulumi_acm.audit.model import Audit, Finding, Outlook, Severity

from .summary import Summary, next_dates, summarise, worst
from .words import (
    OWNERSHIPS,
    cost,
    due,
    gathered,
    headline,
    known,
    one_line,
    outlooks,
    place,
    scope,
    stacks,
    told,
)

FINDINGS: Final = 50
"""As many findings as somebody reads; `--all` prints all of them."""
DATES: Final = 10
_INDENT: Final = 10
_GAP: Final = "not read"
_SEVERITIES: Final[dict[Severity, str]] = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "low": "dim",
}
_OUTLOOKS: Final[dict[Outlook, str]] = {
    "renews": "green",
    "needs-person": "yellow",
    "will-not-renew": "red",
    "unknown": "dim",
}


def render(audit: Audit, console: Console, *, everything: bool = False) -> None:
    """Print the report; with `everything`, every finding and every certificate."""
    summary = summarise(audit)
    for part in _head(audit, summary):
        console.print(part)
        console.print()
    shown = audit.findings if everything else audit.findings[:FINDINGS]
    for finding in shown:
        _print_finding(finding, console)
    for part in _rest(audit, summary, len(audit.findings) - len(shown)):
        console.print(part)
        console.print()
    _print_stacks(audit, console)
    if everything:
        _print_certificates(audit, console)


def _head(audit: Audit, summary: Summary) -> Iterable[RenderableType]:
    most = worst(audit.findings)
    colour = _SEVERITIES[most] if most else "green"
    if not most and audit.inventory.gaps:
        colour = "yellow"
    yield f"[bold][{colour}]{headline(audit)}[/][/]\n[dim]{scope(audit)}, {cost(summary)}[/dim]"
    yield from _gaps(audit)


def _rest(audit: Audit, summary: Summary, left: int) -> Iterable[RenderableType]:
    if left:
        yield _codes(summary, left)
    if text := known(summary):
        yield text
    if audit.forecasts:
        yield _forecast(summary)
        yield from _dates(audit)


def _gaps(audit: Audit) -> Iterable[RenderableType]:
    for where, gap in gathered(audit.inventory.gaps):
        lines = [f"[bold]{_plain(gap.what)}[/bold]  {_plain(where)}", _plain(gap.error)]
        if gap.hint:
            lines.append(f"[dim]to do:[/dim] {_plain(gap.hint)}")
        table = _table()
        table.add_row(f"[yellow]{_GAP:<{_INDENT - 2}}[/yellow]", "\n".join(lines))
        yield table


def _print_finding(finding: Finding, console: Console) -> None:
    colour = _SEVERITIES[finding.severity]
    console.print(
        f"[{colour}]{finding.severity:<{_INDENT}}[/][bold]{_plain(finding.subject)}[/bold]  "
        f"[cyan]{_plain(finding.code)}[/cyan]  {_plain(place(finding.account, finding.region))}",
        soft_wrap=True,
    )
    prose = f"{_plain(finding.reason)}\n[dim]to do:[/dim] {_plain(finding.way_out)}"
    console.print(Padding(prose, (0, 0, 0, _INDENT)))
    if finding.resource != finding.subject:
        # What is cut in two cannot be copied.
        console.print(f"{'':{_INDENT}}[dim]{_plain(finding.resource)}[/dim]", soft_wrap=True)
    console.print()


def _codes(summary: Summary, left: int) -> str:
    counts = ", ".join(f"{_plain(code)} {number:,}" for code, number in summary.codes.items())
    return f"…and {left:,} more; --all prints them, --format html has them all. By code: {counts}"


def _forecast(summary: Summary) -> Table:
    table = _table("forecast", "", "")
    table.columns[1].justify = "right"
    for outlook, number, word, ways in outlooks(summary):
        table.add_row(f"[{_OUTLOOKS[outlook]}]{word}[/]", f"{number:,}", ways)
    return table


def _dates(audit: Audit) -> Iterable[RenderableType]:
    dates = next_dates(audit)
    if not dates:
        return
    table = _table("next", "")
    for each in dates[:DATES]:
        table.add_row(str(each.on), _plain(due(each)))
    yield table


def _print_stacks(audit: Audit, console: Console) -> None:
    if not audit.ownership:
        return
    console.print("[dim]stack[/dim]")
    for text, arns in stacks(audit):
        # What is cut in two cannot be copied.
        console.print("\n".join([text, *(f"  {_plain(arn)}" for arn in arns)]), soft_wrap=True)
    console.print()


def _print_certificates(audit: Audit, console: Console) -> None:
    forecasts = {each.arn: each for each in audit.forecasts}
    for each in audit.inventory.certificates:
        words = [place(each.account, each.region), each.status]
        if each.in_use is False:
            words.append("not in use")
        if each.arn in audit.ownership:
            words.append(OWNERSHIPS[audit.ownership[each.arn]])
        lines = [f"[bold]{_plain(each.primary)}[/bold]  {_plain(', '.join(words))}"]
        if forecast := forecasts.get(each.arn):
            until = f"; valid until {forecast.breaks}" if forecast.breaks else ""
            text = f"[{_OUTLOOKS[forecast.outlook]}]{_plain(told(forecast))}[/]{until}"
            lines.append(f"{'':{_INDENT}}{text}")
        lines.append(f"{'':{_INDENT}}[dim]{_plain(each.arn)}[/dim]")
        # What is cut in two cannot be copied.
        console.print("\n".join(lines) + "\n", soft_wrap=True)


def _table(*columns: str) -> Table:
    table = Table(*columns, box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    table.show_header = bool(columns)
    for column in table.columns:
        column.overflow = "fold"
    return table


def _plain(value: str) -> str:
    return escape(one_line(value))
