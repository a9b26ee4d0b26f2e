"""Certificates that ACM has issued, as components, one for several regions. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final

from pulumi_acm.audit.model import Record, Zone
from pulumi_acm.certificate_spec import CertificateSpec, parse
from pulumi_acm.limits import CLOUDFRONT_REGION
from pulumi_acm.names import validation_name
from pulumi_acm.zones import HostedZone, longest

from .model import CERTIFICATE, RECORD, Code, Found, LeftOut, Part, Resource
from .naming import Names

WAIT: Final = Code("WAIT")
ALIVE: Final = ("ISSUED", "PENDING_VALIDATION")
_LONG_AGO: Final = datetime.min.replace(tzinfo=timezone.utc)


@dataclass(frozen=True)
class Dns:
    """The public hosted zones of the account, and the validation records in them."""

    zones: Sequence[Zone] = ()
    records: Sequence[Record] = ()
    managed: Collection[str] = ()
    """Ids of what stacks manage already."""

    def holding(self, name: str) -> list[HostedZone]:
        """Return the zones that a component would look into: of the longest name."""
        by_name: dict[str, list[HostedZone]] = {}
        for each in self.zones:
            by_name.setdefault(each.name, []).append(HostedZone(each.id, each.name))
        found = longest(name, by_name)
        return sorted(by_name[found], key=lambda zone: zone.id) if found else []

    def written(self, wanted: tuple[str, str]) -> list[Record]:
        """Return the records that are what ACM asks for, by name and value."""
        return [each for each in self.records if (each.name, each.value) == wanted]


@dataclass(frozen=True)
class _Dns:
    """What the validation of one certificate comes to."""

    zones: dict[str, str]
    resources: tuple[Resource, ...]
    external: tuple[str, ...]
    comments: tuple[str, ...]


def certificate_parts(
    found: Iterable[Found], dns: Dns, names: Names, home: str, edge: Collection[str]
) -> Iterator[Part | LeftOut]:
    """Yield a component for each set of certificates that one request would make.

    Args:
        found: certificates that were requested.
        dns: where their records are.
        names: hands out the components' names.
        home: the region that is first where a certificate is in several.
        edge: ARNs of the certificates that CloudFront serves, or an edge-optimized API.
    """
    for together in _together(found):
        regions = sorted(together, key=lambda region: (region != home, region))
        if CLOUDFRONT_REGION in together and len(regions) > 1 and home not in together:
            regions.sort(key=lambda region: (region == CLOUDFRONT_REGION, region))
        one = together[regions[0]]
        name = names.take(one.names[0])
        validated = _validated(one, dns, name)
        args = _args(together, regions, validated, edge)
        spec, problems = parse({key: _plain(value) for key, value in args.items()})
        if problems or spec is None:
            why = "; ".join(str(each) for each in problems)
            yield LeftOut(f"{one.names[0]} in {', '.join(regions)}", why)
            continue
        yield Part(
            component="Certificate",
            name=name,
            args=args,
            resources=(
                *(Resource(CERTIFICATE, f"{name}/{r}", together[r].arn) for r in _all(spec)),
                *validated.resources,
            ),
            comments=(*_comments(one), *validated.comments),
            arns={region: together[region].arn for region in regions},
        )


def _together(found: Iterable[Found]) -> Iterator[dict[str, Found]]:
    """Yield certificates by region that differ in nothing else; the oldest ones first."""
    alike: dict[Any, dict[str, list[Found]]] = {}
    for each in sorted(found, key=lambda one: (one.created_at or _LONG_AGO, one.arn)):
        key = (
            each.names[0],
            frozenset(each.names),
            each.key_algorithm,
            each.validation,
            each.export,
            frozenset(each.tags.items()),
        )
        alike.setdefault(key, {}).setdefault(each.region, []).append(each)
    for _, by_region in sorted(alike.items(), key=lambda item: _order(item[1])):
        for number in range(max(map(len, by_region.values()))):
            yield {
                region: those[number] for region, those in by_region.items() if number < len(those)
            }


def _order(by_region: Mapping[str, list[Found]]) -> tuple[str, str]:
    first = min((each for those in by_region.values() for each in those), key=lambda one: one.arn)
    return first.names[0], first.arn


def _args(
    together: Mapping[str, Found], regions: Sequence[str], dns: _Dns, edge: Collection[str]
) -> dict[str, Any]:
    one = together[regions[0]]
    primary, *others = one.names
    at_edge = together.get(CLOUDFRONT_REGION)
    cloudfront = len(regions) > 1 and at_edge is not None and at_edge.arn in edge
    args: dict[str, Any] = {
        "domains": [primary, *sorted(others)],
        "regions": [r for r in regions if r != CLOUDFRONT_REGION or not cloudfront],
    }
    if cloudfront:
        args["cloudfront"] = True
    if one.validation == "EMAIL":
        args["validation"] = "EMAIL"
    if dns.zones:
        args["zones"] = dns.zones
    if one.key_algorithm != "RSA_2048":
        args["key_algorithm"] = one.key_algorithm
    if one.export:
        args["export"] = True
    if one.tags:
        args["tags"] = dict(sorted(one.tags.items()))
    if one.validation != "EMAIL" and not dns.external:
        args["wait"] = WAIT
    return args


def _all(spec: CertificateSpec) -> list[str]:
    return spec.regions_or(str)


def _plain(value: Any) -> Any:
    return False if value is WAIT else value


def _validated(one: Found, dns: Dns, name: str) -> _Dns:
    """Return what the component will look for in DNS, and what of it is there."""
    zones: dict[str, str] = {}
    resources: list[Resource] = []
    external: list[str] = []
    comments: list[str] = []
    is_said = False
    if one.validation == "EMAIL":
        return _Dns({}, (), (), ())
    for domain in dict.fromkeys(map(validation_name, one.names)):
        holding = dns.holding(domain)
        if not holding:
            external.append(domain)
            continue
        here = [zone.id for zone in holding]
        records = dns.written(one.wanted[domain]) if domain in one.wanted else []
        # The zone that the component finds by itself comes first.
        records.sort(key=lambda record: (record.zone_id not in here, record.zone_id))
        zones[domain] = records[0].zone_id if records else here[0]
        is_said = is_said or here != [zones[domain]]
        if records:
            record_id = f"{zones[domain]}_{records[0].name}_CNAME"
            resources.append(Resource(RECORD, f"{name}/{domain}", record_id))
            if record_id in dns.managed:
                comments.append(
                    f"Another stack has the validation record of {domain} as well: see to it that "
                    "it does not delete it (keep_validation_records, retainOnDelete)."
                )
            continue
        comments.append(
            f"The validation record of {domain} is not in {holding[0].name}: the first `up` "
            "writes it, and without it the certificate would not renew."
        )
        if len(here) > 1:
            comments.append(
                f"There are several public zones {holding[0].name} ({', '.join(here)}): see to "
                "which one DNS delegates."
            )
    if external:
        comments.append(
            f"No hosted zone of this account holds {', '.join(external)}: the records are kept "
            "elsewhere."
        )
    # All of them or none: what is said of a domain holds for those below it as well.
    return _Dns(zones if is_said else {}, tuple(resources), tuple(external), tuple(comments))


def _comments(one: Found) -> Iterator[str]:
    if one.status != "ISSUED":
        yield f"It is not issued: {one.status}."
    if one.validation_domains:
        listed = ", ".join(f"{name}: {domain}" for name, domain in one.validation_domains)
        yield (
            f"Mails go to other domains than the names ({listed}). The AWS provider cannot read "
            "that from AWS, and would replace the certificate if it were said here."
        )
