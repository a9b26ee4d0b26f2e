"""What a stack's state says about validation by DNS."""

import pytest

from pulumi_acm.dns.needed import needed
from support.states import SECRET, certificate, component, option, record, state


def test_records_of_a_component_in_several_regions() -> None:
    """One record a name, however many regions and wildcards; the component gives it its name."""
    found = needed(
        state(
            component("site"),
            certificate("site/eu-west-1", "example.com", "*.example.com", parent="site"),
            certificate("site/us-east-1", "*.example.com", "example.com", parent="site"),
            record("example.com"),
            certificate("other", "example.com", "b.example.net"),
        )
    )
    here, elsewhere = found.records
    assert (here.domain, here.external) == ("example.com", False)
    assert here.names == ("example.com", "*.example.com")
    assert here.certificates == ("other", "site")
    assert (elsewhere.name, elsewhere.value) == (
        "_a13.b.example.net",
        "_b13.abcdefghij.acm-validations.aws",
    )
    assert elsewhere.external
    assert found.certificates == {"other", "site"}


def test_zones_are_the_topmost_names_unless_they_are_given() -> None:
    """Nobody here knows the zones of DNS elsewhere."""
    resources = state(certificate("site", "example.com", "v2.api.example.com", "b.example.net"))
    assert [(each.zone, each.host) for each in needed(resources).records] == [
        ("example.com", "_a11"),
        ("example.com", "_a18.v2.api"),
        ("b.example.net", "_a13"),
    ]
    given = ("example.net", "api.example.com", "com")
    assert [(each.zone, each.host) for each in needed(resources, given).records] == [
        ("com", "_a11.example"),
        ("api.example.com", "_a18.v2"),
        ("example.net", "_a13.b"),
    ]


def test_a_certificate_that_goes_needs_nothing() -> None:
    """What is to be deleted is not in the list."""
    found = needed(state(certificate("old", "example.com", delete=True)))
    assert not found.records
    assert not found.certificates


def test_a_record_that_acm_has_not_named() -> None:
    """It is said, unless a later reading of the same certificate has it."""
    late = certificate(
        "site/eu-west-1",
        parent="site",
        options=[option("a.example.com"), option("b.example.com", named=False)],
    )
    found = needed(state(component("site"), late))
    assert found.unnamed == {"b.example.com": "site"}
    now = certificate("site/eu-west-1/now", "a.example.com", "b.example.com", parent="site")
    found = needed(state(component("site"), late, now))
    assert found.unnamed == {}
    assert [each.domain for each in found.records] == ["a.example.com", "b.example.com"]


@pytest.mark.parametrize(
    "options", [SECRET, [SECRET], [{**option("a.example.com"), "resourceRecordValue": SECRET}]]
)
def test_records_that_are_secrets(options: object) -> None:
    """They are named and left alone."""
    found = needed(state(certificate("site", options=options)))
    assert found.hidden == {"site"}
    assert not found.records


def test_certificates_that_are_not_validated_by_dns() -> None:
    """An imported one, or one validated by mail, is a certificate without records."""
    found = needed(state(certificate("imported"), certificate("broken", outputs=None)))
    assert found.certificates == {"imported", "broken"}
    assert not found.records


def test_an_empty_stack() -> None:
    """A new stack's export has no resources at all."""
    assert not needed({"version": 3, "deployment": {}}).certificates
