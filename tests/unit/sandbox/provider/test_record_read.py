"""Refresh and import of `aws:route53/record:Record` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_route53 import Route53Client

    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:route53/record:Record"
URN = urn(TOKEN)


def _a(zone: State, name: str = "www", *addresses: str) -> dict[str, Any]:
    records = list(addresses) or ["192.0.2.1"]
    return {"zoneId": zone.id, "name": name, "type": "A", "ttl": 60, "records": records}


def _sets(route53: Route53Client, zone: State) -> dict[tuple[str, str], Any]:
    found = route53.list_resource_record_sets(HostedZoneId=zone.id)["ResourceRecordSets"]
    return {(one["Name"], one["Type"]): one for one in found}


class TestRead:
    """Refresh and import."""

    def test_refresh(self, provider: Provider, zone: State, route53: Route53Client) -> None:
        """The program's spelling stays; what was changed by hand shows."""
        inputs = provider.check(URN, {}, _a(zone, "WWW.", "192.0.2.2", "192.0.2.1")).inputs
        state = provider.create(URN, inputs)
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert found.inputs == inputs
        changed = _sets(route53, zone)["www.example.com.", "A"] | {"TTL": 5}
        route53.change_resource_record_sets(
            HostedZoneId=zone.id,
            ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": changed}]},
        )
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert found.inputs == inputs | {"ttl": 5}
        assert provider.diff(URN, found.outputs, inputs).changed == ["ttl"]

    def test_gone(
        self,
        make: Callable[..., State],
        provider: Provider,
        zone: State,
        route53: Route53Client,
    ) -> None:
        """A set, or its whole zone."""
        state = make(TOKEN, _a(zone))
        other = make(TOKEN, _a(zone, "other"))
        provider.delete(URN, state.id, state.outputs)
        assert provider.read(URN, state.id, state.outputs, _a(zone)) is None
        provider.delete(URN, other.id, other.outputs)
        route53.delete_hosted_zone(Id=zone.id)
        assert provider.read(URN, state.id, state.outputs, _a(zone)) is None

    @pytest.mark.parametrize(
        ("rest", "parts"),
        [
            ("www_A", ("www", "A", None)),
            ("_abc.www.example.com_CNAME", ("_abc.www.example.com", "CNAME", None)),
            ("a_b_TXT_my_set", ("a_b", "TXT", "my_set")),
            ("_A", ("", "A", None)),
            ("www.example.com._A_A", ("www.example.com", "A", "A")),
        ],
    )
    def test_import_ids(
        self,
        provider: Provider,
        rest: str,
        parts: tuple[str, str, str | None],
    ) -> None:
        """The name may hold underscores and may be empty."""
        _, state = resource_type(TOKEN).import_state(provider.call(), f"Z1_{rest}")
        assert (state["name"], state["type"], state.get("setIdentifier")) == parts
        assert state["zoneId"] == "Z1"

    @pytest.mark.parametrize("bad", ["", "Z1", "Z1_www", "_www_A", "Z1_www_X"])
    def test_bad_import_ids(self, provider: Provider, bad: str) -> None:
        """The format is told."""
        with pytest.raises(ProviderError, match=r"unexpected format of ID .* expected ZONEID_"):
            resource_type(TOKEN).import_state(provider.call(), bad)

    def test_import(self, make: Callable[..., State], provider: Provider, zone: State) -> None:
        """The inputs would make the same record."""
        state = make(TOKEN, _a(zone, "_abc.www"))
        found = provider.read(URN, f"{zone.id}__abc.www.example.com_A", {}, {})
        assert found is not None
        assert found.inputs == {
            "name": "_abc.www.example.com",
            "records": ["192.0.2.1"],
            "ttl": 60,
            "type": "A",
            "zoneId": zone.id,
            "__defaults": [],
        }
        assert found.outputs["fqdn"] == state.outputs["fqdn"]
        checked = provider.check(URN, {}, found.inputs)
        assert checked.failures == []
        assert provider.diff(URN, found.outputs, checked.inputs).detailed == {}
