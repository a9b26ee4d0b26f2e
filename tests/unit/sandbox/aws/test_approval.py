"""Approving what mail asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError

import pytest

from acm_sandbox.aws import approval, own_paths

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

NOBODY = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"


def test_all_names(world: World) -> None:
    """Without names, every one is approved; it is no call of AWS."""
    arn = world.by_email("example.com", "www.example.com", region="us-east-1")
    calls = world.calls()
    assert approval.approve(world.endpoint, arn) == ["example.com", "www.example.com"]
    assert world.calls() == calls
    assert world.describe(arn)["Status"] == "ISSUED"


def test_of_another_account(world: World) -> None:
    """The ARN says whose it is."""
    key = world.sts.assume_role(
        RoleArn="arn:aws:iam::222222222222:role/acm", RoleSessionName="acm"
    )["Credentials"]["AccessKeyId"]
    acm = world.client("acm", key=key)
    arn = acm.request_certificate(DomainName="example.com", ValidationMethod="EMAIL")[
        "CertificateArn"
    ]
    approval.approve(world.endpoint, arn)
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"


@pytest.mark.parametrize("arn", [NOBODY, "nonsense"])
def test_a_certificate_that_is_not_there(world: World, arn: str) -> None:
    """Named."""
    with pytest.raises(approval.ApprovalError, match=f"^there is no certificate {arn}$"):
        approval.approve(world.endpoint, arn)


def test_one_that_awaits_nothing(world: World) -> None:
    """Said with what it is."""
    arn = world.request("example.com")
    message = f"{arn} awaits no approval by email: it is validated by DNS and is PENDING_VALIDATION"
    with pytest.raises(approval.ApprovalError) as told:
        approval.approve(world.endpoint, arn)
    assert str(told.value) == message


def test_a_name_that_it_does_not_have(world: World) -> None:
    """Said with those that it has; nothing is approved."""
    arn = world.by_email("example.com", "www.example.com")
    with pytest.raises(approval.ApprovalError) as told:
        approval.approve(world.endpoint, arn, ["example.com", "example.org"])
    assert str(told.value) == f"{arn} has no name example.org: it has example.com, www.example.com"
    option = world.describe(arn)["DomainValidationOptions"][0]
    assert option["ValidationStatus"] == "PENDING_VALIDATION"


def test_only_by_post(world: World) -> None:
    """A look approves nothing."""
    with pytest.raises(HTTPError, match="404"):
        own_paths.call(world.endpoint, "GET", approval.PATH)
