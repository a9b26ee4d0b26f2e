"""The SARIF of an audit: what code scanning takes, and can follow from run to run."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pulumi_acm.audit.model import SEVERITIES, Audit
from pulumi_acm.audit.reports import sarif
from pulumi_acm.audit.rules import RULES
from support.audits import EMPTY, FINDINGS, FULL, arn, many, nasty

SCHEMA = Path(__file__).parents[3] / "support/sarif.schema.json"


def run(audit: Audit) -> dict[str, Any]:
    """Return the one run of a log that keeps to the schema."""
    log = json.loads(sarif.render(audit))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    jsonschema.validate(log, schema, jsonschema.Draft7Validator, format_checker=checker)
    [found] = log["runs"]
    return dict(found)


@pytest.mark.parametrize("audit", [EMPTY, FULL, many(50)])
def test_it_keeps_to_the_schema(audit: Audit) -> None:
    """With one result for each finding."""
    assert len(run(audit)["results"]) == len(audit.findings)


@given(value=st.text(min_size=1))
@example(value="../../etc/passwd")
@example(value="http://example.com/")
@settings(max_examples=30, deadline=None)
def test_so_does_one_with_nasty_values(value: str) -> None:
    """And the path of a place stays below `aws/`."""
    for result in run(nasty(value))["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.startswith("aws/")
        assert re.fullmatch(r"[\w/.~%-]+", uri, re.ASCII)
        assert not set(uri.split("/")) & {"..", "."} or value in ("..", ".")


def test_a_result() -> None:
    """What is wrong, what to do, how bad, and where."""
    first = run(FULL)["results"][0]
    assert first["ruleId"] == "expired"
    assert first["level"] == "error"
    assert first["message"]["text"] == (
        "old.example.net (123456789012 eu-west-1): it expired on 2026-11-21. To do: request it "
        "anew, or delete it."
    )
    [location] = first["locations"]
    [logical] = location["logicalLocations"]
    assert logical["fullyQualifiedName"] == FINDINGS[0].resource
    assert location["physicalLocation"]["artifactLocation"]["uri"] == (
        "aws/123456789012/eu-west-1/certificate/00000000-0000-4000-8000-000000000003"
    )


def test_levels() -> None:
    """SARIF has three of them; the severity is beside them."""
    found = [
        (each["properties"]["severity"], each["level"])
        for each in run(
            replace(
                FULL,
                findings=tuple(replace(FINDINGS[0], severity=severity) for severity in SEVERITIES),
            )
        )["results"]
    ]
    assert found == [
        ("low", "note"),
        ("medium", "warning"),
        ("high", "error"),
        ("critical", "error"),
    ]


def test_every_rule_is_explained() -> None:
    """And the index of a result leads to its rule."""
    found = run(FULL)
    rules = found["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == list(RULES)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"] in rule["help"]["text"]
        assert RULES[rule["id"]].when in rule["help"]["markdown"]
        assert 0 < float(rule["properties"]["security-severity"]) < 10
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_fingerprints_are_stable_and_tell_findings_apart() -> None:
    """The words and the severity may change from day to day."""

    def prints(audit: Audit) -> list[str]:
        return [each["partialFingerprints"][sarif.FINGERPRINT] for each in run(audit)["results"]]

    later = replace(
        FULL,
        findings=tuple(
            replace(each, reason="another day", severity="critical") for each in FINDINGS
        ),
    )
    assert prints(later) == prints(FULL)
    assert len(set(prints(FULL))) == len(FINDINGS)


def test_gaps_and_calls() -> None:
    """An audit that could not read all was no success."""
    found = run(FULL)
    [invocation] = found["invocations"]
    assert invocation["executionSuccessful"] is False
    texts = [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
    assert texts[0] == (
        "certificates in 210987654321 eu-west-1 could not be read: AccessDeniedException: not "
        "authorized. To do: allow acm:ListCertificates."
    )
    assert len(texts) == 3
    assert found["properties"]["apiCalls"] == 5
    assert found["properties"]["stack"][-1] == f"1 in the stack, gone from AWS {arn(9)}"
    assert run(EMPTY)["invocations"][0]["executionSuccessful"] is True


def test_no_value_is_a_link_or_a_placeholder() -> None:
    """Messages have both of them."""
    text = run(nasty("[x](http://example.com) {0}"))["results"][0]["message"]["text"]
    assert "\\[x\\](http://example.com) {{0}}" in text


def test_no_control_characters() -> None:
    """It may be printed on a terminal, which obeys them."""
    text = sarif.render(nasty("a\x1b[31m\x9b2J"))
    assert all(c.isprintable() or c == "\n" for c in text)
    assert text.isascii()
