"""The certificate authority of the local AWS.

Real X.509, so that a local TLS server can serve an issued certificate and a standard client can
check it. Keys are made when they are first needed, because an RSA key takes a tenth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from acm_sandbox.aws.clock import clock

if TYPE_CHECKING:
    from datetime import datetime

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

_CURVES: dict[str, type[ec.EllipticCurve]] = {
    "EC_prime256v1": ec.SECP256R1,
    "EC_secp384r1": ec.SECP384R1,
}
# Amazon signs each key type by a CA of the same type and strength, so that the chain is of one
# kind.
_HASHES: dict[str, hashes.SHA256 | hashes.SHA384] = {
    "RSA_2048": hashes.SHA256(),
    "EC_prime256v1": hashes.SHA256(),
    "EC_secp384r1": hashes.SHA384(),
}


@dataclass(frozen=True)
class Material:
    """A certificate with all that it takes to serve it, in PEM."""

    certificate: str
    chain: str
    private_key: str = field(repr=False)


@dataclass
class Authority:
    """One issuing CA for each key type, kept as PEM so that a snapshot is plain data."""

    issuers: dict[str, tuple[bytes, bytes]] = field(default_factory=dict, repr=False)

    def issue(
        self, names: list[str], key_algorithm: str, serial: int, valid: tuple[datetime, datetime]
    ) -> Material:
        """Issue a certificate for `names`, the first of which is the common name."""
        issuer, issuer_key = self._issuer(key_algorithm)
        key = _new_key(key_algorithm)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_common_name(names[0]))
            .issuer_name(issuer.subject)
            .public_key(key.public_key())
            .serial_number(serial)
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(x509.SubjectAlternativeName(map(x509.DNSName, names)), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(key_encipherment=key_algorithm == "RSA_2048"), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
                critical=False,
            )
            .sign(issuer_key, _HASHES[key_algorithm])
        )
        return Material(
            certificate=_pem(certificate).decode(),
            chain=_pem(issuer).decode(),
            private_key=_key_pem(key).decode(),
        )

    def trusted(self) -> str:
        """Give the CAs in use, in PEM: what a client of the local certificates has to trust."""
        return b"".join(certificate for certificate, _ in self.issuers.values()).decode()

    def _issuer(self, key_algorithm: str) -> tuple[x509.Certificate, PrivateKey]:
        if key_algorithm not in self.issuers:
            self.issuers[key_algorithm] = _new_issuer(key_algorithm)
        certificate, key = self.issuers[key_algorithm]
        loaded = serialization.load_pem_private_key(key, password=None)
        if not isinstance(loaded, PrivateKey):
            raise TypeError(f"the CA's key is a {type(loaded).__name__}")
        return x509.load_pem_x509_certificate(certificate), loaded


def _new_issuer(key_algorithm: str) -> tuple[bytes, bytes]:
    key = _new_key(key_algorithm)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "pulumi-acm sandbox"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Sandbox {key_algorithm} (trust me nowhere)"),
        ]
    )
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(certificate_signing=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, _HASHES[key_algorithm])
    )
    return _pem(certificate), _key_pem(key)


def _new_key(key_algorithm: str) -> PrivateKey:
    if key_algorithm in _CURVES:
        return ec.generate_private_key(_CURVES[key_algorithm]())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _key_usage(
    *, key_encipherment: bool = False, certificate_signing: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=key_encipherment,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificate_signing,
        crl_sign=certificate_signing,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


class CurrentAuthority:
    """Holds the authority of the running local AWS, which a snapshot may replace."""

    def __init__(self) -> None:
        """Begin without any key."""
        self.value = Authority()


current = CurrentAuthority()
