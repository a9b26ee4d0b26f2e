"""Default actions: forward, redirect, fixed response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.balancing import FIXED, forward
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing


def test_a_forward_is_shown_in_both_ways(lb: Balancing) -> None:
    """API model, Action.TargetGroupArn and ForwardConfig: of one target group both are shown."""
    group = lb.target_group()
    listener = lb.listener(lb.load_balancer(), None, Port=80, DefaultActions=[forward(group)])
    assert _shown(lb, listener)["DefaultActions"] == [
        {
            "Type": "forward",
            "TargetGroupArn": group,
            "ForwardConfig": {
                "TargetGroups": [{"TargetGroupArn": group, "Weight": 1}],
                "TargetGroupStickinessConfig": {"Enabled": False},
            },
        }
    ]


def test_a_forward_to_several(lb: Balancing) -> None:
    """API model, ForwardConfig: with weights."""
    groups = [{"TargetGroupArn": lb.target_group(), "Weight": weight} for weight in (1, 9)]
    action = {"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}
    listener = lb.listener(lb.load_balancer(), None, Port=80, DefaultActions=[action])
    (shown,) = _shown(lb, listener)["DefaultActions"]
    assert "TargetGroupArn" not in shown
    assert shown["ForwardConfig"]["TargetGroups"] == groups


def test_a_redirect_is_completed(lb: Balancing) -> None:
    """API model, RedirectActionConfig: what is not given is taken from the request."""
    action = {
        "Type": "redirect",
        "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"},
    }
    listener = lb.listener(lb.load_balancer(), None, Port=80, DefaultActions=[action])
    assert _shown(lb, listener)["DefaultActions"][0]["RedirectConfig"] == {
        "Protocol": "HTTPS",
        "Port": "443",
        "Host": "#{host}",
        "Path": "/#{path}",
        "Query": "#{query}",
        "StatusCode": "HTTP_301",
    }


@pytest.mark.parametrize(
    ("protocol", "port"), [("HTTPS", "443"), ("#{protocol}", "#{port}"), ("HTTPS", "#{port}")]
)
def test_a_redirect_to_itself_is_refused(lb: Balancing, protocol: str, port: str) -> None:
    """ALB guide, "Redirect actions": not to where it comes from, in AWS's words."""
    certificate = lb.world.issued("example.com")
    redirect = {"Protocol": protocol, "Port": port, "StatusCode": "HTTP_301"}
    action = {"Type": "redirect", "RedirectConfig": redirect}
    with refused(
        "InvalidLoadBalancerAction",
        "The redirect configuration is not valid because it creates a loop.",
    ):
        lb.listener(lb.load_balancer(), certificate, DefaultActions=[action])
    redirect["Path"] = "/elsewhere"
    lb.listener(lb.load_balancer(), certificate, DefaultActions=[action])


@pytest.mark.parametrize(
    ("actions", "message"),
    [
        (
            [FIXED, FIXED],
            (
                "Exactly one of forward, redirect and fixed-response must be specified, as the "
                "last action"
            ),
        ),
        (
            [{"Type": "fixed-response"}],
            "A FixedResponseConfig must be specified for actions of type 'fixed-response'",
        ),
        (
            [{"Type": "forward"}],
            "A target group must be specified for actions of type 'forward'",
        ),
    ],
)
def test_bad_actions(lb: Balancing, actions: list[dict[str, Any]], message: str) -> None:
    """API model, CreateListener.DefaultActions, InvalidLoadBalancerActionException."""
    with refused("InvalidLoadBalancerAction", message):
        lb.listener(lb.load_balancer(), None, DefaultActions=actions)


def test_network_ones_only_forward(lb: Balancing) -> None:
    """NLB guide, "Listener rules"."""
    with refused("InvalidLoadBalancerAction"):
        lb.listener(lb.load_balancer("network"), None, DefaultActions=[FIXED])


def _shown(lb: Balancing, listener: str) -> dict[str, Any]:
    shown: dict[str, Any] = lb.elbv2.describe_listeners(ListenerArns=[listener])["Listeners"][0]
    return shown
