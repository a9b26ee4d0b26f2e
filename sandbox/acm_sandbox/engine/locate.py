"""Find the Pulumi engine: on PATH, or the pinned one in the cache."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from . import pin
from .build import LANGUAGE_HOST, built_engine
from .progress import Progress


@dataclass(frozen=True)
class Engine:
    """A ``pulumi`` that the sandbox can run."""

    path: Path
    """The executable."""
    version: str
    """Its version, without a leading ``v``."""
    language_host: Path | None
    """The Python language host beside it, which the engine takes by itself; None if it has none."""
    built: bool
    """Whether the sandbox built it, as opposed to found it on PATH."""


def find_engine(progress: Progress | None = None) -> Engine:
    """Return the ``pulumi`` on PATH if it is new enough, else the pinned one, built if needed.

    Raises:
        EngineError: there is none, and none could be built.
    """
    progress = progress or Progress()
    if on_path := shutil.which("pulumi"):
        version = _version_of(on_path)
        if version is None:
            progress.note(f"{on_path} does not tell its version: using the sandbox's own Pulumi.")
        elif version < Version(pin.MINIMUM_VERSION):
            progress.note(
                f"{on_path} is Pulumi {version}, older than {pin.MINIMUM_VERSION}: using the "
                "sandbox's own."
            )
        else:
            return _engine(Path(on_path), str(version))
    return _engine(built_engine(progress), pin.engine_version().removeprefix("v"))


def _engine(path: Path, version: str) -> Engine:
    real = path.resolve()
    host = real.with_name(LANGUAGE_HOST)
    return Engine(
        path=real,
        version=version,
        language_host=host if os.access(host, os.X_OK) else None,
        # A sandbox within a sandbox finds the outer one's engine on PATH.
        built=real.parent.name == pin.cache_key(),
    )


def _version_of(pulumi: str) -> Version | None:
    try:
        answer = subprocess.run(
            [pulumi, "version"],
            env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return Version(answer.stdout.strip().removeprefix("v"))
    except (OSError, subprocess.SubprocessError, InvalidVersion):
        return None
