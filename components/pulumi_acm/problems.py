"""What is wrong with a user's arguments, collected so that it is said all at once."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LONGEST_VALUE: Final = 120
_MOST_LINES: Final = 50
_NO_VALUE: Final = object()
_PRIVATE_KEY: Final = re.compile(
    r'-----BEGIN [A-Z ]*PRIVATE KEY-----(.*?-----END [A-Z ]*PRIVATE KEY-----|[^"]*)', re.DOTALL
)


@dataclass(frozen=True)
class Problem:
    """One violation: where it is, the value found there, the rule and the way out."""

    path: str
    """The argument, as a user would write it: `domains[2]`."""
    message: str
    value: object = _NO_VALUE

    @property
    def where(self) -> str:
        """The argument, and the value found there if it is short enough to be shown."""
        return (
            f"{self.path} {_quote(self.value)}" if isinstance(self.value, str | int) else self.path
        )

    def __str__(self) -> str:
        """Return the line that a user reads."""
        return without_keys(f"{self.where}: {self.message}")


def heading(subject: str, problems: Sequence[Problem]) -> str:
    """Return the first line of a message: what is wrong, and how often."""
    return f"{subject}: {len(problems)} problem" + ("s" if len(problems) > 1 else "")


def report(subject: str, problems: Sequence[Problem]) -> str:
    """Return the whole message: the heading, and each problem on its line."""
    lines = [f"  {problem}" for problem in problems[:_MOST_LINES]]
    if len(problems) > _MOST_LINES:
        lines.append(f"  and {len(problems) - _MOST_LINES} more")
    return "\n".join([heading(subject, problems), *lines])


def without_keys(text: str) -> str:
    """Return a text without private keys: somebody may have given one as any argument."""
    return _PRIVATE_KEY.sub("[a private key]", text)


def _quote(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    # A pasted file must not fill the screen, nor a control character change it.
    text = json.dumps(str(value)[:_LONGEST_VALUE], ensure_ascii=False)
    return text[:-1] + '..."' if len(str(value)) > _LONGEST_VALUE else text
