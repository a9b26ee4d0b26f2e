"""Validation records that nothing needs, and quotas that are almost used up."""

from collections.abc import Iterator

from pulumi_acm.audit.case import Case
from pulumi_acm.audit.facts import QUOTA_PERCENT
from pulumi_acm.audit.model import Finding, Quota, Severity
from pulumi_acm.audit.phrases import many
from pulumi_acm.audit.prune_records import orphans, unseen
from pulumi_acm.limits import NAMES_QUOTA_CODE


def orphan_record(case: Case) -> Iterator[Finding]:
    """Find what `prune` could delete of a zone.

    Nothing where anything is missing from what was read: what cannot be seen may renew by it.
    """
    inventory = case.inventory
    if unseen(inventory) or not inventory.all_regions:
        return
    read = (
        f"{many(len(inventory.accounts), 'account')} and {many(len(inventory.regions), 'region')} "
        "that were read"
    )
    for each, needed in orphans(inventory):
        if needed:
            continue
        yield Finding(
            "orphan-record",
            "low",
            f"hosted zone {each.zone_id}, record {each.name}",
            each.name,
            each.account,
            None,
            f"no certificate in the {read} has the name {each.domain} ({each.zone}, "
            f"{each.zone_id})",
            "delete it (pulumi-acm prune), unless a certificate in another account or region "
            "renews by it",
        )


def quota(case: Case) -> Iterator[Finding]:
    """Find quotas that are almost used up."""
    for each in case.inventory.quotas:
        if each.limit <= 0 or each.used * 100 <= each.limit * QUOTA_PERCENT:
            continue
        region = each.scope.region
        least = "at least " if each.at_least else ""
        severity: Severity = "high" if each.used >= each.limit else "medium"
        used = f"{least}{each.used:,} of {each.limit:,} are used"
        if each.code == NAMES_QUOTA_CODE:
            # A certificate that is full is as good as any: it only takes no more names.
            severity, used = "low", f"one certificate has {each.used:,} names of {each.limit:,}"
        yield Finding(
            "quota",
            severity,
            f"{each.scope.account} {region or 'global'}: quota {each.code}",
            each.name,
            each.scope.account,
            region,
            f"{used} ({each.code})",
            _more(each),
        )


def _more(quota: Quota) -> str:
    if quota.code == NAMES_QUOTA_CODE:
        return (
            "split the certificate that has most names, or ask for more: "
            f"pulumi-acm quota --request {quota.limit * 2}"
        )
    return "delete what nothing needs (pulumi-acm prune), or ask Service Quotas for more"
