"""The operations on tags, of whatever has an ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.apigateway.state import NOT_FOUND, checked_tags
from acm_sandbox.aws.errors import AwsError

from .state import ApiGatewayV2State

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tags(ApiGatewayV2State):
    """A method of an operation's name takes and gives what the API does."""

    def get_tags(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags."""
        return {"Tags": self._tagged(parameters["ResourceArn"])}

    def tag_resource(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Set tags."""
        tags = checked_tags(parameters.get("Tags", {}))
        self._tagged(parameters["ResourceArn"]).update(tags)
        return {}

    def untag_resource(self, parameters: Mapping[str, Any]) -> None:
        """Remove tags; those that are not there, too."""
        tags = self._tagged(parameters["ResourceArn"])
        for key in parameters["TagKeys"]:
            tags.pop(key, None)

    def _tagged(self, arn: str) -> dict[str, str]:
        """Find the tags behind an ARN, e.g. `arn:aws:apigateway:eu-west-1::/apis/abc`."""
        _, found, path = arn.partition(f":apigateway:{self.region_name}::/")
        match path.split("/") if found else []:
            case ["apis", api]:
                return self.api(api).tags
            case ["apis", api, "stages", stage]:
                return self.stage({"ApiId": api, "StageName": stage}).tags
            case ["domainnames", name]:
                return self.shared.domain_name(name).tags
        raise AwsError(NOT_FOUND, f"Invalid resource ARN specified: {arn}")  # mem
