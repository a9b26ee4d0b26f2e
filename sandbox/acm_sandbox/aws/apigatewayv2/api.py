"""An HTTP or WebSocket API: what it is, and how AWS shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

if TYPE_CHECKING:
    from datetime import datetime

HTTP = "HTTP"
WEBSOCKET = "WEBSOCKET"

DEFAULT = "$default"


@dataclass
class Stage:
    """A stage of an API. Plain data, so that it can be kept in a snapshot."""

    name: str
    attributes: dict[str, Any]
    """What was given, by the names of the API."""
    tags: dict[str, str]
    managed: bool = False
    """Whether API Gateway made it, with the API (quick create)."""
    created_at: datetime = field(default_factory=clock.now)
    updated_at: datetime = field(default_factory=clock.now)

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        shown = {
            "AutoDeploy": False,
            "DefaultRouteSettings": {"DetailedMetricsEnabled": False},
            "RouteSettings": {},
            "StageVariables": {},
            **self.attributes,
            "StageName": self.name,
            "CreatedDate": self.created_at,
            "LastUpdatedDate": self.updated_at,
            "Tags": self.tags,
        }
        if self.managed:
            shown["ApiGatewayManaged"] = True
        if shown["AutoDeploy"]:
            shown["LastDeploymentStatusMessage"] = "Successfully deployed stage."
        return shown


@dataclass
class Api:
    """One API in one region. Plain data, so that it can be kept in a snapshot."""

    id: str
    region: str
    protocol: str
    attributes: dict[str, Any]
    """What was given, by the names of the API."""
    tags: dict[str, str]
    stages: dict[str, Stage] = field(default_factory=dict)
    routes: dict[str, dict[str, Any]] = field(default_factory=dict)
    integrations: dict[str, dict[str, Any]] = field(default_factory=dict)
    created_at: datetime = field(default_factory=clock.now)

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        scheme = "https" if self.protocol == HTTP else "wss"
        return {
            "ApiKeySelectionExpression": "$request.header.x-api-key",
            "RouteSelectionExpression": "$request.method $request.path",
            "DisableExecuteApiEndpoint": False,
            "IpAddressType": "ipv4",
            **self.attributes,
            "ApiId": self.id,
            "ApiEndpoint": f"{scheme}://{self.id}.execute-api.{self.region}.amazonaws.com",
            "ProtocolType": self.protocol,
            "CreatedDate": self.created_at,
            "Tags": self.tags,
        }
