"""What is to be imported, as a whole: the certificate with its chain, and its key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from .limits import IMPORTED_CERTIFICATE_MAX, IMPORTED_CHAIN_MAX
from .pem_certificate import (
    broken_by_certificate,
    certificates_in,
    key_algorithm,
    moment,
    names_of,
    title,
    title_of,
)
from .pem_chain import arrange, is_alone
from .pem_key import read_key
from .problems import Problem
from .services import KeyAlgorithm


@dataclass(frozen=True)
class Pem:
    """A text that should be PEM, and the argument that it came by."""

    at: str
    text: str = field(repr=False)
    path: str | None = None
    """The file that it was read from, if there is one and it may be shown."""

    def problem(self, message: str) -> Problem:
        """Return a problem with it, which never shows its text."""
        return Problem(self.at, message, self.path)


@dataclass(frozen=True)
class Public:
    """A certificate with its chain, as it is imported, and what is to be known of it."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key_algorithm: KeyAlgorithm
    domains: tuple[str, ...]
    """Its DNS names, in normal form."""
    notes: tuple[str, ...]
    """What was put right."""
    warnings: tuple[str, ...]
    """What ACM takes and somebody else may not."""

    @property
    def body(self) -> str:
        """The certificate in PEM."""
        return _pem(self.certificate)

    @property
    def chain_body(self) -> str | None:
        """The chain in PEM, if there is one."""
        return "".join(_pem(each) for each in self.chain) or None

    @property
    def not_after(self) -> str:
        """When it expires, in ISO 8601."""
        return moment(self.certificate.not_valid_after_utc)

    def expiry_warning(self, now: datetime, days: int) -> str | None:
        """Return what to say if it expires within some days."""
        left = self.certificate.not_valid_after_utc - now
        if left > timedelta(days=days):
            return None
        return (
            f"the certificate {title(self.certificate)} expires at {self.not_after}, in "
            f"{left.days} days, and ACM does not renew what was imported: get a new one and run "
            "`pulumi up` with it"
        )


def read_public(
    certificate: Pem, chain: Pem | None, now: datetime
) -> tuple[Public | None, list[Problem]]:
    """Read a certificate and its chain; where anything is wrong, return all of it instead."""
    problems = []
    read: dict[str, list[x509.Certificate]] = {}
    for given in (certificate, chain):
        if given is None:
            continue
        if len(given.text) > IMPORTED_CERTIFICATE_MAX + IMPORTED_CHAIN_MAX:
            faults = [_too_long(len(given.text), IMPORTED_CHAIN_MAX)]
        else:
            read[given.at], faults = certificates_in(given.text)
        problems += [given.problem(each) for each in faults]
    if problems:
        # A chain with an unreadable member would be said to have a gap as well.
        alone = read.get(certificate.at, [])
        if len(alone) == 1:
            problems += [certificate.problem(each) for each in broken_by_certificate(alone[0], now)]
        return None, problems
    found = arrange(read[certificate.at], read[chain.at] if chain else [])
    places = {"certificate": certificate, "chain": chain or certificate}
    problems = [certificate.problem(each) for each in broken_by_certificate(found.leaf, now)]
    problems += [places[at].problem(message) for at, message in found.problems]
    for given, limit, certificates in (
        (certificate, IMPORTED_CERTIFICATE_MAX, [found.leaf]),
        (chain or certificate, IMPORTED_CHAIN_MAX, found.chain),
    ):
        size = sum(len(_pem(each)) for each in certificates)
        problems += [given.problem(_too_long(size, limit))] if size > limit else []
    algorithm = None if problems else key_algorithm(found.leaf.public_key())
    if algorithm is None:
        return None, problems
    warnings = [*_expired(found.chain, now)]
    if is_alone(found):
        warnings.append(
            f"there is no chain: clients that do not know {title_of(found.leaf.issuer)}, which "
            "certifies the certificate, will not trust it"
        )
    return (
        Public(
            found.leaf,
            tuple(found.chain),
            algorithm,
            tuple(names_of(found.leaf)),
            tuple(found.notes),
            tuple(warnings),
        ),
        [],
    )


def read_private(key: Pem, public: Public | None) -> tuple[str, list[Problem]]:
    """Read a private key, and prove that it is the certificate's."""
    normal, faults = read_key(key.text, public.certificate if public else None)
    return normal, [key.problem(each) for each in faults]


def _expired(chain: list[x509.Certificate], now: datetime) -> Iterator[str]:
    for each in chain:
        if now > each.not_valid_after_utc:
            yield (
                f"{title(each)} of the chain expired at {moment(each.not_valid_after_utc)}: "
                "clients may not trust the certificate"
            )


def _too_long(size: int, limit: int) -> str:
    return f"it has {size:,} bytes, ACM takes {limit:,} at most"


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode("ascii")
