"""`aws:apigateway/deployment:Deployment`: a REST API as it was at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigateway

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props


class Deployment(ResourceType):
    """A deployment."""

    token = "aws:apigateway/deployment:Deployment"  # noqa: S105 - a type token, no secret

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `REST-API-ID/DEPLOYMENT-ID`."""
        del call
        api, _, deployment = resource_id.partition("/")
        if not api or not deployment or "/" in deployment:
            raise ProviderError(
                f"Unexpected format of ID ({resource_id}), use: 'REST-API-ID/DEPLOYMENT-ID'",
            )
        return deployment, {"restApi": api}

    def create(self, call: Call, inputs: Props) -> str:
        """Deploy the API, to no stage."""
        request: dict[str, Any] = {"restApiId": inputs["restApi"]}
        for name in ("description", "variables"):
            if inputs.get(name):
                request[name] = inputs[name]
        with doing("creating API Gateway Deployment"):
            return str(apigateway.client(call, inputs).create_deployment(**request)["id"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read what AWS tells of it: variables and triggers stay as they were given."""
        client = apigateway.client(call, state)
        with doing(f"reading API Gateway Deployment ({resource_id})"):
            found = apigateway.find(
                lambda: client.get_deployment(
                    restApiId=state["restApi"],
                    deploymentId=resource_id,
                ),
            )
        if found is None:
            return None
        return {
            "createdDate": apigateway.rfc3339(found.get("createdDate")),
            "description": found.get("description") or None,
            "region": call.region(state),
            "restApi": state["restApi"],
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the description."""
        operations = apigateway.patches({"description": "/description"}, olds, news)
        with doing(f"updating API Gateway Deployment ({resource_id})"):
            apigateway.client(call, news).update_deployment(
                restApiId=news["restApi"],
                deploymentId=resource_id,
                patchOperations=operations,
            )

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; while a stage has it, AWS refuses."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway Deployment ({resource_id})"):
            apigateway.find(
                lambda: client.delete_deployment(
                    restApiId=state["restApi"],
                    deploymentId=resource_id,
                ),
            )
