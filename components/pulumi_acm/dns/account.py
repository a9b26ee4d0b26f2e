"""The public hosted zones of the account, and whether DNS delegates to them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pulumi_acm.zone_listing import listed
from pulumi_acm.zones import longest

from .asking import Resolver
from .needed import dns_name
from .seen import Delegation

if TYPE_CHECKING:
    import boto3


def delegations(
    domains: Iterable[str], session: "boto3.Session", resolver: Resolver
) -> dict[str, Delegation]:
    """Return, for each name that a public hosted zone of the account would hold, its delegation.

    Raises:
        botocore.exceptions.BotoCoreError, ClientError: Route 53 cannot be read.
    """
    zones: dict[str, list[str]] = {}
    for each in listed(session):
        if not each.private:
            zones.setdefault(each.name, []).append(each.id)
    held = {name: zone for name in domains if (zone := longest(name, zones)) is not None}
    by_zone = {zone: _delegation(zone, zones[zone], session, resolver) for zone in {*held.values()}}
    return {name: by_zone[zone] for name, zone in held.items()}


def _delegation(
    zone: str, ids: list[str], session: "boto3.Session", resolver: Resolver
) -> Delegation:
    route53 = session.client("route53")
    servers = {
        dns_name(server)
        for each in ids
        for server in route53.get_hosted_zone(Id=each)["DelegationSet"]["NameServers"]
    }
    return Delegation(zone, ", ".join(ids), frozenset(servers), resolver.names(zone, "NS"))
