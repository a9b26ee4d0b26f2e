"""`aws:apigateway/basePathMapping:BasePathMapping`: which API a path of a custom domain serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.polling import PROPAGATION_TIMEOUT, retry_while
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigateway

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_PATHS: Final = {"restApi": "/restapiId", "basePath": "/basePath", "stageName": "/stage"}


class BasePathMapping(ResourceType):
    """A mapping."""

    token = "aws:apigateway/basePathMapping:BasePathMapping"  # noqa: S105 - no secret
    not_supported: ClassVar = {"domainNameId": "private domain names (domainNameId)"}

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `DOMAIN-NAME/BASEPATH`; the base path may be empty."""
        del call
        name, slash, path = resource_id.partition("/")
        if not name or not slash or "/" in path:
            raise ProviderError(
                f"unexpected format of ID ({resource_id}), expected DOMAIN-NAME/BASEPATH",
            )
        return resource_id, {"domainName": name, "basePath": path}

    def create(self, call: Call, inputs: Props) -> str:
        """Map the path; an API or stage that was made this moment may not be seen at once."""
        client = apigateway.client(call, inputs)
        identifier = f"{inputs['domainName']}/{inputs.get('basePath') or ''}"
        request = {
            "domainName": inputs["domainName"],
            "restApiId": inputs["restApi"],
            "basePath": inputs.get("basePath") or "",
            "stage": inputs.get("stageName") or "",
        }
        timeout = min(PROPAGATION_TIMEOUT, call.custom_timeout or PROPAGATION_TIMEOUT)
        with doing(f"creating API Gateway Base Path Mapping ({identifier})"):
            retry_while(
                lambda: client.create_base_path_mapping(**request),
                "BadRequestException",
                timeout=timeout,
                stop=call.stop,
            )
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, by what the state says: the id stays when the path changes."""
        client = apigateway.client(call, state)
        with doing(f"reading API Gateway Base Path Mapping ({resource_id})"):
            found = apigateway.find(
                lambda: client.get_base_path_mapping(**_which(state)),
            )
        if found is None:
            return None
        path = found.get("basePath") or ""
        return {
            "basePath": None if path == apigateway.NOTHING else path or None,
            "domainName": state["domainName"],
            "region": call.region(state),
            "restApi": found["restApiId"],
            "stageName": found.get("stage") or None,
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change API, path and stage in place."""
        operations = apigateway.patches(_PATHS, olds, news)
        with doing(f"updating API Gateway Base Path Mapping ({resource_id})"):
            apigateway.client(call, news).update_base_path_mapping(
                patchOperations=operations,
                **_which(olds),
            )

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; one that went with its domain is no error."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway Base Path Mapping ({resource_id})"):
            apigateway.find(
                lambda: client.delete_base_path_mapping(**_which(state)),
            )


def _which(props: Props) -> dict[str, str]:
    path = props.get("basePath") or apigateway.NOTHING
    return {"domainName": props["domainName"], "basePath": path}
