"""Whether a domain lets Amazon issue certificates for its names: its CAA records.

guide, "(Optional) Configure a CAA record": ACM checks them after it has validated the domain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from acm_sandbox.aws.route53.lookup import caa

from .names import base

if TYPE_CHECKING:
    from collections.abc import Iterable

# guide: one of these has to be named.
AMAZON = frozenset({"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"})

# model: FailureReason.
ERROR = "CAA_ERROR"

# RFC 8659, section 4.1: who does not understand a property with this flag may not issue.
_CRITICAL = 128

# What a certificate authority understands (IANA, "Certification Authority Restriction Properties");
# ACM ignores all but the first two (guide, of `iodef`).
_KNOWN = frozenset(
    {"issue", "issuewild", "issuemail", "issuevmc", "iodef", "contactemail", "contactphone"}
)

_RECORD = re.compile(r'(\d+) +(\w+) +"([^"]*)"')


def allows(name: str) -> bool:
    """Tell whether Amazon may issue for a name: no records at all allow everybody."""
    policy = caa(base(name))
    return policy is None or permits(policy.values, wildcard=name.startswith("*."))


def permits(values: Iterable[str], *, wildcard: bool) -> bool:
    """Tell what a set of CAA records says to Amazon.

    `issuewild` alone counts for a wildcard where there is one, `issue` otherwise; without either,
    everybody may issue (RFC 8659, sections 4.2 and 4.3).
    """
    properties = [_read(value) for value in values]
    if any(flags & _CRITICAL and tag not in _KNOWN for flags, tag, _ in properties):
        return False
    issuers = [issuer for _, tag, issuer in properties if tag == "issue"]
    wild = [issuer for _, tag, issuer in properties if tag == "issuewild"]
    if wildcard and wild:
        issuers = wild
    return not issuers or not AMAZON.isdisjoint(issuers)


def _read(value: str) -> tuple[int, str, str]:
    """Read flags, tag and issuer; parameters stand behind the issuer's semicolon."""
    found = _RECORD.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no CAA record: Route 53 does not take it")
    flags, tag, content = found.groups()
    return int(flags), tag.lower(), content.partition(";")[0].strip().lower()
