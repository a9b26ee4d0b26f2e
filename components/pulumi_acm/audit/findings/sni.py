"""Old default certificates that stayed in a listener's list."""

from collections.abc import Iterator

from pulumi_acm.audit.case import Case
from pulumi_acm.audit.model import Finding
from pulumi_acm.audit.phrases import some
from pulumi_acm.audit.prune_sni import stale


def stale_sni(case: Case) -> Iterator[Finding]:
    """Find what `prune` could take out of a listener's list."""
    for entry, old, default in stale(case.inventory):
        yield Finding(
            "stale-sni",
            "medium",
            entry.resource,
            entry.label,
            entry.account,
            entry.region,
            f"{old.arn} ({some(old.names)}) is in its list, and its default certificate "
            f"{default.arn}, which is newer, covers all of that",
            "take it out of the list (pulumi-acm prune)",
            about=old.arn,
            certificates=(old.arn, default.arn),
        )
