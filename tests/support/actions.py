"""Run a composite action of GitHub as its runner would: its steps, their environment, their shell.

https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
"""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell"""


@dataclass(frozen=True)
class Run:
    """What came of it."""

    status: int
    """Of the step that failed last; 0 if none did."""
    log: str
    summary: str
    outputs: dict[str, str]
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each step was given, by its name."""


def action() -> dict[str, Any]:
    """Return the action at the root of the repository."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


def run_action(
    inputs: Mapping[str, str],
    *,
    directory: Path,
    environment: Mapping[str, str],
    context: Mapping[str, str],
) -> Run:
    """Run the action in a job's directory.

    Args:
        inputs: what the workflow gives; the rest has its default.
        directory: the job's workspace; beside it lie the runner's files.
        environment: the job's.
        context: other expressions and their values, such as `github.token`.
    """
    found = action()
    runner = directory.parent / "runner files"
    runner.mkdir(exist_ok=True)
    files = {name: runner / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("", encoding="utf-8")
    values = dict(context)
    for name, declared in found["inputs"].items():
        given = inputs.get(name, str(declared.get("default", "")))
        values[f"inputs.{name}"] = _expanded(given, values)
    base = {
        **environment,
        **{name: str(file) for name, file in files.items()},
        "RUNNER_TEMP": str(runner),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
    }
    status, log, environments = 0, "", {}
    for step in found["runs"]["steps"]:
        condition = _EXPRESSION.sub(r"\1", step.get("if", "success()"))
        if condition not in ("success()", "!cancelled()"):
            raise NotImplementedError(condition)
        if status and condition == "success()":
            continue
        own = {key: _expanded(value, values) for key, value in step.get("env", {}).items()}
        environments[step["name"]] = own
        script = runner / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            [*_SHELL, str(script)],
            cwd=directory / _expanded(step.get("working-directory", "."), values),
            env={**base, **own},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        log += done.stdout + done.stderr
        status = done.returncode or status
    written = files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
    outputs = dict(line.split("=", 1) for line in written.splitlines())
    summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    return Run(status, log, summary, outputs, environments)


def _expanded(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of expressions; one that is not known is an error here."""
    return _EXPRESSION.sub(lambda found: values[found[1]], text)
