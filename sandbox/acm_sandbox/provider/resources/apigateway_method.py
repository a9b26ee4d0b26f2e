"""`aws:apigateway/method:Method`: a verb on a path; AWS deploys no API without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from acm_sandbox.provider.errors import doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigateway

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_AUTHORIZERS = "authorizers"


class Method(ResourceType):
    """A method."""

    token = "aws:apigateway/method:Method"  # noqa: S105 - a type token, no secret
    not_supported: ClassVar = {
        "authorizationScopes": f"{_AUTHORIZERS} (authorizationScopes)",
        "authorizerId": f"{_AUTHORIZERS} (authorizerId)",
        "requestModels": "models (requestModels)",
        "requestParameters": "parameters of requests (requestParameters)",
        "requestValidatorId": "validators (requestValidatorId)",
    }

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `REST-API-ID/RESOURCE-ID/HTTP-METHOD`."""
        del call
        return apigateway.import_method(resource_id, "agm")

    def create(self, call: Call, inputs: Props) -> str:
        """Put it on its path."""
        request = {
            "authorizationType": inputs["authorization"],
            "apiKeyRequired": bool(inputs.get("apiKeyRequired")),
            **apigateway.which_method(inputs),
        }
        if inputs.get("operationName"):
            request["operationName"] = inputs["operationName"]
        with doing("creating API Gateway Method"):
            apigateway.client(call, inputs).put_method(**request)
        return apigateway.method_id("agm", inputs)

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        client = apigateway.client(call, state)
        with doing(f"reading API Gateway Method ({resource_id})"):
            found = apigateway.find(lambda: client.get_method(**apigateway.which_method(state)))
        if found is None:
            return None
        return {
            "apiKeyRequired": bool(found.get("apiKeyRequired")),
            "authorization": found["authorizationType"],
            "httpMethod": state["httpMethod"],
            "operationName": found.get("operationName") or None,
            "region": call.region(state),
            "resourceId": state["resourceId"],
            "restApi": state["restApi"],
        }

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway Method ({resource_id})"):
            apigateway.find(lambda: client.delete_method(**apigateway.which_method(state)))
