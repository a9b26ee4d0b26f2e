"""`aws:lb/listenerRule:ListenerRule`: what a listener does with some requests, and with which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import doing, unless_gone
from acm_sandbox.provider.polling import PROPAGATION_TIMEOUT, retry_while
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import elbv2, elbv2_actions, elbv2_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.values import Props

_MOST: Final = 50_000
_DEFAULT: Final = 99_999
"""The AWS provider's number of the default rule, which has none in the API."""


class ListenerRule(ResourceType):
    """A rule of a listener of an application load balancer."""

    token = "aws:lb/listenerRule:ListenerRule"  # noqa: S105 - a type token, no secret
    sets: ClassVar = elbv2_conditions.sets("conditions") | {"actions.forward.targetGroups"}
    not_supported: ClassVar = {"transforms": "the rewriting of requests (transforms)"}

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the actions, the conditions and the priority."""
        if isinstance(inputs["actions"], list):
            yield from elbv2_actions.check(inputs["actions"], "actions", "action")
        if isinstance(inputs["conditions"], list):
            yield from elbv2_conditions.check(inputs["conditions"])
        priority = inputs.get("priority")
        if isinstance(priority, int) and not 1 <= priority <= _MOST and priority != _DEFAULT:
            reason = f"must be in the range 1-{_MOST} for normal rule or {_DEFAULT} for the default"
            yield Problem("priority", f'"priority" {reason} rule')

    def create(self, call: Call, inputs: Props) -> str:
        """Create it; without a priority behind all others, which may be made at the same time."""
        client = elbv2.client(call, inputs)
        with doing("creating ELBv2 Listener Rule"):
            request = {
                "ListenerArn": inputs["listenerArn"],
                **_request(inputs),
                **elbv2.tags_to_aws(inputs),
            }
            if inputs.get("priority"):
                made = client.create_rule(Priority=inputs["priority"], **request)
            else:
                made = retry_while(
                    lambda: client.create_rule(
                        Priority=_highest(client, inputs["listenerArn"]) + 1, **request
                    ),
                    "PriorityInUse",
                    timeout=PROPAGATION_TIMEOUT,
                    stop=call.stop,
                )
        return str(made["Rules"][0]["RuleArn"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it and its tags; its listener is in its ARN only."""
        with doing(f"reading ELBv2 Listener Rule ({resource_id})"):
            found = elbv2.describe(call, state, "describe_rules", "Rules", RuleArns=[resource_id])
        if found is None:
            return None
        return {
            "actions": elbv2_actions.from_aws(found["Actions"], state.get("actions") or []),
            "arn": resource_id,
            "conditions": elbv2_conditions.from_aws(found["Conditions"]),
            "listenerArn": resource_id.rpartition("/")[0].replace(":listener-rule/", ":listener/"),
            "priority": _DEFAULT if found["IsDefault"] else int(found["Priority"]),
            "region": call.region(state),
            "tagsAll": elbv2.tags_of(call, state, resource_id),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it in place: first the priority, then the rest."""
        client = elbv2.client(call, news)
        with doing(f"modifying ELBv2 Listener Rule ({resource_id})"):
            if news.get("priority") and news["priority"] != olds.get("priority"):
                client.set_rule_priorities(
                    RulePriorities=[{"RuleArn": resource_id, "Priority": news["priority"]}],
                )
            before = _request(olds)
            request = {key: value for key, value in _request(news).items() if before[key] != value}
            if request:
                client.modify_rule(RuleArn=resource_id, **request)
        elbv2.update_tags(call, resource_id, olds, news, "ELBv2 Listener Rule")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; one that went with its listener is no error."""
        client = elbv2.client(call, state)
        with doing(f"deleting ELBv2 Listener Rule ({resource_id})"):
            unless_gone(lambda: client.delete_rule(RuleArn=resource_id), "RuleNotFound")


def _request(inputs: Props) -> dict[str, Any]:
    """Write what a create and a change have in common."""
    return {
        "Actions": elbv2_actions.to_aws(inputs["actions"]),
        "Conditions": elbv2_conditions.to_aws(inputs["conditions"]),
    }


def _highest(client: Any, listener: str) -> int:
    pages = client.get_paginator("describe_rules").paginate(ListenerArn=listener)
    return max(
        (
            int(rule["Priority"])
            for page in pages
            for rule in page["Rules"]
            if not rule["IsDefault"]
        ),
        default=0,
    )
