"""Organizations as one account sees it: the operations, in place of moto's backend."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BaseBackend
from moto.organizations.models import organizations_backends

from acm_sandbox.aws import pages
from acm_sandbox.aws.errors import AwsError

from .account import CLOSED, Account, Organization

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acm_sandbox.aws.services import Backends

# model: ListAccounts.MaxResults.
PAGE = 20

_LETTERS = string.ascii_lowercase + string.digits


class OrganizationsBackend(BaseBackend):
    """The organization that an account has made, if it has: it is its management account then."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without an organization."""
        super().__init__(region_name, account_id)
        self.organization: Organization | None = None

    # The operations.

    def create_organization(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Make this account the management account of a new organization."""
        if self._membership() is not None:
            raise AwsError(
                "AlreadyInOrganizationException",
                "The AWS account is already a member of an organization.",
            )
        organization = Organization(
            f"o-{_random(10)}", self.account_id, parameters.get("FeatureSet", "ALL")
        )
        organization.accounts[self.account_id] = Account(
            self.account_id, f"management@{organization.id}.example.com", "management", "INVITED"
        )
        self.organization = organization
        return {"Organization": organization.shown()}

    def create_account(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a member account, whose role the management account can assume at once."""
        organization = self._managed()
        account = Account(
            "".join(secrets.choice(string.digits) for _ in range(12)),
            parameters["Email"],
            parameters["AccountName"],
            "CREATED",
        )
        request = f"car-{_random(32)}"
        organization.accounts[account.id] = account
        organization.requests[request] = account.id
        status = _status(request, account)
        # It takes AWS some minutes: who does not ask again cannot know the account's id.
        del status["AccountId"], status["CompletedTimestamp"]
        return {"CreateAccountStatus": status | {"State": "IN_PROGRESS"}}

    def describe_create_account_status(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Tell what became of a request for an account."""
        organization = self._managed()
        request = parameters["CreateAccountRequestId"]
        if request not in organization.requests:
            raise AwsError(
                "CreateAccountStatusNotFoundException",
                "You specified a create account request ID that doesn't exist.",
            )
        account = organization.accounts[organization.requests[request]]
        return {"CreateAccountStatus": _status(request, account)}

    def describe_organization(self, _: Mapping[str, Any]) -> dict[str, Any]:
        """Show the organization; every member may ask (model)."""
        organization = self._membership()
        if organization is None:
            raise _not_in_use()
        return {"Organization": organization.shown()}

    def list_accounts(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the accounts, closed ones too, as AWS does for 90 days."""
        organization = self._managed()
        accounts, following = pages.cut(
            organization.accounts.values(),
            parameters.get("NextToken"),
            parameters.get("MaxResults", PAGE),
            code="InvalidInputException",
        )
        found = {"Accounts": [organization.account(account) for account in accounts]}
        return found | ({"NextToken": following} if following else {})

    def describe_account(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show one account."""
        organization = self._managed()
        return {"Account": organization.account(_account(organization, parameters))}

    def close_account(self, parameters: Mapping[str, Any]) -> None:
        """Close a member account, at once."""
        organization = self._managed()
        account = _account(organization, parameters)
        if account.id == self.account_id:
            raise AwsError(
                "ConstraintViolationException",
                "You cannot close the management account of an organization.",
            )
        if account.state == CLOSED:
            raise AwsError(
                "AccountAlreadyClosedException",
                "You attempted to close an account that is already closed.",
            )
        account.state = CLOSED

    # Who may ask.

    def _membership(self) -> Organization | None:
        """Find the organization that this account is in, its own or another's."""
        for partitions in list(BACKENDS.values()):
            for backend in partitions.values():
                organization: Organization | None = backend.organization
                if organization is not None and self.account_id in organization.accounts:
                    return organization
        return None

    def _managed(self) -> Organization:
        """Give the organization to its management account only (model, at each operation)."""
        if self.organization is not None:
            return self.organization
        if self._membership() is None:
            raise _not_in_use()
        # The words of aws-samples/aws-iam-access-key-auto-rotation#10.
        raise AwsError(
            "AccessDeniedException", "You don't have permissions to access this resource."
        )


# moto's, like those of the other services; declared for moto's own class.
BACKENDS: Backends = organizations_backends
BACKENDS.backend = OrganizationsBackend


def _not_in_use() -> AwsError:
    # The words of cloud-custodian/cloud-custodian#8106.
    return AwsError(
        "AWSOrganizationsNotInUseException", "Your account is not a member of an organization."
    )


def _account(organization: Organization, parameters: Mapping[str, Any]) -> Account:
    found = organization.accounts.get(parameters["AccountId"])
    if found is None:
        raise AwsError("AccountNotFoundException", "You specified an account that doesn't exist.")
    return found


def _status(request: str, account: Account) -> dict[str, Any]:
    return {
        "Id": request,
        "AccountName": account.name,
        "State": "SUCCEEDED",
        "RequestedTimestamp": account.joined,
        "CompletedTimestamp": account.joined,
        "AccountId": account.id,
    }


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
