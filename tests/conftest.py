"""What all tests share."""

import pytest

pytest_plugins = ["support.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make schema` write the golden schema anew."""
    parser.addoption(
        "--update-schema", action="store_true", help="write docs/schema.json instead of comparing"
    )
