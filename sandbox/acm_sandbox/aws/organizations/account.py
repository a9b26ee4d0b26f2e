"""An organization and its accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

if TYPE_CHECKING:
    from datetime import datetime

# model: AccountState.
ACTIVE = "ACTIVE"
CLOSED = "CLOSED"


@dataclass
class Account:
    """One account. Plain data, so that it can be kept in a snapshot."""

    id: str
    email: str
    name: str
    joined_method: str
    joined: datetime = field(default_factory=clock.now)
    state: str = ACTIVE


@dataclass
class Organization:
    """An organization. Plain data, so that it can be kept in a snapshot."""

    id: str
    management: str
    """The account that it belongs to."""
    features: str
    accounts: dict[str, Account] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    """The accounts that were created, by the ids of the requests."""

    def shown(self) -> dict[str, Any]:
        """Show it as DescribeOrganization does."""
        return {
            "Id": self.id,
            "Arn": f"{self._arn('organization')}",
            "FeatureSet": self.features,
            "MasterAccountArn": f"{self._arn('account')}/{self.management}",
            "MasterAccountId": self.management,
            "MasterAccountEmail": self.accounts[self.management].email,
        }

    def account(self, account: Account) -> dict[str, Any]:
        """Show an account as ListAccounts does.

        Without Status, which was retired on 2026-09-09 in favour of State (model).
        """
        return {
            "Id": account.id,
            "Arn": f"{self._arn('account')}/{account.id}",
            "Email": account.email,
            "Name": account.name,
            "State": account.state,
            "JoinedMethod": account.joined_method,
            "JoinedTimestamp": account.joined,
        }

    def _arn(self, kind: str) -> str:
        return f"arn:aws:organizations::{self.management}:{kind}/{self.id}"
