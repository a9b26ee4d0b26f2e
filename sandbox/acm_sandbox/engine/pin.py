"""The engine that the sandbox builds where it finds none: which module, at which version."""

import hashlib
import platform
import re
from functools import cache
from pathlib import Path

MODULE = "github.com/pulumi/pulumi"
COMMAND = f"{MODULE}/pkg/v3/cmd/pulumi"
# Programs are written against the SDK's current features, which older engines refuse.
MINIMUM_VERSION = "3.200.0"
SOURCE = Path(__file__).with_name("module")
SOURCE_FILES = ("go.mod", "go.sum", "tools.go")


@cache
def _go_mod() -> str:
    return (SOURCE / "go.mod").read_text(encoding="utf-8")


@cache
def engine_version() -> str:
    """Return the engine's version as go.mod requires it: ``v3.200.0``."""
    return _find(rf"^require {re.escape(MODULE)}/pkg/v3 (v\S+)$")


@cache
def go_version() -> str:
    """Return the oldest Go that go.mod accepts: ``1.24.7``."""
    return _find(r"^go (\S+)$")


def build_flags() -> list[str]:
    """Return the flags of ``go build``: they make the binary small, and tell it its version."""
    stamp = f"-X {MODULE}/sdk/v3/go/common/version.Version={engine_version()}"
    return ["-trimpath", "-buildvcs=false", "-ldflags", f"-s -w {stamp}"]


@cache
def cache_key() -> str:
    """Name one build: it changes with the module, the flags and the platform."""
    digest = hashlib.sha256()
    for name in SOURCE_FILES:
        digest.update((SOURCE / name).read_bytes())
    digest.update("\0".join([*build_flags(), platform.system(), platform.machine()]).encode())
    return f"{engine_version()}-{digest.hexdigest()[:16]}"


def _find(pattern: str) -> str:
    match = re.search(pattern, _go_mod(), re.MULTILINE)
    if match is None:
        raise ValueError(f"the engine's go.mod has no line like {pattern}")
    return match[1]
