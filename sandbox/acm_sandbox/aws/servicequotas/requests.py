"""A request for more of a quota."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

from . import facts

if TYPE_CHECKING:
    from datetime import datetime


@dataclass
class ChangeRequest:
    """One request. Plain data, so that it can be kept in a snapshot."""

    id: str
    code: str
    desired: float
    requester: str
    arn: str
    status: str = facts.PENDING
    case: str | None = None
    created: datetime = field(default_factory=clock.now)
    updated: datetime = field(default_factory=clock.now)

    @property
    def quota(self) -> facts.Quota:
        """The quota that it is about."""
        return facts.QUOTAS[self.code]

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.status in facts.OPEN

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "Id": self.id,
            "CaseId": self.case,
            "ServiceCode": self.quota.service,
            "ServiceName": facts.SERVICE_NAMES[self.quota.service],
            "QuotaCode": self.code,
            "QuotaName": self.quota.name,
            "DesiredValue": self.desired,
            "Status": self.status,
            "Created": self.created,
            "LastUpdated": self.updated,
            "Requester": self.requester,
            "QuotaArn": self.arn,
            "GlobalQuota": False,
            "Unit": "None",
            "QuotaRequestedAtLevel": "ACCOUNT",
        }
