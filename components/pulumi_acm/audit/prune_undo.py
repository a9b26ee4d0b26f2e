"""The undo file: what is about to be deleted, written and on disk before it is.

One JSON object a line, so that a kill at any moment leaves a file that can be read: a line that is
cut off is of something that was not deleted.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, get_args

from .prune_model import Kind

_FORMAT: Final = "pulumi-acm undo 1"
_UNDONE: Final = "undone"


class UndoFileError(Exception):
    """Raised for a file that cannot be written, or is no undo file."""


@dataclass(frozen=True)
class Entry:
    """Something that was, or is about to be, deleted."""

    kind: Kind
    id: str
    """What the thing is known by."""
    subject: str
    account: str
    region: str | None
    at: str
    """When, in ISO 8601."""
    what: Mapping[str, Any]
    """All that it takes to have it back."""


@dataclass
class Undo:
    """What an undo file says."""

    entries: list[Entry] = field(default_factory=list)
    """Of what is deleted and was not restored."""
    cut_off: int = 0
    """Lines that were not written to their end: of things that were not deleted."""


class UndoFile:
    """A file that entries are added to; it may hold those of an earlier run."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it.

        Raises:
            UndoFileError: it cannot be written, or is something else.
        """
        self.path = path
        try:
            if path.exists() and path.stat().st_size:
                read(path)
            # Whoever may read it learns names, not keys; still, they are the user's.
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            self._file = os.fdopen(descriptor, "a+b")
            self._end_line()
            _sync_directory(path.parent)
        except OSError as error:
            raise UndoFileError(f"{path} cannot be written: {error.strerror}") from error

    def add(self, entry: Entry) -> None:
        """Write what is about to be deleted; it is on disk when this returns.

        Raises:
            UndoFileError: it is not, so nothing may be deleted.
        """
        self._write({"format": _FORMAT, **asdict(entry)})

    def undone(self, entry: Entry, how: str) -> None:
        """Write that something was restored, so that it is not done twice.

        Raises:
            UndoFileError: it cannot be written.
        """
        self._write(
            {"format": _FORMAT, "kind": _UNDONE, "id": entry.id, "at": entry.at, "how": how}
        )

    def close(self) -> None:
        """Close it."""
        self._file.close()

    def _write(self, document: Mapping[str, Any]) -> None:
        line = json.dumps(document, ensure_ascii=False, sort_keys=True) + "\n"
        try:
            self._file.write(line.encode())
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise UndoFileError(f"{self.path} cannot be written: {error.strerror}") from error

    def _end_line(self) -> None:
        """End the line of a run that was killed as it wrote it."""
        if self._file.seek(0, os.SEEK_END):
            self._file.seek(-1, os.SEEK_END)
            if self._file.read(1) != b"\n":
                self._file.write(b"\n")


def read(path: Path) -> Undo:
    """Read an undo file.

    Raises:
        UndoFileError: it cannot be read, or is none.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UndoFileError(f"{path} cannot be read: {error.strerror}") from error
    found = Undo()
    restored: set[tuple[str, str]] = set()
    for line in filter(None, lines):
        try:
            document = json.loads(line)
        except ValueError:
            found.cut_off += 1
            continue
        if not isinstance(document, dict) or document.pop("format", None) != _FORMAT:
            raise UndoFileError(f"{path} is no undo file of pulumi-acm prune")
        if document["kind"] == _UNDONE:
            restored.add((document["id"], document["at"]))
        elif document["kind"] in get_args(Kind):
            found.entries.append(Entry(**document))
        else:
            raise UndoFileError(f"{path} is of a newer pulumi-acm: it has {document['kind']!r}")
    if found.cut_off and not found.entries and not restored:
        raise UndoFileError(f"{path} is no undo file of pulumi-acm prune")
    found.entries = _latest(each for each in found.entries if (each.id, each.at) not in restored)
    return found


def _latest(entries: Iterable[Entry]) -> list[Entry]:
    """Keep one entry of each thing: a run that was killed may have written a second one."""
    return list({(each.kind, each.id): each for each in entries}.values())


def _sync_directory(path: Path) -> None:
    """Put the file's name on disk as well, where the system can (Windows cannot)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
