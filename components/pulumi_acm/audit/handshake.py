"""What a server serves under a name: one TLS handshake, and nothing after it."""

import asyncio
import ipaddress
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Final, TypeAlias

from pulumi_acm.dns.asking import Resolver

PORT: Final = 443
Addresses: TypeAlias = Callable[[str], Sequence[tuple[str, int]]]
"""Where to connect for a name: addresses with ports, in the order to try them.

Called in threads. Raises `Unreachable`.
"""


class Unreachable(Exception):  # noqa: N818 - a state of the world, not of the program
    """No server could be asked; says why."""


def public_addresses(resolver: Resolver) -> Addresses:
    """Return what looks addresses up in DNS; ACM connects from the internet, so only public ones.

    https://docs.aws.amazon.com/acm/latest/userguide/check-certificate-renewal-status.html
    """

    def addresses(name: str) -> list[tuple[str, int]]:
        answer = resolver.addresses(name)
        if answer.failure:
            raise Unreachable(f"DNS could not say: {answer.failure}")
        if not answer.values:
            raise Unreachable("the name does not resolve")
        found = [each for each in answer.values if ipaddress.ip_address(each).is_global]
        if not found:
            raise Unreachable(f"it has no public address, only {', '.join(answer.values)}")
        return [(each, PORT) for each in found]

    return addresses


async def leaf(name: str, addresses: Addresses, seconds: float, threads: Executor) -> bytes:
    """Return the certificate that is served under a name, in DER; it is not verified.

    Raises:
        Unreachable: within these seconds, nobody has shown one.
    """
    try:
        return await asyncio.wait_for(_leaf(name, addresses, threads), seconds)
    except asyncio.TimeoutError:
        raise Unreachable(f"timeout: no certificate within {seconds:g} s") from None


async def _leaf(name: str, addresses: Addresses, threads: Executor) -> bytes:
    found = await asyncio.get_running_loop().run_in_executor(threads, addresses, name)
    reasons: list[str] = []
    for address, port in found:
        try:
            return await _handshake(name, address, port)
        except ConnectionRefusedError:
            reasons.append("refused")
        except (ConnectionError, ssl.SSLEOFError):
            reasons.append("reset")
        except ssl.SSLError as error:
            reasons.append(f"TLS: {error.reason or error}")
        except (OSError, ValueError) as error:
            reasons.append(str(error))
    raise Unreachable(", ".join(dict.fromkeys(reasons)))


async def _handshake(name: str, address: str, port: int) -> bytes:
    transport, _ = await asyncio.get_running_loop().create_connection(
        asyncio.Protocol, address, port, ssl=_context(), server_hostname=name
    )
    try:
        shown = transport.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        # Whatever the server goes on to say is not for us.
        transport.abort()
    if shown is None:
        raise ssl.SSLError(0, "the server has shown no certificate")
    return bytes(shown)


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # What is served is looked at, nothing is said to it: any certificate will do.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context
