"""Pieces of the sentences that forecasts and findings are made of. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

SHOWN: Final = 5


def joined(parts: Sequence[str]) -> str:
    """Return values as a sentence has them."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def some(values: Iterable[str]) -> str:
    """Return values as a sentence has them, the first of many."""
    found = list(dict.fromkeys(values))
    if len(found) <= SHOWN + 1:
        return joined(found)
    return joined([*found[:SHOWN], f"{len(found) - SHOWN:,} more"])


def many(number: int, what: str) -> str:
    """Return a number with what it counts."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def in_days(days: int) -> str:
    """Return how far away a day is."""
    if days == 0:
        return "today"
    return f"in {many(days, 'day')}" if days > 0 else f"{many(-days, 'day')} ago"
