"""The public hosted zones that were read, ready to be asked about names. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pulumi_acm.dns.caa import Property
from pulumi_acm.dns.seen import Caa
from pulumi_acm.names import is_within, validation_name

from .model import Inventory, Record, Zone

_AMAZON: Final = (
    "amazonaws.com",
    "amazonaws.com.cn",
    "awsapprunner.com",
    "awsglobalaccelerator.com",
    "cloudfront.net",
    "elasticbeanstalk.com",
)
"""Domains of AWS's services: nothing there forbids Amazon to issue certificates.

https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
"""
_LONGEST_CHAIN: Final = 8
_CAA: Final = re.compile(r'(\d+)\s+(\w+)\s+"?(.*?)"?')
_ASKING: Final = frozenset({"ISSUED", "PENDING_VALIDATION"})


@dataclass(frozen=True)
class Governing:
    """The CAA records that hold for a name, as far as the zones tell."""

    caa: Caa = field(default_factory=Caa)
    ask: str | None = None
    """Where they say no more: DNS has to be asked from this name on."""


class Zones:
    """The zones and the validation records in them, by name; and whose certificates want them."""

    def __init__(self, inventory: Inventory) -> None:
        """Sort all of it by name."""
        self._zones: dict[str, list[Zone]] = {}
        self._rules: dict[str, tuple[Property, ...]] = {}
        self._targets: dict[str, str] = {}
        for zone in inventory.zones:
            if zone.delegated is False:
                continue  # nobody who asks DNS sees what is in it
            self._zones.setdefault(zone.name, []).append(zone)
            self._rules |= {owner: tuple(_properties(rules)) for owner, rules in zone.caa}
            self._targets |= dict(zone.aliases)
        self._records: dict[str, list[Record]] = {}
        for record in inventory.records:
            self._records.setdefault(record.domain, []).append(record)
        self._accounts: dict[str, set[str]] = {}
        for certificate in inventory.certificates:
            if certificate.type == "AMAZON_ISSUED" and certificate.status in _ASKING:
                for name in certificate.names:
                    self._accounts.setdefault(validation_name(name), set()).add(certificate.account)

    def of(self, domain: str) -> list[Zone]:
        """Return the zones of the longest name that hold a domain, in whatever account."""
        labels = domain.split(".")
        for start in range(len(labels)):
            if found := self._zones.get(".".join(labels[start:])):
                between = {".".join(labels[at:]) for at in range(start)}
                return [zone for zone in found if between.isdisjoint(zone.cuts)]
        return []

    def records(self, domain: str) -> list[Record]:
        """Return the validation records of a name in the zones that hold it."""
        ids = {zone.id for zone in self.of(domain)}
        return [each for each in self._records.get(domain, []) if each.zone_id in ids]

    def only(self, domain: str, account: str) -> Record | None:
        """Return the record of a name, if there is one and it can only be this account's."""
        found = self.records(domain)
        # Zones of the same name may have the same record, whichever of them DNS leads to.
        if len({(each.name, each.value) for each in found}) != 1:
            return None
        return found[0] if self._accounts.get(domain, set()) <= {account} else None

    def caa(self, name: str) -> Governing:
        """Climb to the closest domain that has CAA records, as RFC 8659 says."""
        labels = validation_name(name).split(".")
        for start in range(len(labels) - 1):
            owner = ".".join(labels[start:])
            end = self._end(owner)
            if end is None:
                return Governing(ask=owner)
            if rules := self._rules.get(end):
                return Governing(Caa(owner, rules))
        return Governing()

    def _end(self, name: str) -> str | None:
        """Follow CNAMEs, as resolvers do; None where they leave the zones that were read."""
        for _ in range(_LONGEST_CHAIN):
            if not self.of(name):
                return name if any(is_within(name, each) for each in _AMAZON) else None
            if name not in self._targets:
                return name
            name = self._targets[name]
        return None


def _properties(rules: Sequence[str]) -> Iterator[Property]:
    for rule in rules:
        if found := _CAA.fullmatch(rule.strip()):
            yield Property(int(found[1]), found[2], found[3])
