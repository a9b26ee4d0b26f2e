"""What a change does to certificates: what the readers make, and all renderers show.

The classes are frozen and hold nothing but strings, numbers, booleans, None, tuples and each
other, so that `Report.as_json` is the documented JSON form. Fields are only ever added to
`SCHEMA_VERSION` 1; whatever else changes makes it 2.

Every value stands as it was found, unescaped: a renderer escapes. Secrets and unknown values are
never in it: where a value is unknown while planning, the field is None or has no such member.
"""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final, Literal

from .vocabulary import (
    Action,
    Kind,
    MoveCode,
    Order,
    Outcome,
    ReasonCode,
    RecordAction,
    RecordLoss,
    Severity,
    Source,
    Switch,
    TargetKind,
    Verdict,
    WhyCode,
)

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True)
class Reason:
    """Why the verdict is not `safe`."""

    code: ReasonCode
    """Never changes its meaning: what a pipeline may look for."""
    severity: Severity
    subject: str
    """What it is about, as a reader would call it: `site (eu-west-1)`, `listener web`."""
    text: str
    """One or two sentences: what will happen, and the way out."""
    urn: str | None = None
    """The resource that it is about, where there is one."""


@dataclass(frozen=True)
class Diagnostic:
    """A warning or an error of the engine, a provider or the program; colours are taken out."""

    severity: Literal["error", "warning"]
    message: str
    urn: str | None = None


@dataclass(frozen=True)
class Why:
    """One cause of a certificate's action."""

    code: WhyCode
    text: str
    """A clause that follows "because": `a name was added (api.example.com)`."""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Move:
    """One moment in the order in which traffic moves from the old certificate to the new one."""

    code: MoveCode
    text: str
    """A sentence without its full stop: `listener web takes the new one, in place`."""
    urn: str | None = None
    """The resource that it is about: a certificate, a record, a target."""


@dataclass(frozen=True)
class CertificateRef:
    """A certificate, as a target refers to it."""

    label: str
    """The certificate's label with its region, or the ARN of one that the stack does not have."""
    urn: str | None = None
    """Of the stack's own: there is a `Certificate` with this URN. None: not this stack's."""
    arn: str | None = None
    """Where it is known. Before and after a reissue it is another one, the URN is the same."""


@dataclass(frozen=True)
class Attachment:
    """One place where a target has a certificate: what it has before and after.

    A target with several places (an environment with several ARNs) has several attachments.
    """

    urn: str
    """The target's resource."""
    label: str
    """Its logical name."""
    kind: TargetKind
    service: str
    """In AWS's words, in front of the label: `listener`, `CloudFront distribution`."""
    region: str | None
    """None: it has none (CloudFront), or it is unknown."""
    place: str
    """The property that holds the ARN, as in `viewerCertificate.acmCertificateArn`."""
    before: CertificateRef | None
    after: CertificateRef | None
    switch: Switch
    text: str
    """The switch in words: `in place, no gap`, `in place, some minutes to deploy`."""
    hosts: tuple[str, ...] = ()
    """Host names that it serves, where the resource says so (aliases, domain name)."""
    in_use_arns: tuple[str, ...] = ()
    """ARNs by which ACM's InUseBy would name the target, where they are known."""
    takes_region: str | None = None
    """The region whose certificates it takes; None: not known."""
    endpoint: str = ""
    """What clients connect to, by its URN or ARN: the target, or the listener it is an entry of."""
    retained: bool = False
    """What it is before leaves the stack's state, and goes on serving in AWS."""
    outcome: Outcome = "planned"

    @property
    def certificates(self) -> tuple[str, ...]:
        """URNs of the stack's certificates that it has before or after."""
        refs = (self.before, self.after)
        return tuple(dict.fromkeys(ref.urn for ref in refs if ref is not None and ref.urn))


@dataclass(frozen=True)
class Certificate:
    """One certificate in one region, and what happens to it."""

    urn: str
    """Of one that an interrupted update left to be deleted it ends in `#` and the ARN."""
    label: str
    """The name of the component that it is in, or else its own logical name."""
    component: str | None
    """The type of that component, such as `acm:index:Certificate`; None without one."""
    region: str | None
    kind: Kind
    action: Action
    order: Order | None
    """Of `reissued` and `replaced`: which comes first. None of all other actions."""
    names_before: tuple[str, ...]
    """The primary name first, the others sorted."""
    names_after: tuple[str, ...]
    """The same; where it is deleted empty, where some are unknown the others."""
    added: tuple[str, ...]
    removed: tuple[str, ...]
    why: tuple[Why, ...]
    """Empty unless it is reissued, replaced, re-imported or changed."""
    moves: tuple[Move, ...]
    """In order; empty where nothing happens."""
    key_algorithm_before: str | None = None
    key_algorithm_after: str | None = None
    arn: str | None = None
    """Of the one there is before the change."""
    status: str | None = None
    """As the state has it: ISSUED, EXPIRED... It is as old as the last refresh."""
    not_after: str | None = None
    """As the state has it: when the one there is before the change expires."""
    names_known: bool = True
    """Whether `names_after` has all of them."""
    in_use_by: tuple[str, ...] | None = None
    """ARNs of what uses it now, as AWS says. None: not looked up."""
    outcome: Outcome = "planned"

    @property
    def subject(self) -> str:
        """How sentences call it: the label, with its region where that is known."""
        return f"{self.label} ({self.region})" if self.region else self.label


@dataclass(frozen=True)
class Record:
    """A DNS record by which ACM validates and renews."""

    urn: str
    label: str
    domain: str | None
    """The name that it validates, where it is known."""
    name: str | None
    """The record's own name, `_<32 hex>.<domain>`; None while ACM has not named it."""
    zone_id: str | None
    action: RecordAction
    may_exist: bool
    """It is created with `allow_overwrite`: if the zone has it already, it is written over.

    Which of the two it will be is not visible in a preview.
    """
    retained: bool
    """`retain_on_delete`: the zone keeps it when it leaves the state, or when it is replaced."""
    certificates: tuple[str, ...]
    """URNs of the stack's certificates that it validates, as far as they are known."""
    lost: RecordLoss | None = None
    """How it comes that the record that there was is not there afterwards; None: it is."""
    outcome: Outcome = "planned"


@dataclass(frozen=True)
class Approval:
    """A name whose owner has to click on a link in a mail before the certificate is issued."""

    certificate: str
    """URN."""
    domain: str
    addresses: tuple[str, ...]
    """Where AWS sends it; one approval is enough."""


@dataclass(frozen=True)
class WaitingName:
    """A name whose validation record nobody in this stack writes."""

    certificate: str
    """URN."""
    domain: str
    record_name: str | None
    """What has to be written elsewhere; None while ACM has not named it."""
    record_value: str | None


@dataclass(frozen=True)
class Counts:
    """How much of everything."""

    requests: int
    """Certificates requested from ACM, over all regions."""
    imports: int
    """Certificates imported, for the first time or again."""
    requests_quota: int
    """Of requests a year, by account and region (quota L-DA1D8B98), AWS's default."""
    requests_by_region: dict[str, int]
    """`unknown` stands for certificates whose region the preview does not say."""
    certificates_deleted: int
    certificates_unchanged: int
    """As far as the input has them: see `Report.complete`."""
    records_created: int
    records_adopted: int
    records_kept: int
    """They leave the state, and stay in the zone."""
    records_deleted: int
    records_unchanged: int
    approvals: int
    waiting: int


@dataclass(frozen=True)
class Report:
    """What a change does to the certificates of one stack."""

    source: Source
    stack: str | None
    project: str | None
    verdict: Verdict
    reasons: tuple[Reason, ...]
    """The dangerous ones first; empty if the verdict is `safe`."""
    failed: bool
    """The preview or the update ended with an error: what is here may not be all."""
    complete: bool
    """Whether the input tells of unchanged resources, too (`--show-sames`, or an event log)."""
    diagnostics: tuple[Diagnostic, ...]
    certificates: tuple[Certificate, ...]
    """What changes first, then by label and region."""
    attachments: tuple[Attachment, ...]
    """Changes first, then by label."""
    records: tuple[Record, ...]
    approvals: tuple[Approval, ...]
    waiting: tuple[WaitingName, ...]
    counts: Counts
    notes: tuple[str, ...] = ()
    """Sentences on what the input cannot tell, for the small print."""
    version: int = SCHEMA_VERSION

    @cached_property
    def _attached(self) -> dict[str, list[Attachment]]:
        found: dict[str, list[Attachment]] = {}
        for each in self.attachments:
            for urn in each.certificates:
                found.setdefault(urn, []).append(each)
        return found

    def attachments_of(self, certificate: Certificate) -> tuple[Attachment, ...]:
        """Return where a certificate is, before or after."""
        return tuple(self._attached.get(certificate.urn, ()))

    def records_of(self, certificate: Certificate) -> tuple[Record, ...]:
        """Return the records that validate a certificate."""
        return tuple(each for each in self.records if certificate.urn in each.certificates)

    def as_json(self) -> dict[str, Any]:
        """Return what `json.dumps` takes: the documented form, `version` first."""
        return {"version": self.version, **asdict(self)}
