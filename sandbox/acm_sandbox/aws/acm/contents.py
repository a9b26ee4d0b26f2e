"""What an X.509 certificate says, in ACM's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from . import facts
from .names import normal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# model: KeyUsageName, in the order of X.509's bits, which is AWS's (recorded).
_KEY_USAGES: Mapping[str, str] = {
    "digital_signature": "DIGITAL_SIGNATURE",
    "content_commitment": "NON_REPUDIATION",
    "key_encipherment": "KEY_ENCIPHERMENT",
    "data_encipherment": "DATA_ENCIPHERMENT",
    "key_agreement": "KEY_AGREEMENT",
    "key_cert_sign": "CERTIFICATE_SIGNING",
    "crl_sign": "CRL_SIGNING",
}
_KEY_AGREEMENT_USAGES: Mapping[str, str] = {
    "encipher_only": "ENCIPHER_ONLY",
    "decipher_only": "DECIPHER_ONLY",
}

# model: ExtendedKeyUsageName.
_EXTENDED_KEY_USAGES: Mapping[x509.ObjectIdentifier, str] = {
    ExtendedKeyUsageOID.SERVER_AUTH: "TLS_WEB_SERVER_AUTHENTICATION",
    ExtendedKeyUsageOID.CLIENT_AUTH: "TLS_WEB_CLIENT_AUTHENTICATION",
    ExtendedKeyUsageOID.CODE_SIGNING: "CODE_SIGNING",
    ExtendedKeyUsageOID.EMAIL_PROTECTION: "EMAIL_PROTECTION",
    ExtendedKeyUsageOID.TIME_STAMPING: "TIME_STAMPING",
    ExtendedKeyUsageOID.OCSP_SIGNING: "OCSP_SIGNING",
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE: "ANY",
    x509.ObjectIdentifier("1.3.6.1.5.5.7.3.5"): "IPSEC_END_SYSTEM",
    x509.ObjectIdentifier("1.3.6.1.5.5.7.3.6"): "IPSEC_TUNNEL",
    x509.ObjectIdentifier("1.3.6.1.5.5.7.3.7"): "IPSEC_USER",
}
CUSTOM = "CUSTOM"

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True)
class Contents:
    """A certificate, read. Plain data, so that it can be kept in a snapshot."""

    names: tuple[str, ...]
    """The common name, if any, then the others; IP addresses as text."""
    subject: str
    issuer: str
    """The organization that issued it, else its common name, else all that there is."""
    serial: int
    not_before: datetime
    not_after: datetime
    key_algorithm: str
    signature_algorithm: str
    key_usages: tuple[str, ...] | None
    """None where there is no such extension."""
    extended_key_usages: tuple[tuple[str, str], ...] | None
    """Names and OIDs; None where there is no such extension."""


def read(certificate: x509.Certificate) -> Contents:
    """Read a certificate with a key of one of the seven kinds, signed by RSA or by a curve.

    Raises:
        ValueError: for any other.
    """
    algorithm = key_algorithm(certificate.public_key())
    if algorithm is None:
        raise ValueError("a certificate with a key of no kind that ACM has")
    return Contents(
        names=_names(certificate),
        subject=_written(certificate.subject),
        issuer=_organization(certificate.issuer),
        serial=certificate.serial_number,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        key_algorithm=algorithm,
        signature_algorithm=_signature_algorithm(certificate),
        key_usages=_key_usages(certificate),
        extended_key_usages=_extended_key_usages(certificate),
    )


def key_algorithm(key: object) -> str | None:
    """Name a public key as ACM does; None for one of a kind or size that it does not have."""
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA_{key.key_size}" if key.key_size in facts.RSA_SIZES else None
    if isinstance(key, ec.EllipticCurvePublicKey):
        return facts.CURVES.get(key.curve.name)
    return None


def is_signed_by_its_own_kind(certificate: x509.Certificate) -> bool:
    """Tell whether the issuer's key is of the certificate's own kind: RSA, or of a curve."""
    parameters = certificate.signature_algorithm_parameters
    if isinstance(certificate.public_key(), ec.EllipticCurvePublicKey):
        return isinstance(parameters, ec.ECDSA)
    return isinstance(parameters, padding.PKCS1v15 | padding.PSS)


def ocsp_urls(certificate: x509.Certificate) -> list[str]:
    """List where the issuer tells whether it was revoked."""
    access = _extension(certificate, x509.AuthorityInformationAccess)
    return [
        description.access_location.value
        for description in access or ()
        if description.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(description.access_location, x509.UniformResourceIdentifier)
    ]


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    common = _attributes(certificate.subject, NameOID.COMMON_NAME)
    others = _extension(certificate, x509.SubjectAlternativeName)
    found = [*common]
    if others is not None:
        found += others.get_values_for_type(x509.DNSName)
        found += map(str, others.get_values_for_type(x509.IPAddress))
    return tuple(dict.fromkeys(normal(name) for name in found if name))


def _attributes(name: x509.Name, oid: x509.ObjectIdentifier) -> list[str]:
    return [str(attribute.value) for attribute in name.get_attributes_for_oid(oid)]


def _organization(name: x509.Name) -> str:
    organizations = _attributes(name, NameOID.ORGANIZATION_NAME)
    return (organizations + _attributes(name, NameOID.COMMON_NAME) + [_written(name)])[0]


def _written(name: x509.Name) -> str:
    """Write a name in the certificate's own order, not in RFC 4514's, which is the reverse."""
    return ",".join(attribute.rfc4514_string() for attribute in name)


def _signature_algorithm(certificate: x509.Certificate) -> str:
    """Name it as Java does, whose names AWS's are: `SHA256WITHRSA`."""
    digest = certificate.signature_hash_algorithm
    parameters = certificate.signature_algorithm_parameters
    if digest is None:
        raise ValueError("a certificate that is signed in no way that ACM has")
    kind = "ECDSA" if isinstance(parameters, ec.ECDSA) else "RSA"
    mask = "ANDMGF1" if isinstance(parameters, padding.PSS) else ""
    return f"{digest.name.upper()}WITH{kind}{mask}"


def _key_usages(certificate: x509.Certificate) -> tuple[str, ...] | None:
    usage = _extension(certificate, x509.KeyUsage)
    if usage is None:
        return None
    known = dict(_KEY_USAGES)
    if usage.key_agreement:
        known |= _KEY_AGREEMENT_USAGES
    return tuple(name for attribute, name in known.items() if getattr(usage, attribute))


def _extended_key_usages(certificate: x509.Certificate) -> tuple[tuple[str, str], ...] | None:
    usages = _extension(certificate, x509.ExtendedKeyUsage)
    if usages is None:
        return None
    return tuple((_EXTENDED_KEY_USAGES.get(oid, CUSTOM), oid.dotted_string) for oid in usages)


def _extension(
    certificate: x509.Certificate, kind: type[x509.extensions.ExtensionTypeVar]
) -> x509.extensions.ExtensionTypeVar | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
