"""API Gateway's HTTP and WebSocket APIs in one account and region, in place of moto's backend."""

from __future__ import annotations

from moto.core.base_backend import BackendDict

from .api_mappings import ApiMappings
from .apis import Apis
from .domain_names import DomainNames
from .routes import Routes
from .stages import Stages
from .tags import Tags


class ApiGatewayV2Backend(Apis, Routes, Stages, DomainNames, ApiMappings, Tags):
    """All operations together. Each of the classes has those of one concept."""


BACKENDS = BackendDict(ApiGatewayV2Backend, "apigatewayv2")
