"""The operations on stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.apigateway.stages import stage_is_mapped
from acm_sandbox.aws.apigateway.state import BAD_REQUEST, CONFLICT, checked_tags
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from .api import Stage
from .state import ApiGatewayV2State, page

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_SHOWN = ("ApiId", "StageName", "Tags")


class Stages(ApiGatewayV2State):
    """A method of an operation's name takes and gives what the API does."""

    def create_stage(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a stage."""
        api, name = self.api(parameters["ApiId"]), parameters["StageName"]
        if name in api.stages:
            raise AwsError(CONFLICT, "Stage already exists")  # mem
        tags = checked_tags(parameters.get("Tags", {}))
        api.stages[name] = Stage(name, _attributes(parameters), tags)
        return api.stages[name].shown()

    def get_stage(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a stage."""
        return self.stage(parameters).shown()

    def get_stages(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the stages of an API."""
        stages = self.api(parameters["ApiId"]).stages
        return page((stage.shown() for stage in stages.values()), parameters)

    def update_stage(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change what is given, unless API Gateway manages the stage."""
        stage = self.stage(parameters)
        if stage.managed:  # model, ApiGatewayManaged
            raise AwsError(BAD_REQUEST, "You can't modify the $default stage.")
        stage.attributes |= _attributes(parameters)
        stage.updated_at = clock.now()
        return stage.shown()

    def delete_stage(self, parameters: Mapping[str, Any]) -> None:
        """Delete a stage that no domain name leads to."""
        stage = self.stage(parameters)
        domains = self.shared.mapped_by(parameters["ApiId"], stage.name)
        if domains:
            raise AwsError(BAD_REQUEST, stage_is_mapped(stage.name, domains))
        del self.api(parameters["ApiId"]).stages[stage.name]


def _attributes(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name not in _NOT_SHOWN}
