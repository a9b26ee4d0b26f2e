"""The journal: how often each operation was called in each region.

`Journal` is the server's side; `read` and `reset` are the client's.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from typing import TypedDict, cast

from . import own_paths

PATH = "/_sandbox/journal"


class Entry(TypedDict):
    """The calls of one operation in one region (`global` where the service has none)."""

    service: str
    operation: str
    region: str
    count: int


class Journal:
    """Counts calls, the failed ones too: AWS throttles those just the same."""

    def __init__(self) -> None:
        """Begin empty."""
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, service: str, operation: str, region: str) -> None:
        """Count one call."""
        with self._lock:
            self._counts[service, operation, region] += 1

    def entries(self) -> list[Entry]:
        """List the counts, sorted by service, operation and region."""
        with self._lock:
            counts = sorted(self._counts.items())
        return [
            Entry(service=service, operation=operation, region=region, count=count)
            for (service, operation, region), count in counts
        ]

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._counts.clear()


def read(endpoint: str) -> list[Entry]:
    """Fetch the journal of the local AWS at `endpoint`."""
    return cast("list[Entry]", json.loads(own_paths.call(endpoint, "GET", PATH)))


def reset(endpoint: str) -> None:
    """Empty the journal of the local AWS at `endpoint`."""
    own_paths.call(endpoint, "DELETE", PATH)
