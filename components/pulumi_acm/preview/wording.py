"""How reasons list what they are about."""

from collections.abc import Sequence
from typing import Final

MOST: Final = 5
"""From more on, what is the same for all of them is said once."""


def some(found: Sequence[str]) -> str:
    """Return the first ones of a list in words, and how many more there are."""
    shown = ", ".join(found[:MOST])
    more = len(found) - MOST
    return f"{shown} and {more} more" if more > 0 else shown
