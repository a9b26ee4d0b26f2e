"""Too many names for one certificate: how they could be split over several."""

from collections.abc import Iterable, Sequence
from typing import Final

from .limits import COMMON_NAME_OCTETS_MAX
from .names import validation_name

_COUNTRY: Final = 2
_SECOND_LEVEL: Final = 3


def split(domains: Sequence[str], most: int) -> list[list[str]]:
    """Split names into lists of at most so many, those of one registered domain together.

    The primary name stays the first of the first list. The same names give the same lists.
    """
    groups: dict[str, list[str]] = {registered(domains[0]): [domains[0]]}
    for domain in sorted(domains[1:], key=lambda each: (validation_name(each), each)):
        groups.setdefault(registered(domain), []).append(domain)
    lists: list[list[str]] = []
    for group in groups.values():
        if lists and len(lists[-1]) + len(group) <= most:
            lists[-1] += group
        else:
            lists += _chunks(group, most)
    return [_with_common_name(each) for each in lists]


def registered(domain: str) -> str:
    """Return the domain that was probably registered: a guess that only groups names.

    Two labels, or three where the second one is as short as in co.uk.
    """
    labels = validation_name(domain).split(".")
    country = len(labels[-1]) == _COUNTRY and len(labels[-2]) <= _SECOND_LEVEL
    return ".".join(labels[-3:] if country else labels[-2:])


def _chunks(names: Sequence[str], most: int) -> Iterable[list[str]]:
    return (list(names[start : start + most]) for start in range(0, len(names), most))


def _with_common_name(names: list[str]) -> list[str]:
    """Put a name first that is short enough for a common name, if there is one."""
    first = next((name for name in names if len(name) <= COMMON_NAME_OCTETS_MAX), names[0])
    return [first, *(name for name in names if name != first)]
