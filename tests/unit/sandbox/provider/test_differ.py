"""Diffs: paths, sets, maps, unknown values, what the program leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from acm_sandbox.provider import differ, registry
from acm_sandbox.provider.values import UNKNOWN

CERTIFICATE = "aws:acm/certificate:Certificate"
RECORD = "aws:route53/record:Record"
ZONE = "aws:route53/zone:Zone"


def _diff(token: str, olds: dict[str, Any], news: dict[str, Any], *ignore: str) -> differ.Diff:
    kind = registry.resource_type(token)
    return differ.diff(kind, olds, news, region="eu-west-1", ignore=ignore)


def _certificate(*names: Any, **more: Any) -> dict[str, Any]:
    return {"domainName": "a.com", "subjectAlternativeNames": list(names)} | more


class TestAlternativeNames:
    """The set of a certificate's names."""

    @pytest.mark.parametrize(
        "names",
        [
            pytest.param(("b.com", "c.com"), id="without the primary name"),
            pytest.param(("c.com", "b.com"), id="in another order"),
            pytest.param(("c.com", "a.com", "b.com"), id="with the primary name"),
        ],
    )
    def test_the_same_set(self, names: tuple[str, ...]) -> None:
        """Order means nothing, and the primary name is always one of them."""
        olds = _certificate("a.com", "b.com", "c.com")
        assert _diff(CERTIFICATE, olds, _certificate(*names)).detailed == {}

    def test_an_added_name(self) -> None:
        """The path is the index in the program's list."""
        found = _diff(CERTIFICATE, _certificate("a.com"), _certificate("z.com"))
        assert found.detailed == {"subjectAlternativeNames[0]": ("add", True)}
        assert found.replaces == ["subjectAlternativeNames"]
        assert not found.delete_before_replace

    def test_a_removed_name(self) -> None:
        """The path is the index in the state's list."""
        olds = _certificate("a.com", "b.com", "c.com")
        found = _diff(CERTIFICATE, olds, _certificate("c.com"))
        assert found.detailed == {"subjectAlternativeNames[1]": ("delete", True)}

    def test_an_exchanged_name(self) -> None:
        """Both at one index are an update of it."""
        olds = _certificate("a.com", "b.com")
        found = _diff(CERTIFICATE, olds, _certificate("a.com", "c.com"))
        assert found.detailed == {"subjectAlternativeNames[1]": ("update", True)}

    def test_an_empty_list_drops_the_names(self) -> None:
        """Leaving the property out does not, as the AWS provider has it."""
        olds = _certificate("a.com", "b.com")
        found = _diff(CERTIFICATE, olds, _certificate())
        assert found.detailed == {"subjectAlternativeNames[1]": ("delete", True)}
        assert _diff(CERTIFICATE, olds, {"domainName": "a.com"}).detailed == {}

    def test_an_unknown_name(self) -> None:
        """It may be any name: what seems to have gone is not reported."""
        olds = _certificate("a.com", "b.com")
        found = _diff(CERTIFICATE, olds, _certificate("a.com", UNKNOWN))
        assert found.detailed == {"subjectAlternativeNames[1]": ("add", True)}

    def test_another_primary_name(self) -> None:
        """The old one leaves the set with it."""
        olds = _certificate("a.com", "b.com")
        found = _diff(
            CERTIFICATE, olds, {"domainName": "z.com", "subjectAlternativeNames": ["b.com"]}
        )
        assert found.replaces == ["domainName", "subjectAlternativeNames"]


class TestTags:
    """Maps."""

    def test_paths(self) -> None:
        """A key that is no identifier is quoted."""
        olds = {"tags": {"a": "1", "gone": "x"}}
        news = {"tags": {"a": "2", "kubernetes.io/x": "y"}}
        assert _diff(CERTIFICATE, olds, news).detailed == {
            "tags.a": ("update", False),
            "tags.gone": ("delete", False),
            'tags["kubernetes.io/x"]': ("add", False),
        }

    def test_an_empty_value_is_a_value(self) -> None:
        """A tag may be empty."""
        found = _diff(CERTIFICATE, {"tags": {"a": "1"}}, {"tags": {"a": "1", "b": ""}})
        assert found.detailed == {"tags.b": ("add", False)}

    def test_no_tags_are_no_change(self) -> None:
        """An empty map and no map are the same."""
        assert _diff(CERTIFICATE, {}, {"tags": {}, "tagsAll": {}}).detailed == {}
        assert _diff(CERTIFICATE, {"tags": {}, "tagsAll": {}}, {}).detailed == {}

    def test_default_tags_update(self) -> None:
        """A default tag of the provider's shows in `tagsAll`."""
        found = _diff(CERTIFICATE, {"tagsAll": {}}, {"tagsAll": {"team": "x"}})
        assert found.detailed == {"tagsAll.team": ("add", False)}
        assert found.replaces == []


class TestRecords:
    """Records: set and canonical forms."""

    def test_names_as_dns_sees_them(self) -> None:
        """Case and final dot are no change of a name or a zone."""
        olds = {"name": "_x.example.com", "zoneId": "Z1"}
        news = {"name": "_X.Example.com.", "zoneId": "/hostedzone/Z1"}
        assert _diff(RECORD, olds, news).detailed == {}

    def test_records_are_a_set(self) -> None:
        """Their order means nothing."""
        olds, news = {"records": ["1.1.1.1", "2.2.2.2"]}, {"records": ["2.2.2.2", "1.1.1.1"]}
        assert _diff(RECORD, olds, news).detailed == {}

    def test_an_alias(self) -> None:
        """A property inside an object in a list has its whole path."""
        alias = {"name": "lb.aws.", "zoneId": "Z9", "evaluateTargetHealth": True}
        found = _diff(RECORD, {"aliases": [alias]}, {"aliases": [alias | {"zoneId": "Z8"}]})
        assert found.detailed == {"aliases[0].zoneId": ("update", False)}

    def test_allow_overwrite_unset(self) -> None:
        """A state with the default is no change for a program that says nothing."""
        assert _diff(RECORD, {"allowOverwrite": False}, {}).detailed == {}

    def test_from_records_to_alias(self) -> None:
        """Both properties change, in place."""
        alias = {"name": "lb.aws", "zoneId": "Z9", "evaluateTargetHealth": True}
        found = _diff(RECORD, {"records": ["1.1.1.1"], "ttl": 60}, {"aliases": [alias]})
        assert found.changed == ["aliases", "records", "ttl"]
        assert found.replaces == []


class TestNames:
    """Automatic names and what is deleted first."""

    def test_an_explicit_name_is_deleted_first(self) -> None:
        """It is taken while the old zone lives."""
        found = _diff(ZONE, {"name": "a.com"}, {"name": "b.com", "__defaults": ["comment"]})
        assert found.replaces == ["name"]
        assert found.delete_before_replace

    def test_an_automatic_name_is_not(self) -> None:
        """Another automatic name cannot collide."""
        found = _diff(ZONE, {"name": "z-1234567"}, {"name": "z-7654321", "__defaults": ["name"]})
        assert found.replaces == ["name"]
        assert not found.delete_before_replace

    def test_an_update_deletes_nothing(self) -> None:
        """Without a replacement there is nothing to order."""
        found = _diff(ZONE, {"name": "a.com", "comment": "x"}, {"name": "a.com", "comment": "y"})
        assert found.changed == ["comment"]
        assert not found.delete_before_replace


class TestRegion:
    """Version 7's `region`."""

    def test_another_region_replaces(self) -> None:
        """A certificate cannot be moved."""
        found = _diff(CERTIFICATE, {"region": "eu-west-1"}, {"region": "us-east-1"})
        assert found.detailed == {"region": ("update", True)}

    def test_a_state_without_region_is_in_the_providers(self) -> None:
        """An older state may lack it."""
        assert _diff(CERTIFICATE, {}, {"region": "eu-west-1"}).detailed == {}
        assert _diff(CERTIFICATE, {}, {"region": "us-east-1"}).replaces == ["region"]


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ("tags", []),
        ("tags.a", ["tags.ab"]),
        ('tags["a"]', ["tags.a", "tags.ab"]),
        ("tags.*", []),
        ("*", []),
        ("tag", ["tags.a", "tags.ab"]),
    ],
)
def test_ignore_changes(ignore: str, left: list[str]) -> None:
    """A path covers what is below it, and nothing that only begins alike."""
    found = _diff(
        CERTIFICATE, {"tags": {"a": "1", "ab": "1"}}, {"tags": {"a": "2", "ab": "2"}}, ignore
    )
    assert sorted(found.detailed) == left


def test_options_aws_filled_in() -> None:
    """What the program leaves out of a block that AWS computes is no change."""
    olds = {
        "options": {"certificateTransparencyLoggingPreference": "ENABLED", "export": "DISABLED"}
    }
    assert _diff(CERTIFICATE, olds, {"options": {"export": "DISABLED"}}).detailed == {}
    found = _diff(CERTIFICATE, olds, {"options": {"export": "ENABLED"}})
    assert found.detailed == {"options.export": ("update", False)}


def test_vpc_region_aws_filled_in() -> None:
    """So is the region of a zone's VPC."""
    olds = {"vpcs": [{"vpcId": "vpc-1", "vpcRegion": "eu-west-1"}]}
    assert _diff(ZONE, olds, {"vpcs": [{"vpcId": "vpc-1"}]}).detailed == {}
