"""What DNS adds to the zones, with a name server on loopback."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.acm.names import validation_record
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.lookups import gather, with_delegations
from pulumi_acm.audit.model import Inventory
from pulumi_acm.dns.asking import Resolver
from support.dns_server import SILENT, DnsServer, serving
from unit.components.audit.test_evidence import with_detail
from unit.components.audit.test_zone_index import ME, certificate, record, zone
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import HOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulumi_acm.audit.evidence import Seen
    from pulumi_acm.audit.model import Certificate, Zone
    from unit.sandbox.aws.support import World

VALUE = "_v.x.acm-validations.aws"
FORBIDDING = ['0 issue "letsencrypt.org"']


@pytest.fixture
def server() -> Iterator[DnsServer]:
    """A name server that knows nothing yet."""
    with serving() as found:
        yield found


def resolver(server: DnsServer, seconds: float = 5) -> Resolver:
    """Ask it."""
    return Resolver(seconds, "127.0.0.1", server.port)


def seen(server: DnsServer, made: Certificate, *zones: Zone, records: Any = ()) -> Seen:
    """Return what is known of the one name of a certificate."""
    inventory = Inventory(
        datetime.now(timezone.utc),
        (ME,),
        (),
        certificates=(made,),
        zones=zones,
        records=tuple(records),
    )
    (found,) = gather(inventory, resolver(server, 0.5))[made.arn].values()
    return found


ELSEWHERE = with_detail(certificate("www.example.org"))


def test_a_name_that_no_zone_holds(server: DnsServer) -> None:
    """DNS has the record, or another one, or none."""
    assert seen(server, ELSEWHERE).state == "missing"
    server.cname("_v.www.example.org", VALUE)
    said = seen(server, ELSEWHERE)
    assert (said.state, said.where, said.found) == ("right", "DNS", None)
    server.cname("_v.www.example.org", "_w.x.acm-validations.aws")
    said = seen(server, ELSEWHERE)
    assert (said.state, said.found) == ("wrong", "_w.x.acm-validations.aws")
    assert (said.record_name, said.record_value) == ("_v.www.example.org", VALUE)


def test_what_else_is_there(server: DnsServer) -> None:
    """As `pulumi-acm records --check` says it."""
    server.records["_v.www.example.org.", "TXT"] = [f'"{VALUE}"']
    said = seen(server, ELSEWHERE)
    assert said.state == "wrong"
    assert said.reasons == (f'there is TXT "{VALUE}"; it has to be a CNAME',)


def test_dns_that_does_not_say(server: DnsServer) -> None:
    """That is no state."""
    server.broken["_v.www.example.org."] = SILENT
    said = seen(server, ELSEWHERE)
    assert said.state == "unknown"
    assert said.reasons == ("DNS could not say: no answer within 0.5 s",)


def test_a_chain_that_begins_in_a_zone(server: DnsServer) -> None:
    """A zone at hand has no record of ACM's, but one that leads to it: DNS shows it."""
    made = with_detail(certificate("www.example.com"))
    assert seen(server, made, zone("example.com")).state == "missing"
    server.cname("_v.www.example.com", "validations.example.net")
    server.cname("validations.example.net", VALUE)
    said = seen(server, made, zone("example.com"))
    assert (said.state, said.where) == ("right", "DNS")
    server.broken["_v.www.example.com."] = "SERVFAIL"
    said = seen(server, made, zone("example.com"))
    assert (said.state, said.where) == ("missing", "hosted zone example.com (Z1)")


def test_what_the_zones_say_is_not_asked(server: DnsServer) -> None:
    """Nothing at all, for healthy names."""
    made = certificate("example.com", "*.example.com")
    said = seen(server, made, zone("example.com"), records=[record("example.com")])
    assert said.state == "right"
    assert server.asked == []


@pytest.mark.parametrize(
    "change",
    [
        {"renewal_eligibility": "INELIGIBLE"},
        {"status": "EXPIRED"},
        {"validation_method": "EMAIL"},
    ],
)
def test_records_that_nobody_will_ask_for(server: DnsServer, change: dict[str, Any]) -> None:
    """What will not be renewed by them."""
    seen(server, replace(ELSEWHERE, **change))
    assert not [kind for name, kind in server.asked if name.startswith("_v.")]


def test_caa_that_forbids(server: DnsServer) -> None:
    """Of names elsewhere; and above a zone at hand, and where its names lead."""
    server.records["example.org.", "CAA"] = FORBIDDING
    server.cname("_v.www.example.org", VALUE)
    said = seen(server, ELSEWHERE)
    assert (said.state, said.caa) == ("right", 'example.org: 0 issue "letsencrypt.org"')

    made, records = certificate("a.dev.example.com"), [record("a.dev.example.com")]
    server.records["example.com.", "CAA"] = FORBIDDING
    said = seen(server, made, zone("dev.example.com"), records=records)
    assert (said.state, said.caa) == ("right", 'example.com: 0 issue "letsencrypt.org"')
    server.asked.clear()
    said = seen(server, made, zone("dev.example.com"), zone("example.com", "Z2"), records=records)
    assert (said.state, said.caa, server.asked) == ("right", None, [])

    server.records["shops.example.net.", "CAA"] = FORBIDDING
    server.cname("a.dev.example.com", "shops.example.net")
    within = zone("dev.example.com", aliases=(("a.dev.example.com", "shops.example.net"),))
    said = seen(server, made, within, records=records)
    assert said.caa == 'a.dev.example.com: 0 issue "letsencrypt.org"'


def test_caa_that_cannot_be_read(server: DnsServer) -> None:
    """Nobody knows whether it forbids: ACM refuses where it gets no answer, too."""
    server.broken["example.com."] = "SERVFAIL"
    made, records = certificate("a.dev.example.com"), [record("a.dev.example.com")]
    said = seen(server, made, zone("dev.example.com"), records=records)
    why = "its CAA records could not be read: SERVFAIL (example.com)"
    assert (said.state, said.caa, said.reasons) == ("unknown", None, (why,))
    server.cname("_v.www.example.org", VALUE)
    server.broken["example.org."] = "SERVFAIL"
    assert seen(server, ELSEWHERE).state == "unknown"
    server.records.clear()
    assert seen(server, ELSEWHERE).state == "missing"


PRIVATE = [
    "ns-0.awsdns-00.com.",
    "ns-512.awsdns-00.net.",
    "ns-1024.awsdns-00.org.",
    "ns-1536.awsdns-00.co.uk.",
]


def test_within_a_vpc(server: DnsServer) -> None:
    """A private zone of the name answers there, and ACM asks elsewhere."""
    server.records["example.org.", "NS"] = PRIVATE
    said = seen(server, ELSEWHERE)
    assert said.state == "unknown"
    assert "a private hosted zone example.org answers here" in said.reasons[0]
    # The public zone at hand is believed: nobody says that DNS does not lead to it.
    public = zone("example.org", name_servers=("ns-1.awsdns-01.com",))
    [found] = with_delegations([public], [ELSEWHERE], resolver(server))
    assert found.delegated is None
    assert seen(server, ELSEWHERE, found).state == "missing"
    kept = [record("www.example.org")]
    assert seen(server, ELSEWHERE, found, records=kept).state == "right"
    # A private zone above the one that DNS leads to hides nothing.
    server.records["www.example.org.", "NS"] = ["ns-1.awsdns-01.com."]
    assert seen(server, ELSEWHERE).state == "missing"


def test_nothing_is_asked_twice(server: DnsServer) -> None:
    """Certificates of one account and name share all of it."""
    two = [ELSEWHERE, replace(ELSEWHERE, arn="arn:two", region="us-east-1")]
    inventory = Inventory(datetime.now(timezone.utc), (ME,), (), certificates=tuple(two))
    found = gather(inventory, resolver(server))
    assert found[two[0].arn] == found["arn:two"]
    assert server.asked.count(("_v.www.example.org.", "CNAME")) == 1


def test_delegations(server: DnsServer) -> None:
    """Only of zones that matter; a name server that says nothing proves nothing."""
    servers = ("ns-1.awsdns-00.com", "ns-2.awsdns-00.net")
    made = [certificate("www.example.com"), certificate("www.example.net")]
    zones = [
        zone("example.com", "Z1", name_servers=servers),
        zone("example.net", "Z2", name_servers=servers),
        zone("example.org", "Z3", name_servers=servers),
        zone("com", "Z4", name_servers=()),
    ]
    server.records["example.com.", "NS"] = ["ns-2.awsdns-00.net.", "ns.other.example."]
    server.records["example.net.", "NS"] = ["ns.other.example."]
    found = with_delegations(zones, made, resolver(server))
    assert [each.delegated for each in found] == [True, False, None, None]
    assert ("example.org.", "NS") not in server.asked
    server.broken["example.net."] = "SERVFAIL"
    assert with_delegations(zones, made, resolver(server))[1].delegated is None


def test_dns_that_has_moved_away(world: World, server: DnsServer) -> None:
    """The zone still has the record, and nobody sees it: one Describe, and DNS is asked."""
    arn = world.issued("example.com")
    Balancing(world).classic(arn)
    server.records["example.com.", "NS"] = ["ns.other.example."]
    wanted = Wanted(regions=(HOME,))
    found = take(wanted, resolver=resolver(server))
    assert found.calls["acm:DescribeCertificate"] == 1
    said = gather(found, resolver(server))[arn]["example.com"]
    assert (said.state, said.where) == ("missing", "DNS")
    name, value = validation_record("123456789012", "example.com")
    server.cname(name, value)
    assert gather(found, resolver(server))[arn]["example.com"].state == "right"
    # Without anybody to ask, the zone is believed.
    assert gather(take(wanted))[arn]["example.com"].state == "right"
