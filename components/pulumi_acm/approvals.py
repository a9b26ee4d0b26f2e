"""Validation by email: who gets mail, name by name, and how often somebody has to approve."""

from collections.abc import Mapping, Sequence
from typing import Final

from typing_extensions import TypedDict

from .failures import Seen
from .limits import VALIDATION_MAILBOXES
from .names import WILDCARD, is_within, validation_name

_WWW: Final = "www."


class Approval(TypedDict):
    """The mail about one name: one of those who get it has to approve."""

    domain: str
    """The name of the certificate."""
    validation_domain: str
    """The domain whose mailboxes get the mail."""
    addresses: list[str]
    """Where the mail goes: the five mailboxes that ACM writes to."""


def approvals(domains: Sequence[str], validation_domains: Mapping[str, str]) -> list[Approval]:
    """Return what has to be approved for a certificate, by ACM's rule for the addresses.

    Each name has a mail of its own, even if it goes to the same mailboxes as another name's.
    """
    found = []
    for domain in domains:
        mailed = validation_domains.get(domain, domain)
        if mailed == domain:
            mailed = _without_www(validation_name(domain))
        addresses = [f"{mailbox}@{mailed}" for mailbox in VALIDATION_MAILBOXES]
        found.append(Approval(domain=domain, validation_domain=mailed, addresses=addresses))
    return found


def not_above(domain: str, validation_domain: str) -> str | None:
    """Return why mail about a name cannot go to a domain's mailboxes, if it cannot."""
    if validation_domain.startswith(WILDCARD):
        return f'mail goes to no wildcard. Did you mean "{validation_name(validation_domain)}"?'
    if is_within(validation_name(domain), validation_domain):
        return None
    return (
        f"ACM writes to the name itself or to a domain above it, and this is neither {domain} nor "
        "above it"
    )


def lines(wanted: Sequence[Approval], seen: Seen | None = None) -> list[str]:
    """Return who gets mail, in a line a name; only those not approved yet, if that is known."""
    left = None if seen is None else seen.unproved
    return [
        f"{each['domain']}: {', '.join(VALIDATION_MAILBOXES)} @{each['validation_domain']}"
        for each in wanted
        if left is None or each["domain"] in left
    ]


def _without_www(name: str) -> str:
    bare = name.removeprefix(_WWW)
    return bare if "." in bare else name
