"""Organizations: whose accounts there are, and who may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import ACCOUNT, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def _organizations(world: World, key: str | None = None) -> Any:
    return world.client("organizations", "us-east-1", key)


def _create(world: World, name: str) -> str:
    """Create a member; give its account."""
    client = _organizations(world)
    asked = client.create_account(AccountName=name, Email=f"{name}@example.com")
    status = asked["CreateAccountStatus"]
    assert status["State"] == "IN_PROGRESS"
    assert "AccountId" not in status
    done = client.describe_create_account_status(CreateAccountRequestId=status["Id"])
    assert done["CreateAccountStatus"]["State"] == "SUCCEEDED"
    account: str = done["CreateAccountStatus"]["AccountId"]
    return account


def _key(world: World, account: str, role: str = "OrganizationAccountAccessRole") -> str:
    answer = world.sts.assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="audit"
    )
    return answer["Credentials"]["AccessKeyId"]


def test_an_account_alone(world: World) -> None:
    """The words of cloud-custodian/cloud-custodian#8106."""
    message = "Your account is not a member of an organization."
    for call in ("describe_organization", "list_accounts"):
        with refused("AWSOrganizationsNotInUseException", message):
            getattr(_organizations(world), call)()


def test_the_organization_is_seen_by_all_its_members(world: World) -> None:
    """API model: DescribeOrganization, "from any account in a organization"."""
    made = _organizations(world).create_organization()["Organization"]
    assert made["MasterAccountId"] == ACCOUNT
    assert made["FeatureSet"] == "ALL"
    key = _key(world, _create(world, "member"))
    assert _organizations(world, key).describe_organization()["Organization"] == made
    with refused("AlreadyInOrganizationException"):
        _organizations(world, key).create_organization()


def test_the_list_is_for_the_management_account(world: World) -> None:
    """API model; the words of aws-samples/aws-iam-access-key-auto-rotation#10."""
    _organizations(world).create_organization()
    key = _key(world, _create(world, "member"))
    message = "You don't have permissions to access this resource."
    with refused("AccessDeniedException", message):
        _organizations(world, key).list_accounts()


def test_the_list_comes_in_pages_of_20(world: World) -> None:
    """API model, ListAccounts.MaxResults."""
    _organizations(world).create_organization()
    members = [_create(world, f"member{number}") for number in range(25)]
    pages = list(_organizations(world).get_paginator("list_accounts").paginate())
    assert [len(page["Accounts"]) for page in pages] == [20, 6]
    accounts = [account for page in pages for account in page["Accounts"]]
    assert [account["Id"] for account in accounts] == [ACCOUNT, *members]
    assert accounts[1]["Email"] == "member0@example.com"
    # Status was retired on 2026-09-09 (API model, Account).
    assert {account["State"] for account in accounts} == {"ACTIVE"}
    assert all("Status" not in account for account in accounts)
    with refused("InvalidInputException"):
        _organizations(world).list_accounts(MaxResults=21)
    with refused("InvalidInputException"):
        _organizations(world).list_accounts(NextToken="nonsense")


def test_a_closed_account_is_still_listed(world: World) -> None:
    """API model, CloseAccount and AccountState."""
    _organizations(world).create_organization()
    account = _create(world, "member")
    _organizations(world).close_account(AccountId=account)
    shown = _organizations(world).describe_account(AccountId=account)["Account"]
    assert shown["State"] == "CLOSED"
    with refused("AccountAlreadyClosedException"):
        _organizations(world).close_account(AccountId=account)
    with refused("ConstraintViolationException"):
        _organizations(world).close_account(AccountId=ACCOUNT)


@pytest.mark.parametrize("call", ["describe_account", "close_account"])
def test_an_account_of_somebody_else(world: World, call: str) -> None:
    """API model, AccountNotFoundException."""
    _organizations(world).create_organization()
    with refused("AccountNotFoundException"):
        getattr(_organizations(world), call)(AccountId="222222222222")


def test_each_account_has_its_own_certificates(world: World) -> None:
    """What an audit over all accounts does."""
    _organizations(world).create_organization()
    keys = [_key(world, _create(world, f"member{number}")) for number in range(2)]
    for number, key in enumerate(keys):
        world.client("acm", key=key).request_certificate(
            DomainName=f"n{number}.example.com", ValidationMethod="DNS"
        )
    found = [
        [
            summary["DomainName"]
            for summary in world.client("acm", key=key).list_certificates()[
                "CertificateSummaryList"
            ]
        ]
        for key in (None, *keys)
    ]
    assert found == [[], ["n0.example.com"], ["n1.example.com"]]


def test_a_request_that_there_is_not(world: World) -> None:
    """API model, CreateAccountStatusNotFoundException."""
    _organizations(world).create_organization()
    with refused("CreateAccountStatusNotFoundException"):
        _organizations(world).describe_create_account_status(CreateAccountRequestId="car-00000000")
