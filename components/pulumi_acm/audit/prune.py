"""What nothing needs any more: the three rules, put together. Pure."""

from collections.abc import Callable, Mapping
from typing import Final

from . import prune_certificates, prune_records, prune_sni
from .model import Inventory
from .prune_model import KINDS, Kind, Plan, Terms

_RULES: Final[Mapping[Kind, Callable[[Inventory, Terms], Plan]]] = {
    "sni": prune_sni.judged,
    "certificates": prune_certificates.judged,
    "records": prune_records.judged,
}


def plan(inventory: Inventory, terms: Terms) -> Plan:
    """Return what nothing needs, in the order in which it is to be deleted."""
    found = Plan()
    for kind in KINDS:
        if kind in terms.kinds:
            found += _RULES[kind](inventory, terms)
    return found
