"""API Gateway's REST APIs in one account and region, in place of moto's backend."""

from __future__ import annotations

from moto.core.base_backend import BackendDict

from .base_path_mappings import BasePathMappings
from .domain_names import DomainNames
from .rest_apis import RestApis
from .stages import Stages
from .tags import Tags


class ApiGatewayBackend(RestApis, Stages, DomainNames, BasePathMappings, Tags):
    """All operations together. Each of the classes has those of one concept."""


BACKENDS = BackendDict(ApiGatewayBackend, "apigateway")
