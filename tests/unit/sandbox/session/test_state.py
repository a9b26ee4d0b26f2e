"""The state directory of a sandbox."""

import os
from pathlib import Path

import pytest

from acm_sandbox.errors import StateError
from acm_sandbox.session.state import StateDirectory


def test_temporary_directory_is_removed() -> None:
    """Without a directory of the user's, nothing is left."""
    with StateDirectory(None) as state:
        assert state.stacks.is_dir()
    assert not state.path.exists()


def test_given_directory_is_kept(tmp_path: Path) -> None:
    """A directory of the user's is made with its parents, and stays."""
    with StateDirectory(tmp_path / "a" / "b") as state:
        (state.stacks / "x").touch()
    with StateDirectory(tmp_path / "a" / "b") as state:
        assert (state.stacks / "x").exists()


def test_relative_directory_does_not_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command may change its directory: the paths that it is given are absolute."""
    monkeypatch.chdir(tmp_path)
    with StateDirectory(Path("state")) as state:
        assert state.stacks == tmp_path / "state" / "stacks"


def test_second_use_at_the_same_time_is_refused(tmp_path: Path) -> None:
    """Two runs would overwrite each other's AWS: the second is told who has it."""
    with StateDirectory(tmp_path):
        with pytest.raises(StateError) as caught, StateDirectory(tmp_path):
            pass
        assert str(caught.value) == (
            f"{tmp_path} is in use by another acm-sandbox (process {os.getpid()}). "
            "Wait for it or stop it, or give this run another --state."
        )
    with StateDirectory(tmp_path):
        pass


def test_directory_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A path through a file is refused with the path and the reason."""
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match=r"Cannot use .*/file/state .*Not a directory"):
        StateDirectory(tmp_path / "file" / "state").__enter__()
