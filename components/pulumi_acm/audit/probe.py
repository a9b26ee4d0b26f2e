"""Whether ACM would find its certificate at its names: the first thing that a renewal tries.

https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
"""

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Final, TypeAlias

from cryptography import x509

from pulumi_acm.names import WILDCARD, covers

from .evidence import Served
from .handshake import Addresses, Unreachable, leaf
from .model import Certificate
from .progress import Progress, Step, silent
from .serials import is_same, serial_of
from .workers import workers

SECONDS: Final = 10.0
"""For one name, all in all."""
AT_ONCE: Final = 64
_SERVED: Final = ("ISSUED", "EXPIRED")
_Shown: TypeAlias = bytes | Unreachable


@dataclass(frozen=True)
class Probe:
    """What was served under one name of a certificate."""

    name: str
    outcome: Served
    reason: str | None = None
    """Why nobody was reached, or what is wrong with what is served."""
    serial: str | None = None
    """Of what is served, in ACM's form."""
    not_after: datetime | None = None


def probe(
    certificates: Iterable[Certificate],
    addresses: Addresses,
    *,
    seconds: float = SECONDS,
    at_once: int = AT_ONCE,
    progress: Progress = silent,
) -> dict[str, dict[str, Probe]]:
    """Connect to each name once, wildcards left out, and compare what is served with ACM's.

    Args:
        certificates: those that are not issued, or whose serial number is not known, are left out.
        addresses: where to connect for a name, as `public_addresses` knows it.
        seconds: for one name, all in all.
        at_once: names at the same time.
        progress: is told how far it is.

    Returns:
        By ARN and name.
    """
    known = [each for each in certificates if each.status in _SERVED and each.serial]
    names = {name for each in known for name in each.names if not name.startswith(WILDCARD)}
    shown = asyncio.run(_shown(sorted(names), addresses, seconds, at_once, progress))
    now = datetime.now(timezone.utc)
    return {
        each.arn: {
            name: judged(each, name, shown[name], now) for name in each.names if name in shown
        }
        for each in known
    }


def judged(certificate: Certificate, name: str, shown: _Shown, now: datetime) -> Probe:
    """Compare what is served under a name with a certificate."""
    if isinstance(shown, Unreachable):
        return Probe(name, "unreachable", str(shown))
    try:
        served = x509.load_der_x509_certificate(shown)
        names = _names(served)
    except ValueError as error:
        return Probe(name, "another", f"what is served cannot be read: {error}")
    serial, ends = serial_of(served), served.not_valid_after_utc
    if now > ends:
        return Probe(name, "expired", f"it expired on {ends:%Y-%m-%d}", serial, ends)
    if is_same(serial, certificate.serial or ""):
        return Probe(name, "same", None, serial, ends)
    if not any(covers(pattern.lower(), name) for pattern in names):
        what = ", ".join(names) or "no name at all"
        return Probe(name, "wrong-name", f"it is for {what}", serial, ends)
    return Probe(name, "another", f"it is issued by {_issuer(served)}", serial, ends)


def _names(served: x509.Certificate) -> list[str]:
    try:
        names = served.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return names.get_values_for_type(x509.DNSName)


def _issuer(served: x509.Certificate) -> str:
    return served.issuer.rfc4514_string() or "nobody"


async def _shown(
    names: list[str], addresses: Addresses, seconds: float, at_once: int, progress: Progress
) -> Mapping[str, _Shown]:
    found: dict[str, _Shown] = {}
    free = asyncio.Semaphore(at_once)

    async def ask(name: str, threads: ThreadPoolExecutor) -> None:
        async with free:
            try:
                found[name] = await leaf(name, addresses, seconds, threads)
            except Unreachable as why:
                found[name] = why
        progress(Step("names", len(found), len(names)))

    with workers(at_once) as threads:
        await asyncio.gather(*(ask(name, threads) for name in names))
    return found
