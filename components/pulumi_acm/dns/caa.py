"""Whether CAA records let Amazon issue a certificate (RFC 8659)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pulumi_acm.names import WILDCARD

AMAZON: Final = ("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com")
"""Any one of them in a CAA record lets ACM issue.

https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
"""
_CRITICAL: Final = 0x80
_KNOWN: Final = {
    "issue",
    "issuewild",
    "issuemail",
    "issuevmc",
    "iodef",
    "contactemail",
    "contactphone",
}
"""Property tags that a certificate authority understands.

https://www.iana.org/assignments/pkix-parameters/pkix-parameters.xhtml#caa-properties
"""


@dataclass(frozen=True)
class Property:
    """One CAA record."""

    flags: int
    tag: str
    value: str

    def __str__(self) -> str:
        """Return it as a zone file has it."""
        return f'{self.flags} {self.tag} "{self.value}"'


def forbids(records: Sequence[Property], name: str) -> bool:
    """Tell whether the closest CAA records forbid Amazon a certificate with this name."""
    if any(each.flags & _CRITICAL and each.tag.lower() not in _KNOWN for each in records):
        return True  # what it does not understand, no authority may overlook
    issue = [each for each in records if each.tag.lower() == "issue"]
    wild = [each for each in records if each.tag.lower() == "issuewild"]
    # A wildcard's own rules stand in the place of the others, if there are any.
    rules = wild if name.startswith(WILDCARD) and wild else issue
    return bool(rules) and not any(_issuer(each.value) in AMAZON for each in rules)


def _issuer(value: str) -> str:
    """Return the authority of a rule: before its parameters, and empty where nobody may."""
    return value.partition(";")[0].strip().lower().rstrip(".")
