"""Whether anything uses a certificate, and whether ACM would renew it at all. Pure."""

from dataclasses import dataclass
from typing import Final

from .model import Certificate

AMAZON_ISSUED: Final = "AMAZON_ISSUED"
IMPORTED: Final = "IMPORTED"
PRIVATE: Final = "PRIVATE"
ISSUED: Final = "ISSUED"
ACME: Final = "ACME"


@dataclass(frozen=True)
class Eligibility:
    """Whether ACM would renew; None: what was read does not tell."""

    eligible: bool | None
    reason: str = ""
    """A clause that follows `since`, unless it is eligible."""


def used(certificate: Certificate, *, attached: bool) -> bool | None:
    """Tell whether a service, or whoever had it exported, uses a certificate."""
    if certificate.in_use or certificate.exported or attached:
        return True
    if certificate.in_use is None or certificate.exported is None:
        # What was imported cannot be exported.
        return False if certificate.in_use is False and certificate.type == IMPORTED else None
    return False


def eligibility(certificate: Certificate, *, attached: bool) -> Eligibility:
    """Judge a certificate that ACM has issued: ACM's own word goes before what it follows from.

    https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
    """
    if certificate.renewal_eligibility == "ELIGIBLE":
        return Eligibility(eligible=True)
    is_used = used(certificate, attached=attached)
    if is_used is False:
        return Eligibility(eligible=False, reason="nothing uses it, and it was not exported")
    if certificate.renewal_eligibility == "INELIGIBLE":
        return _ineligible(certificate)
    if is_used is None:
        return Eligibility(eligible=None, reason="whether anything uses it is not known")
    return Eligibility(eligible=True)


def _ineligible(certificate: Certificate) -> Eligibility:
    if certificate.in_use:
        return Eligibility(eligible=False, reason="ACM says that it is not eligible")
    if certificate.exported:
        reason = "no service uses it, and it was not exported since it was last issued"
        return Eligibility(eligible=False, reason=reason)
    # A service has it: ACM may not know yet, or what it knows was read before.
    return Eligibility(eligible=None, reason="a service has it, and ACM knows of no use")
