"""What the public DNS would answer, as far as the hosted zones of the local AWS go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from moto.route53.models import route53_backends

from . import names

if TYPE_CHECKING:
    from .backend import Route53Backend
    from .zones import Zone


# Resolvers give up on longer chains; a loop is the longest.
_LONGEST_CHAIN = 8


def cname(name: str) -> str | None:
    """Look up a CNAME in the public zones of all accounts; give its value, in its normal form."""
    name = names.normal(name)
    zone = _authoritative_zone(name)
    record_set = zone.records.get((name, "CNAME")) if zone else None
    return names.normal(record_set.values[0]) if record_set and record_set.values else None


class Policy(NamedTuple):
    """The CAA records that count for a name."""

    name: str
    """Where they stand: at the name itself, or at its closest ancestor that has any."""
    values: tuple[str, ...]


def caa(name: str) -> Policy | None:
    """Find the CAA records that count for a name (RFC 8659, section 3).

    An alias is followed at each step, as every resolver does, and the tree is then climbed from the
    name on, not from what the alias leads to.
    """
    labels = names.normal(name).removesuffix(".").split(".")
    for start in range(len(labels)):
        ancestor = ".".join(labels[start:]) + "."
        at: str | None = ancestor
        for _ in range(_LONGEST_CHAIN):
            zone = _authoritative_zone(at) if at else None
            if at is None or zone is None:
                break
            found = zone.records.get((at, "CAA"))
            if found is not None:
                return Policy(ancestor.removesuffix("."), found.values)
            at = cname(at)
    return None


def _authoritative_zone(name: str) -> Zone | None:
    """Find the zone that resolvers would ask, whoever it belongs to: DNS knows no accounts.

    The longest public one that holds the name: a parent delegates to it. Of several with the same
    name, the first one made: the registrar points at the servers of one only, and the newer ones
    are commonly the mistake (sst#5781, aws-cdk#2914).
    """
    # moto's type, but what is kept there is ours: see install.py. A list, because looking at an
    # account makes it.
    backends = [
        cast("Route53Backend", account["aws"]) for account in list(route53_backends.values())
    ]
    holding = [
        zone
        for backend in backends
        for zone in backend.zones.values()
        if not zone.private and names.is_in_zone(name, zone.name)
    ]
    return max(holding, key=lambda zone: (len(zone.name), -zone.number), default=None)
