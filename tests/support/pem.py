"""Certificates that came from elsewhere: CAs, what they issue, and all of it in PEM."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PrivateKey = (
    rsa.RSAPrivateKey
    | ec.EllipticCurvePrivateKey
    | dsa.DSAPrivateKey
    | ed25519.Ed25519PrivateKey
    | ed448.Ed448PrivateKey
)

P256 = "EC_prime256v1"
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH

_CURVES: dict[str, type[ec.EllipticCurve]] = {
    "EC_prime256v1": ec.SECP256R1,
    "EC_secp384r1": ec.SECP384R1,
    "EC_secp521r1": ec.SECP521R1,
    "secp256k1": ec.SECP256K1,
    "P-224": ec.SECP224R1,
}
_OTHERS: dict[str, Callable[[], PrivateKey]] = {
    "DSA": lambda: dsa.generate_private_key(1024),  # noqa: S505  # ACM refuses them
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "Ed448": ed448.Ed448PrivateKey.generate,
}


@dataclass(frozen=True)
class Made:
    """A certificate with its key, and its issuers from the nearest up to the root."""

    x509: x509.Certificate
    key: PrivateKey
    issuers: tuple[Made, ...] = ()

    @property
    def certificate(self) -> bytes:
        """The certificate, in PEM."""
        return self.x509.public_bytes(serialization.Encoding.PEM)

    @property
    def private_key(self) -> bytes:
        """The key, in PEM, not encrypted."""
        return self.encoded_key(serialization.PrivateFormat.PKCS8)

    @property
    def chain(self) -> bytes:
        """The issuers, in PEM, in order."""
        return b"".join(issuer.certificate for issuer in self.issuers)

    def encoded_key(
        self, form: serialization.PrivateFormat, password: bytes | None = None
    ) -> bytes:
        """Write the key in PEM."""
        encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
        if password is not None:
            encryption = serialization.BestAvailableEncryption(password)
        return self.key.private_bytes(serialization.Encoding.PEM, form, encryption)


def new_key(algorithm: str = P256) -> PrivateKey:
    """Make a key: `RSA_2048`, `EC_prime256v1`, or of any other size, curve or kind."""
    if algorithm in _OTHERS:
        return _OTHERS[algorithm]()
    if algorithm in _CURVES:
        return ec.generate_private_key(_CURVES[algorithm]())
    return rsa.generate_private_key(65537, int(algorithm.removeprefix("RSA_")))


@cache
def some_key(algorithm: str = P256, number: int = 0) -> PrivateKey:
    """Give a key, always the same for a number: RSA keys take long to make."""
    del number
    return new_key(algorithm)


def authority(
    name: str = "Example CA", *, algorithm: str = P256, issuer: Made | None = None
) -> Made:
    """Make a CA: a root, or one that another CA has issued."""
    return issue(
        (),
        subject=[(NameOID.ORGANIZATION_NAME, name), (NameOID.COMMON_NAME, f"{name} 1")],
        algorithm=algorithm,
        issuer=issuer,
        ca=True,
        usages=("key_cert_sign", "crl_sign"),
        extended=(),
    )


def issue(  # noqa: PLR0913 - a certificate has many sides
    names: Sequence[str] = ("www.example.com",),
    *,
    subject: Sequence[tuple[x509.ObjectIdentifier, str]] | None = None,
    algorithm: str = P256,
    key: PrivateKey | None = None,
    issuer: Made | None = None,
    issuer_name: x509.Name | None = None,
    at: datetime | None = None,
    valid: tuple[timedelta, timedelta] = (timedelta(days=-1), timedelta(days=90)),
    ca: bool = False,
    usages: Sequence[str] | None = ("digital_signature",),
    extended: Sequence[x509.ObjectIdentifier] | None = (SERVER,),
    serial: int | None = None,
    more: Sequence[x509.ExtensionType] = (),
) -> Made:
    """Issue a certificate, or make one that signs itself.

    Args:
        names: its names; the first is the common name, unless there is a `subject`.
        subject: the attributes of its subject.
        algorithm: of its key, where no key is given.
        key: its key.
        issuer: the CA; without one it signs itself.
        issuer_name: what it calls its CA, if not by its name.
        at: the present time.
        valid: from and until, as seen from the present.
        ca: whether it may issue others.
        usages: the key usages, as `cryptography` names them; None for no such extension.
        extended: the extended key usages; none, or None, for no such extension.
        serial: its number.
        more: further extensions.
    """
    if key is None:
        key = new_key(algorithm) if ca else some_key(algorithm)
    now = (at or datetime.now(timezone.utc)).replace(microsecond=0)
    if subject is None:
        subject = [(NameOID.COMMON_NAME, names[0])] if names else []
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in subject])
    by = issuer.x509.subject if issuer else name
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by if issuer_name is None else issuer_name)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(now + valid[0])
        .not_valid_after(now + valid[1])
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if names:
        others = x509.SubjectAlternativeName([_general(each) for each in names])
        builder = builder.add_extension(others, critical=False)
    if usages is not None:
        builder = builder.add_extension(_key_usage(usages), critical=True)
    if extended:
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=False)
    for extension in more:
        builder = builder.add_extension(extension, critical=False)
    signer = issuer.key if issuer else key
    without_hash = isinstance(signer, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey)
    made = builder.sign(signer, None if without_hash else hashes.SHA256())
    return Made(made, key, (issuer, *issuer.issuers) if issuer else ())


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _key_usage(usages: Sequence[str]) -> x509.KeyUsage:
    known = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{usage: usage in usages for usage in known})
