"""Names and their validation records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.acm import names

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_the_record_has_the_form_that_acm_gives_it() -> None:
    """ACM guide, "DNS validation": hexadecimal digits, and ten letters."""
    record = names.validation_record("123456789012", "www.example.com")
    assert re.fullmatch(r"_[0-9a-f]{32}\.www\.example\.com\.", record.name)
    assert re.fullmatch(r"_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.", record.value)


def test_it_is_the_same_in_every_region_and_for_every_certificate(world: World) -> None:
    """ACM guide, "DNS validation": one CNAME for an account and a name."""
    arns = [
        world.request("example.com", "www.example.com", region="eu-west-1"),
        world.request("www.example.com", "example.com", region="us-east-1"),
    ]
    first, second = map(world.records, arns)
    assert first == second


def test_a_wildcard_shares_the_record_of_its_apex(world: World) -> None:
    """ACM guide, "DNS validation": `*.example.com` and `example.com` are proved by one record."""
    records = world.records(world.request("*.example.com", "example.com", "EXAMPLE.com"))
    assert set(records) == {"*.example.com", "example.com"}
    assert len(set(records.values())) == 1


def test_every_other_name_and_account_has_its_own() -> None:
    """ACM guide, "DNS validation"."""
    accounts = ("123456789012", "222222222222")
    domains = ("example.com", "www.example.com", "www.www.example.com", "example.org")
    records = {names.validation_record(account, name) for account in accounts for name in domains}
    assert len({record.name for record in records}) == 8
    assert len({record.value for record in records}) == 8


@pytest.mark.parametrize(
    ("name", "parent", "below"),
    [
        ("example.com", "example.com", True),
        ("www.example.com", "example.com", True),
        ("notexample.com", "example.com", False),
        ("example.com", "www.example.com", False),
    ],
)
def test_parents_are_found_on_label_boundaries(name: str, parent: str, *, below: bool) -> None:
    """RFC 1034, 3.1: names are sequences of labels."""
    assert names.is_below(name, parent) is below


@pytest.mark.parametrize(
    ("name", "owned"),
    [
        ("d111.cloudfront.net", True),
        ("*.eu-west-1.elb.amazonaws.com", True),
        ("elasticbeanstalk.com", True),
        ("myamazonaws.com", False),
        ("amazonaws.com.example.com", False),
    ],
)
def test_amazons_own_names_are_known(name: str, *, owned: bool) -> None:
    """ACM guide, "Certificate request fails": names that end in these three."""
    assert names.is_amazon_owned(name) is owned
