"""The GitHub action, run with the real engine: its own shell steps, with a runner's files faked."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.actions import ROOT, Run, action, run_action
from support.certificates import program, zone
from support.engine import EngineSandbox, Project
from support.review_hosts import TOKEN, Host, running

MARKER = "<!-- pulumi-acm: project/test -->\n"
BEFORE = program(domains=["example.com"], regions=["eu-west-1"])
AFTER = program(domains=["example.com", "api.example.com"], regions=["eu-west-1"])
_PYTHON = """#!/bin/sh
# What `python3 -m venv` and its pip would do, without the network.
if [ "$1 $2" != "-m venv" ]; then exec "{python}" "$@"; fi
mkdir -p "$3/bin"
printf '#!/bin/sh\\nfor each; do echo "$each"; done > "{log}"\\n' > "$3/bin/pip"
printf '#!/bin/sh\\nexec "{acm}" "$@"\\n' > "$3/bin/pulumi-acm"
chmod +x "$3/bin/pip" "$3/bin/pulumi-acm"
"""


@pytest.fixture
def host() -> Iterator[Host]:
    """GitHub."""
    with running("github") as found:
        yield found


@pytest.fixture
def project(sandbox: EngineSandbox) -> Project:
    """A stack with a certificate, in a repository whose path has a space in it."""
    zone(sandbox, "example.com")
    made = sandbox.project(BEFORE)
    assert made.up().ok
    made.write(AFTER)
    return made


@pytest.fixture
def run(project: Project, host: Host, tmp_path: Path) -> Callable[..., Run]:
    """Return what runs the action for pull request 7; a number of "" is no pull request."""
    workspace = tmp_path / "job" / "my work"
    workspace.mkdir(parents=True)
    (workspace / "the stack").symlink_to(project.directory)
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    text = _PYTHON.format(
        python=sys.executable, log=tmp_path / "pip", acm=Path(sys.executable).parent / "pulumi-acm"
    )
    (bin_ / "python3").write_text(text, encoding="utf-8")
    (bin_ / "python3").chmod(0o755)
    environment = {
        **project.environment,
        "GITHUB_API_URL": host.url,
        "GITHUB_REPOSITORY": "o/r",
    }

    def make(number: str = "7", path: str | None = None, **inputs: str) -> Run:
        path = project.environment["PATH"] if path is None else path
        given = {key.replace("_", "-"): value for key, value in inputs.items()}
        return run_action(
            {"stack": "test", "directory": "the stack", **given},
            directory=workspace,
            environment={**environment, "PATH": f"{bin_}{os.pathsep}{path}"},
            context={"github.token": TOKEN, "github.event.pull_request.number": number},
        )

    return make


def test_it_previews_and_comments(run: Callable[..., Run], host: Host, tmp_path: Path) -> None:
    """One comment, the job's summary and the outputs; what is installed is the action's own."""
    done = run()
    assert done.status == 0, done.log
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: safe to merge\n")
    assert done.summary.startswith("### Certificates: safe to merge\n")
    assert done.outputs["verdict"] == "safe"
    assert Path(done.outputs["report"]).is_file()
    assert (tmp_path / "pip").read_text(encoding="utf-8").splitlines()[-1] == f"{ROOT}[cli]"


def test_the_program_gets_no_token(run: Callable[..., Run]) -> None:
    """Only the step that posts has it."""
    given = run().environments
    assert [name for name, own in given.items() if TOKEN in own.values()] == ["Report"]


def test_a_failing_preview_is_told_in_the_same_comment(
    run: Callable[..., Run], host: Host, project: Project
) -> None:
    """And fails the job; the next one is good again."""
    assert run().status == 0
    project.write("1 / 0")
    done = run()
    assert done.status == 3, done.log
    assert "ZeroDivisionError" in done.summary
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: the preview failed\n")
    assert "ZeroDivisionError" in body
    project.write(AFTER)
    assert run().status == 0
    [body] = host.comments.values()
    assert "### Certificates: safe to merge" in body


def test_what_fails_without_a_word_in_json_fails_the_job(
    run: Callable[..., Run], host: Host
) -> None:
    """The engine's exit status is heeded, whatever it prints."""
    done = run(options="--diff --expect-no-changes")
    assert done.status == 3, done.log
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: the preview failed\n")
    assert done.outputs["verdict"] == "needs-person"


@pytest.mark.parametrize("stack", ["$(touch x) \"; touch x; '", "--version"])
def test_a_stack_that_is_none_is_told(
    run: Callable[..., Run], host: Host, tmp_path: Path, stack: str
) -> None:
    """Whatever it is called: nothing of it is run."""
    done = run(stack=stack)
    assert done.status == 3, done.log
    [body] = host.comments.values()
    assert "### Certificates: the preview failed" in body
    assert not [each for each in tmp_path.rglob("x") if each.name == "x"]


def test_without_an_engine_an_old_comment_does_not_stay(
    run: Callable[..., Run], host: Host
) -> None:
    """It would go on saying that it is safe to merge."""
    assert run().status == 0
    done = run(path="/usr/bin:/bin")
    assert done.status == 3, done.log
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: the preview failed\n")


@pytest.mark.parametrize(("fail_on", "status"), [("dangerous", 1), ("", 0)])
def test_the_verdict_may_fail_the_job(
    run: Callable[..., Run], host: Host, project: Project, fail_on: str, status: int
) -> None:
    """After the comment is posted."""
    for domains in (["example.com", "api.example.com"], ["example.com"]):
        assert project.up().ok
        project.write(program(domains=domains, keep_validation_records=False))
    done = run(fail_on=fail_on)
    assert done.status == status, done.log
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: dangerous to merge\n")
    assert done.outputs["verdict"] == "dangerous"


@pytest.mark.parametrize(("number", "comment"), [("", "true"), ("7", "false")])
def test_without_a_pull_request_there_is_the_summary_alone(
    run: Callable[..., Run], host: Host, number: str, comment: str
) -> None:
    """On a push, or where nobody wants comments."""
    done = run(number, comment=comment)
    assert done.status == 0, done.log
    assert "### Certificates: safe to merge" in done.summary
    assert host.comments == {}


def test_its_metadata_is_whole() -> None:
    """Every input that a step takes is declared, and every declared one is taken."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in action()["inputs"]:
        assert f"inputs.{name} " in text
