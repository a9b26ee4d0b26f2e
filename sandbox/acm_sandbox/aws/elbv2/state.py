"""What there is in one account and region, and how the operations find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.base_backend import BaseBackend

from acm_sandbox.aws.ec2.lookup import Networks
from acm_sandbox.aws.errors import AwsError

from . import actions, rules

if TYPE_CHECKING:
    from .listeners import Listener
    from .load_balancers import LoadBalancer
    from .rules import Rule
    from .target_groups import TargetGroup


class State(BaseBackend):
    """The load balancers, listeners and target groups, each by its ARN."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin with nothing."""
        super().__init__(region_name, account_id)
        self.load_balancers: dict[str, LoadBalancer] = {}
        self.listeners: dict[str, Listener] = {}
        self.target_groups: dict[str, TargetGroup] = {}

    @property
    def networks(self) -> Networks:
        """The networks that they are in."""
        return Networks(self.account_id, self.region_name)

    def new_arn(self, resource: str) -> str:
        """Make an ARN."""
        where = f"{self.partition}:elasticloadbalancing:{self.region_name}:{self.account_id}"
        return f"arn:{where}:{resource}"

    def find_load_balancer(self, arn: str) -> LoadBalancer:
        """Find a load balancer.

        Raises:
            AwsError: LoadBalancerNotFound, or ValidationError for what is no such ARN.
        """
        self._check_arn(arn, "loadbalancer/", "load balancer")
        if arn not in self.load_balancers:
            raise AwsError("LoadBalancerNotFound", f"Load balancer '{arn}' not found")
        return self.load_balancers[arn]

    def find_listener(self, arn: str) -> Listener:
        """Find a listener.

        Raises:
            AwsError: ListenerNotFound, or ValidationError for what is no such ARN.
        """
        self._check_arn(arn, "listener/", "listener")
        if arn not in self.listeners:
            raise AwsError("ListenerNotFound", f"Listener '{arn}' not found")
        return self.listeners[arn]

    def find_rule(self, arn: str) -> tuple[Listener, Rule]:
        """Find a rule, with its listener.

        Raises:
            AwsError: RuleNotFound, or ValidationError for what is no such ARN.
        """
        self._check_arn(arn, "listener-rule/", "listener rule")
        if listener := self.listeners.get(rules.listener_arn(arn)):
            for rule in rules.of(listener):
                if rule.arn == arn:
                    return listener, rule
        # model: RuleNotFoundException.
        raise AwsError("RuleNotFound", "The specified rule does not exist.")

    def find_target_group(self, arn: str) -> TargetGroup:
        """Find a target group.

        Raises:
            AwsError: TargetGroupNotFound, or ValidationError for what is no such ARN.
        """
        self._check_arn(arn, "targetgroup/", "target group")
        if arn not in self.target_groups:
            raise AwsError("TargetGroupNotFound", f"Target group '{arn}' not found")
        return self.target_groups[arn]

    def listeners_of(self, load_balancer: str) -> list[Listener]:
        """List the listeners of a load balancer."""
        return [item for item in self.listeners.values() if item.load_balancer == load_balancer]

    def load_balancers_of(self, target_group: str) -> list[str]:
        """List the ARNs of the load balancers that forward to a target group."""
        using = (
            listener.load_balancer
            for listener in self.listeners.values()
            for rule in rules.of(listener)
            if target_group in actions.target_groups(rule.actions)
        )
        return list(dict.fromkeys(using))

    def _check_arn(self, arn: str, resource: str, what: str) -> None:
        if not arn.startswith(self.new_arn(resource)):
            # The words of aws/aws-cli#3260, which has a load balancer's ARN for a listener's.
            raise AwsError("ValidationError", f"'{arn}' is not a valid {what} ARN")
