"""The operations on target groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.paging import page

from . import attributes, names, tags, target_groups
from .state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .target_groups import TargetGroup


class TargetGroupOperations(State):
    """Create, change, show, delete. A method takes and gives what the API does."""

    def create_target_group(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a target group, or find the one of this name if it is the same (model)."""
        name = parameters["Name"]
        names.check(name, what="target group")
        arn = self.new_arn(f"targetgroup/{name}/{names.new_id()}")
        created = target_groups.read(parameters, self.networks, arn)
        created.tags = tags.added(parameters.get("Tags", []))
        for there in self.target_groups.values():
            if there.name == name and there.settings != created.settings:
                # As users report it.
                raise AwsError(
                    "DuplicateTargetGroupName",
                    f"A target group with the same name '{name}' exists, but with different "
                    "settings",
                )
            if there.name == name:
                return {"TargetGroups": [self._shown(there)]}
        self.target_groups[arn] = created
        return {"TargetGroups": [self._shown(created)]}

    def modify_target_group(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change the health check."""
        there = self.find_target_group(parameters["TargetGroupArn"])
        there.health = target_groups.health(there.health, parameters)
        return {"TargetGroups": [self._shown(there)]}

    def describe_target_groups(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show target groups: those named, those of a load balancer, or a page of all."""
        if "TargetGroupArns" in parameters:
            found = [self.find_target_group(arn) for arn in parameters["TargetGroupArns"]]
        elif "Names" in parameters:
            wanted = parameters["Names"]
            found = [item for item in self.target_groups.values() if item.name in wanted]
            if len(found) < len(set(wanted)):
                # As users report it.
                raise AwsError("TargetGroupNotFound", "One or more target groups not found")
        elif "LoadBalancerArn" in parameters:
            of = self.find_load_balancer(parameters["LoadBalancerArn"])
            found = [
                item
                for item in self.target_groups.values()
                if of.arn in self.load_balancers_of(item.arn)
            ]
        else:
            found = list(self.target_groups.values())
        shown, marker = page(found, parameters)
        return {"TargetGroups": [self._shown(item) for item in shown], "NextMarker": marker}

    def delete_target_group(self, parameters: Mapping[str, Any]) -> None:
        """Delete a target group that no listener forwards to; what is gone is deleted already."""
        arn = parameters["TargetGroupArn"]
        if self.load_balancers_of(arn):
            # As users report it; the provider retries on these words.
            raise AwsError(
                "ResourceInUse",
                f"Target group '{arn}' is currently in use by a listener or a rule",
            )
        self.target_groups.pop(arn, None)

    def describe_target_group_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the attributes."""
        return attributes.shown(self.find_target_group(parameters["TargetGroupArn"]).attributes)

    def modify_target_group_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change attributes."""
        there = self.find_target_group(parameters["TargetGroupArn"])
        there.attributes = attributes.changed(
            there.attributes,
            parameters["Attributes"],
            what="Target group",
            of=f"target groups with protocol '{there.protocol}'",
        )
        return attributes.shown(there.attributes)

    def _shown(self, target_group: TargetGroup) -> dict[str, Any]:
        return target_group.shown(self.load_balancers_of(target_group.arn))
