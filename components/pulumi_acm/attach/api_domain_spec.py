"""What the arguments of an ApiDomain must be."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from typing_extensions import Self

from pulumi_acm.services import API_GATEWAY_EDGE, API_GATEWAY_REGIONAL, Service
from pulumi_acm.spec_problems import rule
from pulumi_acm.spec_types import Plain, Region, Tags, Text, ZoneId, ZoneName

SERVICES: Final = {"regional": API_GATEWAY_REGIONAL, "edge": API_GATEWAY_EDGE}


class ApiMappingSpec(BaseModel):
    """Which stage of which API answers under a path."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    api_id: Text
    stage: Text
    path: Plain[str] = ""


class ApiDomainSpec(BaseModel):
    """The arguments of an ApiDomain."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    domain: Plain[str]
    certificate: Any
    api: Plain[Literal["http", "websocket", "rest"]] = "http"
    endpoint: Plain[Literal["regional", "edge"]] = "regional"
    mappings: Plain[list[ApiMappingSpec]] = Field(default_factory=list)
    zones: Plain[dict[ZoneName, ZoneId]] = Field(default_factory=dict)
    alias: Plain[bool | None] = None
    truststore_uri: Text | None = None
    truststore_version: Text | None = None
    ownership_certificate_arn: Text | None = None
    region: Region | None = None
    tags: Tags = Field(default_factory=dict)

    @property
    def service(self) -> Service:
        """What API Gateway demands of the certificate, by the kind of endpoint."""
        return SERVICES[self.endpoint]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.endpoint == "edge" and self.api != "rest":
            raise rule("endpoint: only REST APIs have edge endpoints")
        if self.endpoint == "edge" and self.truststore_uri is not None:
            raise rule("truststore_uri: only regional endpoints check client certificates")
        if self.truststore_version is not None and self.truststore_uri is None:
            raise rule("truststore_version: it needs truststore_uri")
        paths = [each.path for each in self.mappings]
        if len(set(paths)) < len(paths):
            raise rule("mappings: each path may be mapped once")
        return self
