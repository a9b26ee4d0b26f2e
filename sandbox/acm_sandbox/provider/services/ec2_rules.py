"""The rules of a security group: between the program's blocks and single permissions of AWS.

A block may name several sources; AWS knows each source by itself. So they are compared, added and
revoked one source at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from acm_sandbox.provider.values import Props

ALL: Final = "-1"
_SOURCES: Final = {
    # property: (of a permission, of its elements)
    "cidrBlocks": ("IpRanges", "CidrIp"),
    "ipv6CidrBlocks": ("Ipv6Ranges", "CidrIpv6"),
    "prefixListIds": ("PrefixListIds", "PrefixListId"),
    "securityGroups": ("UserIdGroupPairs", "GroupId"),
}


class Permission(NamedTuple):
    """One source that may connect, or one destination."""

    protocol: str
    from_port: int
    to_port: int
    description: str
    kind: str
    """The property of a block that it belongs to."""
    source: str

    def to_aws(self) -> dict[str, Any]:
        """Write it as the API takes it."""
        outer, inner = _SOURCES[self.kind]
        source = {inner: self.source}
        if self.description:
            source["Description"] = self.description
        return {
            "IpProtocol": self.protocol,
            "FromPort": self.from_port,
            "ToPort": self.to_port,
            outer: [source],
        }


def of_blocks(blocks: Iterable[Props], group: str) -> set[Permission]:
    """Take the program's blocks apart; `self` is the group itself."""
    return {permission for block in blocks for permission in _of_block(block, group)}


def of_aws(permissions: Iterable[Any]) -> set[Permission]:
    """Read the permissions that AWS has."""
    return {
        Permission(
            one["IpProtocol"],
            # All protocols means all ports: AWS leaves them out.
            int(one.get("FromPort", 0)),
            int(one.get("ToPort", 0)),
            source.get("Description") or "",
            kind,
            source[inner],
        )
        for one in permissions
        for kind, (outer, inner) in _SOURCES.items()
        for source in one.get(outer) or []
    }


def to_blocks(found: set[Permission], known: Iterable[Props], group: str) -> list[Props]:
    """Give what AWS has as blocks: the known ones where they are whole, the rest by its ports."""
    blocks, left = [], set(found)
    for block in known:
        parts = of_blocks([block], group)
        if parts and parts <= left:
            blocks.append(block)
            left -= parts
    grouped: dict[tuple[str, int, int, str], list[Permission]] = {}
    for permission in sorted(left):
        grouped.setdefault(permission[:4], []).append(permission)
    for (protocol, from_port, to_port, description), members in grouped.items():
        made: Props = {
            "protocol": protocol,
            "fromPort": from_port,
            "toPort": to_port,
            "description": description,
            "self": any(m.source == group for m in members),
        }
        for kind in _SOURCES:
            made[kind] = [m.source for m in members if m.kind == kind and m.source != group]
        blocks.append(made)
    return blocks


def protocol(name: str) -> str:
    """Give the name of a protocol as the state has it."""
    return ALL if name.lower() == "all" else name.lower()


def _of_block(block: Props, group: str) -> Iterator[Permission]:
    first = (
        protocol(block["protocol"]),
        int(block["fromPort"]),
        int(block["toPort"]),
        block.get("description") or "",
    )
    for kind in _SOURCES:
        for source in block.get(kind) or []:
            yield Permission(*first, kind, source)
    if block.get("self"):
        yield Permission(*first, "securityGroups", group)
