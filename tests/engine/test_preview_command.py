"""`pulumi-acm preview` and `comment` with the real engine, as a CI job runs them."""

import json
import subprocess
import sys
from pathlib import Path

from support.certificates import program, zone
from support.engine import EngineSandbox, Project
from support.review_hosts import TOKEN, running

ACM = Path(sys.executable).parent / "pulumi-acm"
BEFORE = program(domains=["example.com"], regions=["eu-west-1"])
AFTER = program(domains=["example.com", "api.example.com"], regions=["eu-west-1"])


def pulumi_acm(project: Project, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a project, with its environment."""
    return subprocess.run(
        [str(ACM), *arguments],
        cwd=project.directory,
        env={**project.environment, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_preview_is_made_and_told(sandbox: EngineSandbox) -> None:
    """It runs `pulumi preview` itself, changes nothing and asks ACM who uses what goes."""
    zone(sandbox, "example.com")
    project = sandbox.project(BEFORE)
    assert project.up().ok
    project.write(AFTER)
    sandbox.reset_journal()
    result = pulumi_acm(project, "preview", "--format", "json", "--check-in-use")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["verdict"] == "safe"
    [certificate] = [each for each in report["certificates"] if each["action"] == "reissued"]
    assert certificate["added"] == ["api.example.com"]
    assert certificate["in_use_by"] == []
    assert sandbox.calls("DescribeCertificate") == 1
    assert sandbox.calls("RequestCertificate") == 0


def test_a_preview_that_fails_is_told(sandbox: EngineSandbox) -> None:
    """With what the program said, and status 3."""
    project = sandbox.project(program(domains=["*.*.example.com"]))
    result = pulumi_acm(project, "preview")
    assert result.returncode == 3
    assert "Certificates: the preview failed" in result.stdout
    assert "an asterisk" in result.stdout


def test_no_stack_is_said(sandbox: EngineSandbox) -> None:
    """In the engine's words."""
    project = sandbox.project(BEFORE)
    result = pulumi_acm(project, "preview", "--stack", "nowhere")
    assert result.returncode == 3
    assert "`pulumi preview` failed: error: no stack named 'nowhere' found" in " ".join(
        result.stdout.split()
    )
    assert result.stderr == ""


def test_a_job_comments(sandbox: EngineSandbox) -> None:
    """The preview, and one comment on the pull request."""
    zone(sandbox, "example.com")
    project = sandbox.project(BEFORE)
    with running("github") as host:
        job = {
            "GITHUB_API_URL": host.url,
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_TOKEN": TOKEN,
        }
        result = pulumi_acm(project, "comment", **job)
        assert result.returncode == 0, result.stderr
        assert result.stderr == "posted: https://github.com/o/r/pull/7#issuecomment-1\n"
    [body] = host.comments.values()
    assert "**site** is requested in `eu-west-1`: `example.com`." in body
