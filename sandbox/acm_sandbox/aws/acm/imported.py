"""A certificate that came from elsewhere: what it is, and how AWS shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

from .certificate import IMPORTED, ISSUED, Certificate

if TYPE_CHECKING:
    from datetime import datetime

    from .authority import Material
    from .contents import Contents


@dataclass(kw_only=True)
class ImportedCertificate(Certificate):
    """One imported certificate in one region; all that it shows is read from the certificate."""

    contents: Contents
    imported_at: datetime = field(default_factory=clock.now)
    """When it was last imported; `created_at` is the first time."""

    @classmethod
    def new(
        cls,
        *,
        arn: str,
        account: str,
        number: int,
        tags: dict[str, str | None],
        contents: Contents,
        material: Material,
    ) -> ImportedCertificate:
        """Make one that has just been imported."""
        certificate = cls(
            arn=arn,
            account=account,
            number=number,
            names=[],
            key_algorithm=contents.key_algorithm,
            export="DISABLED",
            validation_domains={},
            tags=tags,
            type=IMPORTED,
            contents=contents,
        )
        certificate.replace(contents, material)
        return certificate

    def replace(self, contents: Contents, material: Material) -> None:
        """Take another certificate in place of the one before: ARN, tags and users stay."""
        self.contents = contents
        self.material = material
        self.names = list(contents.names)
        self.serial = contents.serial
        self.status = ISSUED
        self.imported_at = clock.now()

    @property
    def not_before(self) -> datetime:
        """The beginning of the validity."""
        return self.contents.not_before

    @property
    def not_after(self) -> datetime:
        """The end of the validity."""
        return self.contents.not_after

    @property
    def subject(self) -> str:
        """The whole subject (recorded)."""
        return self.contents.subject

    @property
    def issuer(self) -> str:
        """The issuer, by its organization (recorded)."""
        return self.contents.issuer

    @property
    def signature_algorithm(self) -> str:
        """What it is signed with, by whoever issued it."""
        return self.contents.signature_algorithm

    @property
    def transparency_logging(self) -> str:
        """ACM logs only what it issues (recorded)."""
        return "DISABLED"

    @property
    def key_pair_origin(self) -> str:
        """Whose the key is (model: CertificateKeyPairOrigin)."""
        return "CUSTOMER_PROVIDED"

    @property
    def key_usages(self) -> list[str]:
        """The key usages of the certificate."""
        return list(self.contents.key_usages or ())

    @property
    def extended_key_usages(self) -> dict[str, str]:
        """The extended key usages of the certificate, by name."""
        return dict(self.contents.extended_key_usages or ())

    def issuance(self) -> dict[str, Any]:
        """Show serial number and dates; it was imported, and never issued."""
        issuance = super().issuance()
        digits = f"{self.serial:x}"
        digits = digits.zfill(len(digits) + len(digits) % 2)
        # As many bytes as the number has: `03:e9` (recorded).
        issuance["Serial"] = ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
        return {name: value for name, value in issuance.items() if name != "IssuedAt"} | {
            "ImportedAt": self.imported_at
        }

    def validations(self) -> list[dict[str, Any]]:
        """Show the names alone: nobody had to prove them (recorded, whatever the model says)."""
        return [{"DomainName": name} for name in self.names]
