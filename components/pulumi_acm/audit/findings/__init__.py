"""What is wrong, or will be: one function for each kind of finding. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from pulumi_acm.audit.case import Case
from pulumi_acm.audit.model import SEVERITIES, Finding

from . import expiry, keys, leftovers, renewal, requests, same, serving, sni, use

Finder: TypeAlias = Callable[[Case], Iterator[Finding]]

FINDERS: Final[Mapping[Finder, tuple[str, ...]]] = {
    expiry.expired: ("expired",),
    expiry.expiring: ("expiring",),
    use.not_in_use: ("not-in-use",),
    use.not_eligible: ("not-eligible",),
    renewal.records: ("record-missing", "record-wrong"),
    renewal.caa: ("caa-forbids",),
    renewal.email_approval: ("email-approval",),
    renewal.renewal_pending: ("renewal-pending",),
    renewal.renewal_failed: ("renewal-failed",),
    requests.pending: ("pending-too-long",),
    requests.failed: ("failed",),
    requests.revoked: ("revoked",),
    keys.weak_key: ("weak-key",),
    keys.key_refused: ("key-refused",),
    serving.uncovered: ("not-covering", "replica-missing"),
    serving.wildcard_unused: ("wildcard-unused",),
    sni.stale_sni: ("stale-sni",),
    same.duplicate: ("duplicate",),
    same.overlapping: ("overlapping",),
    leftovers.orphan_record: ("orphan-record",),
    leftovers.quota: ("quota",),
}
"""With the codes of what each finds."""


def findings(case: Case) -> tuple[Finding, ...]:
    """Return all that is wrong, the worst first."""
    found = (each for finder in FINDERS for each in finder(case))
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return (
        -SEVERITIES.index(finding.severity),
        finding.code,
        finding.account,
        finding.region or "",
        finding.key,
    )
