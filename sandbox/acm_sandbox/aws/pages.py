"""Lists, page by page, for the services whose tokens mean nothing to their users."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, TypeVar

from .errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = TypeVar("Item")


def cut(
    items: Iterable[Item], token: str | None, size: int, *, code: str
) -> tuple[list[Item], str | None]:
    """Cut one page out of a list; give it with the token of the next one, if there is one.

    Args:
        items: the whole list, in an order that a change does not disturb.
        token: the one that the page before came with; None for the first page.
        size: how many items a page has.
        code: the service's error for a token that is none.

    Raises:
        AwsError: for such a token.
    """
    listed = list(items)
    start = _read(token, code) if token else 0
    end = start + size
    return listed[start:end], _write(end) if end < len(listed) else None


def _write(number: int) -> str:
    return base64.urlsafe_b64encode(f"from {number}".encode()).decode()


def _read(token: str, code: str) -> int:
    try:
        word, _, number = base64.urlsafe_b64decode(token).decode().partition(" ")
        if word == "from":
            return int(number)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        pass
    raise AwsError(code, f"{token!r} is no token that this list has given.")
