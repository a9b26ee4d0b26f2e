"""`acm:certificates` in a stack's configuration."""

import pytest

from pulumi_acm.stack.config import certificates


def test_arguments_by_name() -> None:
    """Each entry is a name and the component's own arguments."""
    found, problems = certificates(
        [
            {"name": "site", "domains": ["example.com"], "cloudfront": True},
            {"name": "api", "domains": ["api.example.com"]},
        ]
    )
    assert not problems
    assert found == {
        "site": {"domains": ["example.com"], "cloudfront": True},
        "api": {"domains": ["api.example.com"]},
    }


@pytest.mark.parametrize("value", [None, "site", {"name": "site"}, 3])
def test_not_a_list(value: object) -> None:
    """Anything but a list is refused with what belongs there."""
    _, problems = certificates(value)
    assert [str(each).split(":", 2)[2] for each in problems] == [
        " it must be a list of certificates, each with name and domains"
    ]


def test_all_problems_of_all_entries() -> None:
    """The path leads to the field, whichever entry it is in."""
    _, problems = certificates(
        [
            {"name": "site", "domains": ["exa mple.com"], "keyAlgorithm": "RSA_2048"},
            "api",
            {"name": "site", "domains": ["example.com"]},
            {"domains": ["example.com"]},
            {"name": "a/b", "domains": []},
        ]
    )
    assert [str(each) for each in problems] == [
        (
            'acm:certificates[0].domains[0] "exa mple.com": a label has letters, digits and '
            "hyphens, no hyphen first or last: 'exa mple'"
        ),
        (
            "acm:certificates[0].keyAlgorithm: there is no such argument. "
            'Did you mean "key_algorithm"?'
        ),
        'acm:certificates[1] "api": it must be a mapping with name and domains',
        'acm:certificates[2].name "site": another certificate has this name',
        "acm:certificates[3].name: this argument is required",
        (
            'acm:certificates[4].name "a/b": a name has up to 100 letters, digits, dots, hyphens '
            "and underscores"
        ),
        "acm:certificates[4].domains: a certificate has at least one name",
    ]
