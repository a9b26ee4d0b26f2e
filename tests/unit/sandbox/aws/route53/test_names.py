"""DNS names as Route 53 writes and sorts them."""

from __future__ import annotations

import pytest

from acm_sandbox.aws.route53 import names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Example.COM", "example.com."),
        ("example.com.", "example.com."),
        ("*.example.com", r"\052.example.com."),
        (r"\052.example.com", r"\052.example.com."),
        ("_acme.example.com", "_acme.example.com."),
        (r"\101.example.com", "a.example.com."),
        ("a b.example.com", r"a\040b.example.com."),
        ("bücher.example.com", r"b\303\274cher.example.com."),
    ],
)
def test_names_have_one_form(given: str, kept: str) -> None:
    """Route 53 guide, "DNS domain name format": lower case, anything unusual escaped in octal."""
    assert names.normal(given) == kept
    assert names.normal(kept) == kept


def test_names_are_sorted_by_their_labels_reversed() -> None:
    """API model, ListResourceRecordSets: `com.example.www.`, the dots counting as characters."""
    ordered = [
        "example.com.",
        "a.example.com.",
        "b.a.example.com.",
        "a-b.example.com.",
        "example.org.",
    ]
    assert sorted(ordered, key=names.sort_key) == [
        "example.com.",
        "a-b.example.com.",
        "a.example.com.",
        "b.a.example.com.",
        "example.org.",
    ]


@pytest.mark.parametrize(
    ("name", "inside"),
    [("example.com.", True), ("a.example.com.", True), ("notexample.com.", False)],
)
def test_a_zone_ends_at_a_label(name: str, *, inside: bool) -> None:
    """RFC 1034, 3.1."""
    assert names.is_in_zone(name, "example.com.") is inside
