"""A certificate: what it is, and how AWS shows it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

from cryptography import x509

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import current as current_settings

from . import facts
from .authority import current as current_authority
from .names import mail_addresses, validation_record

if TYPE_CHECKING:
    from .authority import Material
    from .migration import Migration
    from .renewal import Renewal

PENDING = "PENDING_VALIDATION"
ISSUED = "ISSUED"
EXPIRED = "EXPIRED"
TIMED_OUT = "VALIDATION_TIMED_OUT"
FAILED = "FAILED"
REVOKED = "REVOKED"

# model: CertificateType. Nothing here is private.
AMAZON_ISSUED = "AMAZON_ISSUED"
IMPORTED = "IMPORTED"

# model: ValidationMethod. HTTP is for CloudFront's tenants only.
DNS = "DNS"
EMAIL = "EMAIL"

# The statuses of a certificate that was issued at some time, and so has a body.
_WITH_BODY = (ISSUED, EXPIRED, REVOKED)


@dataclass
class Certificate:
    """One certificate in one region. Plain data, so that it can be kept in a snapshot."""

    arn: str
    account: str
    number: int
    """The position among all certificates of the region: what a page token points at."""
    names: list[str]
    """All names, the common name first."""
    key_algorithm: str
    export: str
    validation_domains: dict[str, str]
    tags: dict[str, str | None]
    created_at: datetime = field(default_factory=clock.now)
    status: str = PENDING
    failure_reason: str | None = None
    proved_at: datetime | None = None
    """When all names were first seen to be proved."""
    issued_at: datetime | None = None
    type: str = AMAZON_ISSUED
    validation_method: str = DNS
    approvals: dict[str, datetime] = field(default_factory=dict)
    """By name: when the mail that asks for approval was last answered."""
    migration: Migration | None = None
    """The latest change of the validation method, whatever came of it."""
    renewal: Renewal | None = None
    """The latest renewal, whatever came of it."""
    exported_at: datetime | None = None
    """When it was last exported."""
    revoked_at: datetime | None = None
    revocation_reason: str | None = None
    serial: int = field(default_factory=x509.random_serial_number)
    material: Material | None = field(default=None, repr=False)

    @property
    def not_before(self) -> datetime | None:
        """The beginning of the validity: the midnight before it was issued, as Amazon has it."""
        if self.issued_at is None:
            return None
        return datetime.combine(self.issued_at.date(), time(), timezone.utc)

    @property
    def not_after(self) -> datetime | None:
        """The end of the validity, whose last second counts as part of it (RFC 5280, 4.1.2.5)."""
        return self.not_before and self.not_before + facts.VALIDITY - timedelta(seconds=1)

    def is_renewable(self, *, in_use: bool) -> bool:
        """Tell whether ACM would renew it.

        Only its own; only if it is in use, or was exported since it was issued or last renewed; and
        only until it expires (guide, "Managed certificate renewal").
        """
        exported = (
            self.exported_at is not None
            and self.issued_at is not None
            and self.exported_at >= self.issued_at
        )
        return self.type == AMAZON_ISSUED and self.status == ISSUED and (in_use or exported)

    def renewal_eligibility(self, *, in_use: bool) -> str:
        """Show whether ACM would renew it."""
        return "ELIGIBLE" if self.is_renewable(in_use=in_use) else "INELIGIBLE"

    def body(self) -> Material:
        """Give certificate, chain and key; they are made when first asked for."""
        if self.not_before is None or self.not_after is None:
            raise ValueError(f"{self.arn} is not issued")
        if self.material is None:
            self.material = current_authority.value.issue(
                self.names, self.key_algorithm, self.serial, (self.not_before, self.not_after)
            )
        return self.material

    def detail(self, users: list[str]) -> dict[str, Any]:
        """Show it as DescribeCertificate does, with the ARNs of what uses it.

        A pending certificate already names its issuer and the signature's algorithm, but has
        neither dates nor a serial number (recorded).
        """
        return {
            "CertificateArn": self.arn,
            "DomainName": self.names[0],
            "SubjectAlternativeNames": self.names,
            "DomainValidationOptions": self.validations(),
            "Subject": self.subject,
            "Issuer": self.issuer,
            "CreatedAt": self.created_at,
            "Status": self.status,
            "FailureReason": self.failure_reason,
            "KeyAlgorithm": self._shown_key_algorithm,
            "SignatureAlgorithm": self.signature_algorithm,
            "InUseBy": users,
            "Type": self.type,
            "KeyUsages": [{"Name": usage} for usage in self.key_usages],
            "ExtendedKeyUsages": [
                {"Name": usage, "OID": oid} for usage, oid in self.extended_key_usages.items()
            ],
            "RenewalEligibility": self.renewal_eligibility(in_use=bool(users)),
            "Options": {
                "CertificateTransparencyLoggingPreference": self.transparency_logging,
                "Export": self.export,
            },
            "CertificateKeyPairOrigin": self.key_pair_origin,
            "RenewalSummary": self.renewal and self.renewal.shown(self.validations()),
            "UpdateSummary": self.migration and self.migration.summary(),
            "RevokedAt": self.revoked_at,
            "RevocationReason": self.revocation_reason,
            **self.issuance(),
        }

    def summary(self, *, in_use: bool) -> dict[str, Any]:
        """Show it as ListCertificates does."""
        return {
            "CertificateArn": self.arn,
            "DomainName": self.names[0],
            "SubjectAlternativeNameSummaries": self.names[: facts.SUMMARY_NAMES],
            "HasAdditionalSubjectAlternativeNames": len(self.names) > facts.SUMMARY_NAMES,
            "Status": self.status,
            "Type": self.type,
            "KeyAlgorithm": self._shown_key_algorithm,
            "KeyUsages": self.key_usages,
            "ExtendedKeyUsages": list(self.extended_key_usages),
            "ExportOption": self.export,
            "InUse": in_use,
            "Exported": self.exported_at is not None,
            "RenewalEligibility": self.renewal_eligibility(in_use=in_use),
            "CreatedAt": self.created_at,
            "RevokedAt": self.revoked_at,
            "CertificateKeyPairOrigin": self.key_pair_origin,
            **{name: value for name, value in self.issuance().items() if name != "Serial"},
        }

    @property
    def subject(self) -> str:
        """The subject: that of a public certificate is its common name."""
        return f"CN={self.names[0]}"

    @property
    def issuer(self) -> str:
        """The issuer, by its organization (recorded)."""
        return "Amazon"

    @property
    def signature_algorithm(self) -> str:
        """What it is signed with."""
        return facts.SIGNATURE_ALGORITHMS[self.key_algorithm]

    @property
    def transparency_logging(self) -> str:
        """Whether it is in the transparency log: nobody can leave it, since June 2026 (model)."""
        return "ENABLED"

    @property
    def key_pair_origin(self) -> str:
        """Whose the key is (model: CertificateKeyPairOrigin)."""
        return "AWS_MANAGED"

    @property
    def key_usages(self) -> list[str]:
        """The key usages, once there is a certificate: only RSA keys encipher others."""
        if self.status not in _WITH_BODY:
            return []
        return ["DIGITAL_SIGNATURE"] + ["KEY_ENCIPHERMENT"] * self.key_algorithm.startswith("RSA")

    @property
    def extended_key_usages(self) -> dict[str, str]:
        """The extended key usages by name; no client authentication since 2025-06-11 (guide)."""
        if self.status not in _WITH_BODY:
            return {}
        return {"TLS_WEB_SERVER_AUTHENTICATION": "1.3.6.1.5.5.7.3.1"}

    @property
    def _shown_key_algorithm(self) -> str:
        """The key algorithm as AWS answers: `RSA-2048`, not the `RSA_2048` asked for (provider)."""
        return self.key_algorithm.replace("_", "-", 1)

    def issuance(self) -> dict[str, Any]:
        """Show what only an issued certificate has."""
        if self.status not in _WITH_BODY:
            return {}
        digits = f"{self.serial:040x}"
        return {
            "Serial": ":".join(digits[at : at + 2] for at in range(0, len(digits), 2)),
            "IssuedAt": self.issued_at,
            "NotBefore": self.not_before,
            "NotAfter": self.not_after,
        }

    def validations(self) -> list[dict[str, Any]]:
        """Show each name's validation.

        In an order of their own, as AWS has it ("order is not guaranteed": localstack's
        test_acm.py): whoever takes the first one for the common name has to fail here too.
        """
        age = (clock.now() - self.created_at).total_seconds()
        delay = current_settings.value.record_delay
        names = sorted(self.names, key=lambda name: hashlib.sha256(name.encode()).digest())
        return [
            # One record after the other: whoever goes on with the first one has to fail here, too.
            self._validation(name, told=age >= delay * place and not self._failed_at_once)
            for place, name in enumerate(names, start=1)
        ]

    @property
    def _failed_at_once(self) -> bool:
        """Whether the request was refused before any name was proved."""
        return self.status == FAILED and self.proved_at is None

    def _validation(self, name: str, *, told: bool) -> dict[str, Any]:
        """Show how a name is proved; until ACM has told, neither a record nor addresses."""
        validation: dict[str, Any] = {
            "DomainName": name,
            "ValidationDomain": self.validation_domains.get(name, name),
            "ValidationMethod": self.validation_method,
            "ValidationStatus": _DOMAIN_STATUS[self.status],
        }
        if self.status == FAILED and not self._failed_at_once:
            # CAA: "the validation status is "Success", even though the certificate request failed"
            # (AWS Knowledge Center, acm-troubleshoot-caa-errors).
            validation["ValidationStatus"] = "SUCCESS"
        if self.validation_method == EMAIL:
            domain = validation["ValidationDomain"]
            # Empty at first (recorded).
            validation["ValidationEmails"] = mail_addresses(name, domain) if told else []
            if self.status == PENDING and name in self.approvals:
                validation["ValidationStatus"] = "SUCCESS"
        elif told:
            record = validation_record(self.account, name)
            validation["ResourceRecord"] = {
                "Name": record.name,
                "Type": "CNAME",
                "Value": record.value,
            }
        return validation


_DOMAIN_STATUS = {
    PENDING: PENDING,
    ISSUED: "SUCCESS",
    EXPIRED: "SUCCESS",
    REVOKED: "SUCCESS",
    TIMED_OUT: "FAILED",
    FAILED: "FAILED",
}
