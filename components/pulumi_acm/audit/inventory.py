"""All that AWS has that bears on certificates, in as few calls as there can be."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from pulumi_acm.limits import CLOUDFRONT_REGION
from pulumi_acm.names import parents

from . import describing
from .accounts import Who, opened
from .attachments import api_gateway, classic, cloudfront, load_balancers
from .clients import ATTEMPTS, Clients
from .enabled import enabled
from .evidence import most_useful
from .facts import DESCRIBED_MAX
from .hosted_zones import hosted_zones
from .listing import certificates as listed
from .lookups import with_delegations
from .model import Attachment, Certificate, Gap, Inventory, Quota, Record, Scope, Zone
from .progress import Progress, silent
from .quotas import quotas
from .reading import Access, Reader
from .tasks import Tasks
from .workers import workers
from .zone_index import Zones

if TYPE_CHECKING:
    from pulumi_acm.dns.asking import Resolver

_AT_ONCE: Final = 16
Places: TypeAlias = Sequence[tuple[Access, str]]
"""Accounts with their regions."""


@dataclass(frozen=True)
class Wanted:
    """What is to be read."""

    who: Who = field(default_factory=Who)
    regions: tuple[str, ...] = ()
    """None: all that an account has switched on."""
    attachments: bool = True
    quotas: bool = True
    serials: bool = False
    """Whether the probe will want the serial numbers that listings do not tell."""
    described_max: int = DESCRIBED_MAX
    attempts: int = ATTEMPTS
    """Of one request, before it is given up."""


def take(
    wanted: Wanted | None = None,
    *,
    resolver: "Resolver | None" = None,
    progress: Progress = silent,
) -> Inventory:
    """Read what AWS has; what could not be read is in `gaps`.

    Args:
        wanted: what to read; by default the default session's account, in all its regions.
        resolver: who tells whether DNS leads to the hosted zones; None: nobody, and it is taken to.
        progress: is told how far it is.
    """
    wanted = wanted or Wanted()
    with workers(_AT_ONCE) as pool:
        tasks = Tasks(Clients(wanted.attempts), pool, progress)
        return _taken(wanted, tasks, resolver, progress)


def _taken(
    wanted: Wanted, tasks: Tasks, resolver: "Resolver | None", progress: Progress
) -> Inventory:
    accesses, gaps = opened(wanted.who, tasks.clients, tasks.pool)
    tasks.gaps += gaps
    places = _places(tasks, accesses, wanted.regions)
    zones, records, certificates = _listings(tasks, accesses, places)
    if resolver is not None:
        zones = with_delegations(zones, certificates, resolver, progress)
    found = Inventory(
        taken_at=datetime.now(timezone.utc),
        accounts=tuple(access.account for access in accesses),
        regions=tuple(sorted({region for _, region in places})),
        all_regions=not wanted.regions,
        certificates=tuple(certificates),
        zones=tuple(zones),
        records=tuple(records),
    )
    found = replace(found, certificates=_described(tasks, accesses, found, wanted))
    if wanted.attachments:
        found = replace(found, attachments=_attachments(tasks, places, found.certificates))
    if wanted.quotas:
        found = replace(found, quotas=_quotas(tasks, accesses, found))
    clients = tasks.clients
    return replace(found, gaps=tuple(tasks.gaps), calls=clients.calls(), retries=clients.retries())


def _places(tasks: Tasks, accesses: Sequence[Access], regions: Sequence[str]) -> Places:
    if regions:
        return [(access, region) for access in accesses for region in dict.fromkeys(regions)]
    found = tasks.all("regions", [tasks.new(access, None, enabled) for access in accesses])
    return [
        (access, region) for access, told in zip(accesses, found, strict=True) for region in told
    ]


def _listings(
    tasks: Tasks, accesses: Sequence[Access], places: Places
) -> tuple[list[Zone], list[Record], list[Certificate]]:
    of_zones = [tasks.new(access, None, hosted_zones) for access in accesses]
    running = tasks.start(of_zones)
    of_certificates = [tasks.new(*place, listed) for place in places]
    certificates = [each for found in tasks.all("certificates", of_certificates) for each in found]
    contents = [each for of in tasks.collect("hosted zones", of_zones, running) for each in of]
    records = [record for _, within in contents for record in within]
    return _telling([zone for zone, _ in contents], records, certificates), records, certificates


def _telling(
    zones: Iterable[Zone], records: Iterable[Record], certificates: Iterable[Certificate]
) -> list[Zone]:
    """Keep of the zones what bears on certificates: the rest may be very much."""
    owners = {owner for each in certificates for name in each.names for owner in parents(name)}
    targets = {each.name for each in records}
    domains = {each.domain for each in records}
    return [
        replace(
            zone,
            aliases=tuple(e for e in zone.aliases if _bears(e[0], owners) or e[1] in targets),
            hosts=tuple(e for e in zone.hosts if not domains.isdisjoint((e, e.partition(".")[2]))),
        )
        for zone in zones
    ]


def _bears(owner: str, names: Collection[str]) -> bool:
    """Tell whether a CNAME is at a certificate's name or above it, or at a validation record's."""
    label, _, below = owner.partition(".")
    return owner in names or (label.startswith("_") and below in names)


def _described(
    tasks: Tasks, accesses: Sequence[Access], found: Inventory, wanted: Wanted
) -> tuple[Certificate, ...]:
    known = {each.arn: each for each in found.certificates}
    doubtful = most_useful(found.certificates, Zones(found), len(known))
    chosen = doubtful[: wanted.described_max]
    if left := doubtful[len(chosen) :]:
        tasks.gaps.append(_not_described(left))
    known |= _again(tasks, accesses, chosen, describing.described)
    if wanted.serials:
        bodies = [each for each in known.values() if describing.needs_body(each)]
        known |= _again(tasks, accesses, bodies, describing.with_serials)
    return tuple(known.values())


def _again(
    tasks: Tasks,
    accesses: Sequence[Access],
    certificates: Iterable[Certificate],
    read: Callable[[Sequence[Certificate], Reader], list[Certificate]],
) -> dict[str, Certificate]:
    """Read more of certificates, by their ARNs."""
    of_places = [
        tasks.new(access, region, partial(read, within))
        for access, region, within in _by_place(accesses, certificates)
    ]
    return {each.arn: each for found in tasks.all("details", of_places) for each in found}


def _not_described(left: Sequence[Certificate]) -> Gap:
    accounts = {each.account for each in left}
    regions = {each.region for each in left}
    return Gap(
        Scope(
            accounts.pop() if len(accounts) == 1 else "several accounts",
            regions.pop() if len(regions) == 1 else None,
        ),
        f"details of {len(left)} certificates that the listings leave in doubt",
        f"so many were not described, beginning with {left[0].arn}",
        "allow more (pulumi-acm audit --describe-at-most): AWS answers ten in a second",
    )


def _attachments(
    tasks: Tasks, places: Places, certificates: Iterable[Certificate]
) -> tuple[Attachment, ...]:
    owners = {each.account for each in certificates}
    # A service can have a certificate only where ACM says that something has one.
    used = {(each.account, each.region) for each in certificates if each.in_use is not False}
    reading = [
        tasks.new(access, None, cloudfront.attachments)
        for access in {access.account: access for access, _ in places}.values()
        if access.account in owners and access.partition == "aws"
    ]
    for access, region in places:
        here, edge = (access.account, region), (access.account, CLOUDFRONT_REGION)
        if here in used:
            reading.append(tasks.new(access, region, load_balancers.attachments))
            reading.append(tasks.new(access, region, classic.attachments))
        if used & {here, edge}:
            # Edge-optimized names are in any region, their certificates in CloudFront's.
            reading.append(tasks.new(access, region, api_gateway.attachments))
    return tuple(each for read in tasks.all("services", reading) for each in read)


def _quotas(tasks: Tasks, accesses: Sequence[Access], found: Inventory) -> tuple[Quota, ...]:
    of_places = [
        tasks.new(access, region, partial(quotas, within, found.taken_at))
        for access, region, within in _by_place(accesses, found.certificates)
    ]
    return tuple(each for read in tasks.all("quotas", of_places) for each in read)


def _by_place(
    accesses: Sequence[Access], certificates: Iterable[Certificate]
) -> list[tuple[Access, str, list[Certificate]]]:
    by_account = {access.account: access for access in accesses}
    found: dict[tuple[str, str], list[Certificate]] = {}
    for each in certificates:
        found.setdefault((each.account, each.region), []).append(each)
    return [(by_account[account], region, within) for (account, region), within in found.items()]
