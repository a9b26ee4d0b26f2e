"""A running sandbox: everything that a command needs is there while the context lasts."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from typing_extensions import Self

from acm_sandbox.aws.settings import Settings
from acm_sandbox.engine import Engine, find_engine
from acm_sandbox.errors import SandboxError, StateError

from . import tools
from .environment import command_environment, sandbox_settings, search_path, shell_lines
from .state import StateDirectory

if TYPE_CHECKING:
    from acm_sandbox.aws.faults import Faults
    from acm_sandbox.aws.server import LocalAws


class AwsPlugin(str, Enum):
    """Which AWS plugin a sandbox uses."""

    SANDBOX = "sandbox"
    OFFICIAL = "official"


@dataclass(frozen=True)
class SessionOptions:
    """What a sandbox can be asked for."""

    state: Path | None = None
    """Where to keep stacks and AWS; None: in a temporary directory, removed at the end."""
    port: int = 0
    """The port of the local AWS; 0: any free one."""
    names_per_certificate: int | None = None
    """ACM's quota of names in one certificate; None: AWS's default."""
    aws_plugin: AwsPlugin = AwsPlugin.SANDBOX
    """The sandbox's own AWS plugin, or the installed official one."""
    aws_versions: tuple[str, ...] = field(default=())
    """Versions of the AWS plugin that programs ask for, beside that of the installed pulumi-aws."""


class Session:
    """A sandbox, from ``with`` to its end."""

    faults: "Faults"
    """What goes wrong in its AWS: nothing, until somebody says so. There from ``with`` on."""

    def __init__(
        self,
        options: SessionOptions | None = None,
        *,
        engine: Engine | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare a sandbox; nothing happens before ``with``.

        Args:
            options: default: all defaults.
            engine: default: the one on PATH, or the pinned one, built if needed.
            environment: what commands inherit; default: this process's environment.
        """
        self._options = options or SessionOptions()
        self._engine = engine
        self._inherited = dict(os.environ if environment is None else environment)
        self._running = contextlib.ExitStack()
        self._settings: dict[str, str] = {}
        self.state = StateDirectory(self._options.state)
        self.endpoint = ""

    def __enter__(self) -> Self:
        """Start it.

        Raises:
            SandboxError: no engine, no plugin, or a state directory that cannot be used.
        """
        with self._running:
            self._running.enter_context(self.state)
            engine = self._engine or find_engine()
            tools.provide_engine(self.state.bin, engine)
            plugins = self.state.pulumi_home / "plugins"
            if self._options.aws_plugin is AwsPlugin.OFFICIAL:
                tools.provide_official_aws(plugins, self._inherited)
            else:
                versions = [tools.installed_aws_version(), *self._options.aws_versions]
                tools.provide_sandbox_aws(plugins, versions)
            aws = self._start_aws()
            self.endpoint, self.faults = aws.endpoint, aws.faults
            inherited_path = self._inherited.get("PATH", os.defpath)
            self._settings = sandbox_settings(
                endpoint=self.endpoint,
                stacks=self.state.stacks,
                pulumi_home=self.state.pulumi_home,
                language_host=tools.language_host(self.state.bin),
                path=search_path(self.state.bin, inherited_path),
            )
            self._running = self._running.pop_all()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Stop AWS, which saves what it holds, and let go of the state directory."""
        self._running.close()

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of a command in this sandbox."""
        return command_environment(self._inherited, self._settings, self.endpoint)

    def shell_lines(self) -> str:
        """Return what a shell must evaluate to be in this sandbox."""
        return shell_lines(self._settings, self.state.bin)

    def _start_aws(self) -> "LocalAws":
        # moto takes as long to import as all the rest: commands without an AWS do without it.
        from acm_sandbox.aws.server import LocalAws  # noqa: PLC0415 - see above

        names = self._options.names_per_certificate
        # What lies in a temporary directory is not worth saving after each change.
        kept = self._options.state is not None
        aws = LocalAws(
            port=self._options.port,
            snapshot=self.state.aws_snapshot if kept else None,
            settings=Settings() if names is None else Settings(names_per_certificate=names),
        )
        try:
            return self._running.enter_context(aws)
        except ValueError as error:  # the saved state, which it cannot read
            raise StateError(str(error)) from error
        except OSError as error:
            raise SandboxError(
                f"Cannot start the local AWS at port {self._options.port}: {error.strerror}. "
                "Leave out --port to take any free one."
            ) from error
