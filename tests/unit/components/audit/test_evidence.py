"""Which certificates have to be described, and what zones say of their names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pulumi_acm.audit.evidence import (
    domains_of,
    in_doubt,
    is_alive,
    most_useful,
    seen_in_zones,
    shared_details,
)
from pulumi_acm.audit.model import Certificate, Detail, Validation
from unit.components.audit.test_zone_index import ME, OTHER, certificate, record, zone, zones

WWW = certificate("www.example.com")


def with_detail(of: Certificate, value: str = "_v.x.acm-validations.aws") -> Certificate:
    """Return it described: ACM asks for one record of each name."""
    validations = tuple(
        Validation(name, "DNS", "SUCCESS", f"_{value[1]}.{domain}", value)
        for name, domain in ((name, name.removeprefix("*.")) for name in of.names)
    )
    return replace(of, detail=Detail(validations, ()))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, False),
        ({"names": ("gone.example.com",)}, True),
        ({"names": ("www.example.com", "gone.example.com")}, True),
        ({"names": ("www.example.org",)}, True),
        ({"status": "FAILED"}, True),
        ({"status": "PENDING_VALIDATION"}, True),
        ({"status": "EXPIRED", "names": ("gone.example.com",)}, False),
        ({"status": "VALIDATION_TIMED_OUT", "names": ("gone.example.com",)}, False),
        ({"renewal_status": "PENDING_VALIDATION"}, True),
        ({"renewal_status": "FAILED"}, True),
        ({"renewal_status": "SUCCESS"}, False),
        ({"renewal_eligibility": "INELIGIBLE", "names": ("gone.example.com",)}, False),
        ({"renewal_eligibility": "INELIGIBLE", "validation_method": "EMAIL"}, False),
        ({"validation_method": "EMAIL"}, True),
        ({"validation_method": None}, True),
        ({"validation_method": "HTTP", "names": ("gone.example.com",)}, False),
        ({"managed_by": "CLOUDFRONT", "names": ("gone.example.com",)}, False),
        ({"key_pair_origin": "ACME", "names": ("gone.example.com",)}, False),
        ({"type": "IMPORTED", "names": ("gone.example.com",)}, False),
        ({"type": "PRIVATE", "names": ("gone.example.com",)}, False),
        ({"type": "IMPORTED", "more_names": True}, True),
        ({"more_names": True}, True),
        ({"names": ()}, True),
    ],
)
def test_doubt(change: dict[str, Any], expected: bool) -> None:
    """The zone has the record of www.example.com, and nobody else wants it."""
    made = replace(WWW, **change)
    index = zones(zone("example.com"), records=[record("www.example.com")], certificates=[made])
    assert in_doubt(made, index) is expected
    assert not in_doubt(with_detail(made), index)


def test_one_for_an_account_and_a_name() -> None:
    """That with most names first: it makes the others needless."""
    found = [
        certificate("a.example.com"),
        certificate("a.example.com", "b.example.com", "c.example.com"),
        certificate("*.b.example.com"),
        certificate("c.example.com", "d.example.com"),
        certificate("a.example.com", account=OTHER),
    ]
    index = zones(zone("example.com"), certificates=found)
    assert most_useful(found, index, 10) == [found[1], found[3], found[4]]
    assert most_useful(found, index, 2) == [found[1], found[3]]
    known = [with_detail(found[1]), *found[2:]]
    assert most_useful(known, index, 10) == [found[3], found[4]]


def test_those_with_something_of_their_own() -> None:
    """Two renewals that wait may wait for different things."""
    stuck = [
        replace(certificate("a.example.com"), renewal_status="PENDING_VALIDATION", arn=f"arn:{n}")
        for n in range(2)
    ]
    found = [certificate("a.example.com"), *stuck]
    index = zones(zone("example.com"), certificates=found)
    assert most_useful(found, index, 10) == stuck


def test_an_apex_and_its_wildcard_are_one_name() -> None:
    """They share a record."""
    assert domains_of(certificate("example.com", "*.example.com")) == ["example.com"]


def test_states() -> None:
    """The value is compared wherever it is known, be it by another certificate."""
    made = certificate("example.com", "gone.example.com", "www.example.org")
    records = [record("example.com")]
    index = zones(zone("example.com"), records=records, certificates=[made])
    seen = seen_in_zones(made, index)
    assert {domain: each.state for domain, each in seen.items()} == {
        "example.com": "right",
        "gone.example.com": "missing",
        "www.example.org": "unknown",
    }
    assert seen["example.com"].where == "hosted zone example.com (Z1)"
    assert seen["www.example.org"].where == "DNS"
    asked = shared_details([with_detail(made), certificate("example.com")])
    assert seen_in_zones(made, index, asked)["example.com"].state == "right"


def test_a_wrong_value() -> None:
    """At the name that ACM asks for, something else."""
    made = with_detail(certificate("example.com"))
    other = "_v.other.acm-validations.aws"
    index = zones(zone("example.com"), records=[record("example.com", value=other)])
    said = seen_in_zones(made, index)["example.com"]
    assert (said.state, said.found) == ("wrong", other)
    assert (said.record_name, said.record_value) == ("_v.example.com", "_v.x.acm-validations.aws")


def test_a_record_that_is_another_account_s() -> None:
    """At another name: that which ACM asks for is missing."""
    made = with_detail(certificate("example.com"))
    other = record("example.com", value="_w.x.acm-validations.aws")
    said = seen_in_zones(made, zones(zone("example.com"), records=[other]))["example.com"]
    assert (said.state, said.found) == ("missing", None)


def test_a_record_nobody_can_tell_of() -> None:
    """Of a certificate that nothing uses, which nobody has described."""
    two = [record("example.com"), record("example.com", value="_w.x.acm-validations.aws")]
    made = certificate("example.com")
    assert seen_in_zones(made, zones(zone("example.com"), records=two))["example.com"].state == (
        "unknown"
    )


def test_zones_of_one_name_that_differ() -> None:
    """Nobody knows to which of them DNS leads."""
    made = with_detail(certificate("example.com"))
    both = (zone("example.com"), zone("example.com", "Z2"))
    two = [record("example.com"), record("example.com", "Z2")]
    assert seen_in_zones(made, zones(*both, records=two))["example.com"].state == "right"
    said = seen_in_zones(made, zones(*both, records=two[1:]))["example.com"]
    assert (said.state, said.where) == (
        "unknown",
        "hosted zone example.com (Z1) or hosted zone example.com (Z2)",
    )
    assert said.reasons == ("one of these zones has it and another one has not",)
    assert in_doubt(certificate("example.com"), zones(*both, records=two[1:]))


def test_a_cname_that_leads_on() -> None:
    """ACM follows it, wherever it leads; the zone cannot tell what is there."""
    made = with_detail(certificate("example.com"))
    index = zones(zone("example.com", aliases=(("_v.example.com", "v.example.net"),)))
    said = seen_in_zones(made, index)["example.com"]
    assert (said.state, said.reasons) == ("unknown", ("it is a CNAME that leads to v.example.net",))


def test_caa() -> None:
    """Wildcards have rules of their own."""
    rules = (("example.com", ('0 issue "amazon.com"', '0 issuewild ";"')),)
    index = zones(zone("example.com", caa=rules))
    said = seen_in_zones(certificate("example.com", "*.example.com"), index)["example.com"]
    assert said.caa == 'example.com: 0 issue "amazon.com", 0 issuewild ";"'
    assert seen_in_zones(certificate("example.com"), index)["example.com"].caa is None


def test_alive() -> None:
    """What ACM will validate (again)."""
    assert is_alive(certificate("example.com", account=ME))
    assert not is_alive(certificate("example.com", status="FAILED"))
