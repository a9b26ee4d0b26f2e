"""Processes of a language host: what is said about their end, and that none stays."""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from acm_sandbox.language import children as module
from acm_sandbox.language.children import Children, stream_output


@pytest.fixture(autouse=True)
def _restored_mask() -> Iterator[None]:
    """Children are started with SIGINT blocked in the thread that starts them: here, pytest's."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that stands for program.py: its argument is the descriptor for the outcome."""
    path = tmp_path / "program.py"
    monkeypatch.setattr(module, "PROGRAM", path)
    return path


def test_spec_goes_in_and_outcome_comes_out(program: Path) -> None:
    """The program gets its specification on standard input, and reports through a pipe."""
    program.write_text("import os, sys\nos.write(int(sys.argv[1]), sys.stdin.buffer.read())\n")
    assert Children().run_program(sys.executable, {"kind": "done"}) == (0, {"kind": "done"})


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("raise SystemExit(3)", 3),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("import os, sys; os.write(int(sys.argv[1]), b'{half')", 0),
        ("import os, sys; os.write(int(sys.argv[1]), b'[]')", 0),
    ],
)
def test_child_without_a_report_leaves_its_status(program: Path, text: str, status: int) -> None:
    """A child that ended too early has no outcome, only a status; garbage is no outcome."""
    program.write_text(text)
    assert Children().run_program(sys.executable, {}) == (status, {})


def test_large_spec_to_a_child_that_does_not_read(program: Path) -> None:
    """A child that ends before it has read everything is no error of the host."""
    program.write_text("raise SystemExit(4)")
    spec = {"config": "x" * 10_000_000}
    assert Children().run_program(sys.executable, spec) == (4, {})


def test_forked_process_does_not_hold_the_host_up(program: Path) -> None:
    """A process that the program left behind keeps the pipe open, and is not waited for."""
    program.write_text(
        "import os, sys, time\n"
        "if os.fork() == 0:\n    time.sleep(20)\n    os._exit(0)\n"
        'os.write(int(sys.argv[1]), b\'{"kind": "done"}\')\n'
    )
    began = time.monotonic()
    assert Children().run_program(sys.executable, {}) == (0, {"kind": "done"})
    assert time.monotonic() - began < 5


def test_missing_interpreter_is_an_os_error(program: Path) -> None:
    """What cannot be started is the caller's to report; no descriptor is lost."""
    program.touch()
    with pytest.raises(OSError, match="No such file"):
        Children().run_program("/nonexistent/python", {})


def test_interrupt_is_followed_by_force(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that does not heed SIGINT in time is killed."""
    monkeypatch.setattr(module, "GRACE_SECONDS", 0.2)
    program.write_text("import time\ntime.sleep(60)\n")  # with SIGINT still blocked
    children = Children()
    results = []
    thread = threading.Thread(
        target=lambda: results.append(children.run_program(sys.executable, {}))
    )
    thread.start()
    time.sleep(0.3)
    children.cancel_programs()
    thread.join(10)
    assert results == [(-signal.SIGKILL, {})]


def test_child_that_starts_during_the_end_is_killed(program: Path) -> None:
    """No child is missed because it was just being started."""
    program.write_text("import time\ntime.sleep(60)\n")
    children = Children()
    children.cancel_programs()
    assert children.run_program(sys.executable, {}) == (-signal.SIGKILL, {})


def test_output_of_a_plugin_is_streamed_whole(tmp_path: Path) -> None:
    """Lines keep their stream and order; the last needs no newline; the environment is added to."""
    script = (
        "import os, sys\n"
        "print(os.environ['EXTRA'], os.getcwd(), flush=True)\n"
        "print('error', file=sys.stderr, flush=True)\n"
        "print('end', end='')\n"
        "raise SystemExit(5)\n"
    )
    command = [sys.executable, "-c", script]
    with Children().plugin(command, str(tmp_path), {"EXTRA": "more"}) as child:
        lines = list(stream_output(child))
        status = child.wait()
    assert status == 5
    assert [line for name, line in lines if name == "stdout"] == [
        f"more {tmp_path}\n".encode(),
        b"end",
    ]
    assert ("stderr", b"error\n") in lines


def test_cancelling_leaves_plugins_to_the_engine(tmp_path: Path) -> None:
    """At Ctrl-C the engine may still need a plugin for the step in flight."""
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    children = Children()
    with children.plugin(command, str(tmp_path), {}) as child:
        children.cancel_programs()
        assert child.poll() is None
        children.end_all()
        assert child.returncode == -signal.SIGTERM


def test_plugin_ends_with_its_context(tmp_path: Path) -> None:
    """A plugin that is still running when the engine has gone is ended."""
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with Children().plugin(command, str(tmp_path), {}) as child:
        pass
    assert child.returncode == -signal.SIGTERM
