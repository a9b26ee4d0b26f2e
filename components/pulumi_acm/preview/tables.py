"""What a report has in tables: the same ones for comments, terminals and pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Report
from .words import OUTCOMES, RECORDS, Style, changed, moving, served, serves, switches, what_happens

_UNNAMED = "named by ACM when it is requested"


@dataclass(frozen=True)
class Table:
    """A table of which the cells are marked up already."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def certificates(report: Report, style: Style) -> Table:
    """Return the certificates to which something happens."""
    rows = [
        (
            style.strong(each.label),
            style.code(each.region) if each.region else "?",
            what_happens(each),
            serves(report, each, style),
            "; ".join(map(style.text, switches(report, each))),
        )
        for each in changed(report)
    ]
    columns = ("certificate", "region", "what happens", "serves", "switch")
    return Table("Certificates", columns, rows)


def details(report: Report, style: Style) -> list[Table]:
    """Return what changes beside them, and what it takes: tables that have rows."""
    found = [
        Table("Names", ("certificate", "added", "removed", "stay"), _names(report, style)),
        Table("Services", ("service", "before", "after", "switch"), _services(report, style)),
        Table("Validation records", ("for", "what happens", "record"), _records(report, style)),
        Table("To approve by mail", ("name", "for", "mailboxes"), _approvals(report, style)),
        Table("To write in DNS elsewhere", ("name", "CNAME", "value"), _waiting(report, style)),
    ]
    return [each for each in found if each.rows]


def unchanged(report: Report, style: Style) -> Table:
    """Return the certificates to which nothing happens."""
    rows = [
        (
            style.strong(each.label),
            style.code(each.region) if each.region else "?",
            _codes(each.names_after, style),
        )
        for each in report.certificates
        if each.action == "unchanged"
    ]
    return Table("Unchanged certificates", ("certificate", "region", "names"), rows)


def _names(report: Report, style: Style) -> list[tuple[str, ...]]:
    rows = [
        (
            style.strong(each.label),
            _codes(each.added, style),
            _codes(each.removed, style),
            _codes((name for name in each.names_after if name in each.names_before), style),
        )
        for each in changed(report)
    ]
    # The regions of one certificate have the same names.
    return list(dict.fromkeys(rows))


def _services(report: Report, style: Style) -> list[tuple[str, ...]]:
    return [
        (
            f"{style.text(each.service)} {style.code(each.label)}",
            *served(each, style),
            style.text(each.text) + _outcome(OUTCOMES[each.outcome]),
        )
        for each in moving(report.attachments)
    ]


def _records(report: Report, style: Style) -> list[tuple[str, ...]]:
    return [
        (
            style.code(each.domain or each.label),
            RECORDS[each.action] + _outcome(OUTCOMES[each.outcome]),
            style.code(each.name) if each.name else _UNNAMED,
        )
        for each in report.records
        if each.action != "unchanged"
    ]


def _approvals(report: Report, style: Style) -> list[tuple[str, ...]]:
    subjects = {each.urn: each.subject for each in report.certificates}
    return [
        (
            style.code(each.domain),
            style.text(subjects.get(each.certificate, "")),
            _codes(each.addresses, style),
        )
        for each in report.approvals
    ]


def _waiting(report: Report, style: Style) -> list[tuple[str, ...]]:
    return [
        (
            style.code(each.domain),
            style.code(each.record_name) if each.record_name else _UNNAMED,
            style.code(each.record_value) if each.record_value else "",
        )
        for each in report.waiting
    ]


def _outcome(word: str) -> str:
    return f" ({word})" if word else ""


def _codes(values: Iterable[str], style: Style) -> str:
    return ", ".join(map(style.code, values))
