"""What a gap may hide. Pure."""

from typing import Final

from .model import Gap

_HARMLESS: Final = ("hosted zone", "quotas", "serial numbers", "the serial number")
"""How gaps begin that hide neither certificates nor what uses them; of others that is feared."""


def hides(gap: Gap) -> bool:
    """Tell whether there may be certificates, or users of certificates, that were not read."""
    return not gap.what.startswith(_HARMLESS)
