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
        self._rules: dict[tuple[str, str], tuple[Property, ...]] = {}
        self._targets: dict[tuple[str, str], str] = {}
        """These two by zone and name: what a zone has below a delegation, nobody sees."""
        for zone in inventory.zones:
            if zone.delegated is False:
                continue  # nobody who asks DNS sees what is in it
            self._zones.setdefault(zone.name, []).append(zone)
            for owner, rules in zone.caa:
                self._rules[zone.id, owner] = tuple(_properties(rules))
            for owner, target in zone.aliases:
                self._targets[zone.id, owner] = target
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
        # Zones of one name have to agree: nobody knows to which of them DNS leads.
        if len({(each.name, each.value) for each in found}) != 1:
            return None
        if {each.zone_id for each in found} != {zone.id for zone in self.of(domain)}:
            return None
        return found[0] if self._accounts.get(domain, set()) <= {account} else None

    def leads_on(self, record: str) -> str | None:
        """Return where the CNAME leads that stands in the place of a validation record."""
        held = self.of(record.partition(".")[2])
        return next(filter(None, (self._targets.get((zone.id, record)) for zone in held)), None)

    def caa(self, name: str) -> Governing:
        """Climb to the closest domain that has CAA records, as RFC 8659 says."""
        labels = validation_name(name).split(".")
        for start in range(len(labels) - 1):
            owner = ".".join(labels[start:])
            end = self._end(owner)
            if end is None:
                return Governing(ask=owner)
            found = {self._rules.get((zone.id, end), ()) for zone in self.of(end)} or {()}
            if len(found) > 1:
                return Governing(ask=owner)
            if rules := found.pop():
                return Governing(Caa(owner, rules))
        return Governing()

    def _end(self, name: str) -> str | None:
        """Follow CNAMEs, as resolvers do; None where they leave the zones that were read."""
        for _ in range(_LONGEST_CHAIN):
            holding = self.of(name)
            if not holding:
                return name if any(is_within(name, each) for each in _AMAZON) else None
            targets = {self._targets.get((zone.id, name)) for zone in holding}
            if len(targets) > 1:
                return None
            target = targets.pop()
            if target is None:
                return name
            name = target
        return None


def _properties(rules: Sequence[str]) -> Iterator[Property]:
    for rule in rules:
        if found := _CAA.fullmatch(rule.strip()):
            yield Property(int(found[1]), found[2], found[3])
