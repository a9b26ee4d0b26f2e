"""ChangeResourceRecordSets: a batch of changes that happens as a whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from . import names, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .records import Key, RecordSet

Records = dict["Key", "RecordSet"]

# https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html: values in one
# request.
MAX_VALUES = 1000

# What the apex of a zone can never be without.
_REQUIRED = {
    "NS": "A HostedZone must contain at least one NS record for the zone itself.",
    "SOA": "A HostedZone must contain exactly one SOA record.",
}


def applied(zone: str, current: Records, changes: Iterable[Mapping[str, Any]]) -> Records:
    """Apply a batch to a copy of a zone's records.

    Raises:
        AwsError: InvalidChangeBatch with all problems of the batch, or InvalidInput.
    """
    read = [(change["Action"], records.read(change)) for change in changes]
    if sum(_values(action, record_set) for action, record_set in read) > MAX_VALUES:
        raise AwsError("InvalidChangeBatch", f"[Number of records limit of {MAX_VALUES} exceeded.]")
    result = dict(current)
    written: set[Key] = set()
    found: list[str] = []
    for action, record_set in read:
        if not names.is_in_zone(record_set.name, zone):
            found.append(f"RRSet with DNS name {record_set.name} is not permitted in zone {zone}")
        elif action == "DELETE":
            found += _delete(zone, result, record_set)
        else:
            found += _write(action, result, record_set, written)
    found += _conflicts(zone, current, result, written)
    if found:
        # Brackets and commas are AWS's: the error carries a list of messages.
        raise AwsError("InvalidChangeBatch", f"[{', '.join(found)}]")
    return result


def _values(action: str, record_set: RecordSet) -> int:
    # An UPSERT counts twice, as a DELETE and a CREATE.
    return max(1, len(record_set.values)) * (2 if action == "UPSERT" else 1)


def _delete(zone: str, result: Records, record_set: RecordSet) -> Iterator[str]:
    there = result.get(record_set.key)
    label = f"[name='{record_set.name}', type='{record_set.type}']"
    if there is None:
        yield f"Tried to delete resource record set {label} but it was not found"
    elif record_set.name == zone and record_set.type in _REQUIRED:
        yield _REQUIRED[record_set.type]
    elif there.content != record_set.content:
        yield (
            f"Tried to delete resource record set {label} but the values provided do not match "
            "the current values"
        )
    else:
        del result[record_set.key]


def _write(action: str, result: Records, record_set: RecordSet, written: set[Key]) -> Iterator[str]:
    yield from records.problems(record_set)
    if record_set.key in written:
        yield (
            "The request contains an invalid set of changes for a resource record set "
            f"'{record_set.type} {record_set.name}'"
        )
    elif action == "CREATE" and record_set.key in result:
        yield (
            f"Tried to create resource record set [name='{record_set.name}', "
            f"type='{record_set.type}'] but it already exists"
        )
    written.add(record_set.key)
    result[record_set.key] = record_set


def _conflicts(zone: str, current: Records, result: Records, written: set[Key]) -> Iterator[str]:
    """List what cannot be together once all changes are made.

    At the end, because the same batch may remove what is in the way: the guide's own way to turn a
    CNAME into an alias.
    """
    types: dict[str, set[str]] = {}
    for name, record_type in result:
        types.setdefault(name, set()).add(record_type)
    for name, record_type in sorted(written):
        alone = types.get(name, set()) == {record_type}
        if record_type == "CNAME" and name == zone:
            yield (
                f"RRSet of type CNAME with DNS name {name} is not permitted at apex in zone {zone}"
            )
        elif record_type == "CNAME" and not alone:
            yield (
                f"RRSet of type CNAME with DNS name {name} is not permitted as it conflicts with "
                f"other records with the same DNS name in zone {zone}"
            )
        elif "CNAME" in types.get(name, set()) and (name, "CNAME") in current and not alone:
            # The two spaces are AWS's.
            yield (
                f"RRSet of type {record_type} with DNS name {name} is not permitted because a "
                "conflicting RRSet of type  CNAME with the same DNS name already exists in zone "
                f"{zone}"
            )
