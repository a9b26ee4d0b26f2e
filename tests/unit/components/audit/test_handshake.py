"""Where to connect for a name: what public DNS says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pulumi_acm.audit.handshake import Unreachable, public_addresses
from pulumi_acm.dns.asking import Resolver
from support.dns_server import SILENT, DnsServer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "www.example.com"


@pytest.fixture
def server() -> Iterator[DnsServer]:
    """A name server that knows nothing yet."""
    with serving() as found:
        yield found


def addresses(server: DnsServer, seconds: float = 5) -> Sequence[tuple[str, int]]:
    """Look a name up."""
    return public_addresses(Resolver(seconds, "127.0.0.1", server.port))(NAME)


def test_both_kinds(server: DnsServer) -> None:
    """IPv4 first; aliases are followed."""
    server.cname(NAME, "web.example.net")
    server.records["web.example.net.", "AAAA"] = ["2606:4700::1"]
    server.records["web.example.net.", "A"] = ["1.1.1.1"]
    assert addresses(server) == [("1.1.1.1", 443), ("2606:4700::1", 443)]


def test_private_addresses(server: DnsServer) -> None:
    """ACM cannot connect there, so what is served there says nothing."""
    server.records[f"{NAME}.", "A"] = ["10.0.0.1", "1.1.1.1"]
    assert addresses(server) == [("1.1.1.1", 443)]
    server.records[f"{NAME}.", "A"] = ["10.0.0.1", "127.0.0.1"]
    with pytest.raises(Unreachable, match=r"^it has no public address, only "):
        addresses(server)


def test_no_address(server: DnsServer) -> None:
    """Neither the name nor an address of it."""
    with pytest.raises(Unreachable, match=r"^the name does not resolve$"):
        addresses(server)
    server.records[f"{NAME}.", "TXT"] = ['"here"']
    with pytest.raises(Unreachable, match=r"^the name does not resolve$"):
        addresses(server)


@pytest.mark.parametrize(
    ("code", "reason"), [("SERVFAIL", "SERVFAIL"), (SILENT, "no answer within 0.3 s")]
)
def test_dns_that_does_not_say(server: DnsServer, code: str, reason: str) -> None:
    """That is no answer."""
    server.broken[f"{NAME}."] = code
    with pytest.raises(Unreachable, match=f"^DNS could not say: {reason}"):
        addresses(server, seconds=0.3)


def test_one_kind_is_enough(server: DnsServer) -> None:
    """Name servers that know nothing of IPv6 are common."""
    server.records[f"{NAME}.", "A"] = ["1.1.1.1"]
    assert addresses(server) == [("1.1.1.1", 443)]
