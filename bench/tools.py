"""The tools that are compared: how to get them, to ask them, and to read what they answer."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from account import QUESTIONS, REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).parent
ENVIRONMENTS: Final = HERE / ".cache"
"""Not in git, as every .cache here."""
EXPIRING, UNUSED, WEAK, NO_RENEWAL, LATER = QUESTIONS
_CHECKS: Final = {
    "acm_certificates_expiration_check": EXPIRING,
    "acm_certificates_with_secure_key_algorithms": WEAK,
    # No part of the question, but one of Prowler's three; it costs no call more.
    "acm_certificates_transparency_logs_enabled": None,
}
_FINDINGS: Final = {"expiring": EXPIRING, "not-in-use": UNUSED, "weak-key": WEAK}

Answers: TypeAlias = dict[str, set[str]]
"""By question: the ARNs."""


@dataclass(frozen=True)
class Tool:
    """One way to ask the question."""

    name: str
    package: str | None
    """On PyPI, with its version, for an environment of its own; None: this one."""
    command: Callable[[Path], list[str]]
    """What asks; it is to write below a directory."""
    answers: Callable[[Path], Answers]
    """What was answered there."""
    knows: tuple[str, ...]
    """The questions that it has an answer to."""

    @property
    def programs(self) -> Path:
        """The directory of its programs."""
        return _environment(self.package) / "bin" if self.package else Path(sys.executable).parent

    def install(self) -> None:
        """Install it, once, from PyPI."""
        if self.package is None or (_environment(self.package) / "ready").exists():
            return
        environment = _environment(self.package)
        print(f"Installing {self.package} into {environment.relative_to(HERE.parent)} ...")
        venv.create(environment, with_pip=True, clear=True)
        pip = [str(self.programs / "python"), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", self.package], check=True)
        (environment / "ready").touch()


def _environment(package: str) -> Path:
    return ENVIRONMENTS / package.replace("==", "-")


def _by_audit(directory: Path) -> list[str]:
    regions = [word for region in REGIONS for word in ("--region", region)]
    # There is no DNS here that would know the names.
    options = ["--no-dns", "--format", "json", "--output", str(directory / "report.json")]
    return ["pulumi-acm", "audit", *regions, *options]


def _by_question(directory: Path) -> list[str]:
    return ["python", str(HERE / "question.py"), str(directory / "report.json"), *REGIONS]


def _of_report(directory: Path) -> Answers:
    report = json.loads((directory / "report.json").read_text(encoding="utf-8"))
    found: Answers = defaultdict(set)
    for finding in report["findings"]:
        if finding["code"] in _FINDINGS:
            found[_FINDINGS[finding["code"]]].add(finding["resource"])
    for forecast in report["forecasts"]:
        if forecast["outlook"] != "renews":
            found[NO_RENEWAL].add(forecast["arn"])
    return found


def _by_custodian(directory: Path) -> list[str]:
    regions = [word for region in REGIONS for word in ("--region", region)]
    # A cache of its own for each run, so that no run has the answers of another.
    options = ["--cache", str(directory / "cache.db"), "--output-dir", str(directory / "found")]
    return ["custodian", "run", *regions, *options, str(HERE / "custodian.yml")]


def _of_custodian(directory: Path) -> Answers:
    questions = {"expiring": EXPIRING, "unused": UNUSED, "weak-key": WEAK, "no-renewal": NO_RENEWAL}
    found: Answers = defaultdict(set)
    for path in (directory / "found").glob("*/*/resources.json"):
        resources = json.loads(path.read_text(encoding="utf-8"))
        found[questions[path.parent.name]] |= {each["CertificateArn"] for each in resources}
    return found


def _by_prowler(directory: Path) -> list[str]:
    # Those that nothing uses too; one report with the failed ones only: the least that it can do.
    written = ["--output-formats", "json-ocsf", "--status", "FAIL", "--no-banner", "--no-color"]
    where = ["--output-directory", str(directory), "--output-filename", "report"]
    checks = ["--checks", *_CHECKS, "--scan-unused-services", "--ignore-exit-code-3"]
    config = ["--config-file", str(HERE / "prowler.yml")]
    return ["prowler", "aws", *checks, "--region", *REGIONS, *config, *written, *where]


def _of_prowler(directory: Path) -> Answers:
    found: Answers = defaultdict(set)
    results: list[dict[str, Any]] = json.loads(
        (directory / "report.ocsf.json").read_text(encoding="utf-8")
    )
    for result in results:
        question = _CHECKS[result["metadata"]["event_code"]]
        if question is not None:
            found[question].add(result["resources"][0]["uid"])
    return found


TOOLS: Final = (
    Tool("pulumi-acm: that question", None, _by_question, _of_report, QUESTIONS),
    Tool("pulumi-acm audit: all that it asks", None, _by_audit, _of_report, QUESTIONS),
    Tool(
        "Cloud Custodian 0.9.53",
        "c7n==0.9.53",
        _by_custodian,
        _of_custodian,
        (EXPIRING, UNUSED, WEAK, NO_RENEWAL),
    ),
    Tool("Prowler 5.46.0", "prowler==5.46.0", _by_prowler, _of_prowler, (EXPIRING, WEAK)),
)
