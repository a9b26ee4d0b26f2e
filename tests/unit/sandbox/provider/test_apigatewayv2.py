"""`aws:apigatewayv2/...` against the local AWS: HTTP APIs under a custom domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

API = "aws:apigatewayv2/api:Api"
STAGE = "aws:apigatewayv2/stage:Stage"
DOMAIN = "aws:apigatewayv2/domainName:DomainName"
MAPPING = "aws:apigatewayv2/apiMapping:ApiMapping"


def _domain(certificate: Any, **more: Any) -> dict[str, Any]:
    configuration = {
        "certificateArn": certificate,
        "endpointType": "REGIONAL",
        "securityPolicy": "TLS_1_2",
    }
    return {"domainName": "a.example.com", "domainNameConfiguration": configuration} | more


def test_api(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
) -> None:
    """What the state has, what changes in place, how it ends."""
    inputs = {"protocolType": "HTTP", "description": "one"}
    cors = {"allowMethods": ["POST", "GET"], "allowOrigins": ["*"], "maxAge": 300}
    state = settle(API, inputs | {"corsConfiguration": cors, "tags": {"a": "b"}})
    assert state.outputs["apiEndpoint"] == f"https://{state.id}.execute-api.eu-west-1.amazonaws.com"
    assert state.outputs["arn"] == f"arn:aws:apigateway:eu-west-1::/apis/{state.id}"
    news = {"description": "two", "corsConfiguration": cors | {"maxAge": 60}, "tags": {"c": "d"}}
    changed = change(API, state, inputs | news)
    assert changed.outputs["corsConfiguration"]["maxAge"] == 60
    assert changed.outputs["description"] == "two"
    gone(API, changed)


def test_quick_create(make: Callable[..., State], provider: Provider) -> None:
    """With a target, AWS makes a route and a stage too."""
    state = make(API, {"protocolType": "HTTP", "target": "https://example.org"})
    assert state.outputs["target"] == "https://example.org"
    stages = provider.clients.get("apigatewayv2").get_stages(ApiId=state.id)["Items"]
    assert [stage["StageName"] for stage in stages] == ["$default"]


def test_stage(
    make: Callable[..., State],
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
) -> None:
    """Its variables change."""
    api = make(API, {"protocolType": "WEBSOCKET"}).id
    inputs = {"apiId": api, "name": "live"}
    variables = {"stageVariables": {"b": "2"}}
    state = settle(STAGE, inputs | variables, import_id=f"{api}/live")
    assert state.id == "live"
    assert state.outputs["invokeUrl"] == f"wss://{api}.execute-api.eu-west-1.amazonaws.com/live"
    news = {"description": "it", "stageVariables": {"b": "3"}, "tags": {"a": "b"}}
    changed = change(STAGE, state, inputs | news)
    assert changed.outputs["stageVariables"] == {"b": "3"}
    gone(STAGE, changed)


class TestDomainName:
    """Custom domains."""

    def test_life(
        self,
        settle: Callable[..., State],
        change: Callable[..., State],
        gone: Callable[..., None],
        issued: Issued,
        in_use: Callable[[str], list[str]],
        aws: LocalAws,
    ) -> None:
        """Another certificate is an update in place, that waits until it is served."""
        old, new = issued("a.example.com"), issued("a.example.com", "b.example.com")
        state = settle(DOMAIN, _domain(old))
        configuration = state.outputs["domainNameConfiguration"]
        assert ".execute-api." in configuration["targetDomainName"]
        assert configuration["hostedZoneId"].startswith("Z")
        assert in_use(old)
        aws.journal.clear()
        changed = change(DOMAIN, state, _domain(new, tags={"a": "b"}))
        assert changed.outputs["domainNameConfiguration"] == configuration | {"certificateArn": new}
        assert (in_use(old), bool(in_use(new))) == ([], True)
        assert calls(aws, "apigatewayv2")["UpdateDomainName"] == 1
        gone(DOMAIN, changed)

    def test_preview(self) -> None:
        """An alias record can be planned, and an update leaves its target as it is."""
        found = resource_type(DOMAIN).preview_create(_domain(UNKNOWN))
        configuration = found["domainNameConfiguration"]
        assert configuration["targetDomainName"] is UNKNOWN
        assert configuration["hostedZoneId"] is UNKNOWN
        olds = _domain("old")
        olds["domainNameConfiguration"] |= {"targetDomainName": "d-1", "hostedZoneId": "Z1"}
        found = resource_type(DOMAIN).preview_update(olds, _domain(UNKNOWN))
        assert found["domainNameConfiguration"] == {
            "certificateArn": UNKNOWN,
            "endpointType": "REGIONAL",
            "hostedZoneId": "Z1",
            "securityPolicy": "TLS_1_2",
            "targetDomainName": "d-1",
        }

    @pytest.mark.parametrize(
        ("name", "value"),
        [("endpointType", "EDGE"), ("securityPolicy", "TLS_1_0")],
    )
    def test_what_is_refused(self, provider: Provider, name: str, value: str) -> None:
        """There is one of each."""
        inputs = _domain("arn")
        inputs["domainNameConfiguration"][name] = value
        failures = provider.check(urn(DOMAIN), {}, inputs).failures
        assert f"got {value}" in failures[0]
        assert f"'thing.domainNameConfiguration.{name}'" in failures[0]

    def test_lower_case(self, provider: Provider) -> None:
        """It is the same."""
        olds, news = _domain("arn"), _domain("arn")
        news["domainNameConfiguration"] |= {"endpointType": "regional", "securityPolicy": "tls_1_2"}
        assert provider.diff(urn(DOMAIN), olds, news).detailed == {}


def test_mapping(
    make: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    provider: Provider,
    issued: Issued,
) -> None:
    """It changes in place."""
    api = make(API, {"protocolType": "HTTP"}).id
    for name in ("one", "two"):
        make(STAGE, {"apiId": api, "name": name, "autoDeploy": True})
    domain = make(DOMAIN, _domain(issued("a.example.com"))).id
    inputs = {"apiId": api, "domainName": domain}
    state = make(MAPPING, inputs | {"stage": "one"})
    imported = provider.read(urn(MAPPING), f"{state.id}/{domain}", {}, {})
    assert imported is not None
    assert (imported.id, imported.outputs) == (state.id, state.outputs)
    changed = change(MAPPING, state, inputs | {"stage": "two", "apiMappingKey": "v1"})
    assert (changed.outputs["stage"], changed.outputs["apiMappingKey"]) == ("two", "v1")
    gone(MAPPING, changed)


@pytest.mark.parametrize(("token", "form"), [(STAGE, "api-id/stage"), (MAPPING, "api-mapping-id/")])
def test_import_ids(provider: Provider, token: str, form: str) -> None:
    """One that cannot be is refused with the form that it needs."""
    with pytest.raises(ProviderError, match=rf"^wrong format of import ID \(a\), use: '{form}"):
        provider.read(urn(token), "a", {}, {})
