"""`aws:lb/listenerRule:ListenerRule` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:lb/listenerRule:ListenerRule"
LISTENER = "aws:lb/listener:Listener"
OK = {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "200"}}
HOSTS = {"hostHeader": {"values": ["b.example.com", "*.a.example.com"]}}


@pytest.fixture
def listener(make: Callable[..., State], balancer: State) -> str:
    """A listener without TLS."""
    inputs = {"loadBalancerArn": balancer.id, "port": 80, "defaultActions": [OK]}
    return make(LISTENER, inputs).id


def _inputs(listener: str, **more: Any) -> dict[str, Any]:
    return {"listenerArn": listener, "conditions": [HOSTS], "actions": [OK]} | more


def test_life(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    listener: str,
    aws: LocalAws,
) -> None:
    """All but its listener changes in place."""
    state = settle(TOKEN, _inputs(listener, priority=5))
    assert state.outputs["arn"] == state.id
    assert state.outputs["listenerArn"] == listener
    assert state.outputs["priority"] == 5
    aws.journal.clear()
    path = {"pathPattern": {"values": ["/a/*"]}}
    news = _inputs(listener, priority=7, conditions=[path, HOSTS], tags={"a": "b"})
    changed = change(TOKEN, state, news)
    assert changed.outputs["priority"] == 7
    assert {name for one in changed.outputs["conditions"] for name in one} == {
        "hostHeader",
        "pathPattern",
    }
    counted = calls(aws, "elbv2")
    assert (counted["SetRulePriorities"], counted["ModifyRule"]) == (1, 1)
    assert not {"CreateRule", "DeleteRule"} & counted.keys()
    gone(TOKEN, changed)


def test_every_condition(settle: Callable[..., State], listener: str) -> None:
    """Each comes back as it was given, whatever the order, and a second look changes nothing."""
    conditions = [
        {"httpHeader": {"httpHeaderName": "X-A", "values": ["b"]}},
        {"httpRequestMethod": {"values": ["GET"]}},
        {"queryStrings": [{"key": "a", "value": "b"}, {"value": "c"}]},
        {"sourceIp": {"values": ["192.0.2.0/24"]}},
    ]
    state = settle(TOKEN, _inputs(listener, conditions=conditions))
    assert state.outputs["conditions"] == conditions
    regular = [{"hostHeader": {"regexValues": ["^a$"]}}]
    state = settle(TOKEN, _inputs(listener, conditions=regular))
    assert state.outputs["conditions"] == regular


def test_sets_have_no_order(make: Callable[..., State], provider: Provider, listener: str) -> None:
    """Conditions and their values in another order are no change."""
    path = {"pathPattern": {"values": ["/b", "/a"]}}
    state = make(TOKEN, _inputs(listener, conditions=[HOSTS, path], priority=1))
    turned = [
        {"pathPattern": {"values": ["/a", "/b"]}},
        {"hostHeader": {"values": list(reversed(HOSTS["hostHeader"]["values"]))}},
    ]
    news = provider.check(
        urn(TOKEN), state.outputs, _inputs(listener, conditions=turned, priority=1)
    ).inputs
    assert provider.diff(urn(TOKEN), state.outputs, news).detailed == {}


def test_without_a_priority(make: Callable[..., State], listener: str) -> None:
    """It comes behind the others (the provider's listener_rule.go)."""
    assert make(TOKEN, _inputs(listener)).outputs["priority"] == 1
    make(TOKEN, _inputs(listener, priority=40), name="other")
    assert make(TOKEN, _inputs(listener), name="last").outputs["priority"] == 41


def test_a_priority_that_is_taken(make: Callable[..., State], listener: str) -> None:
    """AWS says which."""
    make(TOKEN, _inputs(listener, priority=1))
    with pytest.raises(
        ProviderError,
        match=r"^creating ELBv2 Listener Rule: .*PriorityInUse: Priority '1' is currently in use$",
    ):
        make(TOKEN, _inputs(listener, priority=1), name="other")


def test_import(make: Callable[..., State], provider: Provider, listener: str) -> None:
    """By its ARN, in which its listener is."""
    made = make(TOKEN, _inputs(listener, priority=3))
    found = provider.read(urn(TOKEN), made.id, {}, {})
    assert found is not None
    assert found.outputs["listenerArn"] == listener
    assert found.outputs["conditions"] == [HOSTS]


def test_gone_with_its_listener(
    make: Callable[..., State], gone: Callable[..., None], balancer: State, listener: str
) -> None:
    """Then deleting it is no error."""
    state = make(TOKEN, _inputs(listener))
    gone("aws:lb/loadBalancer:LoadBalancer", balancer)
    gone(TOKEN, state)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"priority": 0}, '"priority" must be in the range 1-50000 for normal rule or 99999'),
        ({"actions": [{"type": "jump"}]}, "expected action.0.type to be one of"),
        (
            {"conditions": [{"sourceIp": {"ipAddressType": "ipv4"}}]},
            "the sandbox's AWS provider does not support the type of IP addresses",
        ),
        (
            {"transforms": [{"type": "url-rewrite"}]},
            "the sandbox's AWS provider does not support the rewriting of requests",
        ),
    ],
)
def test_what_is_refused(provider: Provider, more: dict[str, Any], reason: str) -> None:
    """Wrong values, and what the sandbox has not, at the preview."""
    (failure,) = provider.check(urn(TOKEN), {}, _inputs("arn", **more)).failures
    assert failure.startswith(reason)


@pytest.mark.parametrize(
    ("condition", "start"),
    [({}, "One of"), (HOSTS | {"pathPattern": {"values": ["/a"]}}, "Only one of")],
)
def test_one_block_for_a_condition(
    make: Callable[..., State], listener: str, condition: dict[str, Any], start: str
) -> None:
    """The provider finds that at create (its listener_rule.go)."""
    with pytest.raises(ProviderError, match=rf"^{start} host_header, http_header, "):
        make(TOKEN, _inputs(listener, conditions=[condition]))
