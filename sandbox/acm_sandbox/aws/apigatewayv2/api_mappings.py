"""The operations on API mappings: which API a domain name leads to, REST APIs included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.apigateway import facts
from acm_sandbox.aws.apigateway.domain_name import Mapping as PathMapping
from acm_sandbox.aws.apigateway.domain_name import random_id
from acm_sandbox.aws.apigateway.state import BAD_REQUEST, CONFLICT, NOT_FOUND
from acm_sandbox.aws.errors import AwsError

from .api import WEBSOCKET
from .state import ApiGatewayV2State, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acm_sandbox.aws.apigateway.domain_name import DomainName

_PART = r"[A-Za-z0-9$\-_.+!*'()]+"
_KEY = re.compile(rf"({_PART}(/{_PART})*)?")


class ApiMappings(ApiGatewayV2State):
    """A method of an operation's name takes and gives what the API does."""

    def create_api_mapping(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Let a path of a domain name lead to a stage of an API."""
        domain = self.shared.domain_name(parameters["DomainName"])
        mapping = PathMapping(
            id=random_id(6),
            key=parameters.get("ApiMappingKey", ""),
            api=parameters["ApiId"],
            stage=parameters["Stage"],
        )
        _check_key(domain, mapping.key)
        self._check_target(domain, mapping.api, parameters["Stage"])
        domain.mappings[mapping.key] = mapping
        return _shown(mapping)

    def get_api_mapping(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a mapping."""
        return _shown(self._mapping(parameters))

    def get_api_mappings(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the mappings of a domain name."""
        mappings = self.shared.domain_name(parameters["DomainName"]).mappings
        return page((_shown(mapping) for mapping in mappings.values()), parameters)

    def update_api_mapping(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a mapping in place."""
        domain = self.shared.domain_name(parameters["DomainName"])
        mapping = self._mapping(parameters)
        key = parameters.get("ApiMappingKey", mapping.key)
        stage = parameters.get("Stage", mapping.stage)
        if key != mapping.key:
            _check_key(domain, key)
        self._check_target(domain, parameters.get("ApiId", mapping.api), stage, own=mapping.id)
        del domain.mappings[mapping.key]
        mapping.key, mapping.stage = key, stage
        mapping.api = parameters.get("ApiId", mapping.api)
        domain.mappings[key] = mapping
        return _shown(mapping)

    def delete_api_mapping(self, parameters: Mapping[str, Any]) -> None:
        """Let a path lead nowhere."""
        mapping = self._mapping(parameters)
        del self.shared.domain_name(parameters["DomainName"]).mappings[mapping.key]

    def _mapping(self, parameters: Mapping[str, Any]) -> PathMapping:
        for mapping in self.shared.domain_name(parameters["DomainName"]).mappings.values():
            if mapping.id == parameters["ApiMappingId"]:
                return mapping
        # moto/apigatewayv2/exceptions.py
        raise AwsError(
            NOT_FOUND, "The api mapping resource specified in the request was not found."
        )

    def _check_target(
        self, domain: DomainName, api: str, stage: str | None, *, own: str = ""
    ) -> None:
        stages: Mapping[str, Any]
        if api in self.shared.rest_apis:
            stages = self.shared.rest_apis[api].stages
        else:
            stages = self.api(api).stages
            if domain.is_edge:
                # guide, "Custom domain names for HTTP APIs": regional only; the words are mem.
                raise AwsError(
                    BAD_REQUEST,
                    f"Only REST APIs can be mapped to the edge-optimized domain name {domain.name}",
                )
            policy = domain.configuration.security_policy
            if policy != facts.TLS_1_2:  # apigateway/facts.py; the words are mem.
                raise AwsError(
                    BAD_REQUEST,
                    f"Only REST APIs can be mapped to a domain name with the policy {policy}",
                )
        if stage not in stages:
            raise AwsError(BAD_REQUEST, "Invalid stage identifier specified")  # aws/aws-cdk#9078
        others = [mapping.api for mapping in domain.mappings.values() if mapping.id != own]
        if any(self._is_websocket(other) != self._is_websocket(api) for other in others):
            # guide, "Custom domain names for WebSocket APIs": "You can't map a WebSocket API to the
            # same custom domain name as an HTTP API or REST API"; the words are mem.
            raise AwsError(
                BAD_REQUEST,
                f"The domain name {domain.name} cannot lead to WebSocket APIs and to others",
            )

    def _is_websocket(self, api: str) -> bool:
        return api in self.apis and self.apis[api].protocol == WEBSOCKET


def _check_key(domain: DomainName, key: str) -> None:
    if not _KEY.fullmatch(key):  # aws/aws-cdk#9141
        raise AwsError(
            BAD_REQUEST,
            "An ApiMapping key may contain only letters, numbers and one of $-_.+!*'(),",
        )
    if "/" in key and domain.is_edge:
        # guide, "Mapping API stages to a custom domain name": "To configure API mappings with
        # multiple levels, you must use a Regional custom domain name"; the words are mem.
        raise AwsError(
            BAD_REQUEST, "API mappings with multiple levels need a regional custom domain name"
        )
    if key in domain.mappings:
        raise AwsError(CONFLICT, "ApiMapping key already exists for this domain name")  # mem


def _shown(mapping: PathMapping) -> dict[str, Any]:
    return {
        "ApiId": mapping.api,
        "ApiMappingId": mapping.id,
        "ApiMappingKey": mapping.key,
        "Stage": mapping.stage,
    }
