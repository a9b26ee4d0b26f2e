"""What users import, good and bad: authorities, chains, and keys that ACM takes or does not."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
"""What unit tests take for now."""

_MAKERS: dict[str, Any] = {
    "RSA_1024": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505  # ACM takes them
    "RSA_1536": lambda: rsa.generate_private_key(65537, 1536),  # noqa: S505  # ACM refuses them
    "RSA_2048": lambda: rsa.generate_private_key(65537, 2048),
    "RSA_3072": lambda: rsa.generate_private_key(65537, 3072),
    "RSA_4096": lambda: rsa.generate_private_key(65537, 4096),
    "EC_prime256v1": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EC_secp384r1": lambda: ec.generate_private_key(ec.SECP384R1()),
    "EC_secp521r1": lambda: ec.generate_private_key(ec.SECP521R1()),
    "P-224": lambda: ec.generate_private_key(ec.SECP224R1()),
    "secp256k1": lambda: ec.generate_private_key(ec.SECP256K1()),
    "DSA": lambda: dsa.generate_private_key(1024),  # noqa: S505  # ACM refuses them
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "Ed448": ed448.Ed448PrivateKey.generate,
}


@cache
def key(kind: str = "EC_prime256v1", number: int = 0) -> Any:
    """Return a private key of a kind, always the same for a number."""
    del number
    return _MAKERS[kind]()


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
    signer = issuer.private if issuer else private
    by = issuer.certificate.subject if issuer else name_of(subject)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name_of(subject))
        .issuer_name(by if issuer_name is None else issuer_name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if names:
        alternatives = x509.SubjectAlternativeName([x509.DNSName(each) for each in names])
        builder = builder.add_extension(alternatives, critical=False)
    for each in extensions:
        builder = builder.add_extension(each, critical=False)
    without_hash = isinstance(signer, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey)
    return builder.sign(signer, None if without_hash else hashes.SHA256())


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
