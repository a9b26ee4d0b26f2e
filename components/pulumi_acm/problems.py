"""What is wrong with a user's arguments, collected so that it is said all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LONGEST_VALUE: Final = 120
_NO_VALUE: Final = object()


@dataclass(frozen=True)
class Problem:
    """One violation: where it is, the value found there, the rule and the way out."""

    path: str
    """The argument, as a user would write it: `domains[2]`."""
    message: str
    value: object = _NO_VALUE

    def __str__(self) -> str:
        """Return the line that a user reads."""
        shown = f" {_quote(self.value)}" if isinstance(self.value, str | int) else ""
        return f"{self.path}{shown}: {self.message}"


def report(subject: str, problems: Sequence[Problem]) -> str:
    """Return the whole message: what is wrong, how often, and each problem on its line."""
    count = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
    return "\n".join([f"{subject}: {count}", *(f"  {problem}" for problem in problems)])


def _quote(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    text = str(value)
    # A pasted file must not fill the screen.
    return f'"{text[:_LONGEST_VALUE]}..."' if len(text) > _LONGEST_VALUE else f'"{text}"'
