"""The report as Markdown, for a comment on a pull request: the verdict first, details folded."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .model import Report
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

LIMIT: Final = 65_535
"""Characters of a comment: https://github.com/orgs/community/discussions/27190"""
_ROWS: Final = 20
"""Rows that a table keeps where the whole of it has no room."""
_SPECIAL: Final = re.compile(r"([\\`*_\[\]~^#]|^[-+=]|^\d+(?=[.)]))")
"""What is markup anywhere, and what is at the beginning of a line."""
_REFERENCE: Final = re.compile(r"([@#!%&$])(?=\w)")
"""What GitHub and GitLab make links of: mentions, issues, merge requests."""
_BAR: Final = "\\|"
_BACKTICKS: Final = re.compile(r"`+")


def text(value: str) -> str:
    """Return prose without a meaning of its own: no markup, no HTML, nobody is mentioned."""
    value = _one_line(value)
    parts = [_SPECIAL.sub(r"\\\1", _html(part)) for part in _REFERENCE.split(value)]
    # Between the sign and the word, so that no filter takes them for a reference.
    for index in range(1, len(parts), 2):
        parts[index] += "<!-- -->"
    return "".join(parts)


def code(value: str) -> str:
    """Return a value as a code span."""
    value = _one_line(value) or " "
    fence = "`" * (max((len(each) for each in _BACKTICKS.findall(value)), default=0) + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{value}{pad}{fence}"


def block(value: str) -> str:
    """Return lines as a code block."""
    fence = "`" * max(3, max((len(e) for e in _BACKTICKS.findall(value)), default=0) + 1)
    return f"{fence}\n{value.rstrip()}\n{fence}"


def _one_line(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _html(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


STYLE: Final = Style(text=text, code=code, strong=lambda value: f"**{text(value)}**")


@dataclass(frozen=True)
class _Section:
    """What is shown whole, or short, or not at all, with a note."""

    title: str
    rows: Sequence[str]
    wrap: Callable[[Sequence[str]], str]
    after: str = ""
    """What closes it."""

    def whole(self) -> str:
        return self.wrap(self.rows) + self.after

    def short(self) -> str | None:
        if len(self.rows) <= _ROWS:
            return None
        more = f"\n\n…and {len(self.rows) - _ROWS:,} more, which have no room here."
        return self.wrap(self.rows[:_ROWS]) + more + self.after


def render(report: Report, limit: int = LIMIT) -> str:
    """Return the report as Markdown, not longer than `limit` characters."""
    left_out: list[str] = []
    parts: list[str] = []
    sections = _sections(report)
    room = limit - _length_of_note(sections)
    for section in sections:
        for form in (section.whole(), section.short()):
            if form is not None and len(form) + 2 <= room:
                parts.append(form)
                room -= len(form) + 2
                break
        else:
            left_out.append(section.title)
    return "\n\n".join([*parts, *_note(left_out)])


def _length_of_note(sections: Iterable[_Section]) -> int:
    return sum(len(each) for each in _note([section.title for section in sections])) + 2


def _note(left_out: Sequence[str]) -> list[str]:
    if not left_out:
        return []
    titles = ", ".join(left_out)
    return [
        f"*Left out, for want of room: {titles}. All of it: `pulumi-acm preview --format html`.*"
    ]


def _sections(report: Report) -> list[_Section]:
    everything = [
        _Section("the verdict", [_head(report)], _lines),
        _Section("the reasons", _reasons(report), _lines),
        _Section("what happens", sentences(report, STYLE), _paragraph),
        _Section("the table of certificates", _rows(report), _table(_COLUMNS)),
        _Section("the sum", [summary(report)] if summary(report) else [], _lines),
        *_details(report),
    ]
    return [each for each in everything if each.rows]


def _head(report: Report) -> str:
    name = stack_name(report)
    return f"### {headline(report)}" + (f"\nStack {code(name)}" if name else "")


def _reasons(report: Report) -> list[str]:
    words = {"dangerous": "Dangerous", "needs-person": "For a person"}
    return [
        f"- **{words[each.severity]}**, {text(each.subject)}: {text(each.text)}"
        for each in report.reasons
    ]


_COLUMNS: Final = ("certificate", "region", "what happens", "serves", "switch")


def _rows(report: Report) -> list[str]:
    return [
        _row(
            text(each.label),
            code(each.region) if each.region else "?",
            what_happens(each),
            serves(report, each, STYLE),
            "; ".join(text(way) for way in switches(report, each)),
        )
        for each in changed(report)
    ]


def _details(report: Report) -> list[_Section]:
    return [
        _folded("Names", ("certificate", "added", "removed", "stay"), _names(report)),
        _folded("In which order", None, _moves(report)),
        _folded("Services", ("service", "before", "after", "switch"), _services(report)),
        _folded("Validation records", ("for", "what happens", "record"), _records(report)),
        _folded("To approve by mail", ("name", "one of these gets the link"), _approvals(report)),
        _folded("To write in DNS elsewhere", ("name", "record", "value"), _waiting(report)),
        _folded("Unchanged certificates", ("certificate", "region"), _unchanged(report)),
        _folded("What the engine said", None, _diagnostics(report)),
        _folded("What this cannot tell", None, [f"- {text(each)}" for each in report.notes]),
    ]


def _names(report: Report) -> list[str]:
    rows = [
        _row(
            text(each.label),
            _codes(each.added),
            _codes(each.removed),
            _codes(name for name in each.names_after if name in each.names_before),
        )
        for each in changed(report)
    ]
    # The regions of one certificate have the same names.
    return list(dict.fromkeys(rows))


def _moves(report: Report) -> list[str]:
    return [
        f"{text(each.subject)}:\n"
        + "\n".join(f"{n}. {text(move.text)}" for n, move in enumerate(each.moves, start=1))
        for each in changed(report)
        if each.moves
    ]


def _services(report: Report) -> list[str]:
    return [
        _row(
            f"{text(each.service)} {code(each.label)}",
            *served(each, STYLE),
            text(each.text) + _outcome(each.outcome),
        )
        for each in moving(report.attachments)
    ]


def _records(report: Report) -> list[str]:
    return [
        _row(
            code(each.domain or each.label),
            RECORDS[each.action] + _outcome(each.outcome),
            code(each.name) if each.name else "named by ACM when it is requested",
        )
        for each in report.records
        if each.action != "unchanged"
    ]


def _approvals(report: Report) -> list[str]:
    return [_row(code(each.domain), _codes(each.addresses)) for each in report.approvals]


def _waiting(report: Report) -> list[str]:
    return [
        _row(
            code(each.domain),
            code(each.record_name) if each.record_name else "named by ACM when it is requested",
            code(each.record_value) if each.record_value else "",
        )
        for each in report.waiting
    ]


def _unchanged(report: Report) -> list[str]:
    return [
        _row(text(each.label), code(each.region) if each.region else "?")
        for each in report.certificates
        if each.action == "unchanged"
    ]


def _diagnostics(report: Report) -> list[str]:
    return [f"{each.severity}:\n{block(each.message)}" for each in report.diagnostics]


def _outcome(outcome: str) -> str:
    word = {str(key): value for key, value in OUTCOMES.items()}[outcome]
    return f" ({word})" if word else ""


def _codes(values: Iterable[str]) -> str:
    return ", ".join(code(each) for each in values)


def _row(*cells: str) -> str:
    # In a table, this is how a bar is written, in code spans, too.
    return f"| {' | '.join(each.replace('|', _BAR) for each in cells)} |"


def _lines(rows: Sequence[str]) -> str:
    return "\n".join(rows)


def _paragraph(rows: Sequence[str]) -> str:
    return "\n\n".join(rows)


def _table(columns: Sequence[str]) -> Callable[[Sequence[str]], str]:
    head = [_row(*columns), _row(*("---" for _ in columns))]
    return lambda rows: "\n".join([*head, *rows])


def _folded(title: str, columns: Sequence[str] | None, rows: Sequence[str]) -> _Section:
    inside = _table(columns) if columns else _paragraph

    def wrap(shown: Sequence[str]) -> str:
        return f"<details><summary>{title} ({len(rows):,})</summary>\n\n{inside(shown)}"

    return _Section(title.lower(), rows, wrap, "\n\n</details>")
