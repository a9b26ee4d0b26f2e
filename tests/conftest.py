"""What all tests share."""

import asyncio

import pytest

pytest_plugins = ["support.fixtures", "support.node"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew."""
    parser.addoption(
        "--update-schema", action="store_true", help="write docs/schema.json instead of comparing"
    )
    parser.addoption(
        "--update-reports",
        action="store_true",
        help="write tests/recordings/reports instead of comparing",
    )


_LOOP = asyncio.new_event_loop()


@pytest.fixture(autouse=True)
def _event_loop() -> None:
    """Let every test have an event loop: `asyncio.run` in an earlier one leaves none behind.

    Outputs need one to come to be.
    """
    asyncio.set_event_loop(_LOOP)
