"""Listener rules: what one is. Each listener has a default one, which is its default actions."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .actions import Action
    from .conditions import Condition
    from .listeners import Listener

# model: Rule.Priority, a string. The provider's listener_rule.go reads this of the default rule.
_DEFAULT = "default"


@dataclass
class Rule:
    """A rule. Plain data, so that it can be kept in a snapshot."""

    arn: str
    priority: int | None
    """None: the default rule."""
    conditions: list[Condition]
    actions: list[Action]
    tags: dict[str, str]

    @property
    def is_default(self) -> bool:
        """Whether it is what happens where no other rule's conditions are met."""
        return self.priority is None

    def shown(self) -> dict[str, Any]:
        """Show it as DescribeRules does."""
        return {
            "RuleArn": self.arn,
            "Priority": _DEFAULT if self.priority is None else str(self.priority),
            "Conditions": self.conditions,
            "Actions": self.actions,
            "IsDefault": self.is_default,
        }


def new_arn(listener: str, rule_id: str) -> str:
    """Make the ARN of a rule: a listener's, of another type, with an id behind it."""
    return f"{listener.replace(':listener/', ':listener-rule/')}/{rule_id}"


def listener_arn(rule: str) -> str:
    """Give the ARN of the listener that a rule's ARN names."""
    return rule.rpartition("/")[0].replace(":listener-rule/", ":listener/")


def of(listener: Listener) -> Iterator[Rule]:
    """List the rules of a listener as they are tried: by priority, the default one last."""
    yield from sorted(listener.rules.values(), key=lambda rule: rule.priority or 0)
    yield Rule(
        # Nothing is kept of it, so its id is made of what stays.
        arn=new_arn(listener.arn, sha256(listener.arn.encode()).hexdigest()[:16]),
        priority=None,
        conditions=[],
        actions=listener.actions,
        tags={},
    )
