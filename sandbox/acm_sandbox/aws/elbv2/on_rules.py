"""The operations on the rules of listeners."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError
from acm_sandbox.aws.paging import page
from acm_sandbox.aws.servicequotas import applied

from . import actions, conditions, names, rules, tags
from .facts import APPLICATION, RULE_QUOTA
from .on_listeners import ListenerOperations
from .rules import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .listeners import Listener


class RuleOperations(ListenerOperations):
    """Create, change, show, delete. A method takes and gives what the API does."""

    def describe_rules(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show rules: those named, or a page of a listener's."""
        if "RuleArns" in parameters:
            found = [self.find_rule(arn)[1] for arn in parameters["RuleArns"]]
        elif "ListenerArn" in parameters:
            found = list(rules.of(self._with_rules(parameters["ListenerArn"])))
        else:
            # model: DescribeRules: "You must specify either a listener or rules."
            raise AwsError(
                "ValidationError", "You must specify either listener rule ARNs or a listener ARN"
            )
        shown, marker = page(found, parameters)
        return {"Rules": [rule.shown() for rule in shown], "NextMarker": marker}

    def create_rule(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a rule."""
        listener = self._with_rules(parameters["ListenerArn"])
        created = Rule(
            arn=rules.new_arn(listener.arn, names.new_id()),
            priority=parameters["Priority"],
            conditions=conditions.checked(parameters["Conditions"]),
            actions=self._checked(parameters, listener),
            tags=tags.added(parameters.get("Tags", [])),
        )
        if any(rule.priority == created.priority for rule in listener.rules.values()):
            raise _in_use(created.priority)
        self._check_room_for_rule(listener.load_balancer)
        listener.rules[created.arn] = created
        return {"Rules": [created.shown()]}

    def modify_rule(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change conditions, actions or both: what is not given stays (model)."""
        listener, there = self._own(parameters["RuleArn"], "modified")
        if not {"Conditions", "Actions"} & parameters.keys():
            raise AwsError("ValidationError", "Either conditions or actions must be specified")
        changed = replace(there)
        if "Conditions" in parameters:
            changed.conditions = conditions.checked(parameters["Conditions"])
        if "Actions" in parameters:
            changed.actions = self._checked(parameters, listener)
        listener.rules[there.arn] = changed
        return {"Rules": [changed.shown()]}

    def delete_rule(self, parameters: Mapping[str, Any]) -> None:
        """Delete a rule; not the default one (model)."""
        listener, there = self._own(parameters["RuleArn"], "deleted")
        del listener.rules[there.arn]

    def set_rule_priorities(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change priorities, of all or of none; rules that are not named keep theirs (model)."""
        wanted = parameters["RulePriorities"]
        priorities = {pair["RuleArn"]: pair["Priority"] for pair in wanted}
        for priority, times in Counter(pair["Priority"] for pair in wanted).items():
            if times > 1:
                # As moto has it: getmoto/moto, elbv2/exceptions.py.
                raise AwsError(
                    "ValidationError", f"Priority '{priority}' was provided multiple times"
                )
        found = [self._own(arn, "modified") for arn in priorities]
        for listener, changed in found:
            for rule in listener.rules.values():
                if rule.arn not in priorities and rule.priority == priorities[changed.arn]:
                    raise _in_use(rule.priority)
        for _, rule in found:
            rule.priority = priorities[rule.arn]
        return {"Rules": [rule.shown() for _, rule in found]}

    # What the operations share.

    def _with_rules(self, arn: str) -> Listener:
        listener = self.find_listener(arn)
        if listener.load_balancer_type != APPLICATION:
            # model: CreateRule: of network ones, dual-stack only; there is no IPv6 here.
            raise NotInTheSandboxError("elbv2 rules of network load balancers")
        return listener

    def _own(self, arn: str, done: str) -> tuple[Listener, Rule]:
        """Find a rule that is not the default one."""
        listener, rule = self.find_rule(arn)
        if rule.is_default:
            # The words of kubernetes-sigs/aws-load-balancer-controller#37 and FeLvi-zzz/tentez#32.
            raise AwsError("OperationNotPermitted", f"Default rule '{arn}' cannot be {done}")
        return listener, rule

    def _checked(self, parameters: Mapping[str, Any], listener: Listener) -> list[actions.Action]:
        of = self.load_balancers[listener.load_balancer]
        checked = actions.checked(parameters["Actions"], of.type)
        self.check_actions(checked, listener, of)
        return checked

    def _check_room_for_rule(self, load_balancer: str) -> None:
        """Refuse more rules than a load balancer has room for, over all its listeners."""
        there = sum(len(listener.rules) for listener in self.listeners_of(load_balancer))
        if there >= applied.value(self.account_id, self.region_name, RULE_QUOTA):
            # The words of kubernetes-sigs/aws-load-balancer-controller#1856, up to the ARN.
            raise AwsError(
                "TooManyRules",
                f"The maximum number of rules on load balancer {load_balancer} has been reached",
            )


def _in_use(priority: int | None) -> AwsError:
    # The words of hashicorp/terraform#24239.
    return AwsError("PriorityInUse", f"Priority '{priority}' is currently in use")
