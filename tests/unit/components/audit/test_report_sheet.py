"""The CSV of an audit: a row a certificate, nothing is a formula, nothing is left out."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.audit.model import Audit
from pulumi_acm.audit.reports import sheet
from support.audits import EMPTY, FULL, OLD, SITE, arn, many, nasty


def rows(audit: Audit) -> list[dict[str, str]]:
    """Return the rows as a program reads them."""
    return list(csv.DictReader(io.StringIO(sheet.render(audit), newline="")))


def test_a_certificate_has_its_forecast_and_its_findings_in_its_row() -> None:
    """So that the table can be sorted by what breaks first."""
    site, _, old, imported, odd = [each for each in rows(FULL) if each["row"] == "certificate"]
    assert (site["subject"], site["names"]) == ("example.com", "example.com *.example.com")
    assert (site["outlook"], site["starts"], site["breaks"]) == (
        "renews",
        "2027-01-18",
        "2027-03-04",
    )
    assert site["forecast"] == "renews by itself by its DNS record"
    assert (site["severity"], site["findings"]) == ("", "")
    assert site["stack"] == "in the stack"
    assert site["resource"] == SITE.arn
    assert site["served_by"] == "Application Load Balancer web-1:443"
    assert (old["severity"], old["findings"]) == ("critical", "expired not-in-use")
    assert old["reason"] == ("it expired on 2026-11-21 / nothing uses it, so ACM does not renew it")
    assert (old["in_use"], site["in_use"]) == ("false", "true")
    assert imported["type"] == "IMPORTED"
    assert odd["names"] == "odd.example.com ..."


def test_what_is_no_certificate_has_a_row_of_its_own() -> None:
    """Records, what could not be read, and the number of calls."""
    record, gone, *gaps, calls = [each for each in rows(FULL) if each["row"] != "certificate"]
    assert record["row"] == "resource"
    assert record["findings"] == "orphan-record"
    assert record["region"] == "global"
    assert [(each["row"], each["subject"], each["reason"]) for each in gaps][-1] == (
        "gap",
        "distributions",
        "Throttling: rate exceeded",
    )
    assert (gone["row"], gone["stack"]) == ("resource", "in the stack, gone from AWS")
    assert gone["resource"] == arn(9)
    assert len(gaps) == 3
    assert (calls["row"], calls["subject"]) == ("calls", "5 API calls, 2 of them repeated")


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\x00=1", "\uff1d1", "\x9b=1"],
)
def test_nothing_is_a_formula(value: str) -> None:
    """Not with a character before it that a spreadsheet drops, either."""
    for row in rows(nasty(value)):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\uff1d", "\t", "\r", "\n", " "))


@given(value=st.text(min_size=1))
def test_every_value_stays_in_its_cell(value: str) -> None:
    """Whatever a value is, there are as many rows and columns, and no control characters."""
    text = sheet.render(nasty(value))
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in found} == {len(sheet.COLUMNS)}
    assert [row[0] for row in found[1:]] == ["certificate", "resource", "gap", "calls"]
    assert all(c.isprintable() or c in "\r\n" for c in text)


def test_no_certificate_is_left_out() -> None:
    """However many there are."""
    audit = many(2000)
    assert {each["resource"] for each in rows(audit)} >= {
        each.arn for each in audit.inventory.certificates
    }
    assert [each["row"] for each in rows(EMPTY)] == ["calls"]
    assert arn(1) != OLD.arn
