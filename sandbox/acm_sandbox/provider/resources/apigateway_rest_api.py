"""`aws:apigateway/restApi:RestApi`: a REST API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import apigateway

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_PATHS: Final = {
    "apiKeySource": "/apiKeySource",
    "description": "/description",
    "disableExecuteApiEndpoint": "/disableExecuteApiEndpoint",
    "minimumCompressionSize": "/minimumCompressionSize",
    "name": "/name",
}
_DOCUMENTS: Final = "OpenAPI documents"


class RestApi(ResourceType):
    """A REST API."""

    token = "aws:apigateway/restApi:RestApi"  # noqa: S105 - a type token, no secret
    not_supported: ClassVar = {
        "body": f"{_DOCUMENTS} (body)",
        "endpointAccessMode": "access modes (endpointAccessMode)",
        "failOnWarnings": f"{_DOCUMENTS} (failOnWarnings)",
        "parameters": f"{_DOCUMENTS} (parameters)",
        "policy": "policies of APIs (policy)",
        "putRestApiMode": f"{_DOCUMENTS} (putRestApiMode)",
        "securityPolicy": "TLS policies of the API itself (securityPolicy)",
    }

    def create(self, call: Call, inputs: Props) -> str:
        """Create it."""
        client = apigateway.client(call, inputs)
        request: dict[str, Any] = {"name": inputs["name"]}
        for name in ("apiKeySource", "binaryMediaTypes", "description"):
            if inputs.get(name):
                request[name] = inputs[name]
        if inputs.get("disableExecuteApiEndpoint"):
            request["disableExecuteApiEndpoint"] = True
        if inputs.get("minimumCompressionSize"):
            request["minimumCompressionSize"] = int(inputs["minimumCompressionSize"])
        if inputs.get("tagsAll"):
            request["tags"] = inputs["tagsAll"]
        if configuration := inputs.get("endpointConfiguration"):
            request["endpointConfiguration"] = endpoint_to_aws(configuration)
        with doing(f"creating API Gateway REST API ({inputs['name']})"):
            return str(client.create_rest_api(**request)["id"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        client = apigateway.client(call, state)
        with doing(f"reading API Gateway REST API ({resource_id})"):
            found = apigateway.find(lambda: client.get_rest_api(restApiId=resource_id))
            if found is None:
                return None
            root = found.get("rootResourceId") or self._root(client, resource_id)
        region, account = call.region(state), call.clients.account_id()
        size = found.get("minimumCompressionSize")
        return {
            "apiKeySource": found.get("apiKeySource", "HEADER"),
            "arn": apigateway.arn(call, state, f"/restapis/{resource_id}"),
            "binaryMediaTypes": found.get("binaryMediaTypes") or [],
            "createdDate": apigateway.rfc3339(found.get("createdDate")),
            "description": found.get("description", ""),
            "disableExecuteApiEndpoint": bool(found.get("disableExecuteApiEndpoint")),
            "endpointConfiguration": endpoint_from_aws(found.get("endpointConfiguration")),
            "executionArn": f"arn:aws:execute-api:{region}:{account}:{resource_id}",
            "minimumCompressionSize": "" if size is None else str(size),
            "name": found["name"],
            "policy": "",
            "region": region,
            "rootResourceId": root,
            "tagsAll": found.get("tags") or {},
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Patch it."""
        client = apigateway.client(call, news)
        given = {name: path for name, path in _PATHS.items() if name in news}
        operations = apigateway.patches(given, olds, news)
        operations += _endpoint_patches(olds, news)
        if news.get("binaryMediaTypes") is not None:
            before, after = set(olds.get("binaryMediaTypes") or []), set(news["binaryMediaTypes"])
            for verb, changed in (("remove", before - after), ("add", after - before)):
                operations += [
                    {"op": verb, "path": f"/binaryMediaTypes/{one.replace('/', '~1')}"}
                    for one in sorted(changed)
                ]
        if operations:
            with doing(f"updating API Gateway REST API ({resource_id})"):
                client.update_rest_api(restApiId=resource_id, patchOperations=operations)
        arn = apigateway.arn(call, news, f"/restapis/{resource_id}")
        apigateway.update_tags(call, arn, olds, news, f"API Gateway REST API ({resource_id})")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, with its stages and deployments."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway REST API ({resource_id})"):
            apigateway.find(lambda: client.delete_rest_api(restApiId=resource_id))

    def _root(self, client: Any, identifier: str) -> str:
        pages = client.get_paginator("get_resources").paginate(restApiId=identifier)
        roots = [one["id"] for page in pages for one in page["items"] if one["path"] == "/"]
        return roots[0] if roots else ""


def endpoint_to_aws(configuration: Props) -> dict[str, Any]:
    """Write where an API, or a domain name, is reached."""
    made: dict[str, Any] = {"types": [configuration["types"]]}
    for name in ("ipAddressType", "vpcEndpointIds"):
        if configuration.get(name):
            made[name] = configuration[name]
    return made


def endpoint_from_aws(found: Any) -> Props | None:
    """Read where an API, or a domain name, is reached."""
    if not found or not found.get("types"):
        return None
    read: Props = {"types": found["types"][0]}
    if found.get("vpcEndpointIds"):
        read["vpcEndpointIds"] = sorted(found["vpcEndpointIds"])
    if found.get("ipAddressType"):
        read["ipAddressType"] = found["ipAddressType"]
    return read


def _endpoint_patches(olds: Props, news: Props) -> list[dict[str, str]]:
    old, new = olds.get("endpointConfiguration") or {}, news.get("endpointConfiguration") or {}
    operations = []
    if new.get("types") and new["types"] != old.get("types"):
        path = f"/endpointConfiguration/types/{old['types']}" if old.get("types") else ""
        operations.append(
            apigateway.replace(path or "/endpointConfiguration/types", new["types"]),
        )
    return operations
