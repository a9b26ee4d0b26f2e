"""The invokes against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider import facts
from acm_sandbox.provider.errors import NotSupportedError, ProviderError

from .conftest import calls

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

GET_ZONE = "aws:route53/getZone:getZone"
GET_ZONES = "aws:route53/getZones:getZones"
GET_REGION = "aws:index/getRegion:getRegion"
IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"
ZONE = "aws:route53/zone:Zone"


def _ask(provider: Provider, token: str, **args: Any) -> dict[str, Any]:
    result, failures = provider.invoke(token, args)
    assert failures == []
    assert set(result) == set(facts.invoke(token).outputs)
    return result


class TestGetZone:
    """One zone."""

    @pytest.mark.parametrize("by", ["name", "name and case", "zoneId"])
    def test_found(self, make: Callable[..., State], provider: Provider, by: str) -> None:
        """By its name or its id."""
        state = make(ZONE, {"name": "example.com", "tags": {"a": "b"}})
        make(ZONE, {"name": "sub.example.com"})
        args = {"name": "example.com", "name and case": "Example.COM.", "zoneId": state.id}[by]
        result = _ask(provider, GET_ZONE, **{by.split(maxsplit=1)[0]: args})
        assert result["callerReference"]
        assert result | {"callerReference": ""} == {
            "arn": state.outputs["arn"],
            "callerReference": "",
            "comment": "Managed by Pulumi",
            "enableAcceleratedRecovery": False,
            "id": state.id,
            "linkedServiceDescription": "",
            "linkedServicePrincipal": "",
            "name": "example.com",
            "nameServers": state.outputs["nameServers"],
            "primaryNameServer": state.outputs["primaryNameServer"],
            "privateZone": False,
            "resourceRecordSetCount": 2,
            "tags": {"a": "b"},
            "vpcId": None,
            "zoneId": state.id,
        }

    def test_not_found(self, provider: Provider) -> None:
        """None of that name, or no such id."""
        with pytest.raises(ProviderError, match="no matching Route 53 Hosted Zone found"):
            provider.invoke(GET_ZONE, {"name": "example.com"})
        with pytest.raises(ProviderError, match=r"\(ZNOTHERE\): couldn't find resource"):
            provider.invoke(GET_ZONE, {"zoneId": "ZNOTHERE"})

    def test_several(self, make: Callable[..., State], provider: Provider) -> None:
        """Two of one name are too many, unless a tag tells them apart."""
        make(ZONE, {"name": "example.com"})
        tagged = make(ZONE, {"name": "example.com", "tags": {"which": "this"}})
        with pytest.raises(ProviderError, match="multiple Route 53 Hosted Zones matched"):
            provider.invoke(GET_ZONE, {"name": "example.com"})
        result = _ask(provider, GET_ZONE, name="example.com", tags={"which": "this"})
        assert result["zoneId"] == tagged.id

    def test_private(self, make: Callable[..., State], provider: Provider) -> None:
        """A private zone is found only if it is asked for."""
        vpc = "vpc-1"
        private = make(ZONE, {"name": "example.com", "vpcs": [{"vpcId": vpc}]})
        public = make(ZONE, {"name": "example.com"})
        assert _ask(provider, GET_ZONE, name="example.com")["zoneId"] == public.id
        found = _ask(provider, GET_ZONE, name="example.com", privateZone=True)
        assert (found["zoneId"], found["privateZone"]) == (private.id, True)
        assert _ask(provider, GET_ZONE, name="example.com", vpcId=vpc)["zoneId"] == private.id

    def test_arguments(self, provider: Provider) -> None:
        """Both, neither, or one that does not exist."""
        with pytest.raises(ProviderError, match="only one of `zone_id` or `name` may be set"):
            provider.invoke(GET_ZONE, {"zoneId": "Z1", "name": "a.com"})
        with pytest.raises(ProviderError, match="must be set"):
            provider.invoke(GET_ZONE, {})
        assert provider.invoke(GET_ZONE, {"domain": "a.com"}) == (
            {},
            ['Invalid or unknown key. "domain"'],
        )


def test_get_zones(make: Callable[..., State], provider: Provider, aws: LocalAws) -> None:
    """All ids, by one listing."""
    made = {make(ZONE, {"name": f"{name}.com"}).id for name in "ab"}
    aws.journal.clear()
    assert set(_ask(provider, GET_ZONES)["ids"]) == made
    assert calls(aws) == {"ListHostedZones": 1}


class TestGetRegion:
    """A region."""

    def test_the_providers(self, provider: Provider, aws: LocalAws) -> None:
        """Without any call to AWS."""
        assert _ask(provider, GET_REGION) == {
            "description": "Europe (Ireland)",
            "endpoint": "ec2.eu-west-1.amazonaws.com",
            "id": "eu-west-1",
            "name": "eu-west-1",
            "region": "eu-west-1",
        }
        assert calls(aws) == {}

    @pytest.mark.parametrize(
        "args",
        [
            {"name": "us-west-2"},
            {"region": "us-west-2"},
            {"endpoint": "ec2.us-west-2.amazonaws.com"},
        ],
    )
    def test_another(self, provider: Provider, args: dict[str, str]) -> None:
        """By name or endpoint."""
        assert _ask(provider, GET_REGION, **args)["region"] == "us-west-2"

    def test_none(self, provider: Provider) -> None:
        """There is no such region."""
        with pytest.raises(ProviderError, match="region not found for name eu-moon-1"):
            provider.invoke(GET_REGION, {"name": "eu-moon-1"})


def test_caller_identity(provider: Provider) -> None:
    """The account, as its id too."""
    result = _ask(provider, IDENTITY)
    assert result["accountId"] == result["id"] == "123456789012"
    assert result["arn"].startswith("arn:aws:")


def test_not_implemented(provider: Provider) -> None:
    """It is refused by name."""
    token = "aws:servicequotas/getService:getService"
    with pytest.raises(NotSupportedError, match=f"does not implement {token}"):
        provider.invoke(token, {})
