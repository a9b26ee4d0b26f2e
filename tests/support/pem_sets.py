"""What users import, good and bad: authorities, chains, and keys that ACM takes or does not."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from .pem import P256, Made, some_key
from .pem import issue as issue_any

NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
"""What unit tests take for now."""


def key(kind: str = P256, number: int = 0) -> Any:
    """Return a private key of a kind, always the same for a number."""
    return some_key(kind, number)


def key_pem(private: Any, form: str = "PKCS8", password: bytes | None = None) -> str:
    """Return a private key in PEM."""
    encryption: Any = serialization.NoEncryption()
    if password:
        encryption = serialization.BestAvailableEncryption(password)
    text: bytes = private.private_bytes(
        serialization.Encoding.PEM, getattr(serialization.PrivateFormat, form), encryption
    )
    return text.decode()


def pem(*certificates: x509.Certificate) -> str:
    """Return certificates in PEM."""
    return "".join(each.public_bytes(serialization.Encoding.PEM).decode() for each in certificates)


def name_of(common: str) -> x509.Name:
    """Return a distinguished name with a common name; none for an empty one."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)] if common else [])


@dataclass(frozen=True)
class Issuer:
    """An authority: its certificate, and the key that it signs with."""

    certificate: x509.Certificate
    private: Any = field(repr=False)


def issue(  # noqa: PLR0913  # each is another way to be wrong
    subject: str,
    private: Any,
    issuer: Issuer | None = None,
    *,
    names: tuple[str, ...] | None = None,
    ca: bool = False,
    days: tuple[float, float] = (-10, 80),
    now: datetime = NOW,
    extensions: tuple[x509.ExtensionType, ...] = (),
    issuer_name: x509.Name | None = None,
) -> x509.Certificate:
    """Return a certificate; without an issuer, a self-signed one.

    `names` are its alternative names; `days` say from when to when it is valid, counted from now.
    """
    made = issue_any(
        names or (),
        subject=[(NameOID.COMMON_NAME, subject)] if subject else [],
        key=private,
        issuer=Made(issuer.certificate, issuer.private) if issuer else None,
        issuer_name=issuer_name,
        at=now,
        valid=(timedelta(days=days[0]), timedelta(days=days[1])),
        ca=ca,
        usages=None,
        extended=None,
        more=extensions,
    )
    return made.x509


@dataclass(frozen=True)
class Leaf:
    """A certificate, and its key."""

    certificate: x509.Certificate
    private: Any = field(repr=False)

    @property
    def pem(self) -> str:
        """The certificate in PEM."""
        return pem(self.certificate)

    @property
    def key(self) -> str:
        """The private key in PEM."""
        return key_pem(self.private)


@dataclass(frozen=True)
class Family:
    """A root, an intermediate authority below it, and what it issues."""

    root: Issuer
    intermediate: Issuer
    now: datetime

    def leaf(self, kind: str = "EC_prime256v1", number: int = 0, **how: Any) -> Leaf:
        """Issue a certificate with a key of a kind."""
        private = key(kind, 100 + number)
        how = {"subject": "example.com", "names": ("example.com", "*.example.com"), **how}
        return Leaf(issue(private=private, issuer=self.intermediate, now=self.now, **how), private)

    @property
    def chain(self) -> str:
        """The chain in PEM, without the root."""
        return pem(self.intermediate.certificate)


def family(
    title: str = "Test", kind: str = "EC_prime256v1", number: int = 0, now: datetime = NOW
) -> Family:
    """Return an authority with an intermediate one below it."""
    root_key, middle_key = key(kind, 10 + number), key(kind, 20 + number)
    ten_years = (-100.0, 3650.0)
    root = Issuer(issue(f"{title} Root", root_key, ca=True, days=ten_years, now=now), root_key)
    middle = issue(f"{title} R1", middle_key, root, ca=True, days=ten_years, now=now)
    return Family(root, Issuer(middle, middle_key), now)


def secret_lines(text: str) -> list[str]:
    """Return the lines of a private key's PEM that nobody may ever read."""
    return [line for line in text.splitlines() if line and not line.startswith("-----")]
