"""Which hosted zone holds a name: the longest public one on a label boundary, as DNS has it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .names import is_within


@dataclass(frozen=True)
class HostedZone:
    """A Route 53 hosted zone, its name in normal form."""

    id: str
    name: str
    private: bool = False


@dataclass
class Choice:
    """The zone of each name, and what stands in the way of the others."""

    zones: dict[str, str] = field(default_factory=dict)
    """Name to zone id; a name that no public zone holds is missing."""
    ambiguous: dict[str, list[HostedZone]] = field(default_factory=dict)
    """Zone name to the public zones that share it."""
    private_only: dict[str, HostedZone] = field(default_factory=dict)
    """Name to the private zone that would hold it; ACM reads public DNS only."""


def choose(names: Iterable[str], zones: Iterable[HostedZone]) -> Choice:
    """Choose the zone in which each name's validation record is published."""
    public: dict[str, list[HostedZone]] = {}
    private: dict[str, HostedZone] = {}
    for zone in zones:
        if zone.private:
            private[zone.name] = zone
        else:
            public.setdefault(zone.name, []).append(zone)
    choice = Choice()
    for name in names:
        if (found := longest(name, public)) is None:
            if (hidden := longest(name, private)) is not None:
                choice.private_only[name] = private[hidden]
        elif len(public[found]) > 1:
            choice.ambiguous[found] = public[found]
        else:
            choice.zones[name] = public[found][0].id
    return choice


def unused(zones: Iterable[str], names: Collection[str]) -> list[str]:
    """Return the zones that hold none of the names."""
    return [zone for zone in zones if not any(is_within(name, zone) for name in names)]


def longest(name: str, domains: Iterable[str]) -> str | None:
    """Return the longest of the domains that hold a name, if any does."""
    return max((domain for domain in domains if is_within(name, domain)), key=len, default=None)
