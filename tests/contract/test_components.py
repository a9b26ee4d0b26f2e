"""What holds for every component that we ship, seen in the state that the engine keeps."""

import inspect
import json
from pathlib import Path
from typing import Any

import pytest
from pulumi.provider.experimental.util import camel_case

from pulumi_acm.plugin import COMPONENTS
from support.certificates import zone
from support.engine import EngineSandbox

FACTS = json.loads(
    (
        Path(__file__).parent.parent.parent / "sandbox/acm_sandbox/provider/schema_facts.json"
    ).read_text(encoding="utf-8")
)["resources"]

LOAD_BALANCER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012"
CERTIFICATE = (
    "arn:aws:acm:eu-central-1:123456789012:certificate/0b1f0c3e-8a41-4d0b-9a39-6b1f3f4d2f11"
)

SAMPLES: dict[str, dict[str, Any]] = {
    "Certificate": {
        "domains": ["example.com", "*.example.com", "shop.example.net"],
        "regions": ["eu-central-1"],
        "cloudfront": True,
        "wait": False,
        "tags": {"team": "web"},
    },
    "HttpsListener": {
        "load_balancer_arn": f"{LOAD_BALANCER}:loadbalancer/app/x/0123456789abcdef",
        "target_group_arn": f"{LOAD_BALANCER}:targetgroup/x/0123456789abcdef",
        "certificate": {"arn": CERTIFICATE},
        "more_certificates": [{"arn": CERTIFICATE, "domains": ["example.org"]}],
        "redirect_http": True,
        "region": "eu-central-1",
        "tags": {"team": "web"},
    },
    "ListenerCertificates": {
        "listener_arn": f"{LOAD_BALANCER}:listener/app/x/0123456789abcdef/0123456789abcdef",
        "certificates": [{"arn": CERTIFICATE, "domains": ["example.org"]}],
        "region": "eu-central-1",
    },
    "ApiDomain": {
        "domain": "example.com",
        "certificate": {"arn": CERTIFICATE, "domains": ["example.com"]},
        "mappings": [{"api_id": "a1b2c3d4e5", "stage": "$default"}],
        "region": "eu-central-1",
        "tags": {"team": "web"},
    },
}
"""Arguments that make a component create all kinds of children that it has."""

NAMES = [component.__name__ for component in COMPONENTS]


@pytest.fixture(params=NAMES)
def planned(request: pytest.FixtureRequest, sandbox: EngineSandbox) -> list[dict[str, Any]]:
    """The component and its children, as a preview plans them."""
    name = request.param
    zone(sandbox, "example.com")
    project = sandbox.project(
        f"import pulumi_acm as acm\nacm.{name}('it', {SAMPLES[name]!r})\n", name=name.lower()
    )
    steps = project.preview_json()["steps"]
    return [each["newState"] for each in steps if "pulumi:" not in each["newState"]["type"]]


def test_every_component_is_tested() -> None:
    """A component that is added gets a sample here."""
    assert sorted(SAMPLES) == sorted(NAMES)


def test_children(planned: list[dict[str, Any]]) -> None:
    """Token, parents, names, regions and tags."""
    [component] = [each for each in planned if each["type"].startswith("acm:index:")]
    children = [each for each in planned if each is not component]
    assert component["type"].removeprefix("acm:index:") in NAMES
    assert children
    for child in children:
        assert child["parent"] == component["urn"], f"{child['urn']} is a child of something else"
        name = child["urn"].rsplit("::", 1)[1]
        assert name == "it" or name.startswith("it/"), "named after the component"
        if child.get("external"):
            continue  # read, not made
        inputs = FACTS[child["type"]]["inputs"]
        if "region" in inputs:
            # The provider's own is eu-west-1: these have it from the component.
            assert child["inputs"]["region"] in {"eu-central-1", "us-east-1"}
        if "tags" in inputs:
            assert child["inputs"]["tags"]["team"] == "web"


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda each: each.__name__)
def test_all_outputs_are_registered(component: type) -> None:
    """What is annotated is what `register_outputs` is given, in the words of other languages."""
    source = inspect.getsource(component)
    registered = source[source.index("register_outputs(") :]
    for output in inspect.get_annotations(component):
        assert f'"{camel_case(output)}"' in registered, f"{output} is not registered"
