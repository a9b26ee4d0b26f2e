"""The undo file: on disk before anything is deleted, and readable after any kill."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from pulumi_acm.audit.prune_undo import Entry, UndoFile, UndoFileError, read

ENTRY = Entry(
    kind="records",
    id="Z1__x.example.com_CNAME",
    subject="_x.example.com in example.com (Z1)",
    account="123456789012",
    region=None,
    at="2026-11-24T10:00:00+00:00",
    what={"zone_id": "Z1", "record_set": {"Name": "_x.example.com.", "TTL": 60}},
)
OTHER = replace(ENTRY, id="Z1__y.example.com_CNAME", subject="an umlaut: ü")


def test_round_trip(tmp_path: Path) -> None:
    """What is written is what is read; each entry is a line of its own."""
    path = tmp_path / "undo.jsonl"
    file = UndoFile(path)
    file.add(ENTRY)
    # Before it is closed: a kill closes nothing.
    assert read(path).entries == [ENTRY]
    file.add(OTHER)
    file.close()
    assert read(path).entries == [ENTRY, OTHER]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When `add` returns, a power cut takes nothing back."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    file = UndoFile(tmp_path / "undo.jsonl")
    before = len(synced)
    file.add(ENTRY)
    assert len(synced) == before + 1
    file.close()


def test_a_line_that_is_cut_off(tmp_path: Path) -> None:
    """It was of something that was not deleted; the next run goes on in the same file."""
    path = tmp_path / "undo.jsonl"
    file = UndoFile(path)
    file.add(ENTRY)
    file.close()
    whole = path.read_bytes()
    for length in range(len(whole), len(whole) * 2 - 1):
        path.write_bytes((whole * 2)[:length])
        found = read(path)
        assert (found.entries, found.cut_off) == ([ENTRY], int(length > len(whole)))
    file = UndoFile(path)
    file.add(OTHER)
    file.close()
    found = read(path)
    assert (found.entries, found.cut_off) == ([ENTRY, OTHER], 1)


def test_what_is_restored_is_not_restored_again(tmp_path: Path) -> None:
    """Until it is deleted anew."""
    path = tmp_path / "undo.jsonl"
    file = UndoFile(path)
    file.add(ENTRY)
    file.add(OTHER)
    file.undone(ENTRY, "written back")
    assert read(path).entries == [OTHER]
    again = replace(ENTRY, at="2026-11-25T10:00:00+00:00")
    file.add(again)
    assert read(path).entries == [OTHER, again]
    file.close()


def test_a_thing_that_was_written_twice(tmp_path: Path) -> None:
    """A run was killed between the file and the deletion: the later entry counts."""
    path = tmp_path / "undo.jsonl"
    file = UndoFile(path)
    file.add(ENTRY)
    later = replace(ENTRY, at="2026-11-25T10:00:00+00:00")
    file.add(later)
    file.close()
    assert read(path).entries == [later]


@pytest.mark.parametrize("text", ["no json", "[1]\n", json.dumps({"resources": []}) + "\n"])
def test_another_file(tmp_path: Path, text: str) -> None:
    """It is neither read nor written to."""
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UndoFileError, match="is no undo file of pulumi-acm prune"):
        read(path)
    with pytest.raises(UndoFileError, match="is no undo file"):
        UndoFile(path)
    assert path.read_text(encoding="utf-8") == text


def test_a_newer_format(tmp_path: Path) -> None:
    """What this version cannot restore is said, not passed over."""
    path = tmp_path / "undo.jsonl"
    path.write_text('{"format": "pulumi-acm undo 1", "kind": "zones"}\n', encoding="utf-8")
    with pytest.raises(UndoFileError, match="is of a newer pulumi-acm: it has 'zones'"):
        read(path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """Then nothing may be deleted."""
    with pytest.raises(UndoFileError, match=r"cannot be written: No such file"):
        UndoFile(tmp_path / "nowhere" / "undo.jsonl")
