"""Which certificates HTTP and WebSocket APIs use: those of their custom domain names.

They are kept in `apigateway`, where REST APIs share them, and `apigateway.uses` lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def uses(account: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001 - the same for every package
    """List nothing: see above."""
    return iter(())
