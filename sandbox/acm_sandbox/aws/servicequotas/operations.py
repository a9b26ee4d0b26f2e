"""What the local Service Quotas has: quotas of accounts; nothing here has one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = frozenset({"NextToken", "MaxResults"})

OPERATIONS: Mapping[str, frozenset[str]] = {
    "GetAWSDefaultServiceQuota": frozenset({"ServiceCode", "QuotaCode"}),
    "GetRequestedServiceQuotaChange": frozenset({"RequestId"}),
    "GetServiceQuota": frozenset({"ServiceCode", "QuotaCode"}),
    "ListAWSDefaultServiceQuotas": frozenset({"ServiceCode"}) | _PAGE,
    "ListRequestedServiceQuotaChangeHistory": frozenset({"ServiceCode", "Status"}) | _PAGE,
    "ListRequestedServiceQuotaChangeHistoryByQuota": (
        frozenset({"ServiceCode", "QuotaCode", "Status"}) | _PAGE
    ),
    "ListServiceQuotas": frozenset({"ServiceCode", "QuotaCode"}) | _PAGE,
    "RequestServiceQuotaIncrease": frozenset(
        {"ServiceCode", "QuotaCode", "DesiredValue", "SupportCaseAllowed"}
    ),
}
