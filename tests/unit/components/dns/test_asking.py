"""Questions to a name server on loopback: what is there, and how it fails to answer."""

import itertools
from collections.abc import Iterator

import pytest

from pulumi_acm.dns.asking import Resolver, look
from pulumi_acm.dns.caa import Property
from pulumi_acm.dns.needed import Needed, needed
from pulumi_acm.dns.seen import CHAIN_MAX, Caa, Seen
from support.dns_server import SILENT, DnsServer, serving
from support.states import certificate, state

[RECORD] = needed(state(certificate("site", "a.example.com"))).records
NAME = f"{RECORD.name}."


@pytest.fixture
def server() -> Iterator[DnsServer]:
    """A name server that knows nothing yet."""
    with serving() as found:
        yield found


def seen(server: DnsServer, record: Needed = RECORD, seconds: float = 5) -> Seen:
    """Ask it about a record."""
    return look(record, Resolver(seconds, "127.0.0.1", server.port))


def test_in_place(server: DnsServer) -> None:
    """Case and the last dot are nothing to DNS."""
    server.cname(NAME, RECORD.value.upper())
    assert seen(server) == Seen((RECORD.value,))


def test_chain(server: DnsServer) -> None:
    """ACM follows five CNAMEs, and so do we; a loop has an end."""
    names = [NAME, *(f"hop{n}.example.net." for n in range(1, CHAIN_MAX)), RECORD.value]
    for name, value in itertools.pairwise(names):
        server.cname(name, value)
    assert seen(server).chain[-1] == RECORD.value
    server.cname(f"hop{CHAIN_MAX - 1}.example.net", "one-more.example.net")
    server.cname("one-more.example.net", RECORD.value)
    assert RECORD.value not in seen(server).chain
    server.cname(NAME, NAME)
    # A name server that follows the loop itself would never end: CAA is asked of others.
    assert seen(server).chain == (RECORD.name,) * CHAIN_MAX


def test_missing(server: DnsServer) -> None:
    """Neither the name nor the type there is one answer: nothing."""
    assert seen(server) == Seen(())
    server.records[NAME, "A"] = ["192.0.2.1"]
    assert seen(server) == Seen(())


def test_text_in_its_place(server: DnsServer) -> None:
    """Other authorities ask for TXT: a mistake that is easily made."""
    server.records[NAME, "TXT"] = [f'"{RECORD.value}"']
    assert seen(server) == Seen((), texts=(RECORD.value,))


def test_name_with_the_zone_twice(server: DnsServer) -> None:
    """A form that adds the zone's name to what is entered."""
    server.cname(f"{NAME}example.com", RECORD.value)
    assert seen(server) == Seen((), doubled=f"{RECORD.name}.example.com")


def test_caa_of_the_closest_domain(server: DnsServer) -> None:
    """Climbing stops at the first that has any; above it nothing counts."""
    server.cname(NAME, RECORD.value)
    server.records["com.", "CAA"] = ['0 issue ";"']
    assert seen(server).caa == Caa("com", (Property(0, "issue", ";"),))
    server.records["example.com.", "CAA"] = ['0 issue "amazon.com"', '0 iodef "mailto:a@b.c"']
    assert seen(server).caa == Caa(
        "example.com", (Property(0, "iodef", "mailto:a@b.c"), Property(0, "issue", "amazon.com"))
    )


def test_caa_where_a_cname_leads(server: DnsServer) -> None:
    """A resolver follows the name itself; the target's records hold (RFC 8659, section 3)."""
    server.cname("a.example.com", "target.example.net")
    server.records["target.example.net.", "CAA"] = ['0 issue "letsencrypt.org"']
    assert seen(server).caa == Caa("a.example.com", (Property(0, "issue", "letsencrypt.org"),))


@pytest.mark.parametrize("code", ["SERVFAIL", "REFUSED"])
def test_return_codes(server: DnsServer, code: str) -> None:
    """What the server answers is what is said."""
    server.broken[NAME] = code
    server.broken["example.com."] = code
    assert seen(server) == Seen((), code, caa=Caa("example.com", failure=f"{code} (example.com)"))


def test_silence(server: DnsServer) -> None:
    """A server that says nothing is no server that says no."""
    server.broken[NAME] = SILENT
    assert seen(server, seconds=0.3).failure == "no answer within 0.3 s"


def test_nobody_there() -> None:
    """A port that nobody listens at."""
    with serving() as server:
        port = server.port
    found = look(RECORD, Resolver(0.3, "127.0.0.1", port))
    assert found.chain == ()
    assert found.failure


def test_nothing_is_asked_twice(server: DnsServer) -> None:
    """Names of one domain share the climb."""
    resolver = Resolver(5, "127.0.0.1", server.port)
    for record in needed(state(certificate("site", "a.example.com", "b.example.com"))).records:
        look(record, resolver)
    assert server.asked.count(("example.com.", "CAA")) == 1


def test_whom_to_ask_by_name() -> None:
    """A resolver may be given by its name."""
    assert Resolver(5, "localhost").asked in {"127.0.0.1", "::1"}
