"""Rules of listeners: by priority, the default one last, gone with their listener."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.balancing import FIXED, forward
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing

RULES_QUOTA = "L-7EED9B64"


def host(*values: str) -> dict[str, Any]:
    """Write a condition on the host."""
    return {"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}}


@pytest.fixture
def listener(lb: Balancing) -> str:
    """A listener for HTTPS."""
    return lb.listener(lb.load_balancer(), lb.world.issued("example.com"))


def _rule(lb: Balancing, listener: str, priority: int = 1, **options: Any) -> dict[str, Any]:
    options = {"Conditions": [host("a.example.com")], "Actions": [FIXED]} | options
    made = lb.elbv2.create_rule(ListenerArn=listener, Priority=priority, **options)
    rule: dict[str, Any] = made["Rules"][0]
    return rule


def _rules(lb: Balancing, listener: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lb.elbv2.describe_rules(ListenerArn=listener)["Rules"]
    return found


def test_the_default_rule(lb: Balancing, listener: str) -> None:
    """ALB guide, "Listener rules": each listener has one, without conditions: default actions."""
    (default,) = _rules(lb, listener)
    arn = default.pop("RuleArn")
    assert arn.startswith(listener.replace(":listener/", ":listener-rule/") + "/")
    assert default == {
        "Priority": "default",
        "Conditions": [],
        "Actions": [FIXED],
        "IsDefault": True,
    }
    (again,) = lb.elbv2.describe_rules(RuleArns=[arn])["Rules"]
    assert again["IsDefault"] is True
    group = lb.target_group()
    lb.elbv2.modify_listener(ListenerArn=listener, DefaultActions=[forward(group)])
    (changed,) = _rules(lb, listener)
    assert (changed["RuleArn"], changed["Actions"][0]["TargetGroupArn"]) == (arn, group)


def test_a_rule(lb: Balancing, listener: str) -> None:
    """API model, Rule: the priority is a string; hosts are shown in both of the API's forms."""
    made = _rule(lb, listener, 7, Conditions=[host("*.Example.com", "a?.example.com")])
    assert made == {
        "RuleArn": made["RuleArn"],
        "Priority": "7",
        "Conditions": [
            {
                "Field": "host-header",
                "Values": ["*.Example.com", "a?.example.com"],
                "HostHeaderConfig": {"Values": ["*.Example.com", "a?.example.com"]},
            }
        ],
        "Actions": [FIXED],
        "IsDefault": False,
    }
    assert _rules(lb, listener)[0] == made
    assert lb.elbv2.describe_rules(RuleArns=[made["RuleArn"]])["Rules"] == [made]


def test_they_come_by_priority(lb: Balancing, listener: str) -> None:
    """ALB guide, "Listener rules": evaluated from the lowest value on, the default one last."""
    for priority in (30, 1, 50000):
        _rule(lb, listener, priority)
    assert [rule["Priority"] for rule in _rules(lb, listener)] == ["1", "30", "50000", "default"]


def test_pages(lb: Balancing, listener: str) -> None:
    """API model, DescribeRules.PageSize and NextMarker."""
    for priority in (1, 2):
        _rule(lb, listener, priority)
    pages = lb.elbv2.get_paginator("describe_rules").paginate(
        ListenerArn=listener, PaginationConfig={"PageSize": 2}
    )
    assert [[rule["Priority"] for rule in page["Rules"]] for page in pages] == [
        ["1", "2"],
        ["default"],
    ]


def test_one_rule_for_a_priority(lb: Balancing, listener: str) -> None:
    """API model, PriorityInUseException; the words of hashicorp/terraform#24239."""
    _rule(lb, listener, 49994)
    with refused("PriorityInUse", "Priority '49994' is currently in use"):
        _rule(lb, listener, 49994)
    _rule(lb, lb.listener(lb.load_balancer(), None, Port=80), 49994)
    with refused("ValidationError"):  # API model, RulePriority: up to 50000
        _rule(lb, listener, 50001)


def test_setting_priorities(lb: Balancing, listener: str) -> None:
    """API model, SetRulePriorities: reordered "as long as there are no priority conflicts"."""
    first, second, third = (_rule(lb, listener, n)["RuleArn"] for n in (1, 2, 3))

    def set_(**priorities: int) -> None:
        arns = {"first": first, "second": second}
        lb.elbv2.set_rule_priorities(
            RulePriorities=[
                {"RuleArn": arns[name], "Priority": priority}
                for name, priority in priorities.items()
            ]
        )

    set_(first=2, second=1)
    assert [rule["RuleArn"] for rule in _rules(lb, listener)][:3] == [second, first, third]
    with refused("PriorityInUse", "Priority '3' is currently in use"):
        set_(first=9, second=3)
    with refused("ValidationError", "Priority '4' was provided multiple times"):
        set_(first=4, second=4)
    assert [rule["RuleArn"] for rule in _rules(lb, listener)][:3] == [second, first, third]


def test_modifying_leaves_the_rest(lb: Balancing, listener: str) -> None:
    """API model, ModifyRule: "Any properties that you do not specify are unchanged"."""
    made = _rule(lb, listener)
    arn, group = made["RuleArn"], lb.target_group()
    lb.elbv2.modify_rule(RuleArn=arn, Actions=[forward(group)])
    changed = _rules(lb, listener)[0]
    assert changed["Conditions"] == made["Conditions"]
    assert changed["Actions"][0]["ForwardConfig"]["TargetGroups"][0]["TargetGroupArn"] == group
    lb.elbv2.modify_rule(RuleArn=arn, Conditions=[host("b.example.com")])
    again = _rules(lb, listener)[0]
    assert (again["Conditions"][0]["Values"], again["Actions"]) == (
        ["b.example.com"],
        changed["Actions"],
    )
    with refused("ValidationError", "Either conditions or actions must be specified"):
        lb.elbv2.modify_rule(RuleArn=arn)


def test_the_default_rule_is_the_listeners_own(lb: Balancing, listener: str) -> None:
    """OperationNotPermitted, as users report it.

    kubernetes-sigs/aws-load-balancer-controller#37, FeLvi-zzz/tentez#32.
    """
    arn = _rules(lb, listener)[0]["RuleArn"]
    with refused("OperationNotPermitted", f"Default rule '{arn}' cannot be deleted"):
        lb.elbv2.delete_rule(RuleArn=arn)
    with refused("OperationNotPermitted", f"Default rule '{arn}' cannot be modified"):
        lb.elbv2.modify_rule(RuleArn=arn, Actions=[FIXED])
    with refused("OperationNotPermitted"):
        lb.elbv2.set_rule_priorities(RulePriorities=[{"RuleArn": arn, "Priority": 1}])


def test_they_go_with_their_listener(lb: Balancing) -> None:
    """ALB guide, "Delete a listener"; API model, RuleNotFoundException."""
    balancer = lb.load_balancer()
    listener, other = (lb.listener(balancer, None, Port=port) for port in (80, 81))
    rule, with_listener = _rule(lb, listener)["RuleArn"], _rule(lb, listener, 2)["RuleArn"]
    with_balancer = _rule(lb, other)["RuleArn"]
    lb.elbv2.delete_rule(RuleArn=rule)
    lb.elbv2.delete_listener(ListenerArn=listener)
    lb.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    for gone in (rule, with_listener, with_balancer):
        with refused("RuleNotFound", "The specified rule does not exist."):
            lb.elbv2.describe_rules(RuleArns=[gone])
    with refused("ListenerNotFound"):
        _rules(lb, other)


def test_which_rules(lb: Balancing, listener: str) -> None:
    """API model, DescribeRules: "You must specify either a listener or rules"."""
    with refused("ValidationError"):
        lb.elbv2.describe_rules()
    with refused("ValidationError", f"'{listener}' is not a valid listener rule ARN"):
        lb.elbv2.describe_rules(RuleArns=[listener])


def test_target_groups_of_rules_are_in_use(lb: Balancing, listener: str) -> None:
    """API model, DeleteTargetGroup: "if it is not referenced by any actions"."""
    group = lb.target_group()
    with refused("TargetGroupNotFound"):
        _rule(lb, listener, Actions=[forward(group + "x")])
    arn = _rule(lb, listener, Actions=[forward(group)])["RuleArn"]
    shown = lb.elbv2.describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0]
    assert shown["LoadBalancerArns"] == [
        lb.elbv2.describe_listeners(ListenerArns=[listener])["Listeners"][0]["LoadBalancerArn"]
    ]
    with refused(
        "ResourceInUse", f"Target group '{group}' is currently in use by a listener or a rule"
    ):
        lb.elbv2.delete_target_group(TargetGroupArn=group)
    with refused("TargetGroupAssociationLimit"):
        lb.listener(lb.load_balancer(), None, DefaultActions=[forward(group)])
    lb.elbv2.delete_rule(RuleArn=arn)
    lb.elbv2.delete_target_group(TargetGroupArn=group)


def test_a_redirect(lb: Balancing, listener: str) -> None:
    """API model, RedirectActionConfig: completed as a default action is, and no loop."""
    redirect = {"StatusCode": "HTTP_301", "Host": "new.example.com"}
    made = _rule(lb, listener, Actions=[{"Type": "redirect", "RedirectConfig": redirect}])
    assert made["Actions"][0]["RedirectConfig"] == redirect | {
        "Protocol": "#{protocol}",
        "Port": "#{port}",
        "Path": "/#{path}",
        "Query": "#{query}",
    }
    with refused("InvalidLoadBalancerAction"):
        _rule(
            lb,
            listener,
            2,
            Actions=[{"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_301"}}],
        )


def test_the_quota(lb: Balancing) -> None:
    """ALB guide, "Quotas": of a load balancer, without default rules; raised by Service Quotas.

    The words of kubernetes-sigs/aws-load-balancer-controller#1856, up to the ARN.
    """
    lb.world.server.reset(Settings(quotas={RULES_QUOTA: 2}))
    balancer = lb.load_balancer()
    listeners = [lb.listener(balancer, None, Port=port) for port in (80, 81)]
    for listener in listeners:
        _rule(lb, listener)
    with refused(
        "TooManyRules", f"The maximum number of rules on load balancer {balancer} has been reached"
    ):
        _rule(lb, listeners[0], 2)


def test_the_quota_is_a_hundred(lb: Balancing) -> None:
    """ALB guide, "Quotas": "Rules per Application Load Balancer"."""
    quota = lb.world.client("service-quotas").get_service_quota(
        ServiceCode="elasticloadbalancing", QuotaCode=RULES_QUOTA
    )["Quota"]
    assert (quota["QuotaName"], quota["Value"]) == ("Rules per Application Load Balancer", 100)


def test_tags(lb: Balancing, listener: str) -> None:
    """API model, CreateRule.Tags, AddTags."""
    arn = _rule(lb, listener, Tags=[{"Key": "a", "Value": "1"}])["RuleArn"]
    lb.elbv2.add_tags(ResourceArns=[arn], Tags=[{"Key": "b", "Value": "2"}])
    lb.elbv2.remove_tags(ResourceArns=[arn], TagKeys=["a"])
    described = lb.elbv2.describe_tags(ResourceArns=[arn])["TagDescriptions"]
    assert described == [{"ResourceArn": arn, "Tags": [{"Key": "b", "Value": "2"}]}]


def test_what_is_not_there_is_refused_by_name(lb: Balancing, listener: str) -> None:
    """Rules of network load balancers, transforms, tags of a default rule."""
    network = lb.listener(lb.load_balancer("network"), None)
    with refused("NotInTheSandbox", "the sandbox has no elbv2 rules of network load balancers"):
        _rules(lb, network)
    with refused("NotInTheSandbox", "the sandbox has no elbv2:CreateRule with Transforms"):
        _rule(lb, listener, Transforms=[{"Type": "url-rewrite"}])
    default = _rules(lb, listener)[0]["RuleArn"]
    with refused("NotInTheSandbox", "the sandbox has no elbv2 tags of a default rule"):
        lb.elbv2.describe_tags(ResourceArns=[default])
