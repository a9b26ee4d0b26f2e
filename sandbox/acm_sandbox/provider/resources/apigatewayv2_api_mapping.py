"""`aws:apigatewayv2/apiMapping:ApiMapping`: which API a path of a custom domain serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigatewayv2

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props


class ApiMapping(ResourceType):
    """A mapping."""

    token = "aws:apigatewayv2/apiMapping:ApiMapping"  # noqa: S105 - a type token, no secret

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `API-MAPPING-ID/DOMAIN-NAME`."""
        del call
        mapping, _, domain = resource_id.partition("/")
        if not mapping or not domain or "/" in domain:
            raise ProviderError(
                f"wrong format of import ID ({resource_id}), use: 'api-mapping-id/domain-name'",
            )
        return mapping, {"domainName": domain}

    def create(self, call: Call, inputs: Props) -> str:
        """Map the path."""
        request = apigatewayv2.pascal(
            {name: inputs.get(name) for name in ("apiId", "apiMappingKey", "domainName", "stage")},
        )
        with doing("creating API Gateway v2 API Mapping"):
            made = apigatewayv2.client(call, inputs).create_api_mapping(**request)
        return str(made["ApiMappingId"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        client = apigatewayv2.client(call, state)
        with doing(f"reading API Gateway v2 API Mapping ({resource_id})"):
            found = apigatewayv2.find(
                lambda: client.get_api_mapping(
                    ApiMappingId=resource_id,
                    DomainName=state["domainName"],
                ),
            )
        if found is None:
            return None
        return {
            "apiId": found["ApiId"],
            "apiMappingKey": found.get("ApiMappingKey") or None,
            "domainName": state["domainName"],
            "region": call.region(state),
            "stage": found["Stage"],
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change stage and path in place."""
        request = {
            key: news.get(name) or ""
            for name, key in (("apiMappingKey", "ApiMappingKey"), ("stage", "Stage"))
            if (news.get(name) or "") != (olds.get(name) or "")
        }
        with doing(f"updating API Gateway v2 API Mapping ({resource_id})"):
            apigatewayv2.client(call, news).update_api_mapping(
                ApiId=news["apiId"],
                ApiMappingId=resource_id,
                DomainName=news["domainName"],
                **request,
            )

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; one that went with its domain is no error."""
        client = apigatewayv2.client(call, state)
        with doing(f"deleting API Gateway v2 API Mapping ({resource_id})"):
            apigatewayv2.find(
                lambda: client.delete_api_mapping(
                    ApiMappingId=resource_id,
                    DomainName=state["domainName"],
                ),
            )
