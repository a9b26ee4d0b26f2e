"""The JSON form of an audit is documented, and keeps to its document."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ConfigDict, TypeAdapter

from pulumi_acm.audit import model
from pulumi_acm.audit.model import SCHEMA_VERSION, Audit
from pulumi_acm.audit.reports import document, summary
from support.audits import EMPTY, FULL, many, nasty

DOCUMENT = Path(__file__).parents[4] / "docs/audit.schema.json"


def schema(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the schema as the classes and their docstrings have it."""
    for found in {**vars(model), **vars(summary), **vars(document)}.values():
        if dataclasses.is_dataclass(found):
            config = ConfigDict(use_attribute_docstrings=True)
            monkeypatch.setattr(found, "__pydantic_config__", config, raising=False)
    made = TypeAdapter(document.Document).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"pulumi-acm audit --format json, version {SCHEMA_VERSION}",
        **{key: value for key, value in made.items() if key != "title"},
    }


def test_the_document_says_what_the_classes_say(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """`make schema` writes it anew."""
    made = json.dumps(schema(monkeypatch), indent=2) + "\n"
    if pytestconfig.getoption("--update-schema"):
        DOCUMENT.write_text(made, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("audit", [EMPTY, FULL, many(50), nasty("\ud7ff</script>\x1b")])
def test_every_audit_keeps_to_it(audit: Audit) -> None:
    """As whoever reads the JSON would check it."""
    schema = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.validate(json.loads(document.render(audit)), schema, format_checker=checker)


def test_what_it_says() -> None:
    """The sum first, then all of it."""
    told = json.loads(document.render(FULL))
    assert list(told)[:3] == ["version", "summary", "findings"]
    assert told["version"] == SCHEMA_VERSION
    assert told["summary"] == {
        "certificates": 5,
        "outlooks": {"renews": 1, "needs-person": 2, "will-not-renew": 1, "unknown": 1},
        "renews_by": {"dns": 1},
        "findings": {"critical": 1, "high": 1, "medium": 1, "low": 1},
        "codes": {"expired": 1, "record-missing": 1, "not-in-use": 1, "orphan-record": 1},
        "known": 2,
        "gaps": 3,
        "calls": 5,
        "retries": 2,
    }
    assert told["inventory"]["taken_at"] == "2026-11-24T10:00:00Z"
    assert told["inventory"]["gaps"][0]["hint"] == "allow acm:ListCertificates"
    assert told["forecasts"][0]["breaks"] == "2027-03-04"


def test_no_control_characters() -> None:
    """It may be printed on a terminal, which obeys them."""
    text = document.render(nasty("a\x1b[31m\x9b2J\u202e"))
    assert all(c.isprintable() or c == "\n" for c in text)
    assert text.isascii()
