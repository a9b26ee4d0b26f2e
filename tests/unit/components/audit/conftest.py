"""One local AWS for all tests of a module that read one, as new for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.server import LocalAws
from unit.sandbox.aws.support import World

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def _world() -> Iterator[World]:
    with LocalAws() as server:
        yield World(server)


@pytest.fixture
def world(_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A local AWS that holds nothing yet, which boto3 finds by the environment."""
    _world.server.reset()
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    for name, value in _world.server.environment().items():
        monkeypatch.setenv(name, value)
    return _world
