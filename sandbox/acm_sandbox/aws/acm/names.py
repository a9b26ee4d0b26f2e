"""Domain names as ACM sees them, and the DNS record that proves each."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from . import facts


class ValidationRecord(NamedTuple):
    """The CNAME that ACM looks for."""

    name: str
    value: str


def normal(name: str) -> str:
    """Write a name as ACM keeps it: DNS does not tell case apart."""
    return name.lower()


def base(name: str) -> str:
    """Take the name that is proved: a wildcard is proved at the name that it stands below."""
    return name.removeprefix("*.")


def is_below(name: str, parent: str) -> bool:
    """Tell whether a name is another one or below it, on a label boundary."""
    return name == parent or name.endswith(f".{parent}")


def is_amazon_owned(name: str) -> bool:
    """Tell whether AWS keeps a name to itself."""
    return any(is_below(base(name), owned) for owned in facts.AMAZON_OWNED)


def validation_record(account: str, name: str) -> ValidationRecord:
    """Derive the CNAME of a name in an account.

    A function of these two only: the same in every region, for every certificate, and for a
    wildcard and its apex. Users rely on it: one record serves them all, and renewals too (guide,
    "DNS validation").
    """
    proved = base(normal(name))
    digest = hashlib.sha256(f"acm-sandbox {account} {proved}".encode()).digest()
    letters = "".join(chr(ord("a") + byte % 26) for byte in digest[-10:])
    target = hashlib.sha256(digest).hexdigest()[:32]
    return ValidationRecord(
        name=f"_{digest.hex()[:32]}.{proved}.",
        value=f"_{target}.{letters}.acm-validations.aws.",
    )


def mail_addresses(name: str, validation_domain: str) -> list[str]:
    """List the addresses that the mail of a name goes to.

    Where the validation domain is the name itself, a wildcard's asterisk and a leading `www.` are
    left out (guide, "Email validation").
    """
    domain = base(validation_domain)
    if validation_domain == name:
        domain = domain.removeprefix("www.")
    return [f"{mailbox}@{domain}" for mailbox in facts.MAILBOXES]
