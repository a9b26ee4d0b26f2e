"""The regions of AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws import regions

if TYPE_CHECKING:
    import pytest


def test_those_that_are_always_on() -> None:
    """https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html."""
    assert len(regions.DEFAULT) == 17
    assert set(regions.every()) >= regions.DEFAULT
    assert {"af-south-1", "ap-east-1", "eu-south-1", "me-south-1"} <= regions.opt_in()


def test_no_other_partitions() -> None:
    """An AWS account cannot reach China's regions, nor the governments'."""
    assert not [name for name in regions.every() if name.startswith(("cn-", "us-gov-"))]


def test_the_users_configuration_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS_PROFILE may name a profile that is not there."""
    monkeypatch.setenv("AWS_PROFILE", "none")
    regions.every.cache_clear()
    assert "eu-west-1" in regions.every()
