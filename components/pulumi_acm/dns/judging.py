"""What the answers of DNS mean for a validation record: pure, no question is asked here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from .caa import AMAZON, forbids
from .needed import Needed
from .seen import Delegation, Seen

Status: TypeAlias = Literal["in place", "missing", "wrong", "cut off", "unknown"]
FOUND_OUT: Final[frozenset[Status]] = frozenset({"missing", "wrong", "cut off"})


@dataclass(frozen=True)
class Verdict:
    """Whether ACM can validate by a record, and what stands in the way."""

    status: Status
    reasons: tuple[str, ...] = ()


def judge(record: Needed, seen: Seen) -> Verdict:
    """Judge one record."""
    status, reasons = _record(record, seen)
    cut_off = [*_caa(record, seen), *(_delegation(seen.delegation) if status != "in place" else ())]
    if cut_off and status in ("in place", "missing"):
        return Verdict("cut off", (*cut_off, *reasons))
    if seen.caa.failure:
        reasons = [*reasons, f"its CAA records could not be read: {seen.caa.failure}"]
        status = "unknown" if status == "in place" else status
    return Verdict(status, (*reasons, *cut_off))


def worst(verdicts: Iterable[Verdict]) -> Literal["all well", "found", "unknown"]:
    """Return what several verdicts say together: something found goes before something unknown."""
    statuses = {each.status for each in verdicts}
    if statuses & FOUND_OUT:
        return "found"
    return "unknown" if "unknown" in statuses else "all well"


def _record(record: Needed, seen: Seen) -> tuple[Status, list[str]]:
    if record.value in seen.chain:
        return "in place", []
    if seen.failure:
        at = f" at {seen.chain[-1]}" if seen.chain else ""
        return "unknown", [f"DNS could not say{at}: {seen.failure}"]
    if seen.chain:
        return "wrong", [f"there is CNAME {' -> '.join(seen.chain)}"]
    if seen.texts:
        return "wrong", [f'there is TXT "{seen.texts[0]}"; it has to be a CNAME']
    if seen.doubled:
        host = record.name.removesuffix(seen.doubled.removeprefix(record.name))
        added = f"there is {seen.doubled}: the DNS provider adds the zone's name by itself"
        return "missing", [f"{added}; enter {host} instead"]
    return "missing", []


def _caa(record: Needed, seen: Seen) -> Iterator[str]:
    forbidden = [name for name in record.names if forbids(seen.caa.records, name)]
    if forbidden:
        rules = ", ".join(map(str, seen.caa.records))
        yield (
            f"CAA of {seen.caa.at} forbids Amazon {', '.join(forbidden)}: {rules}; one of "
            f"{', '.join(AMAZON)} has to be listed"
        )


def _delegation(found: Delegation | None) -> Iterator[str]:
    if found is None or found.in_dns.failure:
        return
    if not found.in_dns.values:
        yield (
            f"{found.zone} is not delegated: DNS has no NS records for it; the hosted zone "
            f"{found.id} has {', '.join(sorted(found.servers))}"
        )
    elif others := set(found.in_dns.values) - found.servers:
        yield (
            f"{found.zone} is delegated to {', '.join(sorted(others))}, not to the hosted zone "
            f"{found.id} ({', '.join(sorted(found.servers))})"
        )
