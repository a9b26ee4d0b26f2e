"""Certificates that nothing uses, and those in use that ACM would not renew."""

from collections.abc import Iterator

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.eligibility import ACME, IMPORTED, ISSUED, eligibility
from pulumi_acm.audit.model import Certificate, Finding

from .same import Group, group_of


def not_in_use(case: Case) -> Iterator[Finding]:
    """Find what could be deleted."""
    alike: dict[Group, list[Certificate]] = {}
    for each in case.inventory.certificates:
        if each.status == ISSUED and case.used(each):
            alike.setdefault(group_of(each), []).append(each)
    for each in case.inventory.certificates:
        days = case.days(each)
        if each.status != ISSUED or case.used(each) is not False or (days is not None and days < 0):
            continue
        if each.type == IMPORTED:
            reason = f"no service uses it; it expires on {case.forecasts[each.arn].breaks}"
        else:
            breaks = case.forecasts[each.arn].breaks
            reason = (
                f"no service uses it and it was not exported, so ACM lets it expire on {breaks}"
            )
        if twins := alike.get(group_of(each)):
            reason = f"{reason}; {twins[0].arn} has the same names and is in use"
        way_out = "attach it, or delete it (pulumi-acm prune)"
        yield of_certificate("not-in-use", "low", each, reason, way_out)


def not_eligible(case: Case) -> Iterator[Finding]:
    """Find what is in use, and what ACM nevertheless would not renew."""
    for each in case.inventory.certificates:
        if each.status != ISSUED or each.type == IMPORTED or each.key_pair_origin == ACME:
            continue
        days = case.days(each)
        found = eligibility(each, attached=each.arn in case.attachments)
        if found.eligible is not False or not case.used(each) or (days is not None and days < 0):
            continue
        yield of_certificate(
            "not-eligible",
            "high",
            each,
            f"{found.reason}, and it expires on {case.forecasts[each.arn].breaks}",
            "see https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html for why: a "
            "name that is no valid internationalised one, or a private certificate that ACM did "
            "not request; request it anew and switch over, or export it again",
        )
