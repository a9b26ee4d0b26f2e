"""The processes that a language host starts: programs and component plugins."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Literal

PROGRAM = Path(__file__).with_name("program.py")
# How long a child may take to end by itself before it is killed; the engine gives the host 5 s.
GRACE_SECONDS = 2.0

Stream = Literal["stdout", "stderr"]


class Children:
    """All running children, so that none outlives the host."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = threading.Lock()
        # With the signal that asks each to end: only programs expect to be interrupted.
        self._running: dict[subprocess.Popen[bytes], signal.Signals] = {}
        self.cancelled = threading.Event()

    def run_program(self, python: str, spec: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Run a program to its end.

        What it prints goes where the host's own output goes: the engine reads that line by line.

        Returns:
            The exit status (negative: the signal), and what program.py reported; empty if it came
            to no report.
        """
        reader, writer = os.pipe()
        try:
            with self._child(
                [python, "-u", str(PROGRAM), str(writer)],
                signal.SIGINT,
                stdin=subprocess.PIPE,
                pass_fds=(writer,),
            ) as child:
                os.close(writer)
                writer = -1
                with contextlib.suppress(BrokenPipeError):
                    child.communicate(json.dumps(spec).encode())
                return child.wait(), _read_outcome(reader)
        finally:
            os.close(reader)
            if writer >= 0:
                os.close(writer)

    @contextlib.contextmanager
    def plugin(
        self, command: Sequence[str], cwd: str, environment: Mapping[str, str]
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run a component plugin, its output in pipes; it ends with the context at the latest."""
        with self._child(
            command,
            signal.SIGTERM,
            cwd=cwd,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as child:
            yield child

    def cancel_programs(self) -> None:
        """Interrupt the programs; the engine ends plugins by itself, when it needs them no more."""
        self.cancelled.set()
        with self._lock:
            programs = [c for c, how in self._running.items() if how is signal.SIGINT]
        end(programs, signal.SIGINT)

    def end_all(self) -> None:
        """End everything: by asking, then by force."""
        self.cancel_programs()
        with self._lock:
            running = list(self._running)
        end(running, signal.SIGTERM)

    def kill_all(self) -> None:
        """End everything at once: the engine is gone, nobody waits for what they do."""
        self.cancelled.set()
        with self._lock:
            for child in self._running:
                child.kill()

    @contextlib.contextmanager
    def _child(
        self, command: Sequence[str], how: signal.Signals, **options: Any
    ) -> Iterator[subprocess.Popen[bytes]]:
        # The engine interrupts the host's whole process group when it closes the host. A child
        # that is starting up would answer with a traceback; the mask is inherited (program.py
        # lifts it, plugins are ended by SIGTERM).
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        child = subprocess.Popen(command, **options)
        with self._lock:
            self._running[child] = how
        try:
            if self.cancelled.is_set() and how is signal.SIGINT:  # cancel_programs came too early
                child.kill()
            yield child
        finally:
            end([child], signal.SIGTERM)
            with self._lock:
                del self._running[child]
            for pipe in (child.stdin, child.stdout, child.stderr):
                if pipe is not None:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()


def end(children: Sequence[subprocess.Popen[bytes]], how: signal.Signals) -> None:
    """End processes: by a signal to each, and by force those that do not heed it in time."""
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        child.send_signal(how)  # nothing happens if it has ended
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        child.kill()  # the same
        child.wait()


def stream_output(child: subprocess.Popen[bytes]) -> Iterator[tuple[Stream, bytes]]:
    """Yield what a child writes, line by line, until it has closed both its streams."""
    lines: queue.SimpleQueue[tuple[Stream, bytes]] = queue.SimpleQueue()

    def forward(name: Stream, pipe: IO[bytes] | None) -> None:
        for line in pipe or ():
            lines.put((name, line))
        lines.put((name, b""))

    for name, pipe in (("stdout", child.stdout), ("stderr", child.stderr)):
        threading.Thread(target=forward, args=(name, pipe), daemon=True).start()
    open_streams = 2
    while open_streams:
        name, line = lines.get()
        if line:
            yield name, line
        else:
            open_streams -= 1


def _read_outcome(reader: int) -> dict[str, Any]:
    # A process that the program forked may hold the other end open: take what is there.
    os.set_blocking(reader, False)
    try:
        data = os.read(reader, 1 << 16)
        outcome = json.loads(data) if data else {}
    except (BlockingIOError, ValueError):
        return {}
    return outcome if isinstance(outcome, dict) else {}
