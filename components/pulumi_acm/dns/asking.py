"""Ask DNS what there is in the place of a validation record, and what forbids to use it."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, Final

import dns.exception
import dns.name
import dns.rcode
import dns.resolver

from pulumi_acm.names import parents

from .caa import Property
from .needed import Needed, dns_name
from .seen import CHAIN_MAX, Answer, Caa, Seen

DNS_PORT: Final = 53
_NAME_MAX: Final = 253


class Resolver:
    """One resolver; it remembers what it was told."""

    def __init__(self, seconds: float, server: str | None = None, port: int = DNS_PORT) -> None:
        """Take the system's resolver, or the one given.

        Raises:
            dns.resolver.NoResolverConfiguration: the system has none.
            OSError: the name of the one given cannot be looked up.
        """
        self._resolver = dns.resolver.Resolver(configure=server is None)
        if server is not None:
            self._resolver.nameservers = [_address(server)]
            self._resolver.port = port
        self._resolver.cache = dns.resolver.LRUCache()
        self._resolver.lifetime = seconds

    @property
    def asked(self) -> str:
        """Who is asked, as messages name it."""
        return ", ".join(str(each) for each in self._resolver.nameservers)

    def names(self, name: str, kind: str) -> Answer:
        """Ask for records whose value is a name, or a text."""
        return self._ask(name, kind, _value)

    def addresses(self, name: str) -> Answer:
        """Ask for addresses, wherever aliases lead; IPv4 first, as more networks have it."""
        answers = [self._ask(name, kind, lambda each: str(each.address)) for kind in ("A", "AAAA")]
        values = tuple(value for answer in answers for value in answer.values)
        # One of them is enough.
        failures = [answer.failure for answer in answers if answer.failure and not values]
        return Answer(values, next(iter(failures), None))

    def caa(self, name: str) -> tuple[tuple[Property, ...], str | None]:
        """Ask for the CAA records of just this name."""
        found: list[Property] = []

        def keep(record: Any) -> str:
            found.append(Property(record.flags, record.tag.decode(), record.value.decode()))
            return ""

        failure = self._ask(name, "CAA", keep).failure
        return tuple(sorted(found, key=str)), failure

    def _ask(self, name: str, kind: str, value: Callable[[Any], str]) -> Answer:
        try:
            answer = self._resolver.resolve(
                f"{name}.", kind, raise_on_no_answer=False, search=False
            )
        except dns.resolver.NXDOMAIN:
            return Answer()
        except dns.resolver.NoNameservers as error:
            return Answer(failure="; ".join(sorted({*map(_said, error.kwargs["errors"])})))
        except dns.resolver.LifetimeTimeout:
            return Answer(failure=f"no answer within {self._resolver.lifetime:g} s")
        except dns.exception.DNSException as error:
            return Answer(failure=str(error))
        return Answer(tuple(value(each) for each in answer.rrset or ()))


def look(record: Needed, resolver: Resolver) -> Seen:
    """Ask all that can be asked of DNS about one record."""
    chain, failure = _chain(record, resolver)
    texts: tuple[str, ...] = ()
    doubled = None
    if not chain and failure is None:
        texts = resolver.names(record.name, "TXT").values
        doubled = _doubled(record, resolver)
    return Seen(chain, failure, texts, doubled, caa_of(record.domain, resolver))


def _chain(record: Needed, resolver: Resolver) -> tuple[tuple[str, ...], str | None]:
    """Follow a CNAME to the value that ACM asks for, or to where it ends."""
    chain: list[str] = []
    name = record.name
    while len(chain) < CHAIN_MAX:
        answer = resolver.names(name, "CNAME")
        if answer.failure:
            return tuple(chain), answer.failure
        if not answer.values:
            break
        name = answer.values[0]
        chain.append(name)
        if name == record.value:
            break
    return tuple(chain), None


def _doubled(record: Needed, resolver: Resolver) -> str | None:
    for zone in parents(record.domain):
        name = f"{record.name}.{zone}"
        if len(name) <= _NAME_MAX and resolver.names(name, "CNAME").values:
            return name
    return None


def caa_of(domain: str, resolver: Resolver) -> Caa:
    """Climb to the closest domain that has CAA records, as RFC 8659 says."""
    labels = domain.split(".")
    for start in range(len(labels)):
        at = ".".join(labels[start:])
        records, failure = resolver.caa(at)
        if failure:
            return Caa(at, failure=f"{failure} ({at})")
        if records:
            return Caa(at, records)
    return Caa()


def _value(record: Any) -> str:
    if hasattr(record, "strings"):
        return b"".join(record.strings).decode(errors="replace")
    return dns_name(record.target.to_text())


def _said(error: Any) -> str:
    """Return what one name server said, or why it said nothing."""
    _, _, _, exception, response = error
    return dns.rcode.to_text(response.rcode()) if response is not None else str(exception)


def _address(server: str) -> str:
    try:
        return str(ipaddress.ip_address(server))
    except ValueError:
        return str(socket.getaddrinfo(server, DNS_PORT, type=socket.SOCK_DGRAM)[0][4][0])
