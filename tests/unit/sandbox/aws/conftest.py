"""One local AWS for all tests of a module, as new for each of them.

Not for the session: there is one for each process, and tests of the engine want theirs.
"""

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
def world(_world: World) -> World:
    """A local AWS that holds nothing yet."""
    _world.server.reset()
    return _world
