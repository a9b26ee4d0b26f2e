"""The operations on routes and integrations: kept, not called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.apigateway.domain_name import random_id
from acm_sandbox.aws.apigateway.state import BAD_REQUEST, CONFLICT, NOT_FOUND
from acm_sandbox.aws.errors import AwsError

from .state import ApiGatewayV2State, page

if TYPE_CHECKING:
    from collections.abc import Mapping

_INTEGRATION = "integrations/"


class Routes(ApiGatewayV2State):
    """A method of an operation's name takes and gives what the API does.

    The words are moto/apigatewayv2/exceptions.py's, who took them from AWS, unless they are mem.
    """

    def create_route(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a route; it leads to an integration of the same API."""
        api = self.api(parameters["ApiId"])
        key, target = parameters["RouteKey"], parameters.get("Target")
        if any(route["RouteKey"] == key for route in api.routes.values()):
            raise AwsError(CONFLICT, f"Route with key {key} already exists for this API")  # mem
        if target and target.removeprefix(_INTEGRATION) not in api.integrations:
            raise AwsError(BAD_REQUEST, f"Invalid route target specified {target}")  # mem
        route = {
            "ApiKeyRequired": False,
            "AuthorizationType": "NONE",
            **_below(parameters),
            "RouteId": random_id(7),
        }
        api.routes[route["RouteId"]] = route
        return route

    def get_route(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a route."""
        routes, route = self.api(parameters["ApiId"]).routes, parameters["RouteId"]
        if route not in routes:
            raise AwsError(NOT_FOUND, f"Invalid Route identifier specified {route}")
        return routes[route]

    def get_routes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the routes of an API."""
        return page(self.api(parameters["ApiId"]).routes.values(), parameters)

    def delete_route(self, parameters: Mapping[str, Any]) -> None:
        """Delete a route."""
        self.get_route(parameters)
        del self.api(parameters["ApiId"]).routes[parameters["RouteId"]]

    def create_integration(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create an integration."""
        integration = {
            "ConnectionType": "INTERNET",
            "PayloadFormatVersion": "1.0",
            "TimeoutInMillis": 30000,
            **_below(parameters),
            "IntegrationId": random_id(7),
        }
        self.api(parameters["ApiId"]).integrations[integration["IntegrationId"]] = integration
        return integration

    def get_integration(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show an integration."""
        integrations = self.api(parameters["ApiId"]).integrations
        integration = parameters["IntegrationId"]
        if integration not in integrations:
            raise AwsError(NOT_FOUND, f"Invalid Integration identifier specified {integration}")
        return integrations[integration]

    def get_integrations(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the integrations of an API."""
        return page(self.api(parameters["ApiId"]).integrations.values(), parameters)

    def delete_integration(self, parameters: Mapping[str, Any]) -> None:
        """Delete an integration that no route leads to."""
        self.get_integration(parameters)
        api, integration = self.api(parameters["ApiId"]), parameters["IntegrationId"]
        if any(route.get("Target") == _INTEGRATION + integration for route in api.routes.values()):
            raise AwsError(  # mem
                CONFLICT, f"Cannot delete Integration {integration}: a Route leads to it"
            )
        del api.integrations[integration]


def _below(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name != "ApiId"}
