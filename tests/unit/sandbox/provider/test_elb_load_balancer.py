"""`aws:elb/loadBalancer:LoadBalancer` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.services import elb
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

TOKEN = "aws:elb/loadBalancer:LoadBalancer"
HTTP = {"instancePort": 80, "instanceProtocol": "HTTP", "lbPort": 80, "lbProtocol": "HTTP"}


def _https(certificate: Any) -> dict[str, Any]:
    more = {"lbPort": 443, "lbProtocol": "https", "sslCertificateId": certificate}
    return HTTP | {"instanceProtocol": "http"} | more


def test_life(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    subnets: list[str],
    issued: Issued,
    in_use: Callable[[str], list[str]],
) -> None:
    """What the state has, what changes in place, how it ends."""
    old, new = issued("a.example.com"), issued("a.example.com", "b.example.com")
    inputs = {"subnets": subnets, "connectionDraining": True, "tags": {"a": "b"}}
    state = settle(TOKEN, inputs | {"listeners": [_https(old), HTTP]})
    assert state.id == state.outputs["name"]
    assert state.outputs["arn"].endswith(f":loadbalancer/{state.id}")
    assert state.outputs["listeners"][0] == _https(old) | {
        "instanceProtocol": "HTTP",
        "lbProtocol": "HTTPS",
    }
    assert state.outputs["connectionDraining"] is True
    assert state.outputs["connectionDrainingTimeout"] == 300
    assert len(in_use(old)) == 1
    check = {
        "healthyThreshold": 2,
        "interval": 30,
        "target": "HTTP:80/",
        "timeout": 3,
        "unhealthyThreshold": 2,
    }
    more = {"healthCheck": check, "idleTimeout": 90, "tags": {}}
    changed = change(TOKEN, state, inputs | more | {"listeners": [HTTP, _https(new)]})
    assert (in_use(old), len(in_use(new))) == ([], 1)
    assert changed.outputs["healthCheck"] == check
    assert changed.outputs["idleTimeout"] == 90
    gone(TOKEN, changed)
    assert in_use(new) == []


def test_another_certificate(
    make: Callable[..., State],
    provider: Provider,
    aws: LocalAws,
    subnets: list[str],
    issued: Issued,
) -> None:
    """As with the AWS provider, the listener is deleted and created: it is away in between."""
    old, new = issued("a.example.com"), issued("a.example.com", "b.example.com")
    state = make(TOKEN, {"subnets": subnets, "listeners": [HTTP, _https(old)]})
    aws.journal.clear()
    inputs = {"name": state.id, "subnets": subnets, "listeners": [HTTP, _https(new)]}
    checked = provider.check(urn(TOKEN), {}, inputs).inputs
    provider.update(urn(TOKEN), state.id, state.outputs, checked)
    counted = calls(aws, "elb")
    assert counted["DeleteLoadBalancerListeners"] == 1
    assert counted["CreateLoadBalancerListeners"] == 1
    assert "SetLoadBalancerListenerSSLCertificate" not in counted


def test_preview_of_another_certificate(provider: Provider) -> None:
    """It is not known yet: its listener changes, the other one does not."""
    olds = {"listeners": [HTTP, elb.canonical(_https("old"))]}
    found = provider.diff(urn(TOKEN), olds, {"listeners": [HTTP, _https(UNKNOWN)]})
    assert found.detailed == {"listeners[1]": ("update", False)}


def test_the_order_of_listeners(provider: Provider) -> None:
    """It means nothing."""
    olds = {"listeners": [HTTP | {"sslCertificateId": ""}, elb.canonical(_https("a"))]}
    assert provider.diff(urn(TOKEN), olds, {"listeners": [_https("a"), HTTP]}).detailed == {}


@pytest.mark.parametrize(
    ("listener", "reason"),
    [
        ({"lbPort": 0}, "expected lbPort to be in the range (1 - 65535), got 0"),
        ({"lbProtocol": "UDP"}, 'expected lbProtocol to be one of ["HTTP" "HTTPS" "SSL" "TCP"]'),
        ({"certificate": "x"}, "Invalid or unknown key."),
    ],
)
def test_what_is_refused(provider: Provider, listener: dict[str, Any], reason: str) -> None:
    """Listeners that cannot be."""
    failures = provider.check(urn(TOKEN), {}, {"listeners": [HTTP | listener]}).failures
    assert failures[0].startswith(reason)
    assert "'thing.listeners[0]." in failures[0]


def test_a_certificate_that_is_not_there(
    make: Callable[..., State],
    aws: LocalAws,
    subnets: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is looked for again for a short time."""
    monkeypatch.setattr(elb, "PROPAGATION_TIMEOUT", 0.3)
    nowhere = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    with pytest.raises(ProviderError, match=r"^creating ELB Classic .*CertificateNotFound"):
        make(TOKEN, {"subnets": subnets, "listeners": [_https(nowhere)]})
    assert calls(aws)["CreateLoadBalancer"] > 1
