"""What zones tell of a name: who holds it, whose record is in it, which CAA records hold."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from pulumi_acm.audit.model import Certificate, Inventory, Record, Zone
from pulumi_acm.audit.zone_index import Governing, Zones
from pulumi_acm.dns.caa import Property
from pulumi_acm.dns.seen import Caa

ME, OTHER = "111111111111", "222222222222"
OURS = ('0 issue "amazon.com"', '128 iodef "mailto:a@b.c"')
PARSED = (Property(0, "issue", "amazon.com"), Property(128, "iodef", "mailto:a@b.c"))


def zone(name: str, id_: str = "Z1", account: str = ME, **more: Any) -> Zone:
    """Return a zone."""
    return Zone(account, id_, name, **more)


def record(domain: str, zone_id: str = "Z1", value: str = "_v.x.acm-validations.aws") -> Record:
    """Return a validation record."""
    return Record(ME, zone_id, "example.com", f"_{value[1]}.{domain}", value)


def certificate(*names: str, account: str = ME, status: str = "ISSUED") -> Certificate:
    """Return one that ACM has issued."""
    arn = f"arn:aws:acm:eu-west-1:{account}:certificate/{'-'.join(names)}"
    return Certificate(
        arn,
        account,
        "eu-west-1",
        names,
        status,
        "AMAZON_ISSUED",
        "RSA_2048",
        in_use=True,
        validation_method="DNS",
    )


def zones(*found: Zone, records: Any = (), certificates: Any = ()) -> Zones:
    """Return an index."""
    return Zones(
        Inventory(
            datetime.now(timezone.utc),
            (ME,),
            (),
            certificates=tuple(certificates),
            zones=found,
            records=tuple(records),
        )
    )


def test_the_longest_zone_holds_a_name() -> None:
    """On a label boundary."""
    index = zones(zone("example.com"), zone("dev.example.com", "Z2"))
    assert [each.id for each in index.of("a.dev.example.com")] == ["Z2"]
    assert [each.id for each in index.of("dev.example.com")] == ["Z2"]
    assert [each.id for each in index.of("adev.example.com")] == ["Z1"]
    assert index.of("example.org") == []


def test_what_a_zone_delegates_is_not_in_it() -> None:
    """The name itself and all below it."""
    index = zones(zone("example.com", cuts=("dev.example.com",)))
    assert index.of("dev.example.com") == index.of("a.b.dev.example.com") == []
    assert [each.id for each in index.of("example.com")] == ["Z1"]
    assert [each.id for each in index.of("a.example.com")] == ["Z1"]


def test_a_zone_that_dns_does_not_lead_to_holds_nothing() -> None:
    """Of two with the same name, the one that DNS leads to."""
    index = zones(zone("example.com", delegated=False), zone("example.com", "Z2", delegated=True))
    assert [each.id for each in index.of("example.com")] == ["Z2"]
    assert zones(zone("example.com", delegated=False)).of("example.com") == []


def test_the_only_record() -> None:
    """It is this account's if nobody else wants one of the name."""
    mine = [certificate("example.com", "*.example.com")]
    index = zones(zone("example.com"), records=[record("example.com")], certificates=mine)
    assert index.only("example.com", ME) == record("example.com")
    assert index.only("www.example.com", ME) is None


@pytest.mark.parametrize("status", ["ISSUED", "PENDING_VALIDATION"])
def test_a_record_that_two_accounts_want(status: str) -> None:
    """It can be the right one of one of them only."""
    both = [certificate("example.com"), certificate("example.com", account=OTHER, status=status)]
    index = zones(zone("example.com"), records=[record("example.com")], certificates=both)
    assert index.only("example.com", ME) is None


def test_several_records() -> None:
    """Which one is right, the zone does not say; the same one in two zones is one."""
    two = [record("example.com"), record("example.com", value="_w.x.acm-validations.aws")]
    assert zones(zone("example.com"), records=two).only("example.com", ME) is None
    same = [record("example.com"), record("example.com", "Z2")]
    index = zones(zone("example.com"), zone("example.com", "Z2"), records=same)
    assert index.only("example.com", ME) == same[0]
    index = zones(zone("example.com"), zone("example.com", "Z2"), records=same[:1])
    assert index.only("example.com", ME) is None  # DNS may lead to the other one


def test_a_record_where_nobody_looks() -> None:
    """In a zone above the one that holds the name."""
    index = zones(
        zone("example.com"), zone("dev.example.com", "Z2"), records=[record("a.dev.example.com")]
    )
    assert index.records("a.dev.example.com") == []


def test_caa_of_the_closest_domain() -> None:
    """The climb ends at the first that has any."""
    rules = (("example.com", OURS), ("b.example.com", ('0 issue ";"',)))
    index = zones(zone("example.com", caa=rules))
    assert index.caa("www.example.com") == Governing(Caa("example.com", PARSED))
    assert index.caa("*.a.b.example.com").caa.at == "b.example.com"


def test_caa_that_the_zones_do_not_tell() -> None:
    """Above the zone, and below a delegation, DNS has to be asked."""
    index = zones(zone("dev.example.com"))
    assert index.caa("a.dev.example.com") == Governing(ask="example.com")
    assert zones(zone("example.com")).caa("a.example.com") == Governing()
    assert zones(zone("example.co.uk")).caa("a.example.co.uk") == Governing(ask="co.uk")
    cut = zones(zone("example.com", cuts=("dev.example.com",)))
    assert cut.caa("a.dev.example.com") == Governing(ask="a.dev.example.com")


def test_caa_where_a_cname_leads() -> None:
    """The target's records hold (RFC 8659, section 3); Amazon's own forbid nothing."""
    aliases = (
        ("www.example.com", "target.example.com"),
        ("cdn.example.com", "d1.cloudfront.net"),
        ("shop.example.com", "shops.example.net"),
        ("loop.example.com", "loop.example.com"),
    )
    rules = (("target.example.com", OURS),)
    index = zones(zone("example.com", caa=rules, aliases=aliases))
    assert index.caa("www.example.com") == Governing(Caa("www.example.com", PARSED))
    assert index.caa("cdn.example.com") == Governing()
    assert index.caa("shop.example.com") == Governing(ask="shop.example.com")
    assert index.caa("loop.example.com") == Governing(ask="loop.example.com")


def test_caa_that_nobody_sees() -> None:
    """Of a zone that delegates the name; of one of two zones, DNS has to be asked."""
    forbidding = (("a.dev.example.com", ('0 issue ";"',)), ("example.com", OURS))
    parent = zone("example.com", "Z2", caa=forbidding, cuts=("dev.example.com",))
    index = zones(zone("dev.example.com"), parent)
    assert index.caa("a.dev.example.com").caa == Caa("example.com", PARSED)
    twins = zones(zone("example.com"), zone("example.com", "Z2", caa=(("example.com", OURS),)))
    assert twins.caa("a.example.com") == Governing(ask="example.com")
    led = (("a.example.com", "b.example.com"),)
    twins = zones(zone("example.com"), zone("example.com", "Z2", aliases=led))
    assert twins.caa("a.example.com") == Governing(ask="a.example.com")


def test_a_cname_in_the_place_of_a_record() -> None:
    """It may lead to what ACM asks for."""
    aliases = (("_v.example.com", "validations.example.net"),)
    index = zones(zone("example.com", aliases=aliases))
    assert index.leads_on("_v.example.com") == "validations.example.net"
    assert index.leads_on("_w.example.com") is None
