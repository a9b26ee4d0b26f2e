"""The picture of a report: names -> certificates -> regions -> services, before and after. Pure."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from .model import Attachment, Certificate, Report

When: TypeAlias = Literal["before", "after"]
Fate: TypeAlias = Literal["same", "new", "gone", "anew"]
"""`anew`: another certificate, or another one served, in the same place."""

COLUMNS: Final = ("names", "certificates", "regions", "services")
NODES_MAX: Final = 24
"""Boxes in a column; the rest is one box that counts them."""
_WIDTHS: Final = (200, 180, 130, 290)
"""Of the columns: what serves is called by its kind and its name."""
_GAP: Final = 40
_LETTER: Final = 7.3
"""Width of a letter, in the monospaced font of the page at its size."""
_PADDING: Final = 8
_HEIGHT: Final = 26
_STEP: Final = 34
_TOP: Final = 30
_ABSENT_BEFORE: Final = ("new", "adopted")
_ABSENT_AFTER: Final = ("deleted", "kept")


_STARTS: Final = tuple(sum(_WIDTHS[:column]) + column * _GAP for column in range(len(COLUMNS)))


@dataclass(frozen=True)
class Box:
    """A box with its place."""

    text: str
    """As much of the title as there is room for."""
    title: str
    fate: Fate
    x: int
    y: int
    width: int
    height: int = _HEIGHT

    @property
    def middle(self) -> int:
        """Where lines end."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Line:
    """A line between two boxes of neighbouring columns, as the path of an SVG."""

    path: str
    fate: Fate


@dataclass(frozen=True)
class Picture:
    """One half of the picture."""

    when: When
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    heads: tuple[tuple[str, int], ...] = tuple(zip(COLUMNS, _STARTS, strict=True))


@dataclass(frozen=True)
class _Node:
    column: int
    key: str
    title: str
    fate: Fate


_Chain: TypeAlias = tuple[_Node, ...]
"""Boxes that are linked, from the left to the right."""


def pictures(report: Report) -> tuple[Picture, ...]:
    """Return the picture before and after; of certificates that change, if any does."""
    shown = [each for each in report.certificates if each.action != "unchanged"]
    shown = shown or list(report.certificates)
    return tuple(_picture(report, shown, when) for when in ("before", "after"))


def _picture(report: Report, shown: Sequence[Certificate], when: When) -> Picture:
    chains = [chain for each in shown for chain in _chains(report, each, when)]
    columns: list[dict[str, _Node]] = [{} for _ in COLUMNS]
    for chain in chains:
        for node in chain:
            # A name that goes from one certificate and stays in another stays.
            if node.key not in columns[node.column] or node.fate == "same":
                columns[node.column][node.key] = node
    boxes: dict[tuple[int, str], Box] = {}
    for number, column in enumerate(columns):
        for row, (keys, title, fate) in enumerate(_rows(column)):
            box = _box(number, row, title, fate)
            boxes |= dict.fromkeys(((number, key) for key in keys), box)
    links = dict.fromkeys(
        (boxes[left.column, left.key], boxes[right.column, right.key], right.fate)
        for chain in chains
        for left, right in itertools.pairwise(chain)
    )
    drawn = tuple(dict.fromkeys(boxes.values()))
    return Picture(
        when=when,
        boxes=drawn,
        lines=tuple(_line(*link) for link in links),
        width=_STARTS[-1] + _WIDTHS[-1],
        height=max((box.y for box in drawn), default=_TOP) + _STEP,
    )


def _chains(report: Report, certificate: Certificate, when: When) -> Iterator[_Chain]:
    absent = _ABSENT_BEFORE if when == "before" else _ABSENT_AFTER
    if certificate.action in absent:
        return
    names = certificate.names_before if when == "before" else certificate.names_after
    # What is not known yet is what there was, as far as anybody knows.
    names = names or certificate.names_before or certificate.names_after
    fate = _fate(certificate, when)
    label = _Node(1, certificate.label, certificate.label, fate)
    region = certificate.region or "region unknown"
    place = _Node(2, f"{certificate.label}/{region}", region, fate)
    changed = set(certificate.added if when == "after" else certificate.removed)
    for name in names:
        mark: Fate = "same"
        if name in changed:
            mark = "new" if when == "after" else "gone"
        yield (_Node(0, name, name, mark), label, place)
    for attachment in report.attachments_of(certificate):
        ref = attachment.before if when == "before" else attachment.after
        if ref is not None and ref.urn == certificate.urn:
            yield (place, _service(attachment))
    if not names:
        yield (label, place)


def _service(attachment: Attachment) -> _Node:
    fate: Fate = "same"
    if attachment.before is None:
        fate = "new"
    elif attachment.after is None:
        fate = "gone"
    elif attachment.switch != "unchanged":
        fate = "anew"
    title = f"{attachment.service} {attachment.label}"
    return _Node(3, f"{attachment.urn}/{attachment.place}", title, fate)


def _fate(certificate: Certificate, when: When) -> Fate:
    if certificate.action in (_ABSENT_AFTER if when == "before" else _ABSENT_BEFORE):
        return "gone" if when == "before" else "new"
    return "anew" if certificate.action in ("reissued", "replaced", "reimported") else "same"


def _rows(column: dict[str, _Node]) -> Iterable[tuple[list[str], str, Fate]]:
    """Return the boxes of a column: the keys that each stands for, its title and its fate."""
    nodes = list(column.values())
    # What changes is what a reader looks for.
    nodes.sort(key=lambda node: node.fate == "same")
    shown = nodes if len(nodes) <= NODES_MAX else nodes[: NODES_MAX - 1]
    rows: list[tuple[list[str], str, Fate]] = [([n.key], n.title, n.fate) for n in shown]
    if rest := nodes[len(shown) :]:
        fates = {node.fate for node in rest}
        fate = fates.pop() if len(fates) == 1 else "same"
        rows.append(([node.key for node in rest], f"{len(rest):,} more", fate))
    return rows


def _box(column: int, row: int, title: str, fate: Fate) -> Box:
    text, width = title, _WIDTHS[column]
    room = int((width - 2 * _PADDING) / _LETTER)
    if len(text) > room:
        # The end of a name tells it apart from its neighbours as well as its beginning.
        half = (room - 1) // 2
        text = f"{text[:half]}…{text[-half:]}"
    return Box(text, title, fate, _STARTS[column], _TOP + row * _STEP, width)


def _line(left: Box, right: Box, fate: Fate) -> Line:
    start, end = left.x + left.width, right.x
    bend = (start + end) // 2
    return Line(
        f"M{start},{left.middle} C{bend},{left.middle} {bend},{right.middle} {end},{right.middle}",
        fate,
    )
