"""Fixtures of tests that run the real engine: see ``support.engine``."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from acm_sandbox.engine import Engine, find_engine
from acm_sandbox.session import Session
from support.engine import EngineSandbox


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine under test; it is built here if this machine has none."""
    return find_engine()


@pytest.fixture
def sandbox(engine: Engine, tmp_path: Path) -> Iterator[EngineSandbox]:
    """A sandbox of the test's own, empty."""
    with Session(engine=engine) as session:
        yield EngineSandbox(session, tmp_path)


@pytest.fixture
def dns(sandbox: EngineSandbox) -> EngineSandbox:
    """The same sandbox, seen from another account: that which has the DNS."""
    return sandbox.elsewhere()
