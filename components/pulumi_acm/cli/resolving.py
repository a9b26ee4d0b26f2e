"""Whom commands ask about DNS: `--resolver`, or the system's."""

import ipaddress
from typing import TYPE_CHECKING, Final, TypeAlias

import typer

from .errors import CliError

if TYPE_CHECKING:
    from pulumi_acm.dns.asking import Resolver

Server: TypeAlias = tuple[str, int | None]
_PORT_MAX: Final = 65_535


def server_of(text: str | None) -> Server | None:
    """Read HOST, HOST:PORT, an IPv6 address, or [IPv6]:PORT."""
    if text is None:
        return None
    bare = text.strip("[]")
    if ":" not in text or _is_address(bare):
        return bare, None
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= _PORT_MAX:
        raise typer.BadParameter(f"--resolver is HOST or HOST:PORT, not {text!r}")
    return host.strip("[]"), int(port)


def resolver_of(server: Server | None, seconds: float) -> "Resolver":
    """Return the resolver.

    Raises:
        CliError: there is nobody to ask.
    """
    # Nobody pays for it who asks for help.
    import dns.resolver  # noqa: PLC0415

    from pulumi_acm.dns.asking import DNS_PORT, Resolver  # noqa: PLC0415

    try:
        if server is None:
            return Resolver(seconds)
        host, port = server
        return Resolver(seconds, host, port or DNS_PORT)
    except dns.resolver.NoResolverConfiguration as error:
        raise CliError("this system has no resolver; say whom to ask: --resolver HOST") from error
    except OSError as error:
        raise CliError(f"the resolver {server and server[0]} cannot be found: {error}") from error


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
