"""DNS names as Route 53 keeps and sorts them.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
"""

from __future__ import annotations

import re

# One octet, escaped in octal, or one character.
_PART = re.compile(r"\\([0-3][0-7]{2})|(.)", re.DOTALL)
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_.")


def normal(name: str) -> str:
    r"""Write a name as Route 53 does: in lower case, with a trailing dot, anything unusual escaped.

    Capitals are no different from small letters, escaped or not; an asterisk becomes `\052`.
    """
    parts = (
        bytes([int(octal, 8)]) if octal else char.encode() for octal, char in _PART.findall(name)
    )
    octets = b"".join(parts).lower().removesuffix(b".")
    return "".join(chr(octet) if octet in _PLAIN else f"\\{octet:03o}" for octet in octets) + "."


def sort_key(name: str) -> str:
    """Order names as Route 53 lists them: by their labels reversed, in ASCII, dots included."""
    return ".".join(reversed(name.removesuffix(".").split("."))) + "."


def is_in_zone(name: str, zone: str) -> bool:
    """Tell whether a normal name belongs to a zone: label by label, not by its end alone."""
    return name == zone or name.endswith(f".{zone}")
