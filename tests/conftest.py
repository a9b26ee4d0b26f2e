"""What all tests share."""

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
