"""What all the operations of ACM work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.base_backend import BaseBackend

from acm_sandbox.aws import usage
from acm_sandbox.aws.errors import AwsError

from .validation import refresh

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from .certificate import Certificate


class State(BaseBackend):
    """The certificates of one account in one region."""

    changed = False
    """Whether a look at a certificate has changed it, which a snapshot has to know."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without certificates."""
        super().__init__(region_name, account_id)
        self.certificates: dict[str, Certificate] = {}
        self.requested: list[datetime] = []
        """When certificates were requested, those that are deleted included."""
        self.imported: list[datetime] = []
        """When certificates were imported, those that are deleted included."""

    def get_certificate_by_arn(self, arn: str) -> Certificate:
        """Find a certificate, its status brought up to date.

        Raises:
            AwsError: ResourceNotFoundException.
        """
        certificate = self.certificates.get(arn)
        if certificate is None:
            raise AwsError(
                "ResourceNotFoundException",
                f"Could not find certificate {arn} in account {self.account_id}.",
            )
        self.changed |= refresh(certificate)
        return certificate

    def refreshed(self) -> tuple[list[Certificate], Container[str]]:
        """Give all certificates, brought up to date, and the ARNs of those that are in use."""
        in_use = usage.index(self.account_id)
        for certificate in self.certificates.values():
            self.changed |= refresh(certificate, in_use)
        return list(self.certificates.values()), in_use
