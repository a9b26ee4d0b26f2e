"""A certificate's own facts: key, names, validity, and what ACM demands of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from .limits import OCSP_URL_MAX
from .pem import blocks
from .services import KeyAlgorithm

_RSA: Final[dict[int, KeyAlgorithm]] = {
    1024: "RSA_1024",
    2048: "RSA_2048",
    3072: "RSA_3072",
    4096: "RSA_4096",
}
_CURVES: Final[dict[str, KeyAlgorithm]] = {
    "secp256r1": "EC_prime256v1",
    "secp384r1": "EC_secp384r1",
    "secp521r1": "EC_secp521r1",
}
ACCEPTED: Final = ", ".join([*_RSA.values(), *_CURVES.values()])
"""The keys that ACM imports, in its words."""
_LONGEST_SUBJECT: Final = 100
UNREADABLE: Final = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What `cryptography` raises about a structure that it cannot read: not all are ValueErrors."""


def certificates_in(text: str) -> tuple[list[x509.Certificate], list[str]]:
    """Return the certificates in a PEM text, and all that is wrong with it."""
    found, faults = blocks(text)
    certificates: list[x509.Certificate] = []
    for number, block in enumerate(found, 1):
        if block.is_private:
            faults.append(
                f"block {number} is {block.kind}: it goes into private_key, where it is kept secret"
            )
        elif block.label != "CERTIFICATE":
            faults.append(f"block {number} is {block.kind}, not a certificate")
        else:
            try:
                certificates.append(_load(block.der))
            except UNREADABLE:
                faults.append(
                    f"block {number} is no certificate that can be read: it was damaged or cut"
                )
    return certificates, faults


def _load(der: bytes) -> x509.Certificate:
    certificate = x509.load_der_x509_certificate(der)
    # All this is parsed when it is first asked for: here, where it can be said which block it is.
    _ = certificate.version, certificate.subject, certificate.issuer, certificate.extensions
    _ = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return certificate


def title(certificate: x509.Certificate) -> str:
    """Return how messages name a certificate: by its subject, in quotes."""
    return title_of(certificate.subject)


def title_of(name: x509.Name) -> str:
    """Return how messages name whoever has a distinguished name."""
    text = name.rfc4514_string()
    short = text if len(text) <= _LONGEST_SUBJECT else f"{text[:_LONGEST_SUBJECT]}..."
    printable = "".join(each if each.isprintable() else "?" for each in short)
    return f'"{printable}"' if text else "(without a subject)"


def key_algorithm(key: object) -> KeyAlgorithm | None:
    """Return a key's algorithm in ACM's words; None if ACM has none for it."""
    if isinstance(key, rsa.RSAPublicKey | rsa.RSAPrivateKey):
        return _RSA.get(key.key_size)
    if isinstance(key, ec.EllipticCurvePublicKey | ec.EllipticCurvePrivateKey):
        return _CURVES.get(key.curve.name)
    return None


def key_kind(key: object) -> str:
    """Return what a key is, in words, for keys that ACM takes and others."""
    if isinstance(key, rsa.RSAPublicKey | rsa.RSAPrivateKey):
        return f"RSA of {key.key_size} bits"
    if isinstance(key, ec.EllipticCurvePublicKey | ec.EllipticCurvePrivateKey):
        return f"elliptic curve on {key.curve.name}"
    kind = type(key).__name__.lstrip("_")
    for suffix in ("PublicKey", "PrivateKey"):
        kind = kind.removesuffix(suffix)
    return kind


def names_of(certificate: x509.Certificate) -> list[str]:
    """Return the DNS names of a certificate, the common name first if it is one of them.

    Where there are none, the common name is the only one, as older certificates have it.
    """
    common = [
        str(each.value) for each in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    ]
    try:
        alternatives = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names = alternatives.value.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        names = common[:1]
    normal = dict.fromkeys(each.strip().lower().removesuffix(".") for each in names)
    first = common[0].strip().lower().removesuffix(".") if common else ""
    return sorted(normal, key=lambda each: (each != first, each))


def broken_by_certificate(certificate: x509.Certificate, now: datetime) -> Iterator[str]:
    """Yield ACM's rules that a certificate breaks.

    https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html
    https://docs.aws.amazon.com/acm/latest/APIReference/API_ImportCertificate.html
    """
    if certificate.version is not x509.Version.v3:
        yield "it is of X.509 version 1, ACM takes version 3 only"
    if not certificate.issuer.rdns:
        yield "its issuer is empty"
    yield from _broken_by_key(certificate)
    if not _has_name(certificate):
        yield "it has no name: neither a subject alternative name nor a common name"
    if now > certificate.not_valid_after_utc:
        yield f"it expired at {moment(certificate.not_valid_after_utc)}; get a new one"
    if now < certificate.not_valid_before_utc:
        yield (
            f"it is not valid before {moment(certificate.not_valid_before_utc)}; ACM imports it "
            "from then on"
        )
    if any(len(url) > OCSP_URL_MAX for url in _ocsp_urls(certificate)):
        yield f"the address of its OCSP responder is longer than {OCSP_URL_MAX} characters"


def _broken_by_key(certificate: x509.Certificate) -> Iterator[str]:
    try:
        key = certificate.public_key()
    except UNREADABLE:
        yield f"its key cannot be read; ACM takes {ACCEPTED}"
    else:
        if key_algorithm(key) is None:
            yield f"its key is {key_kind(key)}; ACM takes {ACCEPTED}"
        elif not _signed_by_its_kind(certificate, key):
            yield (
                f"its key is {key_kind(key)}, but whoever issued it signed with a key of another "
                "kind: ACM wants both to be RSA, or both on an elliptic curve"
            )


def _signed_by_its_kind(certificate: x509.Certificate, key: object) -> bool:
    try:
        by_curve = isinstance(certificate.signature_algorithm_parameters, ec.ECDSA)
    except UNREADABLE:
        return True  # nothing is known of it: its chain, or ACM, will tell
    return by_curve == isinstance(key, ec.EllipticCurvePublicKey)


def moment(when: datetime) -> str:
    """Return a time in ISO 8601, in UTC."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _has_name(certificate: x509.Certificate) -> bool:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return bool(names_of(certificate))
    return bool(list(found.value))


def _ocsp_urls(certificate: x509.Certificate) -> list[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except x509.ExtensionNotFound:
        return []
    return [
        each.access_location.value
        for each in found.value
        if each.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(each.access_location, x509.UniformResourceIdentifier)
    ]
