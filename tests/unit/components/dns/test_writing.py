"""Records as other DNS takes them: what is written is read again by a parser of the form."""

import csv
import io
import json

import dns.zone

from pulumi_acm.dns.needed import needed
from pulumi_acm.dns.writing import as_bind, as_csv, as_json, fields
from support.states import certificate, state, token

RECORDS = needed(
    state(certificate("site", "example.com", "a.b.example.com", "shop.example.net"))
).records


def test_bind() -> None:
    """A name server reads the fragment at the end of a zone's file, and finds each record."""
    fragment = as_bind(RECORDS)
    head = "$ORIGIN example.com.\n@ 60 IN SOA ns. root. 1 1 1 1 1\n@ 60 IN NS ns.\n"
    com, net = fragment.split("$ORIGIN shop.example.net.")
    zone = dns.zone.from_text(head + com, "example.com.", relativize=False)
    for name in ("example.com", "a.b.example.com"):
        record, value = token(name)
        [found] = zone.find_rdataset(record, "CNAME")
        assert (found.target.to_text(), zone.find_rdataset(record, "CNAME").ttl) == (value, 300)
    assert net.splitlines() == ["", "_a16 300 IN CNAME _b16.abcdefghij.acm-validations.aws."]
    assert com.splitlines()[3:6] == [
        "$ORIGIN example.com.",
        "_a11     300 IN CNAME _b11.abcdefghij.acm-validations.aws.",
        "_a15.a.b 300 IN CNAME _b15.abcdefghij.acm-validations.aws.",
    ]


def test_json() -> None:
    """The shape is the documented one."""
    assert json.loads(as_json([fields(each) for each in RECORDS]))[2] == {
        "domain": "shop.example.net",
        "zone": "shop.example.net",
        "host": "_a16",
        "name": "_a16.shop.example.net",
        "type": "CNAME",
        "value": "_b16.abcdefghij.acm-validations.aws",
        "ttl": 300,
        "external": True,
        "certificates": ["site"],
    }


def test_csv() -> None:
    """One row a record under a heading; nothing at all where there is none."""
    rows = list(csv.DictReader(io.StringIO(as_csv(fields(each) for each in RECORDS))))
    assert [row["domain"] for row in rows] == ["example.com", "a.b.example.com", "shop.example.net"]
    assert (rows[0]["external"], rows[0]["certificates"]) == ("true", "site")
    assert as_csv([]) == ""
