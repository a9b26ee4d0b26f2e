"""The journal: how often each operation was called in each region.

`Journal` is the server's side; `read` and `reset` are the client's, over HTTP on the server's own
port, and need nothing but the standard library.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from typing import TypedDict, cast
from urllib.request import ProxyHandler, Request, build_opener

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
    return cast("list[Entry]", json.loads(_call(endpoint, "GET")))


def reset(endpoint: str) -> None:
    """Empty the journal of the local AWS at `endpoint`."""
    _call(endpoint, "DELETE")


def _call(endpoint: str, method: str) -> bytes:
    if not endpoint.startswith("http://"):
        raise ValueError(f"{endpoint!r} is no local AWS: those are at http://127.0.0.1:PORT")
    # No proxy: the environment's would be asked for an address that only this machine can reach.
    opener = build_opener(ProxyHandler({}))
    request = Request(endpoint.rstrip("/") + PATH, method=method)  # noqa: S310 - http only
    with opener.open(request, timeout=30) as response:
        return cast("bytes", response.read())
