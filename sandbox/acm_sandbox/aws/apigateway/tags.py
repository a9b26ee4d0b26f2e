"""The operations on tags, of whatever has an ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from .state import NOT_FOUND, ApiGatewayState, checked_tags

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tags(ApiGatewayState):
    """A method of an operation's name takes and gives what the API does."""

    def get_tags(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags; there are no pages yet (model)."""
        return {"tags": self.tagged(parameters["resourceArn"])}

    def tag_resource(self, parameters: Mapping[str, Any]) -> None:
        """Set tags."""
        self.tagged(parameters["resourceArn"]).update(checked_tags(parameters["tags"]))

    def untag_resource(self, parameters: Mapping[str, Any]) -> None:
        """Remove tags; those that are not there, too."""
        tags = self.tagged(parameters["resourceArn"])
        for key in parameters["tagKeys"]:
            tags.pop(key, None)

    def tagged(self, arn: str) -> dict[str, str]:
        """Find the tags behind an ARN, e.g. `arn:aws:apigateway:eu-west-1::/restapis/abc`.

        Raises:
            AwsError: NotFoundException.
        """
        _, found, path = arn.partition(f":apigateway:{self.region_name}::/")
        match path.split("/") if found else []:
            case ["domainnames", name]:
                return self.domain_name(name).tags
            case ["restapis", api]:
                return self.rest_api(api).tags
            case ["restapis", api, "stages", stage]:
                return self.stage({"restApiId": api, "stageName": stage}).tags
        raise AwsError(NOT_FOUND, f"Invalid resource ARN specified: {arn}")  # mem
