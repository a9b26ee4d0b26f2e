"""What the local Organizations has: no organizational units, no policies, no delegation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPERATIONS: Mapping[str, frozenset[str]] = {
    "CloseAccount": frozenset({"AccountId"}),
    # Not here: Tags.
    "CreateAccount": frozenset({"Email", "AccountName", "RoleName", "IamUserAccessToBilling"}),
    "CreateOrganization": frozenset({"FeatureSet"}),
    "DescribeAccount": frozenset({"AccountId"}),
    "DescribeCreateAccountStatus": frozenset({"CreateAccountRequestId"}),
    "DescribeOrganization": frozenset(),
    "ListAccounts": frozenset({"NextToken", "MaxResults"}),
}
