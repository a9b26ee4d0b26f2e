"""RenewCertificate: not for certificates that ACM renews by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from acm_sandbox.aws.errors import AwsError

from .certificate import PENDING
from .state import State

if TYPE_CHECKING:
    from collections.abc import Mapping


class Renewing(State):
    """The operation that renews private certificates, of which the sandbox has none."""

    def renew_certificate(self, parameters: Mapping[str, Any]) -> NoReturn:
        """Refuse: only exported private certificates can be renewed this way (model)."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        if certificate.status == PENDING:
            # model: "the certificate request is in process".
            raise AwsError(
                "RequestInProgressException",
                f"Certificate {certificate.arn} has not been issued yet.",
            )
        # The words of crossplane-contrib/provider-aws#908, of a private one. AWS's for public ones
        # are not reported.
        raise AwsError(
            "ValidationException",
            f"Certificate ARN {certificate.arn} has not been exported so it is not eligible for "
            "the Renew Certificate API.",
        )
