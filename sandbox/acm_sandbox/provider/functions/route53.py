"""`aws:route53/...`: which hosted zones there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.services import route53

if TYPE_CHECKING:
    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props


def get_zone(call: Call, args: Props) -> Props:
    """Find one hosted zone, by its id or by its name and more."""
    if args.get("zoneId") and args.get("name"):
        raise ProviderError("only one of `zone_id` or `name` may be set")
    if args.get("zoneId"):
        identifier = route53.zone_id(args["zoneId"])
        found = route53.get_zone(call, identifier)
        if found is None:
            raise ProviderError(
                f"reading Route 53 Hosted Zone ({identifier}): couldn't find resource",
            )
    else:
        found = _search(call, args)
    zone = found["HostedZone"]
    identifier = route53.zone_id(zone["Id"])
    servers = route53.name_servers(call, found)
    service = zone.get("LinkedService") or {}
    return {
        "arn": f"arn:aws:route53:::hostedzone/{identifier}",
        "callerReference": zone.get("CallerReference", ""),
        "comment": zone.get("Config", {}).get("Comment", ""),
        "enableAcceleratedRecovery": False,
        "id": identifier,
        "linkedServiceDescription": service.get("Description", ""),
        "linkedServicePrincipal": service.get("ServicePrincipal", ""),
        "name": route53.clean_name(zone["Name"]),
        "nameServers": sorted(servers),
        "primaryNameServer": servers[0] if servers else "",
        "privateZone": bool(zone.get("Config", {}).get("PrivateZone")),
        "resourceRecordSetCount": zone.get("ResourceRecordSetCount", 0),
        "tags": route53.zone_tags(call, identifier),
        "vpcId": args.get("vpcId"),
        "zoneId": identifier,
    }


def get_zones(call: Call, args: Props) -> Props:
    """List the ids of all hosted zones."""
    del args
    return {
        "id": call.settings.region,
        "ids": [route53.zone_id(zone["Id"]) for zone in _all(call)],
    }


def _all(call: Call) -> list[Any]:
    with doing("reading Route 53 Hosted Zones"):
        pages = route53.client(call).get_paginator("list_hosted_zones").paginate()
        return [zone for page in pages for zone in page["HostedZones"]]


def _search(call: Call, args: Props) -> Any:
    if not args.get("name") and not args.get("tags") and not args.get("vpcId"):
        raise ProviderError("one of `zone_id`, `name`, `tags` or `vpc_id` must be set")
    # A VPC only ever sees private zones.
    private = bool(args.get("privateZone") or args.get("vpcId"))
    name = route53.clean_name(args.get("name") or "")
    matching = []
    for zone in _all(call):
        if name and route53.clean_name(zone["Name"]) != name:
            continue
        if bool(zone.get("Config", {}).get("PrivateZone")) != private:
            continue
        if full := _matching(call, zone, args):
            matching.append(full)
    if not matching:
        raise ProviderError("no matching Route 53 Hosted Zone found")
    if len(matching) > 1:
        raise ProviderError(
            "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches "
            "to a single Route 53 Hosted Zone",
        )
    return matching[0]


def _matching(call: Call, zone: Any, args: Props) -> Any:
    """Give the whole of a zone if it has the VPC and the tags asked for."""
    identifier = route53.zone_id(zone["Id"])
    if wanted := args.get("tags"):
        tags = route53.zone_tags(call, identifier)
        if any(tags.get(key) != value for key, value in wanted.items()):
            return None
    full = route53.get_zone(call, identifier)
    if full and (vpc := args.get("vpcId")):
        return full if any(one.get("VPCId") == vpc for one in full.get("VPCs") or []) else None
    return full
