"""How far a long reading is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Step:
    """Something is done."""

    what: str
    """What is being read, such as `certificates`."""
    done: int
    total: int
    """Of this kind, as far as is known."""


Progress: TypeAlias = Callable[[Step], None]
"""Called in the thread that waits, never in two at once."""


def silent(_: Step) -> None:
    """Show nothing."""
