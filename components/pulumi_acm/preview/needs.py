"""What a person has to do: approve names by email, write records in DNS elsewhere."""

from collections.abc import Sequence
from typing import Final

from pulumi_acm.limits import VALIDATION_MAILBOXES
from pulumi_acm.names import validation_name

from .changes import Change
from .links import Links, is_certificate
from .model import Approval, Certificate, Record, WaitingName
from .records import validation_options
from .values import members, text

REQUESTED: Final = frozenset({"new", "reissued", "replaced"})
"""Actions by which ACM is asked for a certificate, or gets another one."""
_GONE: Final = frozenset({"deleted", "kept"})
_ISSUED: Final = "ISSUED"
_PENDING: Final = "PENDING_VALIDATION"


def approvals(changes: Sequence[Change], certificates: Sequence[Certificate]) -> list[Approval]:
    """Return a mail for each name of each certificate that is validated by email.

    https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html
    """
    states = {change.urn: change.state for change in changes if is_certificate(change)}
    found = []
    for each in certificates:
        if each.kind != "email" or each.action not in REQUESTED:
            continue
        chosen = {
            text(option.get("domainName")): text(option.get("validationDomain"))
            for option in members(states[each.urn].get("validationOptions"))
        }
        for domain in each.names_after:
            to = chosen.get(domain) or validation_name(domain).removeprefix("www.")
            addresses = tuple(f"{mailbox}@{to}" for mailbox in VALIDATION_MAILBOXES)
            found.append(Approval(each.urn, domain, addresses))
    return found


def waiting(
    changes: Sequence[Change],
    links: Links,
    certificates: Sequence[Certificate],
    records: Sequence[Record],
) -> list[WaitingName]:
    """Return the names whose validation records nobody in the stack writes."""
    elsewhere = _with_other_dns(changes, links)
    by_urn = {change.urn: change for change in changes if is_certificate(change)}
    written = {
        (urn, each.domain)
        for each in records
        if each.action not in _GONE
        for urn in each.certificates
    }
    unclear = {urn for each in records if each.domain is None for urn in each.certificates}
    read = {each.new.id for each in changes if each.op == "read" and each.new is not None}
    found = []
    for each in certificates:
        if each.kind != "dns" or each.urn in elsewhere or each.urn in unclear:
            continue
        domains = dict.fromkeys(map(validation_name, each.names_after))
        in_place = set()
        if each.action in REQUESTED and each.status == _ISSUED:
            # What ACM validated the old one by is still there, and is asked for again.
            in_place = set(map(validation_name, each.names_before))
            if any(cause.code == "provider" for cause in each.why):
                in_place = set()  # another account has other records
        elif each.action not in REQUESTED and not (each.status == _PENDING and each.arn in read):
            # It is issued, or nobody has looked in this run.
            continue
        asked = _asked(by_urn[each.urn])
        found += [
            WaitingName(each.urn, domain, *asked.get(domain, (None, None)))
            for domain in domains
            if (each.urn, domain) not in written and domain not in in_place
        ]
    return found


def _asked(change: Change) -> dict[str, tuple[str | None, str | None]]:
    """Return the records that ACM has asked for before: they are the same for the next one."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for state in (change.old, change.new):
        for option in validation_options(state) if state else ():
            domain, name = text(option.get("domainName")), text(option.get("resourceRecordName"))
            if domain and name:
                found[validation_name(domain)] = (name, text(option.get("resourceRecordValue")))
    return found


def _with_other_dns(changes: Sequence[Change], links: Links) -> set[str]:
    """Return the certificates from which another provider's resource is made: its DNS record."""
    return {
        urn
        for change in changes
        if not change.type.startswith(("aws:", "acm:", "pulumi:"))
        for prop in (change.new.property_dependencies if change.new else ())
        for urn in links.upstream(change, prop)
    }
