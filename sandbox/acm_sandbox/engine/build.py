"""Build the pinned engine, once for each machine and user."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from acm_sandbox.errors import EngineError

from . import pin
from .progress import Progress, Step
from .toolchain import find_go, last_lines, way_out

LANGUAGE_HOST = "pulumi-language-python"
# The session's language host, for the script below.
LANGUAGE_HOST_VARIABLE = "ACM_SANDBOX_LANGUAGE_HOST"
# Next to the engine, where it looks for the host that an official distribution bundles: it warns
# about those elsewhere. It stays as long as the engine, and serves all environments of this user,
# so it only leads to the host of the session.
LANGUAGE_HOST_SCRIPT = f"""\
#!/bin/sh
exec "${{{LANGUAGE_HOST_VARIABLE}:?is not set: run this through acm-sandbox}}" "$@"
"""


def cache_directory() -> Path:
    """Return where engines are kept: the user's cache directory."""
    return user_cache_path("pulumi-acm") / "engine"


def built_engine(progress: Progress | None = None) -> Path:
    """Return the pinned engine's binary; build it if this user has none yet.

    Processes that need it at the same time build it once: the others wait. It is made in a
    directory of its own and put in place when it is whole, so that a build that is killed leaves
    nothing that could be taken for an engine.

    Raises:
        EngineError: it cannot be built; the message says what is missing.
    """
    cache = cache_directory()
    target = cache / pin.cache_key()
    engine = target / "pulumi"
    if engine.is_file():
        return engine
    progress = progress or Progress()
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{pin.cache_key()}.lock"):
        if not engine.is_file():
            # Only the holder of the lock builds this engine: what lies here was interrupted.
            for leftover in cache.glob(f"{pin.cache_key()}.building-*"):
                shutil.rmtree(leftover, ignore_errors=True)
            _build(cache, target, progress)
    return engine


def _build(cache: Path, target: Path, progress: Progress) -> None:
    go = find_go(cache, progress)
    staging = Path(tempfile.mkdtemp(prefix=f"{pin.cache_key()}.building-", dir=cache))
    log = cache / f"{pin.cache_key()}.log"
    try:
        module, result = staging / "module", staging / "engine"
        module.mkdir()
        result.mkdir()
        for name in pin.SOURCE_FILES:
            (module / name).write_bytes((pin.SOURCE / name).read_bytes())
        title = f"Building the Pulumi engine {pin.engine_version()} (once, about two minutes)"
        with progress.step(title) as step:
            command = [str(go), "build", "-v", *pin.build_flags()]
            command += ["-o", str(result / "pulumi"), pin.COMMAND]
            _run(command, module, log, step)
        host = result / LANGUAGE_HOST
        host.write_text(LANGUAGE_HOST_SCRIPT, encoding="utf-8")
        host.chmod(0o755)
        result.chmod(0o755)
        result.replace(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _run(command: list[str], module: Path, log: Path, step: Step) -> None:
    """Run ``go build``; show each package that it names, and keep everything it says in a log."""
    packages = 0
    with log.open("w", encoding="utf-8") as file:
        file.write(" ".join(command) + "\n")
        with subprocess.Popen(
            command,
            cwd=module,
            env=build_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as build:
            try:
                for line in build.stdout or ():
                    file.write(line)
                    if not line.startswith("go: "):
                        packages += 1
                    step.update(f"{packages} packages: {line.strip()}")
            except BaseException:  # Ctrl-C too: no compiler may go on behind the user's back
                build.terminate()
                raise
    if build.returncode != 0:
        raise EngineError(
            f"Cannot build the Pulumi engine {pin.engine_version()}: go build failed "
            f"(status {build.returncode}); all of it is in {log}. It ended with:\n"
            f"{last_lines(log.read_text(encoding='utf-8', errors='replace'))}\n{way_out()}"
        )


def build_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Keep the user's proxy and caches; neutralise what would change or break the build."""
    kept = {
        name: value
        for name, value in environment.items()
        # A user who cross-compiles, or whose shell is inside another build.
        if name not in {"GOOS", "GOARCH", "GOROOT", "GOEXPERIMENT"}
    }
    return kept | {
        "GOTOOLCHAIN": "local",  # no other Go than the one that was found
        "GOFLAGS": "-mod=readonly",  # the go.mod and go.sum here are the pin
        "GOWORK": "off",
        "GO111MODULE": "on",
        "CGO_ENABLED": "0",  # no C compiler
    }
