"""Resource record sets: what makes one, and what makes one wrong."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from . import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A set is one of its name and type; SetIdentifier, which would tell more apart, is not in the
# sandbox.
Key = tuple[str, str]


@dataclass(frozen=True)
class RecordSet:
    """A simple or an alias record set."""

    name: str
    type: str
    ttl: int | None = None
    values: tuple[str, ...] = ()
    alias: tuple[tuple[str, Any], ...] = ()

    @property
    def key(self) -> Key:
        """What tells it from the other sets of the zone."""
        return self.name, self.type

    @property
    def content(self) -> tuple[object, ...]:
        """What DELETE has to repeat; the order of the values means nothing."""
        return self.ttl, frozenset(self.values), self.alias

    def shown(self) -> dict[str, Any]:
        """Show it as ListResourceRecordSets does."""
        answer: dict[str, Any] = {"Name": self.name, "Type": self.type}
        if self.alias:
            return answer | {"AliasTarget": dict(self.alias)}
        return answer | {
            "TTL": self.ttl,
            "ResourceRecords": [{"Value": value} for value in self.values],
        }


def read(change: Mapping[str, Any]) -> RecordSet:
    """Read the set of a change.

    Raises:
        AwsError: InvalidInput where it has neither values nor an alias, or both.
    """
    given = change["ResourceRecordSet"]
    name = names.normal(given["Name"])
    values = tuple(record["Value"] for record in given.get("ResourceRecords", []))
    plain = "TTL" in given and bool(values)
    if plain == ("AliasTarget" in given):
        found = "more than one" if plain else "none"
        raise AwsError(
            "InvalidInput",
            "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and "
            f"ResourceRecords], or TrafficPolicyInstanceId], but found {found} in Change with "
            f"[Action={change['Action']}, Name={name}, Type={given['Type']}, SetIdentifier=null]",
        )
    if plain:
        return RecordSet(name, given["Type"], given["TTL"], values)
    target = dict(given["AliasTarget"])
    target["DNSName"] = names.normal(target["DNSName"])
    return RecordSet(name, given["Type"], alias=tuple(sorted(target.items())))


def problems(record_set: RecordSet) -> Iterator[str]:
    """List what AWS would refuse about the values of a set, in AWS's words."""
    if record_set.type == "CNAME" and len(record_set.values) > 1:
        yield (
            f"RRSet of type CNAME with DNS name {record_set.name} has {len(record_set.values)} "
            "values: a CNAME has exactly one"
        )
    if len(set(record_set.values)) < len(record_set.values):
        yield (
            f"Duplicate Resource Record in RRSet [name='{record_set.name}', "
            f"type='{record_set.type}']"
        )
    for value in record_set.values:
        problem = _value_problem(record_set.type, value)
        if problem:
            yield f"Invalid Resource Record: 'FATAL problem: {problem} encountered with '{value}''"


# Route 53 guide, "CAA record type": `flags tag "value"`, the flags 0-255, the tag of letters and
# digits. The words that AWS refuses others with are not reported: ours follow those for addresses.
_CAA = re.compile(r'([01]?[0-9]?[0-9]|2[0-4][0-9]|25[0-5]) +[A-Za-z0-9]{1,15} +"[^"]*"')


def _value_problem(record_type: str, value: str) -> str | None:
    if record_type == "A" and not _is_address(value, ipaddress.IPv4Address):
        return "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"
    if record_type == "AAAA" and not _is_address(value, ipaddress.IPv6Address):
        return "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"
    if record_type in {"TXT", "SPF"} and not (value.startswith('"') and value.endswith('"')):
        return "InvalidCharacterString (Value should be enclosed in quotation marks)"
    if record_type == "CAA" and not _CAA.fullmatch(value):
        return "CAARRDATAIllegalValue (Value is not flags, a tag and a value in quotation marks)"
    return None


def _is_address(value: str, kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> bool:
    try:
        kind(value)
    except ValueError:
        return False
    return True
