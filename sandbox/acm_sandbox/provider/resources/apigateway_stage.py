"""`aws:apigateway/stage:Stage`: a deployment under a name that can be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigateway

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_PATHS: Final = {"deployment": "/deploymentId", "description": "/description"}


class Stage(ResourceType):
    """A stage of a REST API."""

    token = "aws:apigateway/stage:Stage"  # noqa: S105 - a type token, no secret
    not_supported: ClassVar = {
        "accessLogSettings": "access logs (accessLogSettings)",
        "cacheClusterEnabled": "caches (cacheClusterEnabled)",
        "cacheClusterSize": "caches (cacheClusterSize)",
        "canarySettings": "canaries (canarySettings)",
        "clientCertificateId": "certificates toward the backend (clientCertificateId)",
        "documentationVersion": "documentation (documentationVersion)",
        "xrayTracingEnabled": "traces (xrayTracingEnabled)",
    }

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `REST-API-ID/STAGE-NAME`."""
        del call
        api, _, name = resource_id.partition("/")
        if not api or not name or "/" in name:
            raise ProviderError(
                f'Unexpected format of ID ("{resource_id}"), expected REST-API-ID/STAGE-NAME',
            )
        return f"ags-{api}-{name}", {"restApi": api, "stageName": name}

    def create(self, call: Call, inputs: Props) -> str:
        """Create it."""
        request: dict[str, Any] = {"deploymentId": inputs["deployment"], **_which(inputs)}
        for name, key in (
            ("description", "description"),
            ("tagsAll", "tags"),
            ("variables", "variables"),
        ):
            if inputs.get(name):
                request[key] = inputs[name]
        with doing(f"creating API Gateway Stage ({inputs['stageName']})"):
            apigateway.client(call, inputs).create_stage(**request)
        return f"ags-{inputs['restApi']}-{inputs['stageName']}"

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        client = apigateway.client(call, state)
        with doing(f"reading API Gateway Stage ({resource_id})"):
            found = apigateway.find(lambda: client.get_stage(**_which(state)))
        if found is None:
            return None
        api, name = state["restApi"], state["stageName"]
        region, account = call.region(state), call.clients.account_id()
        return {
            "arn": apigateway.arn(call, state, f"/restapis/{api}/stages/{name}"),
            "deployment": found["deploymentId"],
            "description": found.get("description") or None,
            "executionArn": f"arn:aws:execute-api:{region}:{account}:{api}/{name}",
            "invokeUrl": f"https://{api}.execute-api.{region}.amazonaws.com/{name}",
            "region": region,
            "restApi": api,
            "stageName": name,
            "tagsAll": found.get("tags") or {},
            "variables": found.get("variables") or None,
            "webAclArn": found.get("webAclArn", ""),
            "xrayTracingEnabled": bool(found.get("tracingEnabled")),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Move it to another deployment, change its variables and tags."""
        operations = apigateway.patches(_PATHS, olds, news)
        before, after = olds.get("variables") or {}, news.get("variables") or {}
        operations += apigateway.map_patches("/variables", before, after)
        if operations:
            with doing(f"updating API Gateway Stage ({resource_id})"):
                apigateway.client(call, news).update_stage(
                    patchOperations=operations,
                    **_which(news),
                )
        path = f"/restapis/{news['restApi']}/stages/{news['stageName']}"
        arn = apigateway.arn(call, news, path)
        apigateway.update_tags(call, arn, olds, news, f"API Gateway Stage ({resource_id})")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway Stage ({resource_id})"):
            apigateway.find(lambda: client.delete_stage(**_which(state)))


def _which(props: Props) -> dict[str, Any]:
    return {"restApiId": props["restApi"], "stageName": props["stageName"]}
