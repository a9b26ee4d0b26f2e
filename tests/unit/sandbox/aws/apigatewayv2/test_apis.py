"""The operations on HTTP and WebSocket APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws import install, snapshot
from unit.sandbox.aws.support import HOME, refused

if TYPE_CHECKING:
    from pathlib import Path

    from unit.sandbox.aws.apigateway.support import Gateway

CODE = "BadRequestException"


def test_an_http_api(gateway: Gateway) -> None:
    """API model, CreateApiResponse."""
    made = gateway.v2.create_api(
        Name="api",
        ProtocolType="HTTP",
        CorsConfiguration={"AllowOrigins": ["*"]},
        Tags={"team": "web"},
    )
    found = gateway.v2.get_api(ApiId=made["ApiId"])
    assert found["ApiEndpoint"] == f"https://{made['ApiId']}.execute-api.{HOME}.amazonaws.com"
    assert found["RouteSelectionExpression"] == "$request.method $request.path"
    assert found["CorsConfiguration"] == {"AllowOrigins": ["*"]}
    assert (found["ProtocolType"], found["IpAddressType"]) == ("HTTP", "ipv4")
    assert found["Tags"] == {"team": "web"}
    assert gateway.v2.get_stages(ApiId=made["ApiId"])["Items"] == []


def test_quick_create(gateway: Gateway) -> None:
    """API model, CreateApi.Target: an integration, a catch-all route and a default stage."""
    api = gateway.http_api()
    (integration,) = gateway.v2.get_integrations(ApiId=api)["Items"]
    assert integration["IntegrationType"] == "HTTP_PROXY"
    assert integration["IntegrationUri"] == "https://example.org"
    (route,) = gateway.v2.get_routes(ApiId=api)["Items"]
    assert route["RouteKey"] == "$default"
    assert route["Target"] == f"integrations/{integration['IntegrationId']}"
    (stage,) = gateway.v2.get_stages(ApiId=api)["Items"]
    assert (stage["StageName"], stage["AutoDeploy"]) == ("$default", True)
    assert stage["ApiGatewayManaged"] is True


def test_quick_create_with_a_function(gateway: Gateway) -> None:
    """API model, CreateApi.Target: AWS_PROXY for a function's ARN."""
    function = f"arn:aws:lambda:{HOME}:123456789012:function:f"
    api = gateway.http_api(Target=function, RouteKey="GET /x")
    (integration,) = gateway.v2.get_integrations(ApiId=api)["Items"]
    assert integration["IntegrationType"] == "AWS_PROXY"
    assert gateway.v2.get_routes(ApiId=api)["Items"][0]["RouteKey"] == "GET /x"


def test_a_websocket_api(gateway: Gateway) -> None:
    """API model, ProtocolType and RouteSelectionExpression."""
    found = gateway.v2.get_api(ApiId=gateway.websocket_api())
    assert found["ApiEndpoint"].startswith("wss://")
    assert found["RouteSelectionExpression"] == "$request.body.action"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"ProtocolType": "WEBSOCKET"},
            "WebSocket APIs must have a routeSelectionExpression",
        ),
        (
            {
                "ProtocolType": "WEBSOCKET",
                "RouteSelectionExpression": "$request.body.action",
                "Target": "https://example.org",
            },
            "Quick create is not supported for WebSocket APIs",
        ),
        (
            {"ProtocolType": "HTTP", "RouteSelectionExpression": "$request.body.action"},
            "The routeSelectionExpression of HTTP APIs must be ${request.method} ${request.path}",
        ),
    ],
)
def test_what_does_not_go_together(gateway: Gateway, options: dict[str, Any], message: str) -> None:
    """API model, RouteSelectionExpression and Target; the words are from memory."""
    with refused(CODE, message):
        gateway.v2.create_api(Name="api", **options)


def test_a_protocol_that_there_is_not(gateway: Gateway) -> None:
    """API model, ProtocolType."""
    with refused(CODE):
        gateway.v2.create_api(Name="api", ProtocolType="GRPC")


def test_a_change(gateway: Gateway) -> None:
    """API model, UpdateApi: what is not given stays."""
    api = gateway.http_api(Description="one", Version="1")
    changed = gateway.v2.update_api(ApiId=api, Description="two")
    assert (changed["Description"], changed["Version"]) == ("two", "1")
    with refused(CODE):
        gateway.v2.update_api(ApiId=api, RouteSelectionExpression="$request.body.action")


def test_they_are_listed_page_by_page_and_deleted(gateway: Gateway) -> None:
    """API model, GetApis and DeleteApi."""
    made = [gateway.http_api() for _ in range(3)]
    first = gateway.v2.get_apis(MaxResults="2")
    second = gateway.v2.get_apis(MaxResults="2", NextToken=first["NextToken"])
    assert [item["ApiId"] for item in first["Items"] + second["Items"]] == made
    assert "NextToken" not in second
    gateway.v2.delete_api(ApiId=made[0])
    with refused("NotFoundException", f"Invalid API identifier specified {made[0]}"):
        gateway.v2.get_api(ApiId=made[0])
    with refused(CODE):
        gateway.v2.get_apis(NextToken="none")


def test_calls_are_counted_apart_from_the_older_interface(gateway: Gateway) -> None:
    """Both sign as `apigateway`."""
    gateway.v1.get_rest_apis()
    gateway.v2.get_apis()
    assert gateway.world.calls() == {
        f"apigateway:GetRestApis {HOME}": 1,
        f"apigatewayv2:GetApis {HOME}": 1,
    }


def test_what_is_not_there_is_refused_by_name(gateway: Gateway) -> None:
    """Authorizers and VPC links, for two."""
    with refused("NotInTheSandbox", "the sandbox has no apigatewayv2:GetVpcLinks"):
        gateway.v2.get_vpc_links()
    with refused(
        "NotInTheSandbox", "the sandbox has no apigatewayv2:CreateApi with CredentialsArn"
    ):
        gateway.http_api(CredentialsArn="arn:aws:iam::123456789012:role/r")


def test_everything_is_there_again(gateway: Gateway, tmp_path: Path) -> None:
    """A second `run --state` continues the first."""
    api = gateway.http_api()
    before = gateway.v2.get_api(ApiId=api)
    snapshot.save(tmp_path / "state")
    install.install()
    snapshot.load(tmp_path / "state")
    after = gateway.v2.get_api(ApiId=api)
    del before["ResponseMetadata"], after["ResponseMetadata"]
    assert after == before
