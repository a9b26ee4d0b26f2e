"""`aws:route53/record:Record` against the local AWS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.services.route53_record_sets import from_aws, to_aws
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_route53 import Route53Client

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:route53/record:Record"
URN = urn(TOKEN)


def _a(zone: State, name: str = "www", *addresses: str, **more: Any) -> dict[str, Any]:
    return {
        "zoneId": zone.id,
        "name": name,
        "type": "A",
        "ttl": 60,
        "records": list(addresses) or ["192.0.2.1"],
    } | more


def _sets(route53: Route53Client, zone: State) -> dict[tuple[str, str], Any]:
    found = route53.list_resource_record_sets(HostedZoneId=zone.id)["ResourceRecordSets"]
    return {(one["Name"], one["Type"]): one for one in found if one["Type"] not in {"NS", "SOA"}}


class TestCreate:
    """Writing a set."""

    def test_caa(self, make: Callable[..., State], zone: State, route53: Route53Client) -> None:
        """A CAA record is written as it is given, quotation marks included."""
        values = ['0 issue "amazon.com"', '0 issuewild ";"']
        inputs = {"zoneId": zone.id, "name": "", "type": "CAA", "ttl": 60, "records": values}
        state = make(TOKEN, inputs)
        assert sorted(state.outputs["records"]) == values
        found = _sets(route53, zone)["example.com.", "CAA"]["ResourceRecords"]
        assert sorted(record["Value"] for record in found) == values

    def test_outputs(self, make: Callable[..., State], zone: State, aws: LocalAws) -> None:
        """The id and the full name; one change, and the calls that the AWS provider makes."""
        aws.journal.clear()
        state = make(TOKEN, _a(zone, "WWW", "192.0.2.2", "192.0.2.1"))
        assert state.id == f"{zone.id}_www_A"
        assert state.outputs == {
            "allowOverwrite": False,
            "fqdn": "www.example.com",
            "name": "www",
            "records": ["192.0.2.1", "192.0.2.2"],
            "ttl": 60,
            "type": "A",
            "zoneId": zone.id,
        }
        assert calls(aws) == {
            "ChangeResourceRecordSets": 1,
            "GetChange": 1,
            "GetHostedZone": 2,
            "ListResourceRecordSets": 1,
        }

    @pytest.mark.parametrize(
        ("name", "fqdn"),
        [
            ("", "example.com"),
            ("example.com", "example.com"),
            ("www.example.com.", "www.example.com"),
            ("*.Example.com", "*.example.com"),
            ("notexample.com", "notexample.com.example.com"),
            ("_x.a.example.com", "_x.a.example.com"),
        ],
    )
    def test_names(self, make: Callable[..., State], zone: State, name: str, fqdn: str) -> None:
        """A name is completed by the zone's, where it does not end in it."""
        assert make(TOKEN, _a(zone, name)).outputs["fqdn"] == fqdn

    def test_one_that_exists(self, make: Callable[..., State], zone: State) -> None:
        """Without `allowOverwrite` it is left alone, and the text says so."""
        make(TOKEN, _a(zone))
        with pytest.raises(ProviderError) as told:
            make(TOKEN, _a(zone, "www", "192.0.2.9"))
        assert str(told.value).startswith("creating Route53 Record: InvalidChangeBatch: ")
        assert "already exists" in str(told.value)

    def test_overwrite(
        self,
        make: Callable[..., State],
        zone: State,
        route53: Route53Client,
    ) -> None:
        """With it, the set is put in place of what is there."""
        make(TOKEN, _a(zone))
        state = make(TOKEN, _a(zone, "www", "192.0.2.9", allowOverwrite=True))
        assert state.outputs["allowOverwrite"] is True
        written = _sets(route53, zone)["www.example.com.", "A"]
        assert written["ResourceRecords"] == [{"Value": "192.0.2.9"}]

    def test_text(self, make: Callable[..., State], zone: State, route53: Route53Client) -> None:
        """The provider does the quoting."""
        state = make(TOKEN, _a(zone, "txt", "v=spf1 -all", type="TXT"))
        assert state.outputs["records"] == ["v=spf1 -all"]
        written = _sets(route53, zone)["txt.example.com.", "TXT"]
        assert written["ResourceRecords"] == [{"Value": '"v=spf1 -all"'}]

    def test_alias(self, make: Callable[..., State], zone: State) -> None:
        """To another record of the zone; the program's spelling of its name stays."""
        make(TOKEN, _a(zone))
        alias = {"name": "WWW.example.com", "zoneId": zone.id, "evaluateTargetHealth": False}
        state = make(
            TOKEN,
            {"zoneId": zone.id, "name": "alias", "type": "A", "aliases": [alias]},
        )
        assert state.outputs["aliases"] == [alias]
        assert "records" not in state.outputs
        assert "ttl" not in state.outputs

    def test_no_zone(self, make: Callable[..., State], zone: State) -> None:
        """It says which."""
        inputs = _a(zone) | {"zoneId": "ZNOTHERE"}
        with pytest.raises(
            ProviderError, match=r"reading Route 53 Hosted Zone \(ZNOTHERE\): couldn't"
        ):
            make(TOKEN, inputs)

    def test_many_at_once(
        self,
        make: Callable[..., State],
        zone: State,
        route53: Route53Client,
    ) -> None:
        """All get there."""
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(lambda i: make(TOKEN, _a(zone, f"n{i}")), range(40)))
        assert len(_sets(route53, zone)) == 40


class TestUpdate:
    """Changes in place."""

    def test_values(
        self,
        make: Callable[..., State],
        provider: Provider,
        zone: State,
        route53: Route53Client,
    ) -> None:
        """Records and their time."""
        state = make(TOKEN, _a(zone))
        news = provider.check(URN, {}, _a(zone, "www", "192.0.2.7", ttl=300)).inputs
        outputs = provider.update(URN, state.id, state.outputs, news)
        assert (outputs["records"], outputs["ttl"]) == (["192.0.2.7"], 300)
        assert _sets(route53, zone)["www.example.com.", "A"]["TTL"] == 300

    def test_type(
        self,
        make: Callable[..., State],
        provider: Provider,
        zone: State,
        route53: Route53Client,
        aws: LocalAws,
    ) -> None:
        """The old one goes and the new one comes in one batch."""
        state = make(TOKEN, _a(zone))
        aws.journal.clear()
        news = provider.check(URN, {}, _a(zone, "www", "other.example.com", type="CNAME")).inputs
        assert provider.diff(URN, state.outputs, news).replaces == []
        outputs = provider.update(URN, state.id, state.outputs, news)
        assert outputs["type"] == "CNAME"
        assert list(_sets(route53, zone)) == [("www.example.com.", "CNAME")]
        assert calls(aws)["ChangeResourceRecordSets"] == 1

    def test_from_records_to_alias(
        self,
        make: Callable[..., State],
        provider: Provider,
        zone: State,
    ) -> None:
        """What the program no longer gives is gone from the state."""
        state = make(TOKEN, _a(zone))
        alias = {"name": "x.example.com", "zoneId": zone.id, "evaluateTargetHealth": False}
        make(TOKEN, _a(zone, "x"))
        inputs = {"zoneId": zone.id, "name": "www", "type": "A", "aliases": [alias]}
        news = provider.check(URN, {}, inputs).inputs
        outputs = provider.update(URN, state.id, state.outputs, news)
        assert outputs["aliases"] == [alias]
        assert not {"records", "ttl"} & outputs.keys()


class TestDelete:
    """Deleting."""

    def test_whatever_is_there(
        self,
        make: Callable[..., State],
        provider: Provider,
        zone: State,
        route53: Route53Client,
    ) -> None:
        """The set of that name goes even if it is another's by now."""
        state = make(TOKEN, _a(zone))
        make(TOKEN, _a(zone, "www", "192.0.2.9", allowOverwrite=True))
        provider.delete(URN, state.id, state.outputs)
        assert _sets(route53, zone) == {}

    def test_gone_already(
        self,
        make: Callable[..., State],
        provider: Provider,
        zone: State,
        aws: LocalAws,
    ) -> None:
        """Neither a missing set nor a missing zone is an error; nothing is changed then."""
        state = make(TOKEN, _a(zone))
        provider.delete(URN, state.id, state.outputs)
        aws.journal.clear()
        provider.delete(URN, state.id, state.outputs)
        provider.delete(URN, state.id, state.outputs | {"zoneId": "ZNOTHERE"})
        assert "ChangeResourceRecordSets" not in calls(aws)


def test_preview() -> None:
    """The name is known as the state will have it; the full name is not."""
    kind = resource_type(TOKEN)
    found = kind.preview_create({"zoneId": UNKNOWN, "name": "WWW.", "type": "A", "records": ["x"]})
    assert found == {
        "zoneId": UNKNOWN,
        "name": "www",
        "type": "A",
        "records": ["x"],
        "fqdn": UNKNOWN,
        "allowOverwrite": UNKNOWN,
    }
    assert kind.preview_create({"name": UNKNOWN})["name"] is UNKNOWN


@pytest.mark.parametrize(
    "policy",
    [
        {"weightedRoutingPolicies": [{"weight": 10}]},
        {"failoverRoutingPolicies": [{"type": "PRIMARY"}], "healthCheckId": "h"},
        {"latencyRoutingPolicies": [{"region": "eu-west-1"}]},
        {"geolocationRoutingPolicies": [{"country": "DE"}]},
        {"geolocationRoutingPolicies": [{"country": "US", "subdivision": "TX"}]},
        {"multivalueAnswerRoutingPolicy": True},
    ],
)
def test_policies(provider: Provider, policy: dict[str, Any]) -> None:
    """They are read back as they were written, and no change the next time."""
    inputs = {"zoneId": "Z1", "name": "p", "type": "A", "ttl": 60, "records": ["192.0.2.1"]}
    inputs |= policy | {"setIdentifier": "one"}
    checked = provider.check(URN, {}, inputs)
    assert checked.failures == []
    read = {
        k: v for k, v in from_aws(to_aws(inputs, "example.com"), inputs).items() if v is not None
    }
    assert read == {k: v for k, v in inputs.items() if k not in {"zoneId", "name"}}
    assert provider.diff(URN, inputs | read, checked.inputs).detailed == {}
