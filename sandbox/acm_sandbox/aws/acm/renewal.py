"""Managed renewal: the same certificate anew, 45 days before it expires.

guide, "Managed certificate renewal in AWS Certificate Manager" and "Renewal for domains validated
by DNS". ACM first tries to reach each name by HTTPS; nothing is served here, so it goes on to the
record or the mail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cryptography import x509

from acm_sandbox.aws.settings import current as current_settings

from . import caa, facts
from .certificate import EMAIL, EXPIRED, FAILED, PENDING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from .certificate import Certificate

# model: RenewalStatus, beside PENDING_VALIDATION and FAILED, which certificates have, too.
PENDING_AUTO = "PENDING_AUTO_RENEWAL"
SUCCESS = "SUCCESS"


@dataclass
class Renewal:
    """The latest renewal of a certificate. Plain data, so that it can be kept in a snapshot."""

    started_at: datetime
    updated_at: datetime
    status: str = PENDING_AUTO
    reason: str | None = None
    domains: dict[str, str] = field(default_factory=dict)
    """The status of each name's validation (model: DomainStatus)."""
    blocked_by: str | None = None
    """What beside a missing proof stands in its way: the reason, should it fail."""

    @property
    def is_open(self) -> bool:
        """Whether it may still succeed."""
        return self.status in {PENDING_AUTO, PENDING}

    def shown(self, validations: list[dict[str, Any]]) -> dict[str, Any]:
        """Show it as DescribeCertificate does, with how each name is proved."""
        return {
            "RenewalStatus": self.status,
            "RenewalStatusReason": self.reason,
            "UpdatedAt": self.updated_at,
            "DomainValidationOptions": [
                option | {"ValidationStatus": self.domains[option["DomainName"]]}
                for option in validations
            ],
        }


@dataclass(frozen=True)
class Present:
    """How things are, and have been since the last change."""

    now: datetime
    since: datetime
    in_use: Callable[[], bool]
    """Whether something uses the certificate; asked only where it matters."""
    is_proved: Callable[[str], bool]
    """Whether the public DNS has the record of a name."""


def live(certificate: Certificate, present: Present) -> None:
    """Let an issued certificate renew, as often as it was time to, and expire."""
    while certificate.not_after is not None:
        window = certificate.not_after - facts.RENEWAL_WINDOW
        if present.now < window:
            return
        if _renew(certificate, present, max(window, present.since)):
            continue
        if present.now > certificate.not_after:
            _expire(certificate, certificate.not_after)
        return


def _renew(certificate: Certificate, present: Present, earliest: datetime) -> bool:
    """Try to renew, in the time that is left; tell whether it is done."""
    expiry = certificate.not_after
    if expiry is None or earliest > expiry or not certificate.is_renewable(in_use=present.in_use()):
        return False
    renewal = certificate.renewal
    if renewal is None or not renewal.is_open:
        renewal = certificate.renewal = Renewal(earliest, earliest)
        renewal.domains = dict.fromkeys(certificate.names, PENDING)
    due = renewal.started_at + timedelta(seconds=current_settings.value.renewal_delay)
    if present.now < due:
        return False
    proved_at = {name: _proved_at(certificate, name, present) for name in certificate.names}
    forbidden = [name for name in certificate.names if not caa.allows(name)]
    moments = [moment for moment in proved_at.values() if moment is not None]
    at = max(due, earliest, *moments)
    if len(moments) == len(proved_at) and not forbidden and at <= expiry:
        _succeed(certificate, renewal, at)
        return True
    domains = {
        name: SUCCESS if proved_at[name] is not None and name not in forbidden else PENDING
        for name in certificate.names
    }
    # A CAA record leaves the renewal waiting (AWS Knowledge Center, acm-domain-renewal-pending).
    _wait(renewal, domains, caa.ERROR if forbidden else None, max(due, earliest))
    return False


def _proved_at(certificate: Certificate, name: str, present: Present) -> datetime | None:
    """Tell since when a name is proved for this renewal."""
    renewal = certificate.renewal
    if renewal is None:
        return None
    if certificate.validation_method != EMAIL:
        return renewal.started_at if present.is_proved(name) else None
    # Approved anew, each time (guide, "Renewal for domains validated by email").
    approved = certificate.approvals.get(name)
    return approved if approved is not None and approved >= renewal.started_at else None


def _succeed(certificate: Certificate, renewal: Renewal, at: datetime) -> None:
    """Issue it anew: its ARN stays; serial number, key and dates are new.

    IssuedAt is the renewal's, as in Security Hub's example of a renewed one (ASFF,
    AwsCertificateManagerCertificate).
    """
    certificate.issued_at = at
    certificate.serial = x509.random_serial_number()
    certificate.material = None
    renewal.status, renewal.reason, renewal.updated_at = SUCCESS, None, at
    renewal.domains = dict.fromkeys(certificate.names, SUCCESS)


def _wait(renewal: Renewal, domains: Mapping[str, str], reason: str | None, at: datetime) -> None:
    """Wait for a person; the reason is kept, and shown once the renewal has failed."""
    if (renewal.status, renewal.domains) != (PENDING, domains):
        renewal.updated_at = at
    renewal.status, renewal.domains = PENDING, dict(domains)
    renewal.blocked_by = reason


def _expire(certificate: Certificate, at: datetime) -> None:
    """Expire, and with it the renewal that nobody helped."""
    certificate.status = EXPIRED
    renewal = certificate.renewal
    if renewal is not None and renewal.is_open:
        renewal.status, renewal.reason, renewal.updated_at = FAILED, renewal.blocked_by, at
        renewal.domains = {
            name: SUCCESS if status == SUCCESS else FAILED
            for name, status in renewal.domains.items()
        }
