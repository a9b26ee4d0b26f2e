"""Old default certificates that stayed in a listener's list."""

from collections.abc import Iterator

from pulumi_acm.audit.case import Case
from pulumi_acm.audit.model import Attachment, Certificate, Finding
from pulumi_acm.audit.phrases import some
from pulumi_acm.audit.prune_sni import is_predecessor


def stale_entries(case: Case) -> Iterator[tuple[Attachment, Certificate]]:
    """Yield entries of listeners' lists that nothing needs, with the default certificate."""
    for attachments in case.resources.values():
        defaults = [each for each in attachments if each.default]
        if len(defaults) != 1 or len(attachments) == 1:
            continue
        default = case.certificates.get(defaults[0].certificate_arn)
        if default is None:
            continue
        for each in attachments:
            entry = case.certificates.get(each.certificate_arn)
            if each.default or entry is None or entry.arn == default.arn or entry.more_names:
                continue
            if is_predecessor(entry, default):
                yield each, default


def stale_sni(case: Case) -> Iterator[Finding]:
    """Find what `prune` could take out of a listener's list."""
    for entry, default in stale_entries(case):
        names = some(case.certificates[entry.certificate_arn].names)
        yield Finding(
            "stale-sni",
            "medium",
            entry.resource,
            entry.label,
            entry.account,
            entry.region,
            f"{entry.certificate_arn} ({names}) is in its list, and its default certificate "
            f"{default.arn}, which is newer, covers all of that",
            "take it out of the list (pulumi-acm prune)",
            about=entry.certificate_arn,
            certificates=(entry.certificate_arn, default.arn),
        )
