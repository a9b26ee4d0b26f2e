"""ImportCertificate: what may be imported, and what may take the place of an earlier import.

"model" is the API model's ImportCertificate, "guide" the ACM user guide's chapter on importing
("Prerequisites", "Certificate format", "Reimport", "Troubleshoot"), "article" the AWS Knowledge
Center's acm-import-troubleshooting, which has most of the words. Where no source has them, the
words are ours; the code is ValidationException in all that users report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from . import contents, facts
from .authority import Material
from .imported import ImportedCertificate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .certificate import Certificate
    from .contents import Contents

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Import:
    """An import that passed all checks."""

    contents: Contents
    material: Material


def checked(parameters: Mapping[str, Any]) -> Import:
    """Check what is to be imported as AWS does.

    Raises:
        AwsError: ValidationException.
    """
    certificate = _certificate(parameters["Certificate"])
    key = _private_key(parameters["PrivateKey"])
    if key.public_key() != certificate.public_key():  # model
        raise _refused("The private key does not match the public key of the certificate.")
    read = _read(certificate)
    # Nobody has to give a chain: guide, "Prerequisites", and the model, which once said otherwise.
    chain = _certificates(parameters.get("CertificateChain"))
    _check_chain(certificate, chain)
    material = Material(
        certificate=_pem(certificate),
        chain="".join(map(_pem, chain)),
        private_key=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
    )
    return Import(read, material)


def check_replacement(current: Certificate, new: Contents) -> ImportedCertificate:
    """Check that an import may take the place of an earlier one, and give the earlier one.

    The conditions are the guide's, "Reimport".

    Raises:
        AwsError: ValidationException.
    """
    if not isinstance(current, ImportedCertificate):  # model: "an imported certificate to replace"
        raise _refused(f"Certificate {current.arn} was not imported: it cannot be replaced.")
    old = current.contents
    if old.key_algorithm != new.key_algorithm:
        raise _refused(
            f"The key type and size cannot be changed: certificate {current.arn} has "
            f"{old.key_algorithm}, the new one {new.key_algorithm}."
        )
    excused = {"KEY_ENCIPHERMENT"} if new.key_algorithm.startswith("EC_") else set()
    _check_usages("Key Usages", old.key_usages, new.key_usages, excused)
    _check_usages(
        "Extended Key Usages",
        old.extended_key_usages,
        new.extended_key_usages,
        {("TLS_WEB_CLIENT_AUTHENTICATION", "1.3.6.1.5.5.7.3.2")},
    )
    return current


def _check_usages(
    what: str,
    old: tuple[Any, ...] | None,
    new: tuple[Any, ...] | None,
    excused: set[Any],
) -> None:
    if old is None and new is not None:  # guide, "Prerequisites": an extension cannot be added
        raise _refused(f"New certificate has {what}, the currently imported certificate has none")
    if set(old or ()) - set(new or ()) - excused:
        # The words of hashicorp/terraform-provider-aws#42779.
        raise _refused(
            f"New certificate is missing one or more {what} supported by the currently imported "
            "certificate"
        )


def _certificate(blob: bytes) -> x509.Certificate:
    found = _certificates(blob)
    if len(found) > 1:  # article; hashicorp/terraform-provider-aws#19400
        raise _refused(
            "The certificate field contains more than one certificate. You can specify only one "
            "certificate in this field."
        )
    return found[0]


def _certificates(blob: bytes | None) -> list[x509.Certificate]:
    """Read the certificates of a PEM blob: one at least, if there is a blob."""
    if blob is None:
        return []
    try:
        found = x509.load_pem_x509_certificates(blob)
        for certificate in found:
            # Read when they are asked for, and only then found to be broken.
            _ = certificate.public_key(), certificate.extensions
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        if b"-----BEGIN CERTIFICATE-----" not in blob:
            raise _refused(
                "The certificate body/chain provided is not in a valid PEM format"
            ) from None
        raise _refused(
            "Unable to parse certificate. Please ensure the certificate is in PEM format."
        ) from None
    return found


def _private_key(blob: bytes) -> PrivateKey:
    if len(blob) > facts.PRIVATE_KEY_OCTETS:
        raise _refused(f"The private key is larger than {facts.PRIVATE_KEY_OCTETS} bytes.")
    try:
        key = serialization.load_pem_private_key(blob, password=None)
    except (TypeError, ValueError, UnsupportedAlgorithm):  # encrypted, no key, of unknown kind
        raise _refused("The private key is not supported.") from None
    if not isinstance(key, PrivateKey):
        raise _refused("The private key is not supported.")
    if contents.key_algorithm(key.public_key()) is None:
        raise _refused(f"The private key length {key.key_size} is not supported for key algorithm.")
    return key


def _read(certificate: x509.Certificate) -> Contents:
    """Check a certificate by itself, and read it."""
    if certificate.version != x509.Version.v3:  # guide, "Prerequisites"
        raise _refused("The certificate is not an X.509 version 3 certificate.")
    if not list(certificate.issuer):  # model
        raise _refused("The issuer of the certificate is empty.")
    if not contents.is_signed_by_its_own_kind(certificate):  # model
        raise _refused(
            "The cryptographic algorithm of the certificate does not match the algorithm of the "
            "signing CA."
        )
    read = contents.read(certificate)
    if not read.names:  # guide, "Prerequisites" and "Reimport"
        raise _refused("The certificate has no domain name and no IP address.")
    if any(len(url) > facts.OCSP_URL_CHARACTERS for url in contents.ocsp_urls(certificate)):
        raise _refused(
            f"The OCSP authority URL is longer than {facts.OCSP_URL_CHARACTERS} characters."
        )
    now = clock.now()
    # The words are those of moto, whose tests were once held against AWS.
    if read.not_after < now:
        raise _refused("The certificate has expired, is not valid.")
    if read.not_before > now:
        raise _refused("The certificate is not in effect yet, is not valid.")
    return read


def _check_chain(certificate: x509.Certificate, chain: list[x509.Certificate]) -> None:
    """See that each certificate directly certifies the one before it (guide, "Troubleshoot")."""
    if not chain:
        return
    if certificate in chain:
        raise _broken(chain.index(certificate))
    if not _certifies(chain[0], certificate):  # article; go-acme/lego#1506
        raise _refused("Could not validate the certificate with the certificate chain.")
    for index in range(1, len(chain)):
        if not _certifies(chain[index], chain[index - 1]):
            raise _broken(index)


def _certifies(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):  # another name, another key, a forgery
        return False
    return True


def _broken(index: int) -> AwsError:
    # article. Which one is meant where two do not fit each other, nobody tells: here, the issuer.
    return _refused(
        "Unable to validate certificate chain. The certificate chain must start with the immediate "
        "signing certificate, followed by any intermediaries in order. The index within the chain "
        f"of the invalid certificate is: {index}"
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _refused(message: str) -> AwsError:
    return AwsError("ValidationException", message)
