"""ExportCertificate: certificate, chain and key, the key encrypted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import serialization

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from .certificate import ISSUED, PENDING
from .state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

# model: Passphrase, "any ASCII character except #, $, or %".
_PASSPHRASE = re.compile(rb"[\x00-\x7f]+")
_FORBIDDEN = b"#$%"


class Exporting(State):
    """The operation that gives a certificate away."""

    def export_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Give a certificate for use outside of AWS; from now on it is renewed without a user.

        The API model has the codes and the rules; the words are ours.
        """
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        if certificate.status == PENDING:
            raise AwsError(
                "RequestInProgressException",
                f"Certificate {certificate.arn} has not been issued yet.",
            )
        if certificate.export != "ENABLED" or certificate.status != ISSUED:
            raise AwsError(
                "ValidationException",
                f"Certificate {certificate.arn} cannot be exported: its export option is "
                f"{certificate.export}, its status {certificate.status}.",
            )
        passphrase: bytes = parameters["Passphrase"]
        if not _PASSPHRASE.fullmatch(passphrase) or set(passphrase) & set(_FORBIDDEN):
            raise AwsError(
                "ValidationException", "A passphrase is of ASCII characters other than #, $ and %."
            )
        body = certificate.body()
        key = serialization.load_pem_private_key(body.private_key.encode(), password=None)
        certificate.exported_at = clock.now()
        return {
            "Certificate": body.certificate,
            "CertificateChain": body.chain,
            "PrivateKey": key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(passphrase),
            ).decode(),
        }
