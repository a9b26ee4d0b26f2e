"""Certificates that do the work of another one."""

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Final, TypeAlias

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.eligibility import ISSUED
from pulumi_acm.audit.model import Certificate, Finding
from pulumi_acm.audit.phrases import some
from pulumi_acm.audit.prune_certificates import last_touched
from pulumi_acm.audit.prune_sni import stale

Place: TypeAlias = tuple[str, str, str, str]
"""Account, region, key algorithm, type: where one certificate can stand for another."""
Group: TypeAlias = tuple[Place, frozenset[str]]
_LONG_AGO: Final = datetime.min.replace(tzinfo=timezone.utc)


def place_of(certificate: Certificate) -> Place:
    """Return where a certificate can stand for another."""
    return (
        certificate.account,
        certificate.region,
        certificate.key_algorithm,
        certificate.type,
    )


def group_of(certificate: Certificate) -> Group:
    """Return what certificates have in common that are the same to their users."""
    return place_of(certificate), frozenset(certificate.names)


def duplicate(case: Case) -> Iterator[Finding]:
    """Find what has the same names as a newer certificate."""
    for members in _groups(case).values():
        *others, newest = sorted(members, key=_age)
        for each in others:
            yield of_certificate(
                "duplicate",
                "low",
                each,
                f"{newest.arn} has the same names ({some(each.names)}) and is newer",
                "let its services use the newer one, then delete it",
            )


def overlapping(case: Case) -> Iterator[Finding]:
    """Find what has only names that another certificate has beside others."""
    groups = _groups(case)
    having: dict[tuple[Place, str], list[Group]] = {}
    for place, names in groups:
        for name in names:
            having.setdefault((place, name), []).append((place, names))
    for (place, names), members in groups.items():
        # The name that the fewest have: one that all have would make this quadratic.
        candidates = min((having[place, name] for name in names), key=len)
        larger = [group for group in candidates if names < group[1]]
        if not larger:
            continue
        other = groups[min(larger, key=lambda group: (len(group[1]), sorted(group[1])))][0]
        for each in members:
            yield of_certificate(
                "overlapping",
                "low",
                each,
                f"{other.arn} ({other.primary}) has all of its names ({some(each.names)})",
                "let its services use the other one, then delete it; or leave it, if the keys are "
                "to be apart",
            )


def _age(certificate: Certificate) -> tuple[datetime, str]:
    return last_touched(certificate) or _LONG_AGO, certificate.arn


def _groups(case: Case) -> dict[Group, list[Certificate]]:
    """Return the certificates in use, by what would make one of them do.

    Those that are only stale entries of listeners have a finding of their own.
    """
    left_over = {(old.arn, entry.resource) for entry, old, _ in stale(case.inventory)}
    found: dict[Group, list[Certificate]] = {}
    for each in case.inventory.certificates:
        if each.status != ISSUED or each.more_names or not each.names or each.managed_by:
            continue
        attachments = case.attachments.get(each.arn, [])
        is_stale = bool(attachments) and all(
            (each.arn, a.resource) in left_over for a in attachments
        )
        if case.used(each) and not is_stale:
            found.setdefault(group_of(each), []).append(each)
    return found
