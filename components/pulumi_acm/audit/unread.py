"""What a gap may hide. Pure."""

from collections.abc import Iterable
from typing import Final

from .model import Gap

_HARMLESS: Final = ("quotas", "serial numbers")
"""How gaps begin that hide nothing that is used or served; of others that is feared."""
_ZONES: Final = "hosted zone"
_RULES: Final = "host rules"


def hides(gap: Gap) -> bool:
    """Tell whether there may be certificates, or users of certificates, that were not read."""
    return not gap.what.startswith((*_HARMLESS, _ZONES))


def mattering(gaps: Iterable[Gap]) -> list[Gap]:
    """Return those that leave in doubt what may be deleted, or is to be taken over.

    By which host rules traffic is sent on does not; what is in a zone does.
    """
    return [each for each in gaps if not each.what.startswith((*_HARMLESS, _RULES))]
