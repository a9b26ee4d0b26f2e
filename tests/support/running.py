"""A ``pulumi`` that is running, and the processes of a sandbox."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .result import Result, read_events

TIMEOUT_SECONDS = 120


class Running:
    """A ``pulumi`` that is running."""

    def __init__(self, command: list[str], directory: Path, environment: dict[str, str]) -> None:
        """Start it; what it prints goes to a file, so that no pipe can fill up."""
        self._command = tuple(command)
        self._events = directory / f".events-{time.monotonic_ns()}.json"
        self._output = self._events.with_suffix(".out")
        operation = command[1] in {"up", "preview", "destroy", "refresh"}
        extra = ["--event-log", str(self._events)] if operation else []
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, *extra],
                cwd=directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        """What it has printed so far."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    def events(self) -> list[dict[str, Any]]:
        """Return the engine's events so far."""
        return read_events(self._events)

    def interrupt(self) -> None:
        """Press Ctrl-C: the whole foreground process group gets it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def kill(self) -> None:
        """Kill the engine, and nothing else, with SIGKILL."""
        self.process.kill()
        self.process.wait(TIMEOUT_SECONDS)

    def wait(self) -> Result:
        """Wait for its end."""
        status = self.process.wait(TIMEOUT_SECONDS)
        return Result(self._command, status, self.output, "", self.events())


def wait_until(condition: Callable[[], bool], *, seconds: float = 30) -> bool:
    """Wait for something to come true; return whether it did in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def processes_with(marker: str) -> list[int]:
    """List the processes that have ``marker`` in their environment: those of one sandbox."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        pid = int(entry.parent.name)
        try:
            is_marked = pid != os.getpid() and marker.encode() in entry.read_bytes()
            # A process that has ended and was not waited for yet has no environment any more.
        except OSError:
            continue
        if is_marked:
            found.append(pid)
    return found
