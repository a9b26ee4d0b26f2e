"""Which engine the sandbox takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.engine import find_engine, pin

if TYPE_CHECKING:
    from .conftest import Machine


@pytest.mark.parametrize("version", ["v3.200.0", "v3.275.1", "v4.0.0", "3.201.0-dev.5"])
def test_pulumi_on_path_is_taken_if_it_is_new_enough(machine: Machine, version: str) -> None:
    """A user's own Pulumi wins, and nothing is built."""
    path = machine.put_pulumi(version)
    engine = find_engine()
    assert engine.path == path
    assert not engine.built
    assert engine.language_host is None
    assert machine.builds() == []


def test_language_host_beside_the_engine_is_seen(machine: Machine) -> None:
    """An official distribution brings its host, which must not be replaced."""
    machine.put_pulumi("v3.250.0")
    host = machine.put("pulumi-language-python", "")
    assert find_engine().language_host == host


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("v3.199.9", "is Pulumi 3.199.9, older than 3.200.0"),
        ("nonsense", "does not tell its version"),
    ],
)
def test_other_pulumi_on_path_is_left_alone(
    machine: Machine, capsys: pytest.CaptureFixture[str], answer: str, reason: str
) -> None:
    """An old or broken one is named in one line, and the pinned engine built instead."""
    path = machine.put_pulumi(answer)
    machine.put_go()
    engine = find_engine()
    assert engine.built
    assert engine.version == pin.engine_version().removeprefix("v")
    first = capsys.readouterr().err.splitlines()[0]
    assert first.startswith(f"{path} {reason}")


def test_engine_in_the_cache_needs_nothing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second time there is no build, no Go and no word."""
    go = machine.put_go()
    first = find_engine()
    go.unlink()
    capsys.readouterr()
    assert find_engine() == first
    assert capsys.readouterr().err == ""
    assert len(machine.builds()) == 1


def test_sandbox_in_a_sandbox_knows_the_engine_as_built(machine: Machine) -> None:
    """A link on PATH to the engine in the cache is that engine."""
    machine.put_go()
    built = find_engine()
    (machine.bin / "pulumi").symlink_to(built.path)
    assert find_engine() == built
