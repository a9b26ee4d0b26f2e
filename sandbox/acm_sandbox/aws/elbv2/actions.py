"""The default action of a listener: forward, redirect or a fixed response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from .facts import APPLICATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Action = dict[str, Any]

_FORWARD, _REDIRECT, _FIXED = "forward", "redirect", "fixed-response"
_CONFIGURATIONS = {_REDIRECT: "RedirectConfig", _FIXED: "FixedResponseConfig"}

# model: RedirectActionConfig: what is not given stays as it was in the request.
_SAME = {
    "Protocol": "#{protocol}",
    "Port": "#{port}",
    "Host": "#{host}",
    "Path": "/#{path}",
    "Query": "#{query}",
}


def checked(given: Sequence[Mapping[str, Any]], load_balancer_type: str) -> list[Action]:
    """Check the default actions and complete them as AWS does.

    Raises:
        AwsError: for an action that its load balancer cannot perform.
        NotInTheSandboxError: for authentication.
    """
    for action in given:
        if action["Type"] not in {_FORWARD, _REDIRECT, _FIXED}:
            raise NotInTheSandboxError(f"elbv2 action {action['Type']}")
    if len(given) != 1:
        # model: CreateListener.DefaultActions, without authentication.
        raise AwsError(
            "InvalidLoadBalancerAction",
            "Exactly one of forward, redirect and fixed-response must be specified, as the last "
            "action",
        )
    action = dict(given[0])
    kind = action["Type"]
    if kind != _FORWARD and load_balancer_type != APPLICATION:
        raise AwsError(
            "InvalidLoadBalancerAction",
            f"Actions of type '{kind}' are not supported on load balancers with type "
            f"'{load_balancer_type}'",
        )
    if kind == _FORWARD:
        return [_forward(action)]
    configuration = action.get(_CONFIGURATIONS[kind])
    if configuration is None:
        raise AwsError(
            "InvalidLoadBalancerAction",
            f"A {_CONFIGURATIONS[kind]} must be specified for actions of type '{kind}'",
        )
    if kind == _REDIRECT:
        action["RedirectConfig"] = _SAME | configuration
    return [action]


def _forward(action: Action) -> Action:
    """Complete a forward; with one target group AWS shows both of the ways to write it."""
    single = action.get("TargetGroupArn")
    configuration = action.get("ForwardConfig", {})
    groups = configuration.get("TargetGroups") or ([{"TargetGroupArn": single}] if single else [])
    if not groups:
        raise AwsError(
            "InvalidLoadBalancerAction",
            "A target group must be specified for actions of type 'forward'",
        )
    if single and [group["TargetGroupArn"] for group in groups] != [single]:
        # model: Action.TargetGroupArn: both are allowed if they say the same.
        raise AwsError(
            "InvalidLoadBalancerAction",
            "TargetGroupArn and ForwardConfig must name the same target group",
        )
    completed = {
        **action,
        "ForwardConfig": {
            "TargetGroups": [{"Weight": 1} | group for group in groups],
            "TargetGroupStickinessConfig": configuration.get(
                "TargetGroupStickinessConfig", {"Enabled": False}
            ),
        },
    }
    if len(groups) == 1:
        completed["TargetGroupArn"] = groups[0]["TargetGroupArn"]
    return completed


def check_redirect(actions: Sequence[Action], protocol: str, port: int) -> None:
    """Refuse a redirect that leads to where it comes from.

    Raises:
        AwsError: InvalidLoadBalancerAction, as users report it.
    """
    here = {**_SAME, "Protocol": protocol, "Port": str(port)}
    for action in actions:
        target = action.get("RedirectConfig")
        if target and all(target[part] in {_SAME[part], here[part]} for part in _SAME):
            raise AwsError(
                "InvalidLoadBalancerAction",
                "The redirect configuration is not valid because it creates a loop.",
            )


def target_groups(actions: Sequence[Action]) -> Iterator[str]:
    """List the target groups that actions forward to."""
    for action in actions:
        for group in action.get("ForwardConfig", {}).get("TargetGroups", []):
            yield group["TargetGroupArn"]
