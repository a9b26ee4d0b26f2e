"""`aws:apigateway/integration:Integration`: what answers for a method."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from acm_sandbox.provider.errors import doing
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import apigateway
from acm_sandbox.provider.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.values import Props

_TYPES: Final = ("HTTP", "AWS", "MOCK", "HTTP_PROXY", "AWS_PROXY")
_PLAIN: Final = {
    "contentHandling": "contentHandling",
    "credentials": "credentials",
    "integrationHttpMethod": "integrationHttpMethod",
    "passthroughBehavior": "passthroughBehavior",
    "requestParameters": "requestParameters",
    "requestTemplates": "requestTemplates",
    "timeoutMilliseconds": "timeoutInMillis",
    "type": "type",
    "uri": "uri",
}
_CACHES: Final = "caches"
_LINKS: Final = "links into networks"


class Integration(ResourceType):
    """An integration."""

    token = "aws:apigateway/integration:Integration"  # noqa: S105 - a type token, no secret
    not_supported: ClassVar = {
        "cacheKeyParameters": f"{_CACHES} (cacheKeyParameters)",
        "cacheNamespace": f"{_CACHES} (cacheNamespace)",
        "connectionId": f"{_LINKS} (connectionId)",
        "connectionType": f"{_LINKS} (connectionType)",
        "integrationTarget": f"{_LINKS} (integrationTarget)",
        "responseTransferMode": "streamed answers (responseTransferMode)",
        "tlsConfig": "TLS toward the backend (tlsConfig)",
    }
    not_imported: ClassVar = frozenset({"cacheNamespace"})

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the type."""
        kind = inputs["type"]
        if kind is not UNKNOWN and kind not in _TYPES:
            known = " ".join(f'"{one}"' for one in _TYPES)
            yield Problem("type", f"expected type to be one of [{known}], got {kind}")

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `REST-API-ID/RESOURCE-ID/HTTP-METHOD`."""
        del call
        return apigateway.import_method(resource_id, "agi")

    def create(self, call: Call, inputs: Props) -> str:
        """Put it behind its method."""
        request = {key: inputs[name] for name, key in _PLAIN.items() if inputs.get(name)}
        with doing("creating API Gateway Integration"):
            apigateway.client(call, inputs).put_integration(
                **request,
                **apigateway.which_method(inputs),
            )
        return apigateway.method_id("agi", inputs)

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        client = apigateway.client(call, state)
        with doing(f"reading API Gateway Integration ({resource_id})"):
            found = apigateway.find(
                lambda: client.get_integration(**apigateway.which_method(state)),
            )
        if found is None:
            return None
        read: Props = {name: found.get(key) or None for name, key in _PLAIN.items()}
        return read | {
            "cacheNamespace": found.get("cacheNamespace", ""),
            "connectionType": found.get("connectionType") or "INTERNET",
            "httpMethod": state["httpMethod"],
            "integrationHttpMethod": found.get("httpMethod") or None,
            "region": call.region(state),
            "resourceId": state["resourceId"],
            "restApi": state["restApi"],
        }

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; one that went with its method is no error."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway Integration ({resource_id})"):
            apigateway.find(lambda: client.delete_integration(**apigateway.which_method(state)))
