"""A custom domain name: what it is, for the REST, HTTP and WebSocket APIs alike."""

from __future__ import annotations

import hashlib
import secrets
import string
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import NotInTheSandboxError
from acm_sandbox.aws.settings import current as current_settings

from . import facts

EDGE = "EDGE"
REGIONAL = "REGIONAL"

AVAILABLE = "AVAILABLE"
UPDATING = "UPDATING"

# As many load balancers as there are zones: anomalyco/sst#5462 shows three for one domain name.
_ZONES = 3


@dataclass(frozen=True)
class Configuration:
    """What can be chosen about a domain name, and changed."""

    endpoint_type: str
    certificate: str | None
    certificate_name: str | None = None
    security_policy: str = facts.DEFAULT_SECURITY_POLICY
    endpoint_access_mode: str | None = None
    ip_address_type: str = "ipv4"
    truststore_uri: str | None = None
    truststore_version: str | None = None
    ownership_certificate: str | None = None

    @property
    def certificates(self) -> list[str]:
        """The ARNs of its certificates."""
        return [arn for arn in (self.certificate, self.ownership_certificate) if arn]


@dataclass
class Mapping:
    """Which stage of which API is served below a path."""

    id: str
    key: str
    """The path; empty for the domain name itself."""
    api: str
    stage: str | None
    """None where the caller has to name it; only REST APIs have that."""


@dataclass
class DomainName:
    """One domain name in one region. Plain data, so that it can be kept in a snapshot."""

    name: str
    region: str
    configuration: Configuration
    tags: dict[str, str]
    mappings: dict[str, Mapping] = field(default_factory=dict)
    """By their key."""
    identifier: str = field(default_factory=lambda: random_id(10))
    uploaded_at: datetime = field(default_factory=clock.now)
    """When it was given its certificate."""
    changed_at: datetime | None = None
    """When it was last changed; a new one is there at once."""
    replaced_certificates: list[str] = field(default_factory=list)
    """What is served until the last change is done."""

    @property
    def arn(self) -> str:
        """The ARN; it has no account."""
        return f"arn:aws:apigateway:{self.region}::/domainnames/{self.name}"

    @property
    def is_edge(self) -> bool:
        """Whether CloudFront serves it."""
        return self.configuration.endpoint_type == EDGE

    @property
    def target(self) -> str:
        """The name that its DNS record has to lead to."""
        if self.is_edge:
            return f"d{self.identifier}.cloudfront.net"
        return f"d-{self.identifier}.execute-api.{self.region}.amazonaws.com"

    @property
    def hosted_zone_id(self) -> str:
        """The hosted zone of that name, for an alias record.

        Raises:
            NotInTheSandboxError: for a region whose id is not among the facts.
        """
        if self.is_edge:
            return facts.DISTRIBUTION_HOSTED_ZONE_ID
        if self.region not in facts.HOSTED_ZONE_IDS:
            raise NotInTheSandboxError(f"apigateway hosted zone id of region {self.region}")
        return facts.HOSTED_ZONE_IDS[self.region]

    @property
    def status(self) -> str:
        """Whether the last change is done."""
        delay = timedelta(seconds=current_settings.value.domain_delay)
        done = self.changed_at is None or clock.now() >= self.changed_at + delay
        return AVAILABLE if done else UPDATING

    @property
    def certificates(self) -> list[str]:
        """All certificates in use: during a change, those that are being replaced too."""
        replaced = self.replaced_certificates if self.status == UPDATING else []
        return [*self.configuration.certificates, *replaced]

    @property
    def users(self) -> list[str]:
        """The ARNs of what serves it, as ACM shows them: AWS's own, in an account of AWS's.

        A distribution, or load balancers: amplify-education/serverless-domain-manager#32 and
        anomalyco/sst#5462.
        """
        if self.is_edge:
            distribution = f"E{self.identifier.upper()}"
            return [f"arn:aws:cloudfront::{facts.AWS_ACCOUNT}:distribution/{distribution}"]
        return [self._load_balancer(zone) for zone in range(1, _ZONES + 1)]

    def change(self, configuration: Configuration) -> None:
        """Take another configuration."""
        self.replaced_certificates = self.configuration.certificates
        if configuration.certificate != self.configuration.certificate:
            self.uploaded_at = clock.now()
        self.configuration = configuration
        self.changed_at = clock.now()

    def _load_balancer(self, zone: int) -> str:
        digest = hashlib.sha256(f"{self.identifier} {zone}".encode()).hexdigest()[:16]
        return (
            f"arn:aws:elasticloadbalancing:{self.region}:{facts.AWS_ACCOUNT}:loadbalancer/app/"
            f"prod-{self.region}-az{zone}-1/{digest}"
        )


def random_id(length: int) -> str:
    """Make an identifier of small letters and digits."""
    letters = string.ascii_lowercase + string.digits
    return "".join(secrets.choice(letters) for _ in range(length))
