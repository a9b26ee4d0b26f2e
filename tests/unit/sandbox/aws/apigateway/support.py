"""What the tests of API Gateway begin with: APIs, certificates and domain names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unit.sandbox.aws.support import HOME

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

VIRGINIA = "us-east-1"
NAME = "api.example.com"


class Gateway:
    """API Gateway of a world, in one region."""

    def __init__(self, world: World, region: str = HOME) -> None:
        """Look at a world."""
        self.world = world
        self.v1 = world.client("apigateway", region)
        self.v2 = world.client("apigatewayv2", region)

    # Domain names.

    def edge(self, certificate: str, name: str = NAME, **options: Any) -> dict[str, Any]:
        """Create an edge-optimized domain name."""
        made: dict[str, Any] = self.v1.create_domain_name(
            domainName=name, certificateArn=certificate, **options
        )
        return made

    def regional(self, certificate: str, name: str = NAME, **options: Any) -> dict[str, Any]:
        """Create a regional domain name."""
        made: dict[str, Any] = self.v1.create_domain_name(
            domainName=name,
            regionalCertificateArn=certificate,
            endpointConfiguration={"types": ["REGIONAL"]},
            **options,
        )
        return made

    def patch(self, name: str = NAME, **values: str) -> dict[str, Any]:
        """Change a domain name; a path is written with `__` for the slashes within."""
        operations = [
            {"op": "replace", "path": f"/{path.replace('__', '/')}", "value": value}
            for path, value in values.items()
        ]
        changed: dict[str, Any] = self.v1.update_domain_name(
            domainName=name, patchOperations=operations
        )
        return changed

    def http_name(self, certificate: str, name: str = NAME, **options: Any) -> dict[str, Any]:
        """Create a domain name by the newer interface."""
        made: dict[str, Any] = self.v2.create_domain_name(
            DomainName=name, DomainNameConfigurations=[configuration(certificate)], **options
        )
        return made

    # APIs.

    def rest_api(self, *stages: str) -> str:
        """Create a REST API with a method, deployed to stages; give its id."""
        api = self.v1.create_rest_api(name="api")
        method = {
            "restApiId": api["id"],
            "resourceId": api["rootResourceId"],
            "httpMethod": "GET",
        }
        self.v1.put_method(**method, authorizationType="NONE")
        self.v1.put_integration(**method, type="MOCK")
        for stage in stages:
            self.v1.create_deployment(restApiId=api["id"], stageName=stage)
        made: str = api["id"]
        return made

    def http_api(self, **options: Any) -> str:
        """Create an HTTP API with its default stage; give its id."""
        options = {"Name": "api", "ProtocolType": "HTTP", "Target": "https://example.org"} | options
        made: str = self.v2.create_api(**options)["ApiId"]
        return made

    def websocket_api(self, stage: str = "prod") -> str:
        """Create a WebSocket API with a stage; give its id."""
        made: str = self.v2.create_api(
            Name="chat",
            ProtocolType="WEBSOCKET",
            RouteSelectionExpression="$request.body.action",
        )["ApiId"]
        self.v2.create_stage(ApiId=made, StageName=stage)
        return made


def configuration(certificate: str, **options: Any) -> dict[str, Any]:
    """Write the configuration of a domain name as the newer interface has it."""
    return {
        "CertificateArn": certificate,
        "EndpointType": "REGIONAL",
        "SecurityPolicy": "TLS_1_2",
    } | options
