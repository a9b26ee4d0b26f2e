"""`aws:apigatewayv2/stage:Stage`: an HTTP or WebSocket API under a name that can be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigatewayv2

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_ROUTES: Final = "settings of routes"
_CHANGEABLE: Final = ("autoDeploy", "deploymentId", "description")


class Stage(ResourceType):
    """A stage."""

    token = "aws:apigatewayv2/stage:Stage"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset({"routeSettings"})
    not_supported: ClassVar = {
        "accessLogSettings": "access logs (accessLogSettings)",
        "clientCertificateId": "certificates toward the backend (clientCertificateId)",
        "defaultRouteSettings": f"{_ROUTES} (defaultRouteSettings)",
        "routeSettings": f"{_ROUTES} (routeSettings)",
    }

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `API-ID/STAGE-NAME`."""
        del call
        api, _, name = resource_id.partition("/")
        if not api or not name or "/" in name:
            raise ProviderError(
                f"wrong format of import ID ({resource_id}), use: 'api-id/stage-name'",
            )
        return name, {"apiId": api, "name": name}

    def create(self, call: Call, inputs: Props) -> str:
        """Create it."""
        request: dict[str, Any] = {
            "ApiId": inputs["apiId"],
            "StageName": inputs["name"],
            **apigatewayv2.pascal({name: inputs.get(name) for name in _CHANGEABLE}),
        }
        if inputs.get("stageVariables"):
            request["StageVariables"] = inputs["stageVariables"]
        if inputs.get("tagsAll"):
            request["Tags"] = inputs["tagsAll"]
        with doing(f"creating API Gateway v2 Stage ({inputs['name']})"):
            made = apigatewayv2.client(call, inputs).create_stage(**request)
        return str(made["StageName"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        client, api = apigatewayv2.client(call, state), state["apiId"]
        with doing(f"reading API Gateway v2 Stage ({resource_id})"):
            found = apigatewayv2.find(
                lambda: client.get_stage(ApiId=api, StageName=resource_id),
            )
            of = apigatewayv2.find(lambda: client.get_api(ApiId=api))
        if found is None or of is None:
            return None
        region, account = call.region(state), call.clients.account_id()
        host = f"{api}.execute-api.{region}.amazonaws.com"
        socket = of["ProtocolType"] == "WEBSOCKET"
        path = "" if resource_id == "$default" else resource_id
        execution = f"{api}/{resource_id}"
        return {
            "arn": apigatewayv2.arn(call, state, f"/apis/{api}/stages/{resource_id}"),
            "autoDeploy": bool(found.get("AutoDeploy")),
            "deploymentId": found.get("DeploymentId") or "",
            "description": found.get("Description") or None,
            "executionArn": f"arn:aws:execute-api:{region}:{account}:{execution}",
            "invokeUrl": f"{'wss' if socket else 'https'}://{host}/{path}",
            "name": resource_id,
            "region": region,
            "stageVariables": found.get("StageVariables") or None,
            "tagsAll": found.get("Tags") or {},
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it in place; an empty value takes a variable away."""
        request: dict[str, Any] = {
            f"{name[0].upper()}{name[1:]}": news[name]
            for name in _CHANGEABLE
            if name in news and news[name] != olds.get(name)
        }
        if "description" not in news and olds.get("description"):
            request["Description"] = ""
        before, after = olds.get("stageVariables") or {}, news.get("stageVariables") or {}
        if before != after:
            request["StageVariables"] = dict.fromkeys(before.keys() - after.keys(), "") | after
        if request:
            with doing(f"updating API Gateway v2 Stage ({resource_id})"):
                apigatewayv2.client(call, news).update_stage(
                    ApiId=news["apiId"],
                    StageName=resource_id,
                    **request,
                )
        arn = apigatewayv2.arn(call, news, f"/apis/{news['apiId']}/stages/{resource_id}")
        apigatewayv2.update_tags(call, arn, olds, news, f"API Gateway v2 Stage ({resource_id})")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it."""
        client = apigatewayv2.client(call, state)
        with doing(f"deleting API Gateway v2 Stage ({resource_id})"):
            apigatewayv2.find(
                lambda: client.delete_stage(ApiId=state["apiId"], StageName=resource_id),
            )
