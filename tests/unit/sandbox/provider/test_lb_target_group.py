"""`aws:lb/targetGroup:TargetGroup` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.provider.errors import ProviderError

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:lb/targetGroup:TargetGroup"


@pytest.fixture
def vpc(make: Callable[..., State]) -> str:
    """Give a network's id."""
    return make("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}).id


def test_life(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    vpc: str,
) -> None:
    """What the state has, what changes in place, how it ends."""
    inputs = {"vpcId": vpc, "port": 80, "protocol": "http", "targetType": "ip"}
    state = settle(TOKEN, inputs | {"healthCheck": {"path": "/up", "protocol": "http"}})
    assert state.outputs["arn"] == state.id
    assert state.id.endswith(state.outputs["arnSuffix"])
    assert state.outputs["healthCheck"] == {
        "enabled": True,
        "healthyThreshold": 3,
        "interval": 30,
        "matcher": "200",
        "path": "/up",
        "port": "traffic-port",
        "protocol": "HTTP",
        "timeout": 5,
        "unhealthyThreshold": 3,
    }
    assert state.outputs["protocolVersion"] == "HTTP1"
    changed = change(
        TOKEN,
        state,
        inputs
        | {
            "deregistrationDelay": 10,
            "healthCheck": {"path": "/down", "matcher": "200-204"},
            "stickiness": {"type": "lb_cookie", "cookieDuration": 60},
            "tags": {"a": "b"},
        },
    )
    assert changed.outputs["deregistrationDelay"] == 10
    assert changed.outputs["healthCheck"]["path"] == "/down"
    assert changed.outputs["stickiness"]["cookieDuration"] == 60
    gone(TOKEN, changed)


def test_in_use(make: Callable[..., State], provider: Provider, balancer: State) -> None:
    """It is tried again for a time; then AWS's own words are told."""
    vpc = balancer.outputs["vpcId"]
    state = make(TOKEN, {"vpcId": vpc, "port": 80, "protocol": "HTTP"})
    action = {"type": "forward", "targetGroupArn": state.id}
    listener = {"loadBalancerArn": balancer.id, "port": 80, "defaultActions": [action]}
    make("aws:lb/listener:Listener", listener)
    with pytest.raises(ProviderError, match=r"deleting ELBv2 Target Group .* ResourceInUse: "):
        provider.delete(urn(TOKEN), state.id, state.outputs, timeout=0.3)
    read = provider.read(urn(TOKEN), state.id, state.outputs, {})
    assert read is not None
    assert read.outputs["loadBalancerArns"] == [balancer.id]


def test_what_it_needs(provider: Provider) -> None:
    """A port, a protocol and a network, unless its targets are functions."""
    failures = provider.check(urn(TOKEN), {}, {}).failures
    assert [failure.partition('" must')[0] for failure in failures] == [
        'Attribute "port',
        'Attribute "protocol',
        'Attribute "vpc_id',
    ]
    assert provider.check(urn(TOKEN), {}, {"targetType": "lambda"}).failures == []


def test_what_functions_have_not(provider: Provider) -> None:
    """A change of it is none."""
    olds = {"targetType": "lambda", "port": 80, "protocol": "HTTP"}
    assert provider.diff(urn(TOKEN), olds, {"targetType": "lambda"}).detailed == {}


def test_a_second_one(make: Callable[..., State], vpc: str) -> None:
    """One of a name there is already."""
    inputs = {"vpcId": vpc, "port": 80, "protocol": "HTTP", "name": "web"}
    make(TOKEN, inputs)
    with pytest.raises(ProviderError, match=r"^ELBv2 Target Group \(web\) already exists$"):
        make(TOKEN, inputs)
