"""More names in one certificate than AWS gives every account: asking for them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from .limits import NAMES_MAX, NAMES_QUOTA_CODE, VALIDATION_HOURS_MAX

_GUIDE: Final = "https://docs.aws.amazon.com/acm/latest/userguide"
_OPEN: Final = ("PENDING", "CASE_OPENED")
_STATUSES: Final = {
    "PENDING": "AWS reviews it",
    "CASE_OPENED": "AWS Support answers in the case, and may ask for the confirmation below",
    "APPROVED": "it is granted",
}
"""What a status of a request means.

https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_RequestedServiceQuotaChange.html
"""


@dataclass(frozen=True)
class Asked:
    """What became of the wish for more names in one region."""

    account: str
    region: str
    wanted: int
    """Of a request that was open already: what that one asks for."""
    allowed: int
    outcome: Literal["requested", "open", "allowed", "failed"]
    """`open`: somebody has requested it before; `allowed`: it is so already."""
    id: str | None = None
    case: str | None = None
    status: str | None = None
    why: str | None = None
    """Why it failed."""

    @property
    def meaning(self) -> str:
        """What happens next."""
        if self.outcome == "failed":
            return self.why or ""
        if self.outcome == "allowed":
            return "allowed already"
        before = "requested before, and AWS takes one at a time; " if self.outcome == "open" else ""
        return before + _STATUSES.get(self.status or "", "see the Service Quotas console")


def beyond(wanted: int) -> str | None:
    """Return why AWS never allows so many names, if it does not."""
    if wanted <= NAMES_MAX:
        return None
    return (
        f"{wanted} names are more than ACM takes in one certificate, whatever the quota "
        f"{NAMES_QUOTA_CODE} is: {NAMES_MAX} at most, the primary name included "
        f"({_GUIDE}/acm-limits.html; "
        "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html). "
        "Split them over several certificates"
    )


def not_more(wanted: int, allowed: Mapping[str, int]) -> str:
    """Return why nothing is requested where all regions allow as many names already."""
    now = ", ".join(f"{region} {number}" for region, number in allowed.items())
    return (
        f"{wanted} names in one certificate are allowed already ({now}): a request has to be for "
        "more than the quota is "
        "(https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html)"
    )


def open_request(history: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the request that nobody has decided about yet: AWS takes one for each quota."""
    return next((each for each in history if each["Status"] in _OPEN), None)


def acknowledgement(wanted: int, region: str, account: str) -> str:
    """Return what AWS Support wants to have confirmed before it raises the quota.

    https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html#best-practices-add-delete
    """
    return (
        f"We ask for {wanted} domain names per ACM certificate (quota {NAMES_QUOTA_CODE}) in "
        f"{region}, account {account}. We understand that domain names cannot be added to or "
        "removed from an existing certificate: with a changed list of names, a new certificate has "
        "to be requested, and all of its names have to be validated again, those that were "
        "validated before included. With validation by email, somebody has to approve each of up "
        f"to {wanted} names within {VALIDATION_HOURS_MAX} hours, at every request and every "
        "renewal."
    )
