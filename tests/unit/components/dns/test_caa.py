"""Whom CAA records let issue: RFC 8659."""

import pytest

from pulumi_acm.dns.caa import AMAZON, Property, forbids


def rules(*texts: str) -> list[Property]:
    """Read records from `flags tag value`."""
    split = (text.split(" ", 2) for text in texts)
    return [Property(int(flags), tag, value) for flags, tag, value in split]


@pytest.mark.parametrize("issuer", AMAZON)
def test_each_of_amazons_names_is_enough(issuer: str) -> None:
    """Beside others, in any case, with parameters."""
    records = rules("0 issue letsencrypt.org", f"0 Issue {issuer.upper()}; account=1")
    assert not forbids(records, "example.com")
    assert not forbids(records, "*.example.com")


@pytest.mark.parametrize(
    ("records", "plain", "wildcard"),
    [
        ([], False, False),
        (["0 issue letsencrypt.org"], True, True),
        (["0 issue ;"], True, True),
        (["0 issue "], True, True),
        (["0 iodef mailto:a@example.com"], False, False),
        (["0 issuewild ;"], False, True),
        (["0 issue amazon.com", "0 issuewild ;"], False, True),
        (["0 issue ;", "0 issuewild amazon.com"], True, False),
        (["0 issue amazon.com.evil.org"], True, True),
        (["0 issue notamazon.com"], True, True),
        (["0 unheard-of x"], False, False),
        (["128 unheard-of x", "0 issue amazon.com"], True, True),
        (["128 issue amazon.com"], False, False),
    ],
)
def test_rules(records: list[str], plain: bool, wildcard: bool) -> None:
    """A wildcard has rules of its own, where there are any."""
    assert forbids(rules(*records), "a.example.com") is plain
    assert forbids(rules(*records), "*.example.com") is wildcard
