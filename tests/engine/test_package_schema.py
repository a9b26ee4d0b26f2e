"""The schema by which every other Pulumi language gets our components."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.engine import EngineSandbox

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "docs" / "schema.json"


@pytest.fixture
def schema(sandbox: EngineSandbox) -> dict[str, Any]:
    """What `pulumi package get-schema` says of this repository."""
    project = sandbox.project("", region=None)
    result = project.pulumi("package", "get-schema", str(ROOT), stack=False)
    assert result.ok, result.output
    found: dict[str, Any] = result.json
    return found


def test_schema_is_the_golden_one(schema: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """A change of the public surface is a change of this file: `make schema` writes it."""
    text = json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-schema"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_everything_is_described(schema: dict[str, Any]) -> None:
    """Each component, argument, output and type says what it is."""
    assert "acm:index:Certificate" in schema["resources"]
    for token, described in _descriptions(schema):
        assert described, f"{token} has no description"
        assert "\n    " not in described, f"{token} would be shown as code"


def _descriptions(schema: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    for token, each in {**schema["resources"], **schema["types"]}.items():
        yield token, each.get("description")
        for group in ("inputProperties", "properties"):
            for name, value in each.get(group, {}).items():
                yield f"{token}.{name}", value.get("description")
