"""A distribution: what it is, and how AWS shows it."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import current as current_settings

IN_PROGRESS = "InProgress"
DEPLOYED = "Deployed"

# What a list shows of a configuration.
_SUMMARY = (
    "Aliases",
    "CacheBehaviors",
    "Comment",
    "CustomErrorResponses",
    "DefaultCacheBehavior",
    "Enabled",
    "HttpVersion",
    "IsIPV6Enabled",
    "OriginGroups",
    "Origins",
    "PriceClass",
    "Restrictions",
    "Staging",
    "ViewerCertificate",
    "WebACLId",
)


def new_etag() -> str:
    """Make the name of a version of a distribution."""
    return "E" + random_id(13)


def random_id(length: int) -> str:
    """Make an identifier of capitals and digits."""
    letters = string.ascii_uppercase + string.digits
    return "".join(secrets.choice(letters) for _ in range(length))


@dataclass
class Distribution:
    """One distribution of one account. Plain data, so that it can be kept in a snapshot."""

    id: str
    account: str
    number: int
    """The position among all distributions of the account: what a page marker points at."""
    config: dict[str, Any]
    """The configuration as AWS shows it: complete, with all defaults."""
    tags: dict[str, str]
    etag: str = field(default_factory=new_etag)
    changed_at: datetime = field(default_factory=clock.now)
    replaced_certificates: list[str] = field(default_factory=list)
    """What is served until the last change has reached every edge location."""

    @property
    def arn(self) -> str:
        """The ARN; distributions have no region."""
        return f"arn:aws:cloudfront::{self.account}:distribution/{self.id}"

    @property
    def domain_name(self) -> str:
        """The name that CloudFront gives it: in AWS random, here made of the id."""
        return f"d{self.id[1:].lower()}.cloudfront.net"

    @property
    def aliases(self) -> list[str]:
        """The names of the user's own (CNAMEs)."""
        items: list[str] = self.config["Aliases"].get("Items", [])
        return items

    @property
    def certificate(self) -> str | None:
        """The ARN of the certificate that it was last given."""
        arn: str | None = self.config["ViewerCertificate"].get("ACMCertificateArn")
        return arn

    @property
    def certificates(self) -> list[str]:
        """All certificates in use: during a change, those that are being replaced too."""
        replaced = self.replaced_certificates if self.status == IN_PROGRESS else []
        return [*([self.certificate] if self.certificate else []), *replaced]

    @property
    def enabled(self) -> bool:
        """Whether it answers viewers."""
        return bool(self.config["Enabled"])

    @property
    def status(self) -> str:
        """Whether the last change has reached every edge location."""
        delay = timedelta(seconds=current_settings.value.deployment_delay)
        return DEPLOYED if clock.now() >= self.changed_at + delay else IN_PROGRESS

    def change(self, config: dict[str, Any]) -> None:
        """Take another configuration."""
        self.replaced_certificates = self.certificates
        self.config = config
        self.etag = new_etag()
        self.changed_at = clock.now()

    def shown(self) -> dict[str, Any]:
        """Show it as GetDistribution does."""
        return {
            "Id": self.id,
            "ARN": self.arn,
            "Status": self.status,
            "LastModifiedTime": self.changed_at,
            "InProgressInvalidationBatches": 0,
            "DomainName": self.domain_name,
            "ActiveTrustedSigners": {"Enabled": False, "Quantity": 0},
            "ActiveTrustedKeyGroups": {"Enabled": False, "Quantity": 0},
            "DistributionConfig": self.config,
            "AliasICPRecordals": [
                {"CNAME": alias, "ICPRecordalStatus": "APPROVED"} for alias in self.aliases
            ],
        }

    def summary(self) -> dict[str, Any]:
        """Show it as ListDistributions does."""
        return {
            "Id": self.id,
            "ARN": self.arn,
            "ETag": self.etag,
            "Status": self.status,
            "LastModifiedTime": self.changed_at,
            "DomainName": self.domain_name,
            **{name: self.config[name] for name in _SUMMARY},
        }
