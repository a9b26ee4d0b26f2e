"""What holds for every component that we ship, seen in the state that the engine keeps."""

import json
from pathlib import Path
from typing import Any

import pytest

from pulumi_acm.plugin import COMPONENTS
from support.certificates import zone
from support.engine import EngineSandbox

FACTS = json.loads(
    (
        Path(__file__).parent.parent.parent / "sandbox/acm_sandbox/provider/schema_facts.json"
    ).read_text(encoding="utf-8")
)["resources"]

SAMPLES: dict[str, dict[str, Any]] = {
    "Certificate": {
        "domains": ["example.com", "*.example.com", "shop.example.net"],
        "regions": ["eu-central-1"],
        "cloudfront": True,
        "wait": False,
        "tags": {"team": "web"},
    },
}
"""Arguments that make a component create all kinds of children that it has."""

NAMES = [component.__name__ for component in COMPONENTS]


@pytest.fixture(params=NAMES)
def state(request: pytest.FixtureRequest, sandbox: EngineSandbox) -> list[dict[str, Any]]:
    """The component and its children, as the engine keeps them."""
    name = request.param
    zone(sandbox, "example.com")
    project = sandbox.project(
        f"import pulumi_acm as acm\nacm.{name}('it', {SAMPLES[name]!r})\n", name=name.lower()
    )
    result = project.up()
    assert result.ok, result.output
    return [each for each in project.resources().values() if "::aws:" not in each["urn"]]


def test_every_component_is_tested() -> None:
    """A component that is added gets a sample here."""
    assert sorted(SAMPLES) == sorted(NAMES)


def test_state(state: list[dict[str, Any]]) -> None:
    """Token, parents, names, regions, tags, and outputs that were registered."""
    [component] = [each for each in state if each["type"].startswith("acm:index:")]
    children = [each for each in state if each is not component]
    assert component["type"].removeprefix("acm:index:") in NAMES
    assert component["outputs"], "register_outputs was not called"
    assert children
    for child in children:
        assert child["parent"] == component["urn"], f"{child['urn']} is a child of something else"
        assert child["urn"].rsplit("::", 1)[1].startswith("it"), "named after the component"
        inputs = FACTS[child["type"]]["inputs"]
        if "region" in inputs:
            # The provider's own is eu-west-1: these have it from the component.
            assert child["inputs"]["region"] in {"eu-central-1", "us-east-1"}
        if "tags" in inputs:
            assert child["inputs"]["tags"]["team"] == "web"
