"""The JSON form of a report is documented, and keeps to its document."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ConfigDict, TypeAdapter

from pulumi_acm.preview import model
from pulumi_acm.preview.model import SCHEMA_VERSION, Report
from pulumi_acm.preview.reading import read
from recordings.record import PREVIEWS, load
from support.reports import FULL

DOCUMENT = Path(__file__).parents[4] / "docs/preview.schema.json"
NAMES = sorted({path.name.partition(".")[0] for path in PREVIEWS.iterdir()})


def schema(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the schema as the classes and their docstrings have it."""
    for found in vars(model).values():
        if dataclasses.is_dataclass(found):
            config = ConfigDict(use_attribute_docstrings=True)
            monkeypatch.setattr(found, "__pydantic_config__", config, raising=False)
    made = TypeAdapter(Report).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"pulumi-acm preview --format json, version {SCHEMA_VERSION}",
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


@pytest.mark.parametrize("name", NAMES)
def test_every_recording_keeps_to_it(name: str) -> None:
    """As whoever reads the JSON would check it."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(read(load(name)).as_json())), document)


def test_a_full_report_keeps_to_it() -> None:
    """With everything that a report can have."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(FULL.as_json())), document)
