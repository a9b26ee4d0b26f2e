"""The public hosted zones of an account, each read once, whatever the number of certificates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pulumi_acm.dns.needed import dns_name

from .model import Record, Zone
from .reading import Reader

VALIDATIONS: Final = ".acm-validations.aws"
"""Where the value of a validation record leads.

https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
"""
_ZONES_PAGE: Final = "100"
_RECORDS_PAGE: Final = "300"
"""The most that Route 53 gives at once; it takes them as strings.

https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
"""
_ADDRESSES: Final = ("A", "AAAA")
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


@dataclass
class _Contents:
    records: list[Record] = field(default_factory=list)
    name_servers: list[str] = field(default_factory=list)
    caa: dict[str, list[str]] = field(default_factory=dict)
    cuts: set[str] = field(default_factory=set)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


def hosted_zones(reader: Reader) -> list[tuple[Zone, list[Record]]]:
    """Read the public zones of an account.

    A zone that cannot be read to its end is left out: what is not in a part of it is not missing.
    """
    route53 = reader.client("route53")
    listed = reader.items(
        route53, "list_hosted_zones", ["HostedZones"], "hosted zones", MaxItems=_ZONES_PAGE
    )
    found = []
    for each in listed:
        if each.get("Config", {}).get("PrivateZone"):
            continue
        id_, name = each["Id"].removeprefix("/hostedzone/"), _name(each["Name"])
        gaps = len(reader.gaps)
        sets = reader.items(
            route53,
            "list_resource_record_sets",
            ["ResourceRecordSets"],
            f"hosted zone {name} ({id_})",
            HostedZoneId=id_,
            MaxItems=_RECORDS_PAGE,
        )
        contents = _contents(sets, Zone(reader.access.account, id_, name))
        if len(reader.gaps) == gaps:
            zone = Zone(
                account=reader.access.account,
                id=id_,
                name=name,
                name_servers=tuple(sorted(contents.name_servers)),
                caa=tuple((owner, tuple(rules)) for owner, rules in contents.caa.items()),
                cuts=tuple(sorted(contents.cuts)),
                aliases=tuple(contents.aliases),
                hosts=tuple(sorted(contents.hosts)),
            )
            found.append((zone, contents.records))
    return found


def _contents(sets: Iterator[Mapping[str, Any]], zone: Zone) -> _Contents:
    found = _Contents()
    for each in sets:
        name, kind = _name(each["Name"]), each["Type"]
        # Aliases of Route 53's own have none; they answer for addresses only.
        values = [record["Value"] for record in each.get("ResourceRecords", [])]
        if kind == "CAA":
            found.caa.setdefault(name, []).extend(values)
        elif kind == "NS" and name == zone.name:
            found.name_servers += map(_name, values)
        elif kind == "NS":
            found.cuts.add(name)
        elif kind == "CNAME":
            for value in map(_name, values):
                if value.endswith(VALIDATIONS):
                    found.records.append(
                        Record(zone.account, zone.id, zone.name, name, value, each.get("TTL"))
                    )
                else:
                    found.aliases.append((name, value))
                    found.hosts.add(name)
        elif kind in _ADDRESSES:
            found.hosts.add(name)
    return found


def _name(written: str) -> str:
    """Return a name in normal form; Route 53 writes an asterisk as an octal number."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), written)
    return dns_name(plain)
