"""The directory that holds everything of a sandbox: stacks, AWS, plugins."""

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout
from typing_extensions import Self

from acm_sandbox.errors import StateError


class StateDirectory:
    """A state directory, held by one process at a time.

    A given directory is made if needed, and kept. Without one, a temporary directory is removed at
    the end.
    """

    def __init__(self, path: Path | None) -> None:
        """Use ``path``, or a temporary directory if it is None; nothing happens before ``with``."""
        self._given = path
        self._lock: FileLock | None = None
        self.path = path.absolute() if path else Path()

    def __enter__(self) -> Self:
        """Make the directory and take hold of it.

        Raises:
            StateError: it is no directory, cannot be written, or is in use.
        """
        if self._given is None:
            self.path = Path(tempfile.mkdtemp(prefix="acm-sandbox-"))
        try:
            self.stacks.mkdir(parents=True, exist_ok=True)
            self._hold()
        except OSError as error:
            raise StateError(f"Cannot use {self.path} for the sandbox's state: {error}") from error
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let go of the directory; remove it if it was temporary."""
        if self._lock:
            self.exports.unlink(missing_ok=True)
            self._lock.release()
        if self._given is None:
            shutil.rmtree(self.path, ignore_errors=True)

    def _hold(self) -> None:
        lock = FileLock(self.path / "lock", blocking=False)
        owner = self.path / "owner"
        try:
            lock.acquire()
        except Timeout:
            process = owner.read_text(encoding="utf-8").strip() if owner.is_file() else "unknown"
            raise StateError(
                f"{self.path} is in use by another acm-sandbox (process {process}). "
                "Wait for it or stop it, or give this run another --state."
            ) from None
        self._lock = lock
        owner.write_text(f"{os.getpid()}\n", encoding="utf-8")

    @property
    def stacks(self) -> Path:
        """Pulumi's file backend."""
        return self.path / "stacks"

    @property
    def pulumi_home(self) -> Path:
        """What would be ``~/.pulumi``: plugins, and which stack is selected where."""
        return self.path / "pulumi-home"

    @property
    def bin(self) -> Path:
        """The directory that goes first on PATH."""
        return self.path / "bin"

    @property
    def aws_snapshot(self) -> Path:
        """What the local AWS holds, between two runs."""
        return self.path / "aws.state"

    @property
    def exports(self) -> Path:
        """The shell lines of a running ``acm-sandbox up``; there only while it runs."""
        return self.path / "environment.sh"
