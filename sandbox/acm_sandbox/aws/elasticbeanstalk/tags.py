"""The operations on tags, of applications and environments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from .environment import TERMINATED
from .state import ElasticBeanstalkState, read_tags

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tags(ElasticBeanstalkState):
    """A method of an operation's name takes and gives what the API does."""

    def list_tags_for_resource(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags; an environment has AWS's own beside the user's (guide, "Tagging")."""
        arn = parameters["ResourceArn"]
        tags = self._tagged(arn)
        return {
            "ResourceArn": arn,
            "ResourceTags": [
                {"Key": key, "Value": value} for key, value in {**self._own(arn), **tags}.items()
            ],
        }

    def update_tags_for_resource(self, parameters: Mapping[str, Any]) -> None:
        """Set and remove tags; those that are not there, too."""
        tags = self._tagged(parameters["ResourceArn"])
        removed = parameters.get("TagsToRemove", [])
        kept = {key: value for key, value in tags.items() if key not in removed}
        added = read_tags(parameters.get("TagsToAdd", []), beside=kept)
        tags.clear()
        tags.update(kept | added)

    def _tagged(self, arn: str) -> dict[str, str]:
        for application in self.applications.values():
            if application.arn == arn:
                return application.tags
        for environment in self.all_environments():
            if environment.arn == arn and environment.status != TERMINATED:
                return environment.tags
        # model, ResourceNotFoundException: "A resource doesn't exist for the specified Amazon
        # Resource Name (ARN)."
        raise AwsError(
            "ResourceNotFoundException",
            f"A resource doesn't exist for the specified Amazon Resource Name (ARN): {arn}",
        )

    def _own(self, arn: str) -> dict[str, str]:
        """Give the tags that Elastic Beanstalk sets: the provider leaves them out again."""
        for environment in self.environments.values():
            if environment.arn == arn and environment.status != TERMINATED:
                return {
                    "Name": environment.name,
                    "elasticbeanstalk:environment-id": environment.id,
                    "elasticbeanstalk:environment-name": environment.name,
                }
        return {}
