"""What the arguments of an ApiDomain must be."""

import re
from collections.abc import Collection, Iterator
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from pulumi_acm.problems import Problem
from pulumi_acm.services import API_GATEWAY_EDGE, API_GATEWAY_REGIONAL, Service
from pulumi_acm.spec_problems import rule
from pulumi_acm.spec_types import HostName, Plain, Region, Tags, Text, ZoneIds, later

SERVICES: Final = {"regional": API_GATEWAY_REGIONAL, "edge": API_GATEWAY_EDGE}
_TRUSTSTORE: Final = re.compile(r"s3://[^/]+/.+")


def _truststore(value: str) -> str:
    """Refuse what is no object of S3.

    https://docs.aws.amazon.com/apigateway/latest/api/API_MutualTlsAuthenticationInput.html
    """
    if not _TRUSTSTORE.fullmatch(value):
        raise rule("a truststore is an object of S3, written as in s3://bucket/clients.pem")
    return value


Truststore: TypeAlias = Annotated[str, AfterValidator(_truststore), later]


class ApiMappingSpec(BaseModel):
    """Which stage of which API answers under a path."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    api_id: Text
    stage: Text
    path: Plain[str] = ""


class ApiDomainSpec(BaseModel):
    """The arguments of an ApiDomain."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    domain: HostName
    certificate: Any
    api: Plain[Literal["http", "websocket", "rest"]] = "http"
    endpoint: Plain[Literal["regional", "edge"]] = "regional"
    mappings: Plain[list[ApiMappingSpec]] = Field(default_factory=list)
    zones: ZoneIds = Field(default_factory=dict)
    alias: Plain[bool | None] = None
    truststore_uri: Truststore | None = None
    truststore_version: Text | None = None
    ownership_certificate_arn: Text | None = None
    region: Region | None = None
    tags: Tags = Field(default_factory=dict)

    @property
    def service(self) -> Service:
        """What API Gateway demands of the certificate, by the kind of endpoint."""
        return SERVICES[self.endpoint]

    def problems(self, malformed: Collection[str]) -> Iterator[Problem]:
        """Yield what is wrong between the arguments, as far as these are well-formed."""
        if self.endpoint == "edge" and self.api != "rest" and "api" not in malformed:
            yield Problem("endpoint", "only REST APIs have edge endpoints", self.endpoint)
        if self.endpoint == "edge" and self.truststore_uri is not None:
            message = "only regional endpoints check client certificates"
            yield Problem("truststore_uri", message)
        truststore = self.truststore_uri is not None or "truststore_uri" in malformed
        if self.truststore_version is not None and not truststore:
            yield Problem("truststore_version", "it needs truststore_uri")
        paths = [each.path for each in self.mappings]
        for index, path in enumerate(paths):
            at = f"mappings[{index}].path"
            if (first := paths.index(path)) < index:
                yield Problem(at, f"this path is mapped already, by mappings[{first}]", path)
            if path != path.strip("/"):
                yield Problem(at, "a path has no slash at its ends", path)
            if "/" in path.strip("/") and self.api == "rest":
                yield Problem(at, "a REST API's path is a single segment", path)
