"""``acm-sandbox``, as a user has it: with the engine, the local AWS and real processes."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from acm_sandbox.engine import Engine
from support.engine import processes_with, wait_until

ACM_SANDBOX = str(Path(sys.executable).with_name("acm-sandbox"))
ZONE = """
import pulumi_aws as aws

zone = aws.route53.Zone("zone", name="example.com")
"""


@pytest.fixture(autouse=True)
def _engine(engine: Engine) -> None:
    """Have the engine built before a test counts seconds."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one zone, and a stack file that gives the region."""
    directory = tmp_path / "project"
    directory.mkdir()
    (directory / "Pulumi.yaml").write_text("name: project\nruntime: python\n")
    (directory / "Pulumi.dev.yaml").write_text("config:\n  aws:region: eu-west-1\n")
    (directory / "__main__.py").write_text(ZONE)
    return directory


def run(
    *arguments: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run acm-sandbox to its end."""
    return subprocess.run(
        [ACM_SANDBOX, *arguments],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200", **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def shell(script: str) -> list[str]:
    """Return the command that runs a script."""
    return ["--", "sh", "-ec", script]


@pytest.mark.parametrize(
    ("command", "status", "error"),
    [
        (["true"], 0, ""),
        (["sh", "-c", "exit 7"], 7, ""),
        (["sh", "-c", "kill -KILL $$"], 137, ""),
        (["no-such-command"], 127, "acm-sandbox: no-such-command: command not found\n"),
    ],
)
def test_exit_status_is_handed_on(command: list[str], status: int, error: str) -> None:
    """The status of the command is that of ``run``; the sandbox adds no words of its own."""
    done = run("run", "--", *command)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", error)


def test_command_has_the_terminal() -> None:
    """What is piped into ``run`` is read by the command; options after ``--`` are its own."""
    done = subprocess.run(
        [ACM_SANDBOX, "run", "--", "cat", "-n", "-"],
        input="hello",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1", "hello"]


def test_no_credentials_of_the_user_reach_the_command() -> None:
    """A user with a real account cannot touch it by mistake."""
    real = dict.fromkeys(
        (
            "AWS_ACCESS_KEY_ID",
            "AWS_PROFILE",
            "AWS_SESSION_TOKEN",
            "AWS_ROLE_ARN",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_ENDPOINT_URL_ACM",
            "PULUMI_ACCESS_TOKEN",
            "PULUMI_BACKEND_URL",
        ),
        "real",
    )
    show = [sys.executable, "-c", "import os; print(dict(os.environ))"]
    done = run("run", "--", *show, environment=real)
    assert done.returncode == 0
    assert "'real'" not in done.stdout
    assert re.search(r"'AWS_ENDPOINT_URL': 'http://127\.0\.0\.1:\d+'", done.stdout)


def test_up_from_nothing_and_its_journal(project: Path) -> None:
    """A first ``pulumi up`` needs a stack, and nothing else; the journal has its calls."""
    script = """
    pulumi stack init dev
    pulumi up --yes --skip-preview --non-interactive
    acm-sandbox journal
    acm-sandbox journal --json > journal.json
    acm-sandbox journal --reset
    acm-sandbox journal --json
    """
    done = run("run", *shell(script), cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout + done.stderr
    assert re.search(r"│ route53 +│ CreateHostedZone +│ global +│ +1 │", done.stdout)
    assert done.stdout.endswith("\n[]\n")
    created = {"service": "route53", "operation": "CreateHostedZone", "region": "global"}
    assert {**created, "count": 1} in json.loads((project / "journal.json").read_text())


def test_missing_stack_says_how_to_make_one(project: Path) -> None:
    """``pulumi up --stack dev`` on a fresh state fails with Pulumi's own words."""
    done = run("run", "--", "pulumi", "up", "--stack", "dev", "--yes", cwd=project)
    assert done.returncode != 0
    assert "no stack named 'dev' found" in done.stderr


def test_state_is_found_again(project: Path, tmp_path: Path) -> None:
    """With ``--state``, the next run finds the stacks and AWS as they were."""
    state = str(tmp_path / "my state")
    first = run(
        "run",
        "--state",
        state,
        *shell("pulumi stack init dev; pulumi up --yes --skip-preview --non-interactive"),
        cwd=project,
    )
    assert first.returncode == 0, first.stdout + first.stderr
    second = run(
        "run",
        "--state",
        state,
        *shell("pulumi preview --refresh --expect-no-changes --non-interactive"),
        cwd=project,
    )
    assert second.returncode == 0, second.stdout + second.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A running ``acm-sandbox up`` with a state directory of the test's."""
    with subprocess.Popen(
        [ACM_SANDBOX, "up", "--state", str(tmp_path / "state")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr
        assert "A local AWS runs at http://127.0.0.1:" in process.stderr.readline()
        yield process
        process.kill()


def test_state_in_use_is_refused(running: subprocess.Popen[str], tmp_path: Path) -> None:
    """Two sandboxes on one state would overwrite each other: the second is told who has it."""
    done = run("run", "--state", str(tmp_path / "state"), "--", "true")
    assert done.returncode == 1
    assert "is in use by another acm-sandbox" in done.stderr
    assert str(running.pid) in done.stderr


def test_up_prints_what_a_shell_needs(
    running: subprocess.Popen[str], project: Path, tmp_path: Path
) -> None:
    """Another shell evaluates the lines, works in the sandbox, and sees its calls."""
    done = run("env", "--state", str(tmp_path / "state"))
    script = f"""
    {done.stdout}
    pulumi stack init dev
    pulumi up --yes --skip-preview --non-interactive
    acm-sandbox journal --json > journal.json
    """
    outside = subprocess.run(
        ["sh", "-ec", script],
        cwd=project,
        env={**os.environ, "AWS_PROFILE": "real"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outside.returncode == 0, outside.stdout + outside.stderr
    operations = {e["operation"] for e in json.loads((project / "journal.json").read_text())}
    assert "CreateHostedZone" in operations

    os.killpg(running.pid, signal.SIGINT)
    output, error = running.communicate(timeout=20)
    assert running.returncode == 0
    assert output == done.stdout
    assert error == "The sandbox has ended.\n"
    assert not (tmp_path / "state" / "environment.sh").exists()
    assert run("env", "--state", str(tmp_path / "state")).returncode == 1


def test_port_in_use_is_an_error(running: subprocess.Popen[str], tmp_path: Path) -> None:
    """A port that is taken is named; no trace of Python's is shown."""
    lines = run("env", "--state", str(tmp_path / "state")).stdout
    port = re.search(r"ACM_SANDBOX_ENDPOINT=http://127\.0\.0\.1:(\d+)", lines)
    assert port
    assert running.poll() is None
    done = run("up", "--port", port[1])
    assert done.returncode == 1
    assert done.stderr.startswith(f"acm-sandbox: Cannot start the local AWS at port {port[1]}:")
    assert "Traceback" not in done.stderr


def test_ctrl_c_during_pulumi_leaves_nothing(project: Path, tmp_path: Path) -> None:
    """Ctrl-C reaches Pulumi once; the sandbox waits for it, and everything ends."""
    (project / "__main__.py").write_text(
        "import pathlib, time\npathlib.Path('started').touch()\ntime.sleep(600)\n"
    )
    state = tmp_path / "state"
    script = "pulumi stack init dev; exec pulumi up --yes --skip-preview --non-interactive"
    with subprocess.Popen(
        [ACM_SANDBOX, "run", "--state", str(state), *shell(script)],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert wait_until((project / "started").exists)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=30)
    assert process.returncode not in {0, 1, 130}  # Pulumi's own status, not the sandbox's
    assert "update canceled" in output
    assert "Traceback" not in output
    assert wait_until(lambda: not processes_with(str(state)), seconds=5)


def test_official_plugin_that_is_missing(tmp_path: Path) -> None:
    """Nothing is downloaded: the error says how to install it."""
    home = {"PULUMI_HOME": str(tmp_path)}
    done = run("run", "--aws-plugin", "official", "--", "true", environment=home)
    assert done.returncode == 1
    assert "pulumi plugin install resource aws" in done.stderr


def test_quota_can_be_raised() -> None:
    """``--names-per-certificate`` is ACM's quota in this sandbox."""
    script = """
import boto3
acm = boto3.client("acm", region_name="eu-west-1")
names = [f"{i}.example.com" for i in range(12)]
acm.request_certificate(
    DomainName=names[0], SubjectAlternativeNames=names, ValidationMethod="DNS"
)
"""
    command = ["--", sys.executable, "-c", script]
    assert "LimitExceededException" in run("run", *command).stderr
    assert run("run", "--names-per-certificate", "12", *command).returncode == 0


def test_what_a_shell_leaves_running_is_ended(tmp_path: Path) -> None:
    """A shell that is ended leaves its command: not without AWS, in a directory that is gone."""
    mark = tmp_path / "mark"
    script = (
        f"sh -c 'trap \"touch {mark}; exit\" TERM; echo ready; while :; do sleep 0.1; done'; true"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "acm_sandbox.entry", "run", "--", "sh", "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM
    assert mark.exists()
