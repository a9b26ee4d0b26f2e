"""The operations on APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.apigateway.domain_name import random_id
from acm_sandbox.aws.apigateway.state import BAD_REQUEST, checked_tags
from acm_sandbox.aws.errors import AwsError

from .api import DEFAULT, HTTP, WEBSOCKET, Api, Stage
from .state import ApiGatewayV2State, page

if TYPE_CHECKING:
    from collections.abc import Mapping

# model, RouteSelectionExpression; Terraform's and Pulumi's default leaves the braces out.
_HTTP_SELECTION = ("${request.method} ${request.path}", "$request.method $request.path")

# What is not an attribute that the API shows.
_NOT_SHOWN = ("ApiId", "ProtocolType", "RouteKey", "Tags", "Target")


class Apis(ApiGatewayV2State):
    """A method of an operation's name takes and gives what the API does."""

    def create_api(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create an API; with a target, its integration, route and stage too (quick create)."""
        protocol = parameters["ProtocolType"]
        if protocol not in {HTTP, WEBSOCKET}:
            # moto/apigatewayv2/exceptions.py
            raise AwsError(
                BAD_REQUEST, "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]"
            )
        _check_selection(protocol, parameters)
        api = Api(
            id=random_id(10),
            region=self.region_name,
            protocol=protocol,
            attributes=_attributes(parameters),
            tags=checked_tags(parameters.get("Tags", {})),
        )
        if "Target" in parameters:
            _quick_create(api, parameters["Target"], parameters.get("RouteKey", DEFAULT))
        self.apis[api.id] = api
        return api.shown()

    def get_api(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show an API."""
        return self.api(parameters["ApiId"]).shown()

    def get_apis(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the APIs."""
        return page((api.shown() for api in self.apis.values()), parameters)

    def update_api(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change what is given, and nothing else."""
        api = self.api(parameters["ApiId"])
        if "RouteSelectionExpression" in parameters:
            _check_selection(api.protocol, parameters)
        api.attributes |= _attributes(parameters)
        return api.shown()

    def delete_api(self, parameters: Mapping[str, Any]) -> None:
        """Delete an API that no domain name leads to."""
        api = self.api(parameters["ApiId"])
        domains = self.shared.mapped_by(api.id)
        if domains:  # mem: DeleteStage's words, which users report, with another noun
            raise AwsError(
                BAD_REQUEST,
                f"Deleting API {api.id} failed. Please remove all base path mappings related to "
                f"the API in your domains: {', '.join(domains)}",
            )
        del self.apis[api.id]


def _attributes(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name not in _NOT_SHOWN}


def _check_selection(protocol: str, parameters: Mapping[str, Any]) -> None:
    """The rules are the model's (RouteSelectionExpression, Target); the words are mem."""
    selection = parameters.get("RouteSelectionExpression")
    if protocol == HTTP and selection not in {None, *_HTTP_SELECTION}:
        raise AwsError(
            BAD_REQUEST,
            f"The routeSelectionExpression of HTTP APIs must be {_HTTP_SELECTION[0]}",
        )
    if protocol == WEBSOCKET and selection is None:
        raise AwsError(BAD_REQUEST, "WebSocket APIs must have a routeSelectionExpression")
    if protocol == WEBSOCKET and ("Target" in parameters or "RouteKey" in parameters):
        raise AwsError(BAD_REQUEST, "Quick create is not supported for WebSocket APIs")


def _quick_create(api: Api, target: str, route_key: str) -> None:
    """Make what a working API needs; API Gateway manages it (model, Target)."""
    is_url = target.startswith(("http://", "https://"))
    integration = {
        "ApiGatewayManaged": True,
        "ConnectionType": "INTERNET",
        "IntegrationId": random_id(7),
        "IntegrationMethod": "ANY" if is_url else "POST",
        "IntegrationType": "HTTP_PROXY" if is_url else "AWS_PROXY",
        "IntegrationUri": target,
        "PayloadFormatVersion": "1.0" if is_url else "2.0",
        "TimeoutInMillis": 30000,
    }
    api.integrations[str(integration["IntegrationId"])] = integration
    route = {
        "ApiGatewayManaged": True,
        "ApiKeyRequired": False,
        "AuthorizationType": "NONE",
        "RouteId": random_id(7),
        "RouteKey": route_key,
        "Target": f"integrations/{integration['IntegrationId']}",
    }
    api.routes[str(route["RouteId"])] = route
    api.stages[DEFAULT] = Stage(DEFAULT, {"AutoDeploy": True}, {}, managed=True)
