"""Which zone holds a name."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.names import is_within
from pulumi_acm.zones import HostedZone, choose, longest, unused

COM = HostedZone("ZCOM", "example.com")
API = HostedZone("ZAPI", "api.example.com")
PRIVATE = HostedZone("ZPRIVATE", "internal.example.com", private=True)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("example.com", "ZCOM"),
        ("www.example.com", "ZCOM"),
        ("api.example.com", "ZAPI"),
        ("v2.api.example.com", "ZAPI"),
        ("notapi.example.com", "ZCOM"),
        # The private zone is longer, but ACM does not see it.
        ("db.internal.example.com", "ZCOM"),
    ],
)
def test_longest_public_zone(name: str, zone: str) -> None:
    """The longest public zone on a label boundary holds a name."""
    assert choose([name], [COM, API, PRIVATE]).zones == {name: zone}


def test_label_boundary() -> None:
    """notexample.com is not in example.com."""
    choice = choose(["notexample.com"], [COM])
    assert choice.zones == {}
    assert choice.ambiguous == {}
    assert choice.private_only == {}


def test_private_zone_only() -> None:
    """A name that only a private zone holds is told apart from one that no zone holds."""
    choice = choose(["db.internal.example.com", "example.net"], [PRIVATE])
    assert choice.zones == {}
    assert choice.private_only == {"db.internal.example.com": PRIVATE}


def test_two_public_zones_of_one_name() -> None:
    """Nobody but the user can say which of two zones the registrar delegates to."""
    twin = HostedZone("ZTWIN", "example.com")
    choice = choose(["www.example.com", "v2.api.example.com"], [COM, twin, API])
    assert choice.ambiguous == {"example.com": [COM, twin]}
    assert choice.zones == {"v2.api.example.com": "ZAPI"}


def test_unused_zones() -> None:
    """Label boundaries count here, too."""
    zones = ["example.com", "le.com", "a.example.com", "example.net"]
    assert unused(zones, ["b.a.example.com"]) == ["le.com", "example.net"]


_name = st.lists(
    st.text(string.ascii_lowercase[:3], min_size=1, max_size=2), min_size=2, max_size=5
).map(".".join)


@given(_name, st.lists(_name, max_size=8))
def test_longest_is_the_longest(name: str, domains: list[str]) -> None:
    """What is found holds the name, and nothing that holds it is longer."""
    found = longest(name, domains)
    holders = [domain for domain in domains if is_within(name, domain)]
    assert (found is None) == (not holders)
    assert found is None or (found in holders and len(found) == max(map(len, holders)))
