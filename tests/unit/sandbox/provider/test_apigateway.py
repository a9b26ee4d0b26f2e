"""`aws:apigateway/...` against the local AWS: REST APIs, deployed and mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.provider.errors import NotSupportedError, ProviderError

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.operations import Provider, State

API = "aws:apigateway/restApi:RestApi"
METHOD = "aws:apigateway/method:Method"
INTEGRATION = "aws:apigateway/integration:Integration"
DEPLOYMENT = "aws:apigateway/deployment:Deployment"
STAGE = "aws:apigateway/stage:Stage"


@pytest.fixture
def api(make: Callable[..., State]) -> State:
    """Give an API with a method that answers."""
    made = make(API, {"endpointConfiguration": {"types": "REGIONAL"}})
    inputs = {
        "restApi": made.id,
        "resourceId": made.outputs["rootResourceId"],
        "httpMethod": "GET",
    }
    make(METHOD, inputs | {"authorization": "NONE"})
    make(INTEGRATION, inputs | {"type": "MOCK"})
    return made


def test_rest_api(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
) -> None:
    """What the state has, what changes in place, how it ends."""
    inputs = {"endpointConfiguration": {"types": "REGIONAL"}, "description": "one"}
    state = settle(API, inputs | {"tags": {"a": "b"}})
    assert state.outputs["arn"] == f"arn:aws:apigateway:eu-west-1::/restapis/{state.id}"
    assert state.outputs["executionArn"].endswith(f"eu-west-1:123456789012:{state.id}")
    assert state.outputs["rootResourceId"]
    changed = change(
        API,
        state,
        inputs
        | {
            "description": "two",
            "disableExecuteApiEndpoint": True,
            "tags": {"c": "d"},
        },
    )
    assert changed.outputs["description"] == "two"
    assert changed.outputs["tags"] == {"c": "d"}
    gone(API, changed)


def test_methods(
    make: Callable[..., State],
    settle: Callable[..., State],
    gone: Callable[..., None],
    provider: Provider,
) -> None:
    """They are the smallest that AWS deploys; changing one in place is not here."""
    api = make(API, {})
    root = api.outputs["rootResourceId"]
    inputs = {"restApi": api.id, "resourceId": root, "httpMethod": "GET"}
    where = f"{api.id}/{root}/GET"
    method = settle(METHOD, inputs | {"authorization": "NONE"}, import_id=where)
    assert method.id == f"agm-{api.id}-{root}-GET"
    proxy = {"type": "HTTP_PROXY", "uri": "https://example.org", "integrationHttpMethod": "GET"}
    integration = settle(INTEGRATION, inputs | proxy, import_id=where)
    assert integration.id == f"agi-{api.id}-{root}-GET"
    assert integration.outputs["timeoutMilliseconds"] == 29000
    with pytest.raises(NotSupportedError, match="updating aws:apigateway/method:Method in place"):
        provider.update(urn(METHOD), method.id, method.outputs, method.outputs)
    gone(INTEGRATION, integration)
    gone(METHOD, method)


def test_deployment_and_stage(
    make: Callable[..., State],
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    api: State,
) -> None:
    """A stage moves to another deployment; its variables change."""
    inputs = {"restApi": api.id, "description": "first"}
    first = make(DEPLOYMENT, inputs | {"triggers": {"x": "1"}})
    second = make(DEPLOYMENT, inputs)
    assert first.outputs["triggers"] == {"x": "1"}
    assert first.outputs["createdDate"].endswith("Z")
    of_stage = {"restApi": api.id, "stageName": "live"}
    stage = settle(
        STAGE,
        of_stage | {"deployment": first.id, "variables": {"b": "2"}},
        import_id=f"{api.id}/live",
    )
    assert stage.id == f"ags-{api.id}-live"
    host = f"{api.id}.execute-api.eu-west-1.amazonaws.com"
    assert stage.outputs["invokeUrl"] == f"https://{host}/live"
    news = {"deployment": second.id, "variables": {"b": "3", "c": "4"}, "tags": {"a": "b"}}
    stage = change(STAGE, stage, of_stage | news)
    assert stage.outputs["variables"] == {"b": "3", "c": "4"}
    changed = change(DEPLOYMENT, second, {"restApi": api.id, "description": "second"})
    assert changed.outputs["description"] == "second"
    gone(STAGE, stage)
    gone(DEPLOYMENT, first, second)
    gone(API, api)


@pytest.mark.parametrize("token", [METHOD, INTEGRATION, DEPLOYMENT, STAGE])
def test_import_ids(provider: Provider, token: str) -> None:
    """One that cannot be is refused with the form that it needs."""
    with pytest.raises(ProviderError, match=r"^Unexpected format of ID \(.*REST-API-ID"):
        provider.read(urn(token), "a", {}, {})


@pytest.mark.parametrize(
    ("token", "inputs", "reason"),
    [
        (API, {"body": "{}"}, "the sandbox's AWS provider does not support OpenAPI documents"),
        (API, {"policy": "{}"}, "the sandbox's AWS provider does not support policies of APIs"),
        (
            INTEGRATION,
            {"restApi": "a", "resourceId": "b", "httpMethod": "GET", "type": "LAMBDA"},
            'expected type to be one of ["HTTP" "AWS" "MOCK" "HTTP_PROXY" "AWS_PROXY"], got LAMBDA',
        ),
    ],
)
def test_what_is_refused(
    provider: Provider,
    token: str,
    inputs: dict[str, str],
    reason: str,
) -> None:
    """By name, before anything is created."""
    assert provider.check(urn(token), {}, inputs).failures[0].startswith(reason)
