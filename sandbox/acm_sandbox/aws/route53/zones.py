"""Hosted zones: what one is, and what Route 53 puts into it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .records import RecordSet

if TYPE_CHECKING:
    from .records import Key

# https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
_NS_TTL = 172800
_SOA_TTL = 900
_SOA_TIMES = "1 7200 900 1209600 86400"

# The name servers are numbered through, a quarter for each of the four top-level domains.
_TOP_LEVELS = ("com", "net", "org", "co.uk")
_NAME_SERVERS = 512  # for each
_PRIVATE_NAME_SERVERS = tuple(
    f"ns-{number * _NAME_SERVERS}.awsdns-00.{top_level}"
    for number, top_level in enumerate(_TOP_LEVELS)
)


@dataclass
class Zone:
    """A hosted zone. Plain data, so that it can be kept in a snapshot."""

    id: str
    number: int
    """The position among all zones of the account, in the order of creation."""
    name: str
    caller_reference: str
    comment: str | None
    vpcs: list[dict[str, str]]
    name_servers: tuple[str, ...]
    records: dict[Key, RecordSet] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Add the records that every zone has."""
        if not self.records:
            soa = f"{self.name_servers[0]}. awsdns-hostmaster.amazon.com. {_SOA_TIMES}"
            servers = tuple(f"{server}." for server in self.name_servers)
            for required in (
                RecordSet(self.name, "NS", _NS_TTL, servers),
                RecordSet(self.name, "SOA", _SOA_TTL, (soa,)),
            ):
                self.records[required.key] = required

    @property
    def private(self) -> bool:
        """Whether only VPCs can see it: a zone is private by having one, for ever."""
        return bool(self.vpcs)

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing but what Route 53 put there."""
        return set(self.records) == {(self.name, "NS"), (self.name, "SOA")}

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "Id": f"/hostedzone/{self.id}",
            "Name": self.name,
            "CallerReference": self.caller_reference,
            "Config": {"Comment": self.comment, "PrivateZone": self.private},
            "ResourceRecordSetCount": len(self.records),
        }

    def delegation_set(self) -> dict[str, Any]:
        """Show its name servers."""
        return {"NameServers": list(self.name_servers)}


def name_servers(zone_id: str, *, private: bool) -> tuple[str, ...]:
    """Choose the name servers of a zone: four of its own, or those of all private ones."""
    if private:
        return _PRIVATE_NAME_SERVERS
    digest = hashlib.sha256(zone_id.encode()).digest()
    numbers = [int.from_bytes(digest[at * 2 : at * 2 + 2], "big") for at in range(4)]
    servers = []
    for position, (number, top_level) in enumerate(zip(numbers, _TOP_LEVELS, strict=True)):
        within = number % _NAME_SERVERS
        servers.append(
            f"ns-{position * _NAME_SERVERS + within}.awsdns-{within // 8:02}.{top_level}"
        )
    return tuple(servers)
