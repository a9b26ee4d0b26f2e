"""Distributions of a new AWS for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.sandbox.aws.cloudfront.support import Cdn

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


@pytest.fixture
def cdn(world: World) -> Cdn:
    """The distributions of a local AWS that holds nothing yet."""
    return Cdn(world)
