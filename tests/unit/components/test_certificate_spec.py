"""A Certificate's arguments: normal form, and all that is wrong with them at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.certificate_spec import CertificateSpec, parse
from pulumi_acm.problems import report


def spec(**args: Any) -> CertificateSpec:
    """Parse arguments that are right."""
    parsed, problems = parse(args)
    assert not problems
    assert parsed is not None
    return parsed


def lines(**args: Any) -> list[str]:
    """Return the messages about arguments that are wrong."""
    parsed, problems = parse(args)
    assert parsed is None
    return [str(problem) for problem in problems]


def test_names_are_normalised_deduplicated_and_sorted_after_the_primary() -> None:
    """The first name stays first, whatever becomes of the others."""
    assert spec(domains=["Www.example.com", "b.com", "A.com.", "www.EXAMPLE.com."]).domains == [
        "www.example.com",
        "a.com",
        "b.com",
    ]


@given(st.permutations(["*.example.com", "a.example.com", "b.example.net", "c.example.org"]))
def test_order_of_the_others_does_not_matter(others: list[str]) -> None:
    """Any order of the names after the first is the same certificate."""
    assert spec(domains=["example.com", *others]) == spec(domains=["example.com", *sorted(others)])


def test_apex_and_wildcard_share_a_validation_name() -> None:
    """One validation name for an apex and its wildcard, in the order of the names."""
    found = spec(domains=["example.com", "*.example.com", "*.api.example.com"])
    assert list(found.validation_names) == ["example.com", "api.example.com"]


def test_regions() -> None:
    """Home first, each once, CloudFront's added only where it is missing."""
    names = ["example.com"]
    assert spec(domains=names).regions_or(lambda: "eu-west-1") == ["eu-west-1"]
    assert spec(domains=names, cloudfront=True).regions_or(lambda: "eu-west-1") == [
        "eu-west-1",
        "us-east-1",
    ]
    assert spec(
        domains=names, cloudfront=True, regions=["us-east-1", "eu-west-1", "us-east-1"]
    ).regions_or(lambda: "never") == ["us-east-1", "eu-west-1"]


def test_none_means_not_given() -> None:
    """Absent arguments arrive as None from other languages."""
    assert spec(domains=["example.com"], regions=None, tags=None) == spec(domains=["example.com"])


class Output:
    """Looks like a Pulumi Output to a module that imports no Pulumi."""

    def apply(self) -> None:
        """Do nothing."""


def test_outputs_only_where_they_can_be() -> None:
    """Zone ids and tags may come later; names must be known while planning."""
    later = spec(domains=["example.com"], zones={"example.com": Output()}, tags={"a": Output()})
    assert list(later.zones) == ["example.com"]
    rule = (
        "it must be known while planning, and this is an Output of another resource: "
        "give a plain value"
    )
    assert lines(domains=Output()) == [f"domains: {rule}"]
    assert lines(domains=["example.com", Output()], regions=[Output()]) == [
        f"domains[1]: {rule}",
        f"regions[0]: {rule}",
    ]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({}, ["domains: this argument is required"]),
        ({"domains": []}, ["domains: a certificate has at least one name"]),
        ({"domains": "example.com"}, ['domains "example.com": it must be a list, even of one']),
        ({"domains": {"example.com"}}, ["domains: it must be a list, even of one"]),
        (
            {"domains": ["example.com"], "region": ["eu-west-1"]},
            ['region: there is no such argument. Did you mean "regions"?'],
        ),
        (
            {"domains": ["example.com"], "regions": ["eu-west1"]},
            ['regions[0] "eu-west1": a region is written as in eu-west-1'],
        ),
        (
            {"domains": ["example.com"], "regions": ["cn-north-1", "eu-west-1"]},
            [
                (
                    "regions: regions of one certificate, CloudFront's (us-east-1) included, are "
                    "in one AWS partition, not in cn-north-1 (aws-cn), eu-west-1 (aws); request "
                    "the others in a stack of their own"
                )
            ],
        ),
        (
            {"domains": ["example.com"], "regions": ["cn-north-1"], "cloudfront": True},
            [
                (
                    "regions: regions of one certificate, CloudFront's (us-east-1) included, are "
                    "in one AWS partition, not in cn-north-1 (aws-cn), us-east-1 (aws); request "
                    "the others in a stack of their own"
                )
            ],
        ),
        (
            {"domains": ["example.com"], "zones": {"example.net": "Z1"}},
            ['zones["example.net"]: none of the names is in this zone'],
        ),
        (
            {"domains": ["example.com"], "zones": {"example.com": "/hostedzone/Z1"}},
            [
                (
                    'zones["example.com"] "/hostedzone/Z1": a hosted zone id is written as in '
                    "Z0123456789ABCDEFGHIJ"
                )
            ],
        ),
        (
            {"domains": ["example.com"], "key_algorithm": "RSA_4096"},
            [
                (
                    "key_algorithm \"RSA_4096\": it must be 'RSA_2048', 'EC_prime256v1' or "
                    "'EC_secp384r1'"
                )
            ],
        ),
        (
            {"domains": ["example.com"], "timeout": "75 minutes"},
            ['timeout "75 minutes": a duration is written as in 90s, 75m or 1h30m'],
        ),
        (
            {"domains": ["example.com"], "timeout": "0s"},
            ['timeout "0s": it must be from 1s to 72h: then ACM gives up'],
        ),
        (
            {"domains": ["example.com"], "timeout": "73h"},
            ['timeout "73h": it must be from 1s to 72h: then ACM gives up'],
        ),
        (
            {"domains": ["example.com"], "timeout": "٣m"},
            ['timeout "٣m": a duration is written as in 90s, 75m or 1h30m'],
        ),
        (
            {"domains": ["example.com"], "tags": {"a": "b<c"}},
            ["tags.a \"b<c\": a tag has letters, digits, spaces and _.:/=+-@, not '<'"],
        ),
        (
            {"domains": ["a.example.com"], "zones": {"example.com": "Z1", "Example.com.": "Z2"}},
            ["zones: example.com is given more than once"],
        ),
        (
            {"domains": ["example.com"], "cloudfront": True, "key_algorithm": "EC_secp384r1"},
            [
                (
                    'key_algorithm "EC_secp384r1": CloudFront takes only RSA_1024, RSA_2048, '
                    "RSA_3072, RSA_4096, EC_prime256v1 (https://docs.aws.amazon.com/"
                    "AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html)"
                )
            ],
        ),
        (
            {"domains": ["example.com"], "wait": "yes"},
            ['wait "yes": it must be true or false'],
        ),
        (
            {"domains": ["example.com"], "tags": {"aws:x": "1"}},
            ['tags["aws:x"] "aws:x": AWS keeps tag keys that begin with aws: for itself'],
        ),
        (
            {"domains": ["example.com"], "tags": {str(n): "" for n in range(51)}},
            ["tags: there are at most 50 tags, here are 51"],
        ),
    ],
)
def test_messages(args: dict[str, Any], expected: list[str]) -> None:
    """Every message has the argument, the value and the rule or the way out."""
    assert lines(**args) == expected


def test_common_name_of_64() -> None:
    """64 octets are the most that a common name may have (RFC 5280)."""
    long = "a" * 53 + ".example.com"
    assert len(long) == 65
    assert spec(domains=[long[1:]]).primary == long[1:]
    assert lines(domains=[long, "example.com"]) == [
        (
            f'domains: the first name, "{long}", becomes the common name and may have at most 64 '
            'characters, this one has 65; put a shorter one first, such as "example.com"'
        )
    ]


def test_hundred_names() -> None:
    """100 distinct names are the most that the API takes, the primary one included."""
    names = [f"a{n}.example.com" for n in range(101)]
    assert len(spec(domains=[*names[:100], names[0].upper()]).domains) == 100
    assert lines(domains=names) == [
        (
            "domains: a certificate has at most 100 names, the primary one included, here are 101; "
            "split them over several certificates"
        )
    ]


def test_everything_at_once() -> None:
    """All that is wrong is said in one message, however many arguments it is in."""
    _, problems = parse(
        {
            "domains": ["*.api.*.example.com", 7, *(f"{{{n}}}.com" for n in range(101))],
            "timeout": "soon",
            "zones": {"*.example.com": "Z1"},
        }
    )
    message = report('acm.Certificate "site"', problems)
    assert message.startswith(
        'acm.Certificate "site": 106 problems\n'
        '  domains[0] "*.api.*.example.com": an asterisk may only stand alone, as the leftmost '
        'label. Did you mean "*.example.com"?\n'
        "  domains[1] 7: it must be a string\n"
        '  domains[2] "{0}.com": '
    )
    assert message.endswith("\n  and 56 more")
    assert {problem.path for problem in problems} >= {
        "domains",
        "timeout",
        'zones["*.example.com"]',
    }


@given(
    st.dictionaries(
        st.sampled_from([*CertificateSpec.model_fields, "other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=10), inner, max_size=3)
            ),
            max_leaves=8,
        ),
    )
)
def test_no_input_escapes(args: dict[str, Any]) -> None:
    """Whatever is given is parsed or answered with problems that can be printed."""
    parsed, problems = parse(args)
    assert (parsed is None) == bool(problems)
    assert report("acm.Certificate", problems)
