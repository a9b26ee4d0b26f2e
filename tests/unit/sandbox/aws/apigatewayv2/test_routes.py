"""The operations on routes and integrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway


def test_a_route_leads_to_an_integration(gateway: Gateway) -> None:
    """API model, CreateIntegration and CreateRoute."""
    api = gateway.v2.create_api(Name="api", ProtocolType="HTTP")["ApiId"]
    integration = gateway.v2.create_integration(
        ApiId=api,
        IntegrationType="HTTP_PROXY",
        IntegrationMethod="GET",
        IntegrationUri="https://example.org",
        PayloadFormatVersion="1.0",
    )["IntegrationId"]
    target = f"integrations/{integration}"
    route = gateway.v2.create_route(ApiId=api, RouteKey="GET /", Target=target)["RouteId"]
    assert gateway.v2.get_route(ApiId=api, RouteId=route)["Target"] == target
    found = gateway.v2.get_integration(ApiId=api, IntegrationId=integration)
    assert found["IntegrationUri"] == "https://example.org"
    with refused("ConflictException"):
        gateway.v2.create_route(ApiId=api, RouteKey="GET /")
    with refused("BadRequestException"):
        gateway.v2.create_route(ApiId=api, RouteKey="GET /x", Target="integrations/none")
    with refused("ConflictException"):
        gateway.v2.delete_integration(ApiId=api, IntegrationId=integration)
    gateway.v2.delete_route(ApiId=api, RouteId=route)
    gateway.v2.delete_integration(ApiId=api, IntegrationId=integration)


def test_of_nothing(gateway: Gateway) -> None:
    """The words are moto/apigatewayv2/exceptions.py's, who took them from AWS."""
    api = gateway.http_api()
    with refused("NotFoundException", "Invalid Route identifier specified none"):
        gateway.v2.get_route(ApiId=api, RouteId="none")
    with refused("NotFoundException", "Invalid Integration identifier specified none"):
        gateway.v2.get_integration(ApiId=api, IntegrationId="none")
