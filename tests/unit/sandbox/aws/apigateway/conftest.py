"""API Gateway of a new AWS for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.sandbox.aws.apigateway.support import Gateway

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


@pytest.fixture
def gateway(world: World) -> Gateway:
    """API Gateway of a local AWS that holds nothing yet."""
    return Gateway(world)
