"""A local AWS without an engine, for commands that ask AWS only."""

from collections.abc import Iterator

import pytest

from acm_sandbox.aws.server import LocalAws
from unit.sandbox.aws.support import World


@pytest.fixture
def world() -> Iterator[World]:
    """A local AWS of the test's own: the sandbox of another test has one in the same process."""
    with LocalAws() as server:
        yield World(server)
        server.reset()  # the clock, too
