"""From email to DNS validation, in place: the ARN stays, and so does whatever uses it.

UpdateCertificateOptions begins it, and answers at once; the CNAMEs then have to be seen within 72
hours. If they are not, the certificate goes on as it was, and one may begin again (guide,
"Troubleshoot email validation": "My email-to-DNS migration timed out").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from . import facts
from .certificate import AMAZON_ISSUED, DNS, EMAIL, ISSUED

if TYPE_CHECKING:
    from datetime import datetime

    from .certificate import Certificate

# model: UpdateStatus.
PENDING = "PENDING_DOMAIN_VALIDATION"
SUCCESS = "SUCCESS"
FAILED = "FAILED"


@dataclass
class Migration:
    """One change from email to DNS. Plain data, so that it can be kept in a snapshot."""

    requested_at: datetime = field(default_factory=clock.now)
    updated_at: datetime = field(default_factory=clock.now)
    status: str = PENDING

    def summary(self) -> dict[str, Any]:
        """Show it as DescribeCertificate does (model: UpdateSummary)."""
        return {
            "Status": self.status,
            "Type": "DOMAIN_VALIDATION_METHOD",
            "DomainValidationMethodUpdateSummary": {"From": EMAIL, "To": DNS},
            "RequestedAt": self.requested_at,
            "UpdatedAt": self.updated_at,
        }


def is_under_way(certificate: Certificate) -> bool:
    """Tell whether a certificate waits for its CNAMEs to be seen."""
    return certificate.migration is not None and certificate.migration.status == PENDING


def begin(certificate: Certificate, method: str) -> None:
    """Begin to move a certificate to another validation method.

    The API model has the codes; the words are ours.

    Raises:
        AwsError: ValidationException, InvalidStateException, ConflictException.
    """
    if method != DNS:
        raise AwsError(
            "ValidationException",
            f"The validation method can only be updated to DNS, not to {method}.",
        )
    if certificate.type != AMAZON_ISSUED or certificate.validation_method != EMAIL:
        raise AwsError(
            "ValidationException",
            f"Certificate {certificate.arn} is not validated by email.",
        )
    if certificate.status != ISSUED:
        raise AwsError(
            "InvalidStateException",
            f"Certificate {certificate.arn} is {certificate.status}: only an issued certificate "
            "can be moved to another validation method.",
        )
    if is_under_way(certificate):
        raise AwsError(
            "ConflictException",
            f"Certificate {certificate.arn} is already being moved to DNS validation.",
        )
    certificate.migration = Migration()


def refresh(certificate: Certificate, *, proved: bool, since: datetime) -> bool:
    """Bring a migration up to date; tell whether that changed it.

    From then on, DescribeCertificate shows the certificate as one validated by DNS; that it does is
    not documented, only that ListCertificateDomainValidations does.

    Args:
        certificate: the certificate.
        proved: whether the CNAMEs of all names can be seen.
        since: when that last changed.
    """
    migration = certificate.migration
    if migration is None or not is_under_way(certificate):
        return False
    deadline = migration.requested_at + facts.VALIDATION_TIMEOUT
    if proved and since <= deadline:
        migration.status, migration.updated_at = SUCCESS, max(since, migration.requested_at)
        certificate.validation_method = DNS
    elif clock.now() >= deadline:
        migration.status, migration.updated_at = FAILED, deadline
    else:
        return False
    return True
