"""The operations on REST APIs and their resources and methods.

Nothing is called here: methods and integrations are kept because AWS deploys no API without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import patches
from .domain_name import EDGE, random_id
from .rest_api import Resource, RestApi
from .state import BAD_REQUEST, CONFLICT, NOT_FOUND, ApiGatewayState, checked_tags, page

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME, _EXECUTE = "/name", "/disableExecuteApiEndpoint"
_TYPES, _IP_TYPE = "/endpointConfiguration/types/", "/endpointConfiguration/ipAddressType"
_TEXTS = ("apiKeySource", "description")

# model, GetResources.embed
_METHODS = "methods"


class RestApis(ApiGatewayState):
    """A method of an operation's name takes and gives what the API does."""

    def create_rest_api(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create an API; several may have the same name."""
        endpoint = parameters.get("endpointConfiguration", {})
        types = endpoint.get("types") or [EDGE]
        _check_types(types)
        attributes = {
            name: parameters[name]
            for name in ("description", "version", "binaryMediaTypes", "minimumCompressionSize")
            if name in parameters
        }
        attributes |= {
            "apiKeySource": parameters.get("apiKeySource", "HEADER"),
            "endpointConfiguration": {
                "types": types,
                "ipAddressType": endpoint.get("ipAddressType", "ipv4"),
            },
            "disableExecuteApiEndpoint": parameters.get("disableExecuteApiEndpoint", False),
        }
        api = RestApi(
            id=random_id(10),
            name=parameters["name"],
            attributes=attributes,
            tags=checked_tags(parameters.get("tags", {})),
        )
        self.rest_apis[api.id] = api
        return api.shown()

    def get_rest_api(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show an API."""
        return self.rest_api(parameters["restApiId"]).shown()

    def get_rest_apis(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the APIs."""
        return page((api.shown() for api in self.rest_apis.values()), parameters)

    def update_rest_api(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change an API."""
        api = self.rest_api(parameters["restApiId"])
        texts = {f"/{name}": name for name in _TEXTS}
        paths = (_NAME, _EXECUTE, _IP_TYPE, _TYPES, *texts)
        for path, value in patches.replaced(parameters, paths, "UpdateRestApi").items():
            if path == _NAME:
                api.name = value
            elif path in texts:
                api.attributes[texts[path]] = value
            elif path.startswith(_TYPES):
                _check_types([value])
                api.attributes["endpointConfiguration"]["types"] = [value]
            elif path == _IP_TYPE:
                api.attributes["endpointConfiguration"]["ipAddressType"] = value
            else:
                api.attributes["disableExecuteApiEndpoint"] = patches.is_true(value)
        return api.shown()

    def delete_rest_api(self, parameters: Mapping[str, Any]) -> None:
        """Delete an API that no domain name leads to."""
        api = self.rest_api(parameters["restApiId"])
        if self.mapped_by(api.id):
            # As users report it; no issue is known.
            raise AwsError(
                BAD_REQUEST,
                "Deleting RestApi failed. Please remove all base path mappings related to the "
                "RestApi in your domains.",
            )
        del self.rest_apis[api.id]

    # Resources.

    def get_resources(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the resources of an API."""
        resources = self.rest_api(parameters["restApiId"]).resources
        methods = _METHODS in parameters.get("embed", [])
        shown = (resource.shown(methods=methods) for resource in resources.values())
        return page(shown, parameters)

    def get_resource(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a resource."""
        methods = _METHODS in parameters.get("embed", [])
        return self.resource(parameters).shown(methods=methods)

    def create_resource(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a resource below another one."""
        parent = self.resource({**parameters, "resourceId": parameters["parentId"]})
        resources = self.rest_api(parameters["restApiId"]).resources
        path = f"{parent.path.rstrip('/')}/{parameters['pathPart']}"
        if any(resource.path == path for resource in resources.values()):
            raise AwsError(  # mem
                CONFLICT,
                "Another resource with the same parent already has this name: "
                f"{parameters['pathPart']}",
            )
        resource = Resource(random_id(6), parent.id, parameters["pathPart"], path)
        resources[resource.id] = resource
        return resource.shown(methods=True)

    def delete_resource(self, parameters: Mapping[str, Any]) -> None:
        """Delete a resource, and those below it."""
        resource = self.resource(parameters)
        if resource.parent is None:
            raise AwsError(BAD_REQUEST, "Root resource cannot be deleted")  # mem
        resources = self.rest_api(parameters["restApiId"]).resources
        for other in list(resources.values()):
            if f"{other.path}/".startswith(f"{resource.path}/"):
                del resources[other.id]

    # Methods and integrations.

    def put_method(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a method."""
        methods, verb = self.resource(parameters).methods, parameters["httpMethod"]
        if verb in methods:
            raise AwsError(CONFLICT, "Method already exists for this resource")  # mem
        if parameters["authorizationType"] not in {"NONE", "AWS_IAM"}:
            raise NotInTheSandboxError(
                f"apigateway:PutMethod with authorizationType {parameters['authorizationType']}"
            )
        methods[verb] = {"apiKeyRequired": False, **_below(parameters)}
        return methods[verb]

    def get_method(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a method."""
        methods = self.resource(parameters).methods
        if parameters["httpMethod"] not in methods:
            raise AwsError(NOT_FOUND, "Invalid Method identifier specified")
        return methods[parameters["httpMethod"]]

    def delete_method(self, parameters: Mapping[str, Any]) -> None:
        """Delete a method, and its integration."""
        self.get_method(parameters)
        del self.resource(parameters).methods[parameters["httpMethod"]]

    def put_integration(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Set what a method leads to."""
        method = self.get_method(parameters)
        method["methodIntegration"] = {
            "passthroughBehavior": "WHEN_NO_MATCH",
            "timeoutInMillis": 29000,
            "cacheNamespace": parameters["resourceId"],
            "cacheKeyParameters": [],
            **_below(parameters),
        }
        integration: dict[str, Any] = method["methodIntegration"]
        # The request's `integrationHttpMethod` is the answer's `httpMethod`.
        integration["httpMethod"] = integration.pop("integrationHttpMethod", None)
        return integration

    def get_integration(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show what a method leads to."""
        integration: dict[str, Any] | None = self.get_method(parameters).get("methodIntegration")
        if integration is None:
            raise AwsError(NOT_FOUND, "Invalid Integration identifier specified")
        return integration

    def delete_integration(self, parameters: Mapping[str, Any]) -> None:
        """Let a method lead nowhere."""
        self.get_integration(parameters)
        del self.get_method(parameters)["methodIntegration"]


def _below(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what names the resource: the rest is the method's, or the integration's."""
    named = ("restApiId", "resourceId")
    return {name: value for name, value in parameters.items() if name not in named}


def _check_types(types: list[str]) -> None:
    if len(types) != 1:
        raise AwsError(BAD_REQUEST, "An API has exactly one endpoint type.")  # mem
    if types == ["PRIVATE"]:
        raise NotInTheSandboxError("apigateway endpoint type PRIVATE")
