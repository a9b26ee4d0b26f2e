"""`aws:route53/zone:Zone` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.values import UNKNOWN

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_route53 import Route53Client

    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:route53/zone:Zone"
URN = urn(TOKEN)
RECORD = "aws:route53/record:Record"


def test_create(make: Callable[..., State]) -> None:
    """What the state has of a public zone."""
    state = make(TOKEN, {"name": "Example.com.", "tags": {"a": "b"}})
    servers = state.outputs.pop("nameServers")
    assert servers == sorted(servers)
    assert len(servers) == 4
    assert state.outputs.pop("primaryNameServer") in servers
    assert state.outputs == {
        "arn": f"arn:aws:route53:::hostedzone/{state.id}",
        "comment": "Managed by Pulumi",
        "forceDestroy": False,
        "name": "example.com",
        "tags": {"a": "b"},
        "tagsAll": {"a": "b"},
        "zoneId": state.id,
    }
    assert state.id.startswith("Z")


def test_two_of_one_name(make: Callable[..., State]) -> None:
    """AWS allows it, and they are two."""
    assert make(TOKEN, {"name": "a.com"}).id != make(TOKEN, {"name": "a.com"}).id


def test_preview() -> None:
    """Only AWS knows the id and the servers."""
    found = resource_type(TOKEN).preview_create({"name": "a.com", "__defaults": []})
    assert found == {
        "name": "a.com",
        "arn": UNKNOWN,
        "nameServers": UNKNOWN,
        "primaryNameServer": UNKNOWN,
        "tagsAll": UNKNOWN,
        "zoneId": UNKNOWN,
    }


def test_update(make: Callable[..., State], provider: Provider, route53: Route53Client) -> None:
    """The comment and the tags change in place."""
    state = make(TOKEN, {"name": "example.com", "tags": {"a": "1", "b": "2"}})
    news = {"name": "example.com", "comment": "mine", "tags": {"b": "3"}}
    inputs = provider.check(URN, {}, news).inputs
    outputs = provider.update(URN, state.id, state.outputs, inputs)
    assert outputs["comment"] == "mine"
    assert outputs["tags"] == {"b": "3"}
    assert route53.get_hosted_zone(Id=state.id)["HostedZone"]["Config"].get("Comment") == "mine"


def test_a_private_zone(make: Callable[..., State], provider: Provider) -> None:
    """It has VPCs, whose region the provider fills in."""
    vpcs = ["vpc-1", "vpc-2", "vpc-3"]
    inputs = {"name": "corp.example", "vpcs": [{"vpcId": vpc} for vpc in vpcs[:2]]}
    state = make(TOKEN, inputs)
    assert sorted(vpc["vpcId"] for vpc in state.outputs["vpcs"]) == sorted(vpcs[:2])
    assert {vpc["vpcRegion"] for vpc in state.outputs["vpcs"]} == {"eu-west-1"}
    checked = provider.check(URN, {}, inputs).inputs
    assert provider.diff(URN, state.outputs, checked).detailed == {}
    news = provider.check(URN, {}, inputs | {"vpcs": [{"vpcId": vpc} for vpc in vpcs[1:]]}).inputs
    assert provider.diff(URN, state.outputs, news).replaces == []
    outputs = provider.update(URN, state.id, state.outputs, news)
    assert sorted(vpc["vpcId"] for vpc in outputs["vpcs"]) == sorted(vpcs[1:])


def test_refresh_and_import(provider: Provider) -> None:
    """The program's spelling stays; an import gives inputs that make the same zone."""
    inputs = provider.check(URN, {}, {"name": "Example.com.", "tags": {"a": "b"}}).inputs
    state = provider.create(URN, inputs)
    refreshed = provider.read(URN, state.id, state.outputs, inputs)
    assert refreshed is not None
    assert refreshed.inputs == inputs
    imported = provider.read(URN, state.id, {}, {})
    assert imported is not None
    assert imported.inputs == inputs | {"name": "example.com"}
    assert imported.outputs["zoneId"] == state.id
    checked = provider.check(URN, {}, imported.inputs)
    assert checked.failures == []
    assert provider.diff(URN, imported.outputs, checked.inputs).detailed == {}


def test_gone(make: Callable[..., State], provider: Provider, route53: Route53Client) -> None:
    """A zone deleted by hand is gone from the state, and deleting it is no error."""
    state = make(TOKEN, {"name": "example.com"})
    route53.delete_hosted_zone(Id=state.id)
    assert provider.read(URN, state.id, state.outputs, {"name": "example.com"}) is None
    assert provider.read(URN, "ZNOTHERE", {}, {}) is None
    provider.delete(URN, state.id, state.outputs)


def test_delete_with_records(
    make: Callable[..., State],
    provider: Provider,
    route53: Route53Client,
) -> None:
    """AWS refuses, unless the records may go too."""
    state = make(TOKEN, {"name": "example.com"})
    for name in ("a", "b"):
        record = {"zoneId": state.id, "name": name, "type": "A", "ttl": 1, "records": ["192.0.2.1"]}
        make(RECORD, record)
    with pytest.raises(ProviderError, match=r"deleting Route 53 Hosted Zone .*HostedZoneNotEmpty"):
        provider.delete(URN, state.id, state.outputs)
    provider.delete(URN, state.id, state.outputs | {"forceDestroy": True})
    assert route53.list_hosted_zones()["HostedZones"] == []
