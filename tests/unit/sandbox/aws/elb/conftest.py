"""Load balancers of a new AWS for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.sandbox.aws.balancing import Balancing

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


@pytest.fixture
def lb(world: World) -> Balancing:
    """The load balancers of a local AWS that holds nothing yet."""
    return Balancing(world)
