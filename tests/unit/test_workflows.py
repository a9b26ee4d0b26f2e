"""The workflows in docs/ are such that a CI system takes them."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from pulumi_acm.cli.app import app
from support.actions import ROOT, action

WORKFLOWS = ROOT / "docs" / "workflows"


def load(name: str) -> dict[str, Any]:
    """Return a workflow."""
    found: dict[str, Any] = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    return found


def test_every_action_is_of_a_major_version() -> None:
    """A branch would change under the reader's feet."""
    [job] = load("github.yml")["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    for each in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@v\d+", each)


def test_the_action_is_given_what_it_takes() -> None:
    """Every input is one that it declares, and none that it needs is missing."""
    [job] = load("github.yml")["jobs"].values()
    inputs = job["steps"][-1]["with"].keys()
    declared = action()["inputs"]
    assert inputs <= declared.keys()
    assert {name for name, each in declared.items() if each.get("required")} <= inputs


@pytest.mark.parametrize("path", [Path("docs/workflows/gitlab.yml"), Path("action.yml")])
def test_every_option_is_one_of_the_command(path: Path) -> None:
    """What is written in a workflow is not run before it is copied."""
    text = (ROOT / path).read_text(encoding="utf-8")
    known = "".join(
        CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).stdout
        for name in ("preview", "comment")
    )
    used = set(
        re.findall(r"--(?:from|stack|cwd|check-[a-z-]+|fail-[a-z]+|format|output|number)", text)
    )
    assert used
    for option in used:
        assert option in known
