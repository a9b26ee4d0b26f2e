"""What a hosted zone is made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from acm_sandbox.aws.route53.zones import name_servers

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_a_zone_begins_with_its_ns_and_soa_records(world: World) -> None:
    """Route 53 guide, "NS and SOA records that Route 53 creates"."""
    zone = world.zone("example.com")
    servers = world.route53.get_hosted_zone(Id=zone)["DelegationSet"]["NameServers"]
    ns, soa = world.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    assert (ns["Name"], ns["Type"], ns["TTL"]) == ("example.com.", "NS", 172800)
    assert [entry["Value"] for entry in ns["ResourceRecords"]] == [f"{name}." for name in servers]
    assert (soa["Type"], soa["TTL"]) == ("SOA", 900)
    assert soa["ResourceRecords"][0]["Value"] == (
        f"{servers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"
    )


def test_zones_have_name_servers_of_their_own() -> None:
    """Route 53 guide: four, of four top-level domains; zones of the same name share none."""
    first, second = (name_servers(zone, private=False) for zone in ("Z1", "Z2"))
    assert set(first).isdisjoint(second)
    for server, ending in zip(first, ("com", "net", "org", r"co\.uk"), strict=True):
        assert re.fullmatch(rf"ns-\d+\.awsdns-\d\d\.{ending}", server)


def test_private_zones_share_theirs() -> None:
    """Route 53 guide, "Private hosted zones": reserved name servers that nobody asks."""
    assert name_servers("Z1", private=True) == name_servers("Z2", private=True)
    assert name_servers("Z1", private=True)[0] == "ns-0.awsdns-00.com"
