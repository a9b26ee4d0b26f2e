"""What an audit works on and what it finds. Pure: strings, numbers, dates and each other.

`inventory` fills an `Inventory` from AWS, `forecast` and `findings` judge it, and the reports show
an `Audit`. Everything that could not be read is a `Gap`: nothing is passed over in silence.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

SCHEMA_VERSION: Final = 1

Severity: TypeAlias = Literal["low", "medium", "high", "critical"]
SEVERITIES: Final[tuple[Severity, ...]] = ("low", "medium", "high", "critical")
"""From the mildest on."""
Outlook: TypeAlias = Literal["renews", "needs-person", "will-not-renew", "unknown"]
"""`unknown`: what would tell could not be read; the gap says why."""
Way: TypeAlias = Literal["https", "dns", "email", "import", "export", "private-ca", "none"]
Ownership: TypeAlias = Literal["managed", "unmanaged", "gone", "unread"]
"""`gone`: the stack's state has it, AWS does not; `unread`: nobody has looked where it is."""


@dataclass(frozen=True)
class Scope:
    """Where something is: an account, and in it a region, or none for what has no region."""

    account: str
    """Its id; where nobody could tell that, what was to lead there: `profile dev`."""
    region: str | None


@dataclass(frozen=True)
class Certificate:
    """A certificate, as far as listings tell; None is what they do not."""

    arn: str
    account: str
    region: str
    names: tuple[str, ...]
    """In ACM's order, the primary one first; not all of them if `more_names`."""
    status: str
    type: str
    """AMAZON_ISSUED, IMPORTED, PRIVATE."""
    key_algorithm: str
    """In the words of requests, as in `RSA_2048`."""
    in_use: bool | None = None
    exported: bool | None = None
    renewal_eligibility: str | None = None
    renewal_status: str | None = None
    validation_method: str | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    created_at: datetime | None = None
    issued_at: datetime | None = None
    imported_at: datetime | None = None
    serial: str | None = None
    """In ACM's form, as in `0a:1b`."""
    more_names: bool = False
    """There are more names than the listing has, and it was not described."""
    managed_by: str | None = None
    key_pair_origin: str | None = None
    """AWS_MANAGED, CUSTOMER_PROVIDED, or ACME: an ACME client has requested it, and renews it."""
    detail: "Detail | None" = None
    """What only DescribeCertificate tells; None: it was not asked."""

    @property
    def primary(self) -> str:
        """The name that it goes by."""
        return self.names[0] if self.names else self.arn.rpartition("/")[2]


@dataclass(frozen=True)
class Validation:
    """How one name of a certificate is validated."""

    domain: str
    method: str | None
    status: str | None
    """Of the renewal, where there was one: PENDING_VALIDATION, SUCCESS, FAILED."""
    record_name: str | None = None
    record_value: str | None = None
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Detail:
    """What DescribeCertificate tells beyond the listings."""

    validations: tuple[Validation, ...]
    in_use_by: tuple[str, ...]
    failure_reason: str | None = None
    renewal_reason: str | None = None


@dataclass(frozen=True)
class Record:
    """A validation record in a public hosted zone: `_x.name` CNAME `....acm-validations.aws.`."""

    account: str
    zone_id: str
    zone: str
    name: str
    """In normal form: lower case, no dot at the end."""
    value: str
    ttl: int | None = None

    @property
    def domain(self) -> str:
        """The name that it validates."""
        return self.name.partition(".")[2]


@dataclass(frozen=True)
class Zone:
    """A public hosted zone that was read."""

    account: str
    id: str
    name: str
    name_servers: tuple[str, ...] = ()
    """As its own NS record has them."""
    caa: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Owner names with their CAA values, as in `0 issue "amazon.com"`."""
    cuts: tuple[str, ...] = ()
    """Names that it delegates to other name servers, with all that is below them."""
    aliases: tuple[tuple[str, str], ...] = ()
    """CNAMEs of certificates' names or above them, and those that lead to a validation record, with
    what they lead to."""
    hosts: tuple[str, ...] = ()
    """Names with addresses or CNAMEs that a validation record may stand for."""
    delegated: bool | None = None
    """Whether DNS has the zone's name servers for it; None: it was not asked, or did not say."""


@dataclass(frozen=True)
class Attachment:
    """A place where a service has a certificate."""

    certificate_arn: str
    """Empty: it has none of ACM's. Of a listener that is one of IAM's, of a distribution none."""
    account: str
    region: str | None
    """Of the service; None: CloudFront."""
    service: str
    """In AWS's words, as `services.py` has it, or what is like it: `Application Load Balancer`."""
    resource: str
    """ARN of what has it: a listener, a distribution, a domain name."""
    label: str
    """As a person calls it: the load balancer's name with the port, the alias."""
    default: bool = True
    """False: a further one of a listener, chosen by SNI."""
    hosts: tuple[str, ...] = ()
    """What it serves, as far as it says: aliases, a domain name, a listener's host rules."""


@dataclass(frozen=True)
class Gap:
    """Something that could not be read, and why."""

    scope: Scope
    what: str
    """As in `certificates`, `hosted zone Z1`."""
    error: str
    """AWS's code and message."""
    hint: str = ""
    """What to do about it, such as the permission that is missing."""


@dataclass(frozen=True)
class Quota:
    """How much of a quota is used."""

    scope: Scope
    code: str
    name: str
    limit: int
    used: int
    at_least: bool = False
    """Whether more may be used: what is deleted counts for a year, and is not listed."""


@dataclass(frozen=True)
class Inventory:
    """All that was read."""

    taken_at: datetime
    accounts: tuple[str, ...]
    regions: tuple[str, ...]
    certificates: tuple[Certificate, ...] = ()
    zones: tuple[Zone, ...] = ()
    records: tuple[Record, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    quotas: tuple[Quota, ...] = ()
    gaps: tuple[Gap, ...] = ()
    all_regions: bool = True
    """Whether these are all that the accounts have switched on, or those that were asked for."""
    calls: dict[str, int] = field(default_factory=dict)
    """Requests that AWS was sent, by `service:Operation`, the repeated ones included."""
    retries: dict[str, int] = field(default_factory=dict)
    """How many of these were repeated."""


@dataclass(frozen=True)
class Forecast:
    """Whether a certificate will renew, and when what happens."""

    arn: str
    outlook: Outlook
    reasons: tuple[str, ...]
    """Clauses that follow `since`, such as `nothing uses it`."""
    by: Way
    """The first of ACM's ways that will work, or what a person has to do."""
    starts: date | None
    """When ACM begins to renew: 45 days before it expires; of an import, when to import again."""
    breaks: date | None
    """When clients begin to refuse it, if nothing is done."""
    addresses: tuple[str, ...] = ()
    """Where mails go, if a person has to approve."""
    approvals: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or will be."""

    code: str
    """Stable: what a baseline and a pipeline know it by."""
    severity: Severity
    resource: str
    """ARN, or what stands for one: `hosted zone Z1, record _x.example.com`."""
    subject: str
    """As a person calls it."""
    account: str
    region: str | None
    reason: str
    """What is wrong, with the values."""
    way_out: str
    """What to do."""
    about: str = ""
    """What of the resource it is about, where there may be several: a certificate, hosts."""
    certificates: tuple[str, ...] = ()
    """ARNs of the certificates that it concerns, if it does."""

    @property
    def key(self) -> str:
        """What makes it the same finding in another run."""
        return " ".join(filter(None, (self.code, self.resource, self.about)))


@dataclass(frozen=True)
class Audit:
    """What an audit has found out."""

    inventory: Inventory
    forecasts: tuple[Forecast, ...]
    """One for each certificate, in the inventory's order."""
    findings: tuple[Finding, ...]
    """The worst first."""
    ownership: dict[str, Ownership] = field(default_factory=dict)
    """By ARN, where a stack's state was given."""
    known: int = 0
    """Findings left out because a baseline has them."""
    version: int = SCHEMA_VERSION
