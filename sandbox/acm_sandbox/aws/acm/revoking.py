"""RevokeCertificate: for good, and only what could have become known: exported certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import usage
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from .certificate import ISSUED, REVOKED
from .state import State

if TYPE_CHECKING:
    from collections.abc import Mapping


class Revoking(State):
    """The operation that puts a certificate out of use."""

    def revoke_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Revoke a certificate that was exported, and that no service uses.

        The API model has the codes and the rules; the words are ours.
        """
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        if certificate.exported_at is None or certificate.status != ISSUED:
            raise AwsError(
                "ValidationException",
                f"Certificate {certificate.arn} cannot be revoked: only issued certificates can "
                "that have been exported.",
            )
        if usage.users_of(self.account_id, certificate.arn):
            raise AwsError(
                "ResourceInUseException",
                f"Certificate {certificate.arn} in account {self.account_id} is in use.",
            )
        certificate.status = REVOKED
        certificate.revoked_at = clock.now()
        certificate.revocation_reason = parameters["RevocationReason"]
        return {"CertificateArn": certificate.arn}
