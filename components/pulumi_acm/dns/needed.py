"""The validation records that a stack's certificates need, read from its exported state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pulumi_acm.names import is_within, validation_name

_CERTIFICATE: Final = "aws:acm/certificate:Certificate"
_COMPONENT: Final = "acm:index:Certificate"
_RECORD: Final = "aws:route53/record:Record"


@dataclass(frozen=True)
class Needed:
    """A CNAME that ACM asks for. Names are in DNS's normal form, without the trailing dot."""

    domain: str
    """The name that it validates, and its wildcard."""
    name: str
    value: str
    names: tuple[str, ...]
    """The certificates' names that it validates: `example.com`, `*.example.com`."""
    certificates: tuple[str, ...]
    """What the certificates are called in the program."""
    external: bool
    """Whether this stack does not write it itself."""
    zone: str
    """The topmost name of the stack's certificates that holds it: the zone as far as is known."""

    @property
    def host(self) -> str:
        """Its name below the zone, which is what many DNS providers' forms ask for."""
        return self.name.removesuffix(f".{self.zone}")


@dataclass
class Found:
    """What a state says about validation by DNS."""

    records: list[Needed] = field(default_factory=list)
    certificates: set[str] = field(default_factory=set)
    """All certificates, however they are validated."""
    unnamed: dict[str, str] = field(default_factory=dict)
    """Names whose record ACM had not said yet, and their certificate."""
    hidden: set[str] = field(default_factory=set)
    """Certificates whose records the state keeps as secrets."""


@dataclass
class _Asked:
    domain: str
    names: set[str] = field(default_factory=set)
    certificates: set[str] = field(default_factory=set)


def needed(state: Mapping[str, Any], zones: tuple[str, ...] = ()) -> Found:
    """Read what `pulumi stack export` printed.

    The resources are read, not the components' outputs: those are written at the end of an update
    that succeeds, and it is the one that waits for a missing record which does not.

    Args:
        state: The export.
        zones: Names of zones as the user knows them; else the names of certificates are taken.
    """
    resources = [
        each
        for each in (state.get("deployment") or {}).get("resources") or []
        # A certificate that is to be deleted needs nothing any more.
        if not each.get("delete")
    ]
    types = {each["urn"]: each["type"] for each in resources}
    here = {dns_name(name) for each in resources for name in _written_names(each)}
    found = Found()
    asked: dict[tuple[str, str], _Asked] = {}
    for each in resources:
        if each["type"] != _CERTIFICATE:
            continue
        parent = each.get("parent", "")
        label = _name(parent if types.get(parent) == _COMPONENT else each["urn"])
        found.certificates.add(label)
        options = (each.get("outputs") or {}).get("domainValidationOptions") or []
        if not isinstance(options, list) or not all(map(_is_clear, options)):
            found.hidden.add(label)
            continue
        for option in options:
            if not option.get("resourceRecordName"):
                found.unnamed[option["domainName"]] = label
                continue
            key = dns_name(option["resourceRecordName"]), dns_name(option["resourceRecordValue"])
            known = asked.setdefault(key, _Asked(validation_name(option["domainName"])))
            known.names.add(option["domainName"])
            known.certificates.add(label)
    apexes = tuple({each.domain for each in asked.values()})
    found.records = [
        Needed(
            domain=each.domain,
            name=name,
            value=value,
            # The apex before its wildcard.
            names=tuple(sorted(each.names, reverse=True)),
            certificates=tuple(sorted(each.certificates)),
            external=name not in here,
            zone=_zone(each.domain, zones, apexes),
        )
        for (name, value), each in sorted(asked.items(), key=lambda item: _order(item[1].domain))
    ]
    # The same certificate may be in the state twice: as requested, and as read later.
    named = {name for each in found.records for name in each.names}
    found.unnamed = {name: label for name, label in found.unnamed.items() if name not in named}
    return found


def dns_name(name: str) -> str:
    """Return a name as DNS compares it."""
    return name.rstrip(".").lower()


def _written_names(resource: Mapping[str, Any]) -> Iterator[str]:
    outputs = resource.get("outputs") or {}
    if resource["type"] == _RECORD:
        # The name may be one below the zone, the other is always the whole.
        yield from (each for each in (outputs.get("fqdn"),) if isinstance(each, str))


def _is_clear(option: Any) -> bool:
    """Tell a validation option from a value that the state keeps encrypted."""
    return (
        isinstance(option, dict)
        and all(isinstance(value, str | None) for value in option.values())
        and "domainName" in option
    )


def _name(urn: str) -> str:
    return urn.rpartition("::")[2]


def _zone(domain: str, given: tuple[str, ...], apexes: tuple[str, ...]) -> str:
    holding = [zone for zone in given if is_within(domain, zone)]
    if holding:
        return max(holding, key=len)
    return min((apex for apex in apexes if is_within(domain, apex)), key=len)


def _order(domain: str) -> list[str]:
    """Sort names as DNS does: by their labels from the right, so that zones stay together."""
    return domain.split(".")[::-1]
