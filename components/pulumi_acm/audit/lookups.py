"""What DNS says where the zones at hand do not: delegations, validation records, CAA."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import as_completed
from dataclasses import replace
from typing import Final, TypeAlias, TypeVar

from pulumi_acm.dns import seen as dns
from pulumi_acm.dns.asking import Resolver, caa_of, look
from pulumi_acm.dns.judging import Status, judge
from pulumi_acm.dns.needed import Needed
from pulumi_acm.names import WILDCARD, parents

from .evidence import (
    Seen,
    State,
    domains_of,
    forbidden,
    is_alive,
    seen_in_zones,
    shared_details,
)
from .facts import PRIVATE_NAME_SERVERS
from .model import Certificate, Inventory, Zone
from .progress import Progress, Step, silent
from .workers import workers
from .zone_index import Zones

_AT_ONCE: Final = 16
_STATES: Final[dict[Status, State]] = {
    "in place": "right",
    "missing": "missing",
    "wrong": "wrong",
    "unknown": "unknown",
}
Question = TypeVar("Question")
Told = TypeVar("Told")
AllSeen: TypeAlias = dict[str, dict[str, Seen]]
"""What was seen, by the ARN of a certificate and the name that it renews by."""


def gather(
    inventory: Inventory, resolver: Resolver | None = None, progress: Progress = silent
) -> AllSeen:
    """Return what is known of each name of the certificates that Amazon has issued.

    Args:
        inventory: what AWS has.
        resolver: whom to ask about what is in no zone at hand; None: nobody.
        progress: is told how far it is.
    """
    zones, asked = Zones(inventory), shared_details(inventory.certificates)
    certificates = [each for each in inventory.certificates if each.type == "AMAZON_ISSUED"]
    found = {each.arn: seen_in_zones(each, zones, asked) for each in certificates}
    if resolver is None:
        return found
    alive = [each for each in certificates if is_alive(each)]
    records = {
        (each.account, domain): _needed(domain, seen)
        for each in alive
        for domain, seen in found[each.arn].items()
        if each.validation_method != "EMAIL" and seen.record_name is not None
        # A CNAME in a zone may lead to the value by another one: only DNS shows what is missing.
        if seen.state in ("unknown", "missing")
    }
    rules = {
        ask
        for each in alive
        for domain in found[each.arn]
        if (ask := zones.caa(domain).ask) is not None and (each.account, domain) not in records
    }
    in_dns = _all(
        records.values(), lambda record: _look(record, resolver), progress, "validation records"
    )
    caa = _all(rules, lambda name: caa_of(name, resolver), progress, "CAA records")
    for each in alive:
        for domain, seen in found[each.arn].items():
            if record := records.get((each.account, domain)):
                found[each.arn][domain] = _completed(each, seen, record, in_dns[record])
            elif (ask := zones.caa(domain).ask) is not None:
                found[each.arn][domain] = _with_caa(each, domain, seen, caa[ask])
    return found


def with_delegations(
    zones: Sequence[Zone],
    certificates: Iterable[Certificate],
    resolver: Resolver,
    progress: Progress = silent,
) -> list[Zone]:
    """Return zones with whether DNS leads to them, where it matters to a certificate.

    Name servers may have names of the user's own, so what DNS says is no verdict: it means that the
    zone proves nothing, and that DNS is asked for what is in it.
    """
    wanted = {
        parent
        for each in certificates
        if is_alive(each)
        for domain in domains_of(each)
        for parent in _upwards(domain)
    }
    asked = {zone.name for zone in zones if zone.name in wanted}
    told = _all(asked, lambda name: resolver.names(name, "NS"), progress, "delegations")
    return [
        replace(zone, delegated=_leads_to(zone, told[zone.name])) if zone.name in told else zone
        for zone in zones
    ]


def _leads_to(zone: Zone, answer: dns.Answer) -> bool | None:
    if answer.failure or not zone.name_servers or _is_private(answer):
        return None
    return not set(zone.name_servers).isdisjoint(answer.values)


def _needed(domain: str, seen: Seen) -> Needed:
    return Needed(
        domain=domain,
        name=str(seen.record_name),
        value=str(seen.record_value),
        names=(domain, WILDCARD + domain),
        certificates=(),
        external=True,
        zone=domain,
    )


def _look(record: Needed, resolver: Resolver) -> dns.Seen:
    """Ask about a record; within a VPC, a private zone hides what ACM would see."""
    told = look(record, resolver)
    if record.value in told.chain or told.failure:
        return told
    for parent in parents(record.domain):
        servers = resolver.names(parent, "NS")
        if _is_private(servers):
            why = f"a private hosted zone {parent} answers here: --resolver with a public one helps"
            return dns.Seen(chain=(), failure=why)
        if servers.values:
            break
    return told


def _is_private(servers: dns.Answer) -> bool:
    return bool(servers.values) and PRIVATE_NAME_SERVERS.issuperset(servers.values)


def _completed(certificate: Certificate, seen: Seen, record: Needed, told: dns.Seen) -> Seen:
    verdict = judge(record, replace(told, caa=dns.Caa()))
    state = _STATES[verdict.status]
    if seen.state == "missing" and state == "unknown":
        # The zone has said it: that DNS cannot say more is no doubt.
        seen = replace(seen, reasons=verdict.reasons)
    else:
        there = told.chain[-1] if state == "wrong" and told.chain else None
        seen = replace(seen, state=state, where="DNS", found=there, reasons=verdict.reasons)
    return _with_caa(certificate, record.domain, seen, told.caa)


def _with_caa(certificate: Certificate, domain: str, seen: Seen, caa: dns.Caa) -> Seen:
    """Add what CAA records forbid; where they cannot be read, nobody knows whether they do."""
    if caa.failure and seen.state == "right":
        reasons = (*seen.reasons, f"its CAA records could not be read: {caa.failure}")
        return replace(seen, state="unknown", reasons=reasons)
    return replace(seen, caa=forbidden(certificate, domain, caa))


def _all(
    questions: Iterable[Question], ask: Callable[[Question], Told], progress: Progress, what: str
) -> dict[Question, Told]:
    """Ask many at once, each once."""
    answers: dict[Question, Told] = {}
    with workers(_AT_ONCE) as pool:
        waiting = {pool.submit(ask, question): question for question in dict.fromkeys(questions)}
        for done, future in enumerate(as_completed(waiting), start=1):
            answers[waiting[future]] = future.result()
            progress(Step(what, done, len(waiting)))
    return answers


def _upwards(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]
