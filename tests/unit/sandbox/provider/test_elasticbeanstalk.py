"""`aws:elasticbeanstalk/...` against the local AWS."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import InitFailedError
from acm_sandbox.provider.services import elasticbeanstalk

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

APPLICATION = "aws:elasticbeanstalk/application:Application"
TOKEN = "aws:elasticbeanstalk/environment:Environment"
HTTPS = "aws:elbv2:listener:443"


def _setting(namespace: str, name: str, value: str) -> dict[str, str]:
    return {"namespace": namespace, "name": name, "value": value}


def _settings(certificate: str) -> list[dict[str, str]]:
    return [
        _setting("aws:elasticbeanstalk:environment", "LoadBalancerType", "application"),
        _setting(HTTPS, "ListenerEnabled", "true"),
        _setting(HTTPS, "Protocol", "HTTPS"),
        _setting(HTTPS, "SSLCertificateArns", certificate),
    ]


@pytest.fixture
def inputs(make: Callable[..., State], provider: Provider) -> dict[str, Any]:
    """Give the inputs of an environment without settings."""
    client = provider.clients.get("elasticbeanstalk")
    stacks = client.list_available_solution_stacks()["SolutionStacks"]
    application = make(APPLICATION, {"name": "app"}).id
    return {"application": application, "solutionStackName": stacks[0]}


def test_application(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
) -> None:
    """What the state has, what changes in place, how it ends."""
    state = settle(APPLICATION, {"description": "one", "tags": {"a": "b"}})
    assert state.id == state.outputs["name"]
    assert state.outputs["arn"].endswith(f":application/{state.id}")
    changed = change(APPLICATION, state, {"description": "two", "tags": {"c": "d"}})
    assert (changed.outputs["description"], changed.outputs["tags"]) == ("two", {"c": "d"})
    gone(APPLICATION, changed)


def test_environment(
    make: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    provider: Provider,
    inputs: dict[str, Any],
    issued: Issued,
    in_use: Callable[[str], list[str]],
    aws: LocalAws,
) -> None:
    """Another certificate is an update in place, that waits until the environment is ready."""
    old, new = issued("a.example.com"), issued("a.example.com", "b.example.com")
    state = make(TOKEN, inputs | {"settings": _settings(old), "cnamePrefix": "ours"})
    assert state.id.startswith("e-")
    assert state.outputs["cname"].startswith("ours.")
    assert state.outputs["cnamePrefix"] == "ours"
    assert len(state.outputs["loadBalancers"]) == 1
    assert len(state.outputs["settings"]) == 4
    assert len(state.outputs["allSettings"]) > 4
    assert in_use(old) == state.outputs["loadBalancers"]
    aws.journal.clear()
    news = {"settings": _settings(new), "cnamePrefix": "ours", "tags": {"a": "b"}}
    changed = change(TOKEN, state, inputs | news)
    assert (in_use(old), in_use(new)) == ([], state.outputs["loadBalancers"])
    assert calls(aws)["UpdateEnvironment"] == 1
    fewer = _settings(new)[:1]
    changed = change(TOKEN, changed, inputs | {"settings": fewer, "description": "plain"})
    assert in_use(new) == []
    assert [one["name"] for one in changed.outputs["settings"]] == ["LoadBalancerType"]
    gone(TOKEN, changed)
    provider.delete(urn(APPLICATION), "app", {"region": "eu-west-1"})


def test_import(provider: Provider, make: Callable[..., State], inputs: dict[str, Any]) -> None:
    """Which settings the program wants, AWS does not tell: all the rest is there."""
    state = make(TOKEN, inputs)
    imported = provider.read(urn(TOKEN), state.id, {}, {})
    assert imported is not None
    assert "settings" not in imported.inputs
    checked = provider.check(urn(TOKEN), {}, imported.inputs)
    assert checked.failures == []
    assert provider.diff(urn(TOKEN), imported.outputs, checked.inputs).detailed == {}


def test_settings(provider: Provider) -> None:
    """Neither their order means anything, nor that inside a value."""
    subnets = _setting("aws:ec2:vpc", "Subnets", "b,a")
    olds = {"settings": [_setting("aws:ec2:vpc", "Subnets", "a,b"), *_settings("x")]}
    news = {"settings": [*reversed(_settings("x")), subnets]}
    assert provider.diff(urn(TOKEN), olds, news).detailed == {}
    news = {"settings": [*_settings("y"), subnets]}
    assert provider.diff(urn(TOKEN), olds, news).changed == ["settings"]


def test_what_changes_between_settings() -> None:
    """One call both sets and removes: what gets another value is not removed."""
    olds = [_setting("n", "kept", "1"), _setting("n", "changed", "1"), _setting("n", "gone", "1")]
    news = [_setting("n", "kept", "1"), _setting("n", "changed", "2"), _setting("n", "new", "1")]
    assert elasticbeanstalk.settings_change(olds, news) == {
        "OptionSettings": [
            {"Namespace": "n", "OptionName": "changed", "Value": "2"},
            {"Namespace": "n", "OptionName": "new", "Value": "1"},
        ],
        "OptionsToRemove": [{"Namespace": "n", "OptionName": "gone"}],
    }


def test_an_error_in_the_events(
    make: Callable[..., State],
    provider: Provider,
    inputs: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It ends the wait and is told; what was made is kept."""
    client = provider.clients.get("elasticbeanstalk")
    event = {"EventDate": datetime(2026, 11, 1, tzinfo=timezone.utc), "Message": "It broke."}
    monkeypatch.setattr(client, "describe_events", lambda **_: {"Events": [event]})
    with pytest.raises(
        InitFailedError,
        match=r"^waiting for Elastic Beanstalk Environment \(e-.*\) create: 1 error occurred:\n"
        r"\t\* 2026-11-01 00:00:00 \+0000 UTC \(e-.*\) : It broke\.$",
    ):
        make(TOKEN, inputs)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"tier": "Web"}, "Web is not a valid tier. Valid options are WebServer or Worker"),
        ({"waitForReadyTimeout": "soon"}, '"wait_for_ready_timeout" cannot be parsed'),
        ({"pollInterval": "5s"}, '"poll_interval" must be between 10s and 180s'),
        ({"version": "1"}, "the sandbox's AWS provider does not support application versions"),
        (
            {"platformArn": "a", "solutionStackName": "b"},
            "Conflicting configuration arguments.",
        ),
    ],
)
def test_what_is_refused(provider: Provider, more: dict[str, str], reason: str) -> None:
    """Before anything is created."""
    failures = provider.check(urn(TOKEN), {}, {"application": "app"} | more).failures
    assert failures[0].startswith(reason)


def test_a_prefix_for_a_worker(make: Callable[..., State], inputs: dict[str, Any]) -> None:
    """It has no address."""
    with pytest.raises(ProviderError, match="cannot set cname_prefix for tier: Worker"):
        make(TOKEN, inputs | {"tier": "Worker", "cnamePrefix": "x"})
