"""The commands of ``acm-sandbox`` that need no engine."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import typer.core
import typer.main

from acm_sandbox.cli.app import app

SCRIPT = [sys.executable, "-c", "import sys; from acm_sandbox.cli import main; sys.exit(main())"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run acm-sandbox in a wide terminal."""
    return subprocess.run(
        [*SCRIPT, *arguments],
        env={"COLUMNS": "200", "PATH": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_command_shows_the_help() -> None:
    """Someone who types only the name sees what there is."""
    done = run()
    for command in ("run", "up", "env", "journal", "approve", "--version"):
        assert command in done.stdout + done.stderr


def test_version_is_the_distributions() -> None:
    """``--version`` prints one line."""
    assert run("--version").stdout == f"acm-sandbox {metadata.version('pulumi-acm')}\n"


def test_everything_has_a_help_text() -> None:
    """Each command and each option says what it does, in a sentence."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for name, command in group.commands.items():
        assert (command.help or "").split("\n\n")[0].strip().endswith("."), name
        for parameter in command.params:
            if parameter.name != "help":
                assert str(getattr(parameter, "help", "")).endswith("."), (name, parameter.name)


@pytest.mark.parametrize(
    "arguments",
    [("journal",), ("journal", "--json"), ("journal", "--reset"), ("approve", "arn:aws:acm")],
)
def test_without_a_sandbox_it_says_so(arguments: tuple[str, ...]) -> None:
    """An AWS endpoint that is not the sandbox's is not asked."""
    done = run(*arguments, AWS_ENDPOINT_URL="http://127.0.0.1:1")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "acm-sandbox: There is no sandbox here. Use this inside `acm-sandbox run`, "
        "or evaluate what `acm-sandbox up` prints.\n"
    )


@pytest.mark.parametrize("arguments", [("journal",), ("approve", "arn:aws:acm")])
def test_of_a_sandbox_that_has_ended(arguments: tuple[str, ...]) -> None:
    """A shell may still have the environment of a sandbox that is gone."""
    done = run(*arguments, ACM_SANDBOX_ENDPOINT="http://127.0.0.1:1")
    assert done.returncode == 1
    assert "The sandbox at http://127.0.0.1:1 does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_env_of_a_state_without_a_sandbox(tmp_path: Path) -> None:
    """``env`` prints nothing that a shell would evaluate by mistake."""
    done = run("env", "--state", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"No acm-sandbox up runs with {tmp_path}" in done.stderr
