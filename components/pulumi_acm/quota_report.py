"""ACM's quotas, what is used of them as far as ACM's listing tells, and how to say so. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from . import limits

_ISSUED_BY_ACM: Final = "AMAZON_ISSUED"
_IMPORTED: Final = "IMPORTED"


@dataclass(frozen=True)
class Quota:
    """A quota of an account in one region, and what AWS gives every account."""

    code: str
    name: str
    default: int


QUOTAS: Final = (
    Quota(limits.NAMES_QUOTA_CODE, "Domain names per ACM certificate", limits.NAMES_QUOTA),
    Quota(limits.CERTIFICATES_QUOTA_CODE, "ACM certificates", limits.CERTIFICATES_QUOTA),
    Quota(
        limits.REQUESTS_QUOTA_CODE,
        "ACM certificates created in last 365 days",
        limits.REQUESTS_QUOTA,
    ),
    Quota(limits.IMPORTED_QUOTA_CODE, "Imported certificates", limits.IMPORTED_QUOTA),
    Quota(
        limits.IMPORTS_QUOTA_CODE, "Imported certificates in last 365 days", limits.IMPORTS_QUOTA
    ),
)
"""Those that limit certificates, by AWS's own names.

https://docs.aws.amazon.com/general/latest/gr/acm.html#limits_acm
"""
UNSEEN: Final = (
    "What is used is counted from the certificates that are there. AWS also counts those of the "
    "last 365 days that were deleted since, which nobody can list; importing again onto an ARN is "
    "seen once."
)


@dataclass(frozen=True)
class Row:
    """One quota in one region; None is what could not be read."""

    region: str
    code: str
    name: str
    used: int | None
    """Of names per certificate: those of the certificate that has most."""
    default: int
    applied: int | None

    @property
    def allowed(self) -> str:
        """What a person reads: the account's own number, or AWS's, and then that it is AWS's."""
        return f"{self.default:,} (AWS's default)" if self.applied is None else f"{self.applied:,}"


def rows(
    region: str,
    used: Mapping[str, int] | None,
    defaults: Mapping[str, int],
    applied: Mapping[str, int],
) -> list[Row]:
    """Return a row for each quota of a region; the numbers are by the quotas' codes."""
    return [
        Row(
            region,
            quota.code,
            quota.name,
            used[quota.code] if used is not None else None,
            defaults.get(quota.code, quota.default),
            applied.get(quota.code),
        )
        for quota in QUOTAS
    ]


def used(certificates: Iterable[Mapping[str, Any]], now: datetime) -> dict[str, int]:
    """Count the summaries of ListCertificates, by the quotas' codes.

    Private certificates, which have a quota of their own, count for their names only; expired and
    revoked ones count as all others do.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
    """
    since = now - timedelta(days=limits.QUOTA_DAYS)
    found = dict.fromkeys((quota.code for quota in QUOTAS), 0)
    for each in certificates:
        if each["Type"] == _IMPORTED:
            found[limits.IMPORTED_QUOTA_CODE] += 1
            found[limits.IMPORTS_QUOTA_CODE] += each["ImportedAt"] > since
            continue
        names = len(each["SubjectAlternativeNameSummaries"])
        found[limits.NAMES_QUOTA_CODE] = max(found[limits.NAMES_QUOTA_CODE], names)
        if each["Type"] == _ISSUED_BY_ACM:
            found[limits.CERTIFICATES_QUOTA_CODE] += 1
            found[limits.REQUESTS_QUOTA_CODE] += each["CreatedAt"] > since
    return found
