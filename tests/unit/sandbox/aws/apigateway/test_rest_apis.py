"""The operations on REST APIs, their resources and methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway


def test_an_api(gateway: Gateway) -> None:
    """API model, RestApi; edge-optimized where nothing is said."""
    made = gateway.v1.create_rest_api(name="api", description="one", tags={"team": "web"})
    found = gateway.v1.get_rest_api(restApiId=made["id"])
    assert (found["name"], found["description"]) == ("api", "one")
    assert (found["apiKeySource"], found["disableExecuteApiEndpoint"]) == ("HEADER", False)
    assert found["endpointConfiguration"]["types"] == ["EDGE"]
    assert found["tags"] == {"team": "web"}
    assert found["rootResourceId"] == made["rootResourceId"]
    gateway.v1.create_rest_api(name="api")
    assert len(gateway.v1.get_rest_apis()["items"]) == 2
    gateway.v1.delete_rest_api(restApiId=made["id"])
    with refused("NotFoundException", "Invalid Rest API Id specified"):
        gateway.v1.get_rest_api(restApiId=made["id"])


def test_a_change(gateway: Gateway) -> None:
    """API model, UpdateRestApi."""
    api = gateway.v1.create_rest_api(name="api")["id"]
    changed = gateway.v1.update_rest_api(
        restApiId=api,
        patchOperations=[
            {"op": "replace", "path": "/name", "value": "new"},
            {"op": "replace", "path": "/description", "value": "two"},
            {"op": "replace", "path": "/disableExecuteApiEndpoint", "value": "true"},
            {"op": "replace", "path": "/endpointConfiguration/types/0", "value": "REGIONAL"},
            {
                "op": "replace",
                "path": "/endpointConfiguration/ipAddressType",
                "value": "dualstack",
            },
        ],
    )
    assert (changed["name"], changed["description"]) == ("new", "two")
    assert changed["disableExecuteApiEndpoint"] is True
    assert changed["endpointConfiguration"] == {
        "types": ["REGIONAL"],
        "ipAddressType": "dualstack",
    }
    with refused(
        "NotInTheSandbox",
        "the sandbox has no apigateway:UpdateRestApi with patch add /binaryMediaTypes/a~1b",
    ):
        gateway.v1.update_rest_api(
            restApiId=api, patchOperations=[{"op": "add", "path": "/binaryMediaTypes/a~1b"}]
        )


def test_private_ones_are_refused_by_name(gateway: Gateway) -> None:
    """They are reached through VPC endpoints."""
    message = "the sandbox has no apigateway endpoint type PRIVATE"
    with refused("NotInTheSandbox", message):
        gateway.v1.create_rest_api(name="api", endpointConfiguration={"types": ["PRIVATE"]})
    with refused("BadRequestException"):
        gateway.v1.create_rest_api(
            name="api", endpointConfiguration={"types": ["EDGE", "REGIONAL"]}
        )


def test_resources(gateway: Gateway) -> None:
    """API model, Resource: a tree whose root is there from the beginning."""
    api = gateway.v1.create_rest_api(name="api")
    of = {"restApiId": api["id"]}
    root = gateway.v1.get_resource(**of, resourceId=api["rootResourceId"])
    assert (root["path"], "parentId" in root) == ("/", False)
    parent = gateway.v1.create_resource(**of, parentId=root["id"], pathPart="users")
    child = gateway.v1.create_resource(**of, parentId=parent["id"], pathPart="{id}")
    assert child["path"] == "/users/{id}"
    with refused("ConflictException"):
        gateway.v1.create_resource(**of, parentId=root["id"], pathPart="users")
    with refused("BadRequestException", "Root resource cannot be deleted"):
        gateway.v1.delete_resource(**of, resourceId=root["id"])
    gateway.v1.delete_resource(**of, resourceId=parent["id"])
    left = gateway.v1.get_resources(**of)["items"]
    assert [item["path"] for item in left] == ["/"]
    with refused("NotFoundException", "Invalid resource identifier specified"):
        gateway.v1.get_resource(**of, resourceId=child["id"])


def test_methods_and_integrations(gateway: Gateway) -> None:
    """API model, PutMethod and PutIntegration, and what undoes them."""
    api = gateway.v1.create_rest_api(name="api")
    of = {"restApiId": api["id"], "resourceId": api["rootResourceId"], "httpMethod": "POST"}
    with refused("NotFoundException", "Invalid Method identifier specified"):
        gateway.v1.put_integration(**of, type="MOCK")
    gateway.v1.put_method(**of, authorizationType="NONE")
    with refused("ConflictException"):
        gateway.v1.put_method(**of, authorizationType="NONE")
    with refused("NotFoundException"):
        gateway.v1.get_integration(**of)
    gateway.v1.put_integration(
        **of, type="HTTP_PROXY", integrationHttpMethod="GET", uri="https://example.org"
    )
    found = gateway.v1.get_method(**of)
    assert found["authorizationType"] == "NONE"
    assert found["methodIntegration"]["httpMethod"] == "GET"
    whole = gateway.v1.get_resources(restApiId=api["id"], embed=["methods"])["items"]
    assert whole[0]["resourceMethods"]["POST"]["authorizationType"] == "NONE"
    assert gateway.v1.get_integration(**of)["uri"] == "https://example.org"
    gateway.v1.delete_integration(**of)
    gateway.v1.delete_method(**of)
    with refused("NotFoundException"):
        gateway.v1.get_method(**of)


def test_authorizers_are_refused_by_name(gateway: Gateway) -> None:
    """There is no Cognito, and no Lambda."""
    api = gateway.v1.create_rest_api(name="api")
    with refused(
        "NotInTheSandbox",
        "the sandbox has no apigateway:PutMethod with authorizationType CUSTOM",
    ):
        gateway.v1.put_method(
            restApiId=api["id"],
            resourceId=api["rootResourceId"],
            httpMethod="GET",
            authorizationType="CUSTOM",
        )
