"""What the operations on REST APIs and custom domain names share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BaseBackend

from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.pages import cut

from . import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .domain_name import DomainName
    from .rest_api import Resource, RestApi, Stage

NOT_FOUND = "NotFoundException"
BAD_REQUEST = "BadRequestException"
CONFLICT = "ConflictException"


class ApiGatewayState(BaseBackend):
    """The REST APIs of one account in one region, and the domain names of all its APIs."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without any."""
        super().__init__(region_name, account_id)
        self.rest_apis: dict[str, RestApi] = {}
        self.domain_names: dict[str, DomainName] = {}

    # The words below are moto/apigateway/exceptions.py's, who took them from AWS.

    def rest_api(self, api_id: str) -> RestApi:
        """Find an API.

        Raises:
            AwsError: NotFoundException.
        """
        if api_id not in self.rest_apis:
            raise AwsError(NOT_FOUND, "Invalid Rest API Id specified")
        return self.rest_apis[api_id]

    def resource(self, parameters: Mapping[str, Any]) -> Resource:
        """Find the resource of a request.

        Raises:
            AwsError: NotFoundException.
        """
        resources = self.rest_api(parameters["restApiId"]).resources
        if parameters["resourceId"] not in resources:
            raise AwsError(NOT_FOUND, "Invalid resource identifier specified")
        return resources[parameters["resourceId"]]

    def stage(self, parameters: Mapping[str, Any]) -> Stage:
        """Find the stage of a request.

        Raises:
            AwsError: NotFoundException.
        """
        stages = self.rest_api(parameters["restApiId"]).stages
        if parameters["stageName"] not in stages:
            raise AwsError(NOT_FOUND, "Invalid stage identifier specified")
        return stages[parameters["stageName"]]

    def domain_name(self, name: str) -> DomainName:
        """Find a custom domain name.

        Raises:
            AwsError: NotFoundException.
        """
        if name not in self.domain_names:
            raise AwsError(NOT_FOUND, "Invalid domain name identifier specified")
        return self.domain_names[name]

    def mapped_by(self, api: str, stage: str | None = None) -> list[str]:
        """List the domain names that lead to an API, or to one of its stages."""
        return [
            domain.name
            for domain in self.domain_names.values()
            for mapping in domain.mappings.values()
            if mapping.api == api and stage in {None, mapping.stage}
        ]


def checked_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """Read tags to be set.

    Raises:
        AwsError: for a key that AWS keeps to itself (model: "must not start with aws:").
    """
    for key in tags:
        if key.lower().startswith("aws:"):
            raise AwsError(BAD_REQUEST, f"Invalid tag key {key}: aws: prefixed keys are AWS's own.")
    return dict(tags)


def page(items: Iterable[dict[str, Any]], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Select one page of a list in its order."""
    size = int(parameters.get("limit", facts.PAGE))
    shown, position = cut(items, parameters.get("position"), size, code=BAD_REQUEST)
    return {"items": shown} | ({"position": position} if position else {})
