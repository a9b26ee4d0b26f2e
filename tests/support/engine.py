"""Run the real engine in tests: a sandbox for each test, projects written from text.

::

    def test_something(sandbox: EngineSandbox) -> None:
        project = sandbox.project('''
            import pulumi
            pulumi.export("answer", 42)
        ''')
        assert project.up().ok
        assert project.outputs() == {"answer": 42}
"""

import subprocess
import textwrap
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import yaml

from acm_sandbox.aws import journal
from acm_sandbox.aws.journal import Entry
from acm_sandbox.session import Session

from .result import Result, read_events
from .running import Running, processes_with, wait_until

__all__ = ["EngineSandbox", "Project", "Result", "Running", "processes_with", "wait_until"]

STACK = "test"
REGION = "eu-west-1"
ELSEWHERE = "arn:aws:iam::210987654321:role/admin"
"""A role in somebody else's account."""
TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Project:
    """A Pulumi project on disk, with one stack."""

    directory: Path
    name: str
    environment: dict[str, str]
    stack: str = STACK

    def write(self, program: str) -> None:
        """Replace the program."""
        path = self.directory / "__main__.py"
        path.write_text(textwrap.dedent(program).lstrip(), encoding="utf-8")

    def up(self, *arguments: str) -> Result:
        """Run ``pulumi up``; without a preview, unless ``--skip-preview=false`` is given."""
        return self._operation("up", "--yes", "--skip-preview", *arguments)

    def preview(self, *arguments: str) -> Result:
        """Run ``pulumi preview``."""
        return self._operation("preview", *arguments)

    def preview_json(self, *arguments: str) -> dict[str, Any]:
        """Return what ``pulumi preview --json`` prints."""
        result = self.pulumi("preview", "--json", *arguments)
        assert result.ok, result.output
        digest: dict[str, Any] = result.json
        return digest

    def refresh(self, *arguments: str) -> Result:
        """Run ``pulumi refresh``."""
        return self._operation("refresh", "--yes", "--skip-preview", *arguments)

    def destroy(self, *arguments: str) -> Result:
        """Run ``pulumi destroy``."""
        return self._operation("destroy", "--yes", "--skip-preview", *arguments)

    def cancel(self) -> Result:
        """Run ``pulumi cancel``: give up the lock of an update that was killed."""
        return self.pulumi("cancel", "--yes", self.stack, stack=False)

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in clear."""
        outputs: dict[str, Any] = self.pulumi("stack", "output", "--json", "--show-secrets").json
        return outputs

    def export(self) -> dict[str, Any]:
        """Return the stack's state."""
        state: dict[str, Any] = self.pulumi("stack", "export").json
        return state

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the resources in the state by URN, the stack and providers aside."""
        return {
            resource["urn"]: resource
            for resource in self.export()["deployment"].get("resources", [])
            if not resource["type"].startswith("pulumi:")
        }

    def config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Set one value of the stack's configuration."""
        flag = "--secret" if secret else "--plaintext"
        result = self.pulumi("config", "set", flag, key, value)
        assert result.ok, result.output

    def pulumi(self, *arguments: str, stack: bool = True) -> Result:
        """Run any ``pulumi`` command in the project, to its end."""
        command = self._command(arguments, stack=stack)
        done = subprocess.run(
            command,
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        return Result(tuple(command), done.returncode, done.stdout, done.stderr, [])

    def start(self, *arguments: str) -> Running:
        """Start a ``pulumi`` command in a process group of its own, and do not wait for it."""
        return Running(self._command(arguments), self.directory, self.environment)

    def _operation(self, *arguments: str) -> Result:
        log = self.directory / f".events-{time.monotonic_ns()}.json"
        result = self.pulumi(*arguments, "--event-log", str(log))
        return Result(
            result.command, result.exit_code, result.stdout, result.stderr, read_events(log)
        )

    def _command(self, arguments: tuple[str, ...], *, stack: bool = True) -> list[str]:
        which = ["--stack", self.stack] if stack else []
        return ["pulumi", *arguments, *which, "--non-interactive", "--color", "never"]


class EngineSandbox:
    """A running sandbox, seen from a test."""

    def __init__(self, session: Session, directory: Path) -> None:
        """Use a running session; projects are written under ``directory``."""
        self.session = session
        self.endpoint = session.endpoint
        self.faults = session.faults
        # The event log is one of the engine's commands for its own developers.
        self.environment = session.environment | {"PULUMI_DEBUG_COMMANDS": "true"}
        self._directory = directory

    def project(
        self,
        program: str,
        *,
        name: str = "project",
        config: Mapping[str, Any] | None = None,
        files: Mapping[str, str] | None = None,
        settings: Mapping[str, Any] | None = None,
        region: str | None = REGION,
    ) -> Project:
        """Write a project and make its stack.

        Args:
            program: the text of ``__main__.py``, indented as it stands in the test.
            name: the project's name and directory.
            config: the stack's configuration; keys with a namespace, values of any YAML type.
            files: more files, by path in the project.
            settings: more of ``Pulumi.yaml``, for instance ``{"main": "app.py"}``.
            region: ``aws:region``; None leaves it out.
        """
        directory = self._directory / name
        directory.mkdir()
        project = Project(directory, name, self.environment)
        document = {"name": name, "runtime": "python", **(settings or {})}
        _dump(directory / "Pulumi.yaml", document)
        for path, text in (files or {}).items():
            (directory / path).parent.mkdir(parents=True, exist_ok=True)
            (directory / path).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
        project.write(program)
        result = project.pulumi("stack", "init", STACK, stack=False)
        assert result.ok, result.output
        values = {**({"aws:region": region} if region else {}), **(config or {})}
        stack_file = directory / f"Pulumi.{STACK}.yaml"
        stack_settings = yaml.safe_load(stack_file.read_text(encoding="utf-8")) or {}
        _dump(stack_file, {**stack_settings, "config": values})
        return project

    def client(self, service: str, region: str = REGION) -> Any:
        """Return a boto3 client for the sandbox's AWS."""
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.endpoint,
            aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=self.environment.get("AWS_SESSION_TOKEN"),
        )

    def elsewhere(self, role: str = ELSEWHERE) -> "EngineSandbox":
        """Return the same sandbox, seen from another account."""
        keys = self.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        other = EngineSandbox(self.session, self._directory)
        other.environment |= {
            "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
            "AWS_SESSION_TOKEN": keys["SessionToken"],
        }
        return other

    def journal(self) -> list[Entry]:
        """Return what AWS was called for, counted by service, operation and region."""
        return journal.read(self.endpoint)

    def calls(self, operation: str) -> int:
        """Count the calls of one operation in all regions."""
        return sum(e["count"] for e in self.journal() if e["operation"] == operation)

    def reset_journal(self) -> None:
        """Forget the calls so far."""
        journal.reset(self.endpoint)


def _dump(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(document), sort_keys=False), encoding="utf-8")
