"""The quotas that the local AWS enforces or answers, as data.

Names, codes and defaults are AWS's, as gruntwork-io/terraform-aws-utilities (docs/quotas.md) lists
them for `list-aws-default-service-quotas`; all are adjustable there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES_PER_CERTIFICATE = "L-FB94F0B0"
CERTIFICATES = "L-F141DD1D"
CERTIFICATES_PER_YEAR = "L-DA1D8B98"
IMPORTED_CERTIFICATES = "L-D2CB7DE9"
IMPORTED_CERTIFICATES_PER_YEAR = "L-3808DC70"
CERTIFICATES_PER_APPLICATION_LOAD_BALANCER = "L-9365A611"
CERTIFICATES_PER_NETWORK_LOAD_BALANCER = "L-52964454"
RULES_PER_APPLICATION_LOAD_BALANCER = "L-7EED9B64"


@dataclass(frozen=True)
class Quota:
    """One quota of a service; AWS counts each in every account and region by itself."""

    service: str
    code: str
    name: str
    default: float
    most: float | None = None
    """What AWS never goes beyond, where that is known."""


SERVICE_NAMES: Mapping[str, str] = {
    "acm": "AWS Certificate Manager (ACM)",
    "elasticloadbalancing": "Elastic Load Balancing (ELB)",
}

QUOTAS: Mapping[str, Quota] = {
    quota.code: quota
    for quota in (
        Quota("acm", CERTIFICATES, "ACM certificates", 2500),
        Quota("acm", CERTIFICATES_PER_YEAR, "ACM certificates created in last 365 days", 5000),
        # ACM guide, "Quotas": up to 100 domain names may be requested. It is the API's limit on
        # SubjectAlternativeNames, too (model: DomainList), and the common name is one of them.
        Quota("acm", NAMES_PER_CERTIFICATE, "Domain names per ACM certificate", 10, most=100),
        Quota("acm", IMPORTED_CERTIFICATES, "Imported certificates", 2500),
        Quota(
            "acm", IMPORTED_CERTIFICATES_PER_YEAR, "Imported certificates in last 365 days", 5000
        ),
        Quota(
            "elasticloadbalancing",
            CERTIFICATES_PER_APPLICATION_LOAD_BALANCER,
            "Certificates per Application Load Balancer",
            25,
        ),
        Quota(
            "elasticloadbalancing",
            CERTIFICATES_PER_NETWORK_LOAD_BALANCER,
            "Certificates per Network Load Balancer",
            25,
        ),
        Quota(
            "elasticloadbalancing",
            RULES_PER_APPLICATION_LOAD_BALANCER,
            "Rules per Application Load Balancer",
            100,
        ),
    )
}

# ACM guide, "Quotas": "last 365 days".
YEAR = timedelta(days=365)

# model: ListRequestedServiceQuotaChangeHistory, "any open or closed requests within 90 days".
HISTORY = timedelta(days=90)

# model: RequestStatus, and which of them wait for a decision.
PENDING = "PENDING"
APPROVED = "APPROVED"
OPEN = frozenset({PENDING, "CASE_OPENED"})
CLOSED = frozenset({APPROVED, "DENIED", "CASE_CLOSED", "NOT_APPROVED", "INVALID_REQUEST"})

# model: MaxResults. The default is "a value appropriate to the operation".
PAGE = 100
