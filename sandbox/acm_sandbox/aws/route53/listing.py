"""The three listings of Route 53, each with its own way to turn pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from . import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .zones import Zone

# botocore's route53 model: "Amazon Route 53 returns a maximum of 100 items in each response".
ZONES_PAGE = 100
# botocore's route53 model: "ListResourceRecordSets returns up to 300 resource record sets at a
# time".
RECORDS_PAGE = 300


def zones(found: Iterable[Zone], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """List zones by id; the marker is the id of the next page's first."""
    marker = parameters.get("Marker", "")
    size = _size(parameters, ZONES_PAGE)
    private_only = "HostedZoneType" in parameters  # it has one value only
    ordered = sorted(
        (zone for zone in found if zone.id >= marker and (zone.private or not private_only)),
        key=lambda zone: zone.id,
    )
    answer: dict[str, Any] = {
        "HostedZones": [zone.shown() for zone in ordered[:size]],
        "Marker": marker,
        "IsTruncated": len(ordered) > size,
        "MaxItems": str(size),
    }
    if answer["IsTruncated"]:
        answer["NextMarker"] = ordered[size].id
    return answer


def zones_by_name(found: Iterable[Zone], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """List zones by name, from the given name (and id) on."""
    name, zone_id = parameters.get("DNSName"), parameters.get("HostedZoneId")
    if zone_id is not None and name is None:
        raise AwsError("InvalidInput", "hostedzoneid cannot be specified without dnsname")
    size = _size(parameters, ZONES_PAGE)
    first = (names.sort_key(names.normal(name)) if name else "", zone_id or "")
    ordered = sorted(
        (zone for zone in found if (names.sort_key(zone.name), zone.id) >= first),
        key=lambda zone: (names.sort_key(zone.name), zone.id),
    )
    answer: dict[str, Any] = {
        "HostedZones": [zone.shown() for zone in ordered[:size]],
        "DNSName": name,
        "HostedZoneId": zone_id,
        "IsTruncated": len(ordered) > size,
        "MaxItems": str(size),
    }
    if answer["IsTruncated"]:
        answer["NextDNSName"] = ordered[size].name
        answer["NextHostedZoneId"] = ordered[size].id
    return answer


def records(zone: Zone, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """List the record sets of a zone, from the given name (and type) on."""
    name, record_type = parameters.get("StartRecordName"), parameters.get("StartRecordType")
    if record_type is not None and name is None:
        # botocore's route53 model: "specifying type without specifying name returns an InvalidInput
        # error".
        raise AwsError("InvalidInput", "type cannot be specified without name")
    size = _size(parameters, RECORDS_PAGE)
    first = (names.sort_key(names.normal(name)) if name else "", record_type or "")
    ordered = sorted(
        (item for item in zone.records.values() if (names.sort_key(item.name), item.type) >= first),
        key=lambda item: (names.sort_key(item.name), item.type),
    )
    answer: dict[str, Any] = {
        "ResourceRecordSets": [item.shown() for item in ordered[:size]],
        "IsTruncated": len(ordered) > size,
        "MaxItems": str(size),
    }
    if answer["IsTruncated"]:
        answer["NextRecordName"] = ordered[size].name
        answer["NextRecordType"] = ordered[size].type
    return answer


def _size(parameters: Mapping[str, Any], largest: int) -> int:
    """Read MaxItems, which is a string in this API; more than a page is a page."""
    given = parameters.get("MaxItems", str(largest))
    if not given.isdecimal() or int(given) < 1:
        raise AwsError("InvalidInput", f"maxitems is {given!r}: it must be a number of at least 1")
    return min(int(given), largest)
