"""The operations on base path mappings: which API a domain name leads to.

They are the API mappings of API Gateway's newer interface, seen from the older one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from . import patches
from .domain_name import Mapping as PathMapping
from .domain_name import random_id
from .state import BAD_REQUEST, CONFLICT, NOT_FOUND, ApiGatewayState, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .domain_name import DomainName

# model, basePath and stage: how the API writes that there is none.
NONE = "(none)"

_PATH, _API, _STAGE = "/basePath", "/restapiId", "/stage"


class BasePathMappings(ApiGatewayState):
    """A method of an operation's name takes and gives what the API does.

    The words are moto/apigateway/exceptions.py's, who took them from AWS.
    """

    def create_base_path_mapping(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Let a path of a domain name lead to an API, or to a stage of it."""
        domain = self.domain_name(parameters["domainName"])
        key = _read(parameters.get("basePath")) or ""
        _check_free(domain, key)
        mapping = PathMapping(
            id=random_id(6),
            key=key,
            api=parameters["restApiId"],
            stage=_read(parameters.get("stage")),
        )
        self._check_target(mapping.api, mapping.stage)
        domain.mappings[key] = mapping
        return _shown(mapping)

    def get_base_path_mapping(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a mapping."""
        return _shown(self._mapping(parameters))

    def get_base_path_mappings(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the mappings of a domain name."""
        mappings = self.domain_name(parameters["domainName"]).mappings
        return page((_shown(mapping) for mapping in mappings.values()), parameters)

    def update_base_path_mapping(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a mapping in place."""
        domain, mapping = self.domain_name(parameters["domainName"]), self._mapping(parameters)
        values = patches.replaced(parameters, (_PATH, _API, _STAGE), "UpdateBasePathMapping")
        key = (_read(values[_PATH]) or "") if _PATH in values else mapping.key
        if key != mapping.key:
            _check_free(domain, key)
        api = values.get(_API, mapping.api)
        stage = _read(values[_STAGE]) if _STAGE in values else mapping.stage
        self._check_target(api, stage)
        del domain.mappings[mapping.key]
        mapping.key, mapping.api, mapping.stage = key, api, stage
        domain.mappings[key] = mapping
        return _shown(mapping)

    def delete_base_path_mapping(self, parameters: Mapping[str, Any]) -> None:
        """Let a path lead nowhere."""
        mapping = self._mapping(parameters)
        del self.domain_name(parameters["domainName"]).mappings[mapping.key]

    def _mapping(self, parameters: Mapping[str, Any]) -> PathMapping:
        mappings = self.domain_name(parameters["domainName"]).mappings
        key = _read(parameters["basePath"]) or ""
        if key not in mappings:
            raise AwsError(NOT_FOUND, "Invalid base path mapping identifier specified")
        return mappings[key]

    def _check_target(self, api: str, stage: str | None) -> None:
        if api not in self.rest_apis:
            raise AwsError(BAD_REQUEST, "Invalid REST API identifier specified")
        if stage is not None and stage not in self.rest_apis[api].stages:
            raise AwsError(BAD_REQUEST, "Invalid stage identifier specified")


def _check_free(domain: DomainName, key: str) -> None:
    if "/" in key:
        raise AwsError(
            BAD_REQUEST,
            "API Gateway V1 doesn't support the slash character (/) in base path mappings. To "
            "create a multi-level base path mapping, use API Gateway V2.",
        )
    if key in domain.mappings:
        raise AwsError(CONFLICT, "Base path already exists for this domain name")


def _read(value: str | None) -> str | None:
    return None if value in {None, "", NONE} else value


def _shown(mapping: PathMapping) -> dict[str, Any]:
    return {
        "basePath": mapping.key or NONE,
        "restApiId": mapping.api,
        "stage": mapping.stage,
    }
