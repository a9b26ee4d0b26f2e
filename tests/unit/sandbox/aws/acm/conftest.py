"""Certificates that something uses, without the load balancer that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws import usage
from unit.sandbox.aws.support import ACCOUNT, HOME

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

USER = f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/app/web/1"


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The ARNs of the certificates that something uses."""
    arns: set[str] = set()

    def index(_: str) -> dict[str, list[str]]:
        return {arn: [USER] for arn in arns}

    monkeypatch.setattr(usage, "index", index)
    return arns


@pytest.fixture
def arn(world: World, used: set[str]) -> str:
    """An issued certificate of two names that is in use."""
    arn = world.issued("example.com", "www.example.com")
    used.add(arn)
    return arn
