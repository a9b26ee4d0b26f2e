"""The report as Markdown, for a comment on a pull request: the verdict first, details folded."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .model import Report
from .tables import Table, certificates, details, unchanged
from .words import Style, changed, headline, pieces, sentences, stack_name, summary

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
    """Return prose with no markup but its code: no HTML, nobody is mentioned."""
    value = _one_line(value)
    return "".join(code(part) if is_code else _plain(part) for is_code, part in pieces(value))


def _plain(value: str) -> str:
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
    shown = certificates(report, STYLE)
    rows = [_row(*each) for each in shown.rows]
    everything = [
        _Section("the verdict", [_head(report)], _lines),
        _Section("the reasons", _reasons(report), _lines),
        _Section("what happens", sentences(report, STYLE), _paragraph),
        _Section("the table of certificates", rows, _table(shown.columns)),
        _Section("the sum", [summary(report)] if summary(report) else [], _lines),
        _folded("In which order", _moves(report), _paragraph),
        *map(_folded_table, (*details(report, STYLE), unchanged(report, STYLE))),
        _folded("What the engine said", _diagnostics(report), _paragraph),
        _folded("What this cannot tell", [f"- {text(each)}" for each in report.notes], _lines),
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


def _moves(report: Report) -> list[str]:
    return [
        f"{text(each.subject)}:\n"
        + "\n".join(f"{n}. {text(move.text)}" for n, move in enumerate(each.moves, start=1))
        for each in changed(report)
        if each.moves
    ]


def _diagnostics(report: Report) -> list[str]:
    return [f"{each.severity}:\n{block(each.message)}" for each in report.diagnostics]


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


def _folded(title: str, rows: Sequence[str], inside: Callable[[Sequence[str]], str]) -> _Section:
    def wrap(shown: Sequence[str]) -> str:
        return f"<details><summary>{title} ({len(rows):,})</summary>\n\n{inside(shown)}"

    return _Section(title.lower(), rows, wrap, "\n\n</details>")


def _folded_table(table: Table) -> _Section:
    return _folded(table.title, [_row(*each) for each in table.rows], _table(table.columns))
