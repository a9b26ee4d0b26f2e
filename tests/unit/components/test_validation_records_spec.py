"""What the arguments of ValidationRecords must be, and the records that arrive later."""

import pytest

from pulumi_acm.validation_records_spec import (
    CertificateRecordsSpec,
    NamedRecordsSpec,
    by_name,
    parse,
)

RECORD = {"domain": "A.example.com.", "name": "_n.", "type": "CNAME", "value": "_v.", "more": 1}


class Later:
    """Something like an Output."""

    def apply(self) -> None:
        """Be taken for one."""


def test_names_are_those_that_are_validated() -> None:
    """In normal form, an apex and its wildcard once, in the order given."""
    args = {"domains": ["*.B.example.com", "b.example.com.", "a.example.com"], "records": Later()}
    spec, problems = parse(args)
    assert problems == []
    assert isinstance(spec, NamedRecordsSpec)
    assert spec.domains == ["b.example.com", "a.example.com"]
    assert spec.keep


def test_a_certificate_instead() -> None:
    """Then there are no names and no records beside it."""
    spec, problems = parse({"certificate": object(), "domains": None})
    assert problems == []
    assert isinstance(spec, CertificateRecordsSpec)
    _, problems = parse({"certificate": object(), "domains": ["a.example.com"]})
    assert [each.path for each in problems] == ["domains"]


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        ({"records": []}, "domains: this argument is required"),
        ({"domains": [], "records": []}, "domains: there is at least one name"),
        ({"domains": Later(), "records": []}, "domains: it must be known while planning"),
        (
            {"domains": ["a.example.com"], "records": [], "zones": {"example.net": "Z1"}},
            'zones["example.net"]: none of the names is in this zone',
        ),
        (
            {"domains": ["a.example.com"], "records": [], "zone": {}},
            'zone: there is no such argument. Did you mean "zones"?',
        ),
    ],
)
def test_problems(args: object, problem: str) -> None:
    """Each is said with its way out."""
    spec, [found] = parse(args)
    assert spec is None
    assert str(found).startswith(problem)


def test_records_by_name() -> None:
    """Names are in normal form, and what is not asked for does not matter."""
    found, problems = by_name([RECORD], ["a.example.com"])
    assert problems == []
    assert found["a.example.com"] == {
        "domain": "a.example.com",
        "name": "_n.",
        "type": "CNAME",
        "value": "_v.",
    }


@pytest.mark.parametrize("records", [[], None])
def test_records_that_are_missing(records: object) -> None:
    """All of them are listed; an output that is not there has none."""
    _, problems = by_name(records, ["a.example.com", "b.example.com"])
    assert [each.message.partition(":")[0] for each in problems] == [
        "there is none for a.example.com",
        "there is none for b.example.com",
    ]


@pytest.mark.parametrize(
    "records",
    ["hunter2", [{**RECORD, "value": ["hunter2"]}], [{**RECORD, "domain": "hunter_2!"}]],
)
def test_values_that_arrive_are_not_shown(records: object) -> None:
    """It may be a secret that was mixed up with the records."""
    _, problems = by_name(records, ["a.example.com"])
    assert problems
    assert "hunter" not in "".join(map(str, problems))
