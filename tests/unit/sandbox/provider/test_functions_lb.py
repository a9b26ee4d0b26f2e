"""`aws:lb/get...` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider import facts
from acm_sandbox.provider.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

LISTENER = "aws:lb/getListener:getListener"
BALANCER = "aws:lb/getLoadBalancer:getLoadBalancer"


def _ask(provider: Provider, token: str, **args: Any) -> dict[str, Any]:
    result, failures = provider.invoke(token, args)
    assert failures == []
    assert set(result) == set(facts.invoke(token).outputs)
    assert None not in result.values()
    return result


def test_get_listener(
    make: Callable[..., State],
    provider: Provider,
    balancer: State,
    issued: Issued,
) -> None:
    """By its ARN, or by its load balancer and port; blocks of actions come in lists."""
    certificate = issued("a.example.com")
    listener = make(
        "aws:lb/listener:Listener",
        {
            "loadBalancerArn": balancer.id,
            "port": 443,
            "protocol": "HTTPS",
            "certificateArn": certificate,
            "defaultActions": [
                {"type": "redirect", "redirect": {"statusCode": "HTTP_301", "port": "8443"}}
            ],
            "tags": {"a": "b"},
        },
    )
    found = _ask(provider, LISTENER, arn=listener.id)
    assert found["id"] == found["arn"] == listener.id
    assert (found["port"], found["protocol"]) == (443, "HTTPS")
    assert found["certificateArn"] == certificate
    assert found["tags"] == {"a": "b"}
    assert found["defaultActions"][0]["redirects"][0]["statusCode"] == "HTTP_301"
    assert found["defaultActions"][0]["forwards"] == []
    assert _ask(provider, LISTENER, loadBalancerArn=balancer.id, port=443) == found


def test_no_listener(provider: Provider, balancer: State) -> None:
    """None on that port, none of that ARN, or nothing to look for."""
    with pytest.raises(ProviderError, match=r"port 8443\): couldn't find resource"):
        _ask(provider, LISTENER, loadBalancerArn=balancer.id, port=8443)
    arn = balancer.id.replace(":loadbalancer/", ":listener/") + "/0123456789abcdef"
    with pytest.raises(ProviderError, match=r"reading ELBv2 Listener \(arn:.* find resource"):
        _ask(provider, LISTENER, arn=arn)
    with pytest.raises(ProviderError, match="one of `arn,load_balancer_arn` must be specified"):
        _ask(provider, LISTENER)


def test_get_load_balancer(
    make: Callable[..., State],
    provider: Provider,
    balancer: State,
    subnets: list[str],
) -> None:
    """By its ARN, its name or its tags."""
    inputs = {"name": "web", "subnets": subnets, "tags": {"which": "this"}}
    state = make("aws:lb/loadBalancer:LoadBalancer", inputs, name="web")
    found = _ask(provider, BALANCER, name="web")
    assert found["id"] == found["arn"] == state.id
    assert found["dnsName"] == state.outputs["dnsName"]
    assert found["loadBalancerType"] == "application"
    assert _ask(provider, BALANCER, arn=state.id) == found
    assert _ask(provider, BALANCER, tags={"which": "this"}) == found
    assert _ask(provider, BALANCER, arn=balancer.id)["name"] == balancer.outputs["name"]


@pytest.mark.parametrize(
    ("args", "count"),
    [({"name": "nowhere"}, "no"), ({"tags": {"which": "that"}}, "no")],
)
def test_no_load_balancer(
    provider: Provider,
    balancer: State,
    args: dict[str, Any],
    count: str,
) -> None:
    """It has to be one."""
    assert balancer.id
    with pytest.raises(ProviderError, match=f"reading ELBv2 Load Balancer: {count} results"):
        _ask(provider, BALANCER, **args)
