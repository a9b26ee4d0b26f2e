"""What components are called: valid in Pulumi and Python, unique, the same each time. Pure."""

import keyword
import re
from typing import Final

from pulumi_acm.names import WILDCARD

_OURS: Final = ("acm", "pulumi", "wait")
"""What the program has already."""
_LONGEST: Final = 60


class Names:
    """Hands out names, each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: set[str] = set()

    def take(self, said: str, suffix: str = "") -> str:
        """Return a name for something that is called so: a domain, a load balancer."""
        plain = said.lower()
        if plain.startswith(WILDCARD):
            plain = f"wildcard-{plain.removeprefix(WILDCARD)}"
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "unnamed"
        slug += suffix
        variable = slug.replace("-", "_")
        if not variable.isidentifier() or keyword.iskeyword(variable) or variable in _OURS:
            slug = f"the-{slug}"
        name, number = slug, 1
        while name in self._taken:
            number += 1
            name = f"{slug}-{number}"
        self._taken.add(name)
        return name
