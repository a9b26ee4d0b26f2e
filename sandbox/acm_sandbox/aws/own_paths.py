"""Calling what the local AWS answers beside the AWS APIs, on its own port.

Needs nothing but the standard library, because it is quick to import.
"""

from __future__ import annotations

from typing import cast
from urllib.request import ProxyHandler, Request, build_opener


def call(endpoint: str, method: str, path: str, body: bytes | None = None) -> bytes:
    """Call a path of the local AWS at `endpoint`.

    Raises:
        ValueError: for an endpoint that cannot be one.
        urllib.error.HTTPError: with the server's message in its body.
    """
    if not endpoint.startswith("http://"):
        raise ValueError(f"{endpoint!r} is no local AWS: those are at http://127.0.0.1:PORT")
    # No proxy: the environment's would be asked for an address that only this machine can reach.
    opener = build_opener(ProxyHandler({}))
    address = endpoint.rstrip("/") + path
    request = Request(address, data=body, method=method)  # noqa: S310 - http only
    with opener.open(request, timeout=30) as response:
        return cast("bytes", response.read())
