"""Running a command as a shell would."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acm_sandbox.command import CommandError, run_command

RUNNER = """
import os, sys
from acm_sandbox.command import run_command
sys.exit(run_command(sys.argv[1:], os.environ))
"""


@pytest.mark.parametrize(
    ("script", "status"), [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill $$", 143)]
)
def test_exit_status_is_that_of_a_shell(script: str, status: int) -> None:
    """A status is handed on; a signal is 128 and its number."""
    assert run_command(["sh", "-c", script], os.environ) == status


def test_environment_is_the_given_one(capfd: pytest.CaptureFixture[str]) -> None:
    """The command has the given environment and no other, and the terminal of this process."""
    run_command(["/usr/bin/env"], {"ONLY": "this"})
    assert capfd.readouterr().out == "ONLY=this\n"


@pytest.mark.parametrize(
    ("name", "status", "message"),
    [("nope", 127, "nope: command not found"), ("/", 126, "/: Permission denied")],
)
def test_command_that_cannot_start(name: str, status: int, message: str) -> None:
    """A command that is not there is 127, one that cannot be executed 126, as in a shell."""
    with pytest.raises(CommandError) as caught:
        run_command([name], os.environ)
    assert (str(caught.value), caught.value.status) == (message, status)


def start(trap: str, script: str) -> subprocess.Popen[str]:
    """Start a command under a process like acm-sandbox, in a group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNER, "sh", "-c", f"trap {trap}; echo ready; {script}"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_ctrl_c_is_left_to_the_command(tmp_path: Path) -> None:
    """The terminal interrupts both: the sandbox waits for the command, and gives its status."""
    mark = tmp_path / "mark"
    process = start(f"'sleep 0.5; touch {mark}; exit 9' INT", "sleep 30 & wait")
    with process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(10) == 9
    assert mark.exists()


def test_interrupt_of_the_sandbox_alone_is_not_passed_on() -> None:
    """Twice the same Ctrl-C would make Pulumi stop at once, in the middle of a step."""
    process = start("'exit 9' INT", "sleep 0.5 & wait; exit 3")
    with process:
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(10) == 3


@pytest.fixture
def _heard() -> Iterator[None]:
    """Let a sandbox hear a hang-up, also where these tests run under nohup: it is inherited."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("_heard")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_request_to_end_is_passed_on(number: signal.Signals) -> None:
    """What is sent to end the sandbox ends the command; the sandbox waits for it."""
    process = start("'exit 9' TERM HUP", "sleep 30 & wait")
    with process:
        os.kill(process.pid, number)
        assert process.wait(10) == 9


def test_handlers_are_restored() -> None:
    """The process has its own signal handlers back when the command has ended."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    run_command(["true"], os.environ)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
