"""What the operations on HTTP and WebSocket APIs share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BaseBackend

from acm_sandbox.aws import services
from acm_sandbox.aws.apigateway import facts
from acm_sandbox.aws.apigateway.state import BAD_REQUEST, NOT_FOUND
from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.pages import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from acm_sandbox.aws.apigateway.backend import ApiGatewayBackend

    from .api import Api, Stage


class ApiGatewayV2State(BaseBackend):
    """The HTTP and WebSocket APIs of one account in one region."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without any."""
        super().__init__(region_name, account_id)
        self.apis: dict[str, Api] = {}

    @property
    def shared(self) -> ApiGatewayBackend:
        """Where the custom domain names are, and the REST APIs."""
        # Looked up, not kept: a snapshot holds each backend once.
        found: ApiGatewayBackend = services.backends("apigateway")[self.account_id][
            self.region_name
        ]
        return found

    # The words below are moto/apigatewayv2/exceptions.py's, who took them from AWS.

    def api(self, api_id: str) -> Api:
        """Find an API.

        Raises:
            AwsError: NotFoundException.
        """
        if api_id not in self.apis:
            raise AwsError(NOT_FOUND, f"Invalid API identifier specified {api_id}")
        return self.apis[api_id]

    def stage(self, parameters: Mapping[str, Any]) -> Stage:
        """Find the stage of a request.

        Raises:
            AwsError: NotFoundException.
        """
        stages = self.api(parameters["ApiId"]).stages
        if parameters["StageName"] not in stages:
            raise AwsError(NOT_FOUND, "Invalid stage identifier specified")
        return stages[parameters["StageName"]]


def page(items: Iterable[dict[str, Any]], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Select one page of a list in its order."""
    size = int(parameters.get("MaxResults") or facts.PAGE)
    shown, token = cut(items, parameters.get("NextToken"), size, code=BAD_REQUEST)
    return {"Items": shown} | ({"NextToken": token} if token else {})
