"""`aws:apigatewayv2/api:Api`: an HTTP or WebSocket API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import doing
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import apigatewayv2
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROTOCOLS: Final = ("WEBSOCKET", "HTTP")
_CHANGEABLE: Final = (
    "apiKeySelectionExpression",
    "description",
    "disableExecuteApiEndpoint",
    "ipAddressType",
    "name",
    "routeSelectionExpression",
    "version",
)
_QUICK: Final = ("routeKey", "target")
_CORS: Final = ("allowHeaders", "allowMethods", "allowOrigins", "exposeHeaders")


class Api(ResourceType):
    """An API."""

    token = "aws:apigatewayv2/api:Api"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset(f"corsConfiguration.{name}" for name in _CORS)
    not_supported: ClassVar = {
        "body": "OpenAPI documents of HTTP APIs (body)",
        "credentialsArn": "roles of quickly created APIs (credentialsArn)",
        "failOnWarnings": "OpenAPI documents of HTTP APIs (failOnWarnings)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the protocol."""
        protocol = inputs["protocolType"]
        if protocol is not UNKNOWN and protocol not in _PROTOCOLS:
            known = " ".join(f'"{one}"' for one in _PROTOCOLS)
            reason = f"expected protocol_type to be one of [{known}], got {protocol}"
            yield Problem("protocolType", reason)

    def create(self, call: Call, inputs: Props) -> str:
        """Create it; with a target, AWS makes its route and its stage too."""
        names = (*_CHANGEABLE, *_QUICK, "protocolType")
        request = apigatewayv2.pascal({name: inputs.get(name) for name in names})
        if inputs.get("corsConfiguration"):
            request["CorsConfiguration"] = apigatewayv2.pascal(inputs["corsConfiguration"])
        if inputs.get("tagsAll"):
            request["Tags"] = inputs["tagsAll"]
        with doing(f"creating API Gateway v2 API ({inputs['name']})"):
            return str(apigatewayv2.client(call, inputs).create_api(**request)["ApiId"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it; how it was quickly created is not told again."""
        client = apigatewayv2.client(call, state)
        with doing(f"reading API Gateway v2 API ({resource_id})"):
            found = apigatewayv2.find(lambda: client.get_api(ApiId=resource_id))
        if found is None:
            return None
        region, account = call.region(state), call.clients.account_id()
        cors = apigatewayv2.camel(found.get("CorsConfiguration") or {})
        return {
            "apiEndpoint": found.get("ApiEndpoint", ""),
            "apiKeySelectionExpression": found.get("ApiKeySelectionExpression"),
            "arn": apigatewayv2.arn(call, state, f"/apis/{resource_id}"),
            "corsConfiguration": cors or None,
            "description": found.get("Description") or None,
            "disableExecuteApiEndpoint": bool(found.get("DisableExecuteApiEndpoint")),
            "executionArn": f"arn:aws:execute-api:{region}:{account}:{resource_id}",
            "ipAddressType": found.get("IpAddressType") or "ipv4",
            "name": found["Name"],
            "protocolType": found["ProtocolType"],
            "region": region,
            "routeSelectionExpression": found.get("RouteSelectionExpression"),
            "tagsAll": found.get("Tags") or {},
            "version": found.get("Version") or None,
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it in place."""
        client = apigatewayv2.client(call, news)
        request: dict[str, Any] = {
            f"{name[0].upper()}{name[1:]}": news.get(name) or ""
            for name in _CHANGEABLE
            if (news.get(name) or "") != (olds.get(name) or "")
            and (name in news or not self.facts.inputs[name].optional_computed)
        }
        if "DisableExecuteApiEndpoint" in request:
            request["DisableExecuteApiEndpoint"] = bool(news.get("disableExecuteApiEndpoint"))
        cors = news.get("corsConfiguration")
        with doing(f"updating API Gateway v2 API ({resource_id})"):
            if cors and cors != olds.get("corsConfiguration"):
                request["CorsConfiguration"] = apigatewayv2.pascal(cors)
            elif olds.get("corsConfiguration") and not cors:
                client.delete_cors_configuration(ApiId=resource_id)
            if request:
                client.update_api(ApiId=resource_id, **request)
        arn = apigatewayv2.arn(call, news, f"/apis/{resource_id}")
        apigatewayv2.update_tags(call, arn, olds, news, f"API Gateway v2 API ({resource_id})")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, with its stages."""
        client = apigatewayv2.client(call, state)
        with doing(f"deleting API Gateway v2 API ({resource_id})"):
            apigatewayv2.find(lambda: client.delete_api(ApiId=resource_id))
