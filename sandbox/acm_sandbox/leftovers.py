"""What a command has left running in a sandbox that is about to end.

A shell that is ended by a signal ends at once, and leaves the `pulumi up` that it was waiting for:
without AWS, and writing into a directory that is being removed.
"""

import os
import signal
import time
from pathlib import Path

GRACE_SECONDS = 10.0


def end_leftovers(marker: str) -> int:
    """End the processes with `marker` in their environment; return how many there were.

    They are asked first, and killed after some seconds. Where there is no /proc (it is Linux's),
    none is found.
    """
    found = _marked(marker)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in _marked(marker):
            _send(pid, number)
        end = time.monotonic() + GRACE_SECONDS
        while _marked(marker) and time.monotonic() < end:
            time.sleep(0.05)
    return len(found)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return  # it has ended by itself


def _marked(marker: str) -> list[int]:
    wanted = marker.encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        pid = int(entry.parent.name)
        try:
            # Of a process that has ended and was not waited for, the environment is empty.
            if pid != os.getpid() and wanted in entry.read_bytes().split(b"\0"):
                found.append(pid)
        except OSError:
            continue  # it has ended meanwhile, or belongs to somebody else
    return found
