"""What a report says, in sentences: one wording for comments, terminals and pages.

A `Style` marks what is a value and what stands out, and escapes all of it: no value reaches a
page as markup.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .model import Attachment, Certificate, Report
from .vocabulary import Action, Outcome, RecordAction, WhyCode

SHOWN: Final = 5
"""Names or certificates in a sentence; the table and the details have all of them."""


@dataclass(frozen=True)
class Style:
    """How one format writes the pieces of a sentence."""

    text: Callable[[str], str]
    """A piece of prose that the report brought along."""
    code: Callable[[str], str]
    """A value: a name, an ARN."""
    strong: Callable[[str], str]
    """What the sentence is about."""


_ACTIONS: Final[dict[Action, str]] = {
    "new": "new",
    "reissued": "new one, old one after",
    "replaced": "new one, old one after",
    "reimported": "imported again, same ARN",
    "changed": "changed in place",
    "deleted": "deleted",
    "kept": "leaves the stack, stays in AWS",
    "adopted": "enters the stack, is in AWS already",
    "unchanged": "unchanged",
}
_SENTENCES: Final[dict[Action, str]] = {
    "new": "{be} requested{where}: {names}",
    "reissued": "{be} issued anew{where}{because}",
    "replaced": "{be} replaced by a new one{where}{because}",
    "reimported": "{be} imported again{where}, under the same ARN{because}",
    "changed": "{be} changed in place{where}{because}",
    "deleted": "{be} deleted{where}: {names}",
    "kept": "{be} taken out of the stack, but not out of AWS{where}: {names}",
    "adopted": "{be} taken into the stack, out of AWS{where}: {names}",
    "unchanged": "{be} not changed{where}",
}
_NAMES: Final[tuple[WhyCode, ...]] = ("names-added", "names-removed", "primary-changed")
_IMPORTED: Final = "{be} imported{where}: {names}"
RECORDS: Final[dict[RecordAction, str]] = {
    "created": "created",
    "adopted": "taken over",
    "changed": "changed",
    "replaced": "written anew",
    "kept": "leaves the stack, stays in the zone",
    "deleted": "deleted",
    "unchanged": "unchanged",
}
OUTCOMES: Final[dict[Outcome, str]] = {
    "planned": "",
    "done": "done",
    "failed": "failed",
    "not-reached": "not reached",
}


def pieces(value: str) -> list[tuple[bool, str]]:
    """Return the parts of a prose, with whether each is in backticks and so to be set as code."""
    parts = value.split("`")
    if len(parts) % 2 == 0 or not all(parts[1::2]):
        return [(False, value)]  # one of them has no partner
    return [(number % 2 == 1, part) for number, part in enumerate(parts) if part]


def changed(report: Report) -> tuple[Certificate, ...]:
    """Return the certificates to which something happens."""
    return tuple(each for each in report.certificates if each.action != "unchanged")


def is_quiet(report: Report) -> bool:
    """Tell whether there is nothing to tell: no certificate, record or target changes."""
    return not (
        report.failed
        or report.reasons
        or changed(report)
        or any(each.switch != "unchanged" for each in report.attachments)
        or any(each.action != "unchanged" for each in report.records)
    )


def headline(report: Report) -> str:
    """Return the verdict in a line."""
    if report.source == "update":
        what = "the update failed" if report.failed else "updated"
    elif report.failed:
        what = "the preview failed"
    else:
        what = {
            "safe": "no changes" if is_quiet(report) else "safe to merge",
            "needs-person": "a person is needed",
            "dangerous": "dangerous to merge",
        }[report.verdict]
    return f"Certificates: {what}"


def stack_name(report: Report) -> str | None:
    """Return `project/stack`, or what of it is known."""
    return "/".join(each for each in (report.project, report.stack) if each) or None


def what_happens(certificate: Certificate) -> str:
    """Return what happens to a certificate, for a cell of a table."""
    text = _ACTIONS[certificate.action]
    if certificate.order == "delete-before-create":
        text = "old one deleted first, then a new one"
    if outcome := OUTCOMES[certificate.outcome]:
        return f"{text} ({outcome})"
    return text


def serves(report: Report, certificate: Certificate, style: Style) -> str:
    """Return what a certificate is attached to, for a cell of a table."""
    return "; ".join(
        f"{style.text(each.service)} {style.code(each.label)}"
        for each in report.attachments_of(certificate)
    )


def switches(report: Report, certificate: Certificate) -> list[str]:
    """Return how what it is attached to moves over, each way once."""
    return list(
        dict.fromkeys(
            each.text
            for each in report.attachments_of(certificate)
            if each.switch != "unchanged" or certificate.action != "unchanged"
        )
    )


def sentences(report: Report, style: Style) -> list[str]:
    """Return a sentence for each thing that happens, with all the certificates it happens to."""
    groups: dict[object, list[Certificate]] = {}
    for each in changed(report):
        # What is requested or deleted is told by its names, what is changed by the cause.
        names = () if each.why else (each.label, each.names_after or each.names_before)
        groups.setdefault((each.action, each.kind, each.why, names), []).append(each)
    return [_sentence(members, style) for members in groups.values()]


def _sentence(members: Sequence[Certificate], style: Style) -> str:
    first = members[0]
    labels = list(dict.fromkeys(each.label for each in members))
    template = _SENTENCES[first.action]
    if first.action == "new" and first.kind == "imported":
        template = _IMPORTED
    happens = template.format(
        be="is" if len(labels) == 1 else "are",
        where=_regions(members, style),
        names=_listed(first.names_after or first.names_before, style.code) or "names unknown yet",
        because=_because(first, style),
    )
    return f"{_listed(labels, style.strong)} {happens}."


def _because(certificate: Certificate, style: Style) -> str:
    causes = [style.text(each.text) for each in certificate.why]
    if certificate.action == "reissued" and any(e.code in _NAMES for e in certificate.why):
        causes.append("AWS cannot change the names of a certificate")
    return f", because {_joined(causes)}" if causes else ""


def _regions(members: Iterable[Certificate], style: Style) -> str:
    regions = list(dict.fromkeys(each.region for each in members if each.region))
    return f" in {_listed(regions, style.code)}" if regions else ""


def _listed(values: Sequence[str], mark: Callable[[str], str]) -> str:
    """Return values in a sentence, the first of many."""
    shown = [mark(each) for each in values[:SHOWN]]
    if len(values) > SHOWN:
        shown.append(f"{len(values) - SHOWN:,} more")
    return _joined(shown)


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def summary(report: Report) -> str:
    """Return how much there is of everything, in a line."""
    counts = report.counts
    records = [
        f"{number} {word}"
        for number, word in (
            (counts.records_created, "created"),
            (counts.records_adopted, "taken over"),
            (counts.records_kept, "kept"),
            (counts.records_deleted, "deleted"),
        )
        if number
    ]
    parts = []
    if records:
        parts.append(f"Validation records: {', '.join(records)}.")
    if counts.approvals:
        parts.append(
            f"{_many(counts.approvals, 'name')} to approve by mail, each by a link in a mail of "
            "its own (look in the spam folder, too)."
        )
    if counts.waiting:
        parts.append(f"{_many(counts.waiting, 'record')} to write in DNS elsewhere.")
    if not counts.approvals and not counts.waiting and counts.requests:
        parts.append("Nothing to approve by hand.")
    if counts.requests:
        parts.append(
            f"Requests to ACM: {counts.requests:,} (a region allows {counts.requests_quota:,} a "
            "year)."
        )
    if counts.imports:
        parts.append(f"Imports: {counts.imports:,}.")
    return " ".join(parts)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def served(attachment: Attachment, style: Style) -> tuple[str, str]:
    """Return what a target has before and after, for cells of a table."""
    before, after = attachment.before, attachment.after
    texts = [style.text(each.label) if each else "" for each in (before, after)]
    if before and after and before.urn == after.urn and attachment.switch != "unchanged":
        texts[1] = "the new one"
    return texts[0], texts[1]


def moving(attachments: Iterable[Attachment]) -> list[Attachment]:
    """Return the attachments at which something happens."""
    return [each for each in attachments if each.switch != "unchanged"]
