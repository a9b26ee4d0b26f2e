"""Elastic Load Balancing v2 in one account and region: the operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BackendDict

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import tags
from .on_load_balancers import LoadBalancerOperations
from .on_rules import RuleOperations
from .on_target_groups import TargetGroupOperations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acm_sandbox.aws.services import Backends

    from .listeners import Listener
    from .load_balancers import LoadBalancer
    from .rules import Rule
    from .target_groups import TargetGroup


class ElbV2Backend(LoadBalancerOperations, RuleOperations, TargetGroupOperations):
    """The load balancers, listeners, rules and target groups of one account in one region.

    A method of an operation's name takes the parameters as the API names them, and gives the result
    likewise. Those on tags are here, because they are on all of them.
    """

    def add_tags(self, parameters: Mapping[str, Any]) -> None:
        """Set tags of resources, of all or of none."""
        found = [self._tagged(arn) for arn in parameters["ResourceArns"]]
        changed = [tags.added(parameters["Tags"], beside=item.tags) for item in found]
        for item, new in zip(found, changed, strict=True):
            item.tags = new

    def remove_tags(self, parameters: Mapping[str, Any]) -> None:
        """Remove tags of resources."""
        for item in [self._tagged(arn) for arn in parameters["ResourceArns"]]:
            for key in parameters["TagKeys"]:
                item.tags.pop(key, None)

    def describe_tags(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags of resources."""
        return {
            "TagDescriptions": [
                {"ResourceArn": arn, "Tags": tags.shown(self._tagged(arn).tags)}
                for arn in parameters["ResourceArns"]
            ]
        }

    def _tagged(self, arn: str) -> LoadBalancer | Listener | Rule | TargetGroup:
        if ":loadbalancer/" in arn:
            return self.find_load_balancer(arn)
        if ":listener/" in arn:
            return self.find_listener(arn)
        if ":listener-rule/" in arn:
            _, rule = self.find_rule(arn)
            if rule.is_default:
                raise NotInTheSandboxError("elbv2 tags of a default rule")
            return rule
        if ":targetgroup/" in arn:
            return self.find_target_group(arn)
        raise AwsError("ValidationError", f"'{arn}' is not a valid resource ARN")


BACKENDS: Backends = BackendDict(ElbV2Backend, "elbv2")
