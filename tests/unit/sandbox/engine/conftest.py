"""A machine of the test's own: an empty PATH with fakes, and an empty cache."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

# Builds nothing: it reports its version, and writes an "engine" that tells the flags it had.
FAKE_GO = """
case "$1 $2" in
"env GOVERSION") echo go{version} ;;
build*)
    echo "$GOTOOLCHAIN $GOFLAGS $GOWORK $CGO_ENABLED ${{GOOS:-none}}" >> "{record}"
    ls go.mod go.sum tools.go > /dev/null || exit 9
    {while_building}
    while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done
    printf '#!/bin/sh\\necho v3.200.0\\n' > "$out"
    chmod +x "$out"
    ;;
esac
"""


@dataclass(frozen=True)
class Machine:
    """Where the fakes of one test are."""

    bin: Path
    cache: Path
    record: Path

    def put(self, name: str, script: str) -> Path:
        """Put a shell script on PATH."""
        path = self.bin / name
        path.write_text("#!/bin/sh\n" + textwrap.dedent(script), encoding="utf-8")
        path.chmod(0o755)
        return path

    def put_pulumi(self, answer: str) -> Path:
        """Put a ``pulumi`` on PATH that answers to ``pulumi version``."""
        return self.put("pulumi", f"echo {answer}\n")

    def put_go(self, version: str = "1.30.0", while_building: str = ":") -> Path:
        """Put a ``go`` on PATH that builds at once."""
        script = FAKE_GO.format(version=version, record=self.record, while_building=while_building)
        return self.put("go", script)

    def builds(self) -> list[str]:
        """List the environments of the builds that were begun."""
        return self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with a shell and nothing else."""
    directory = tmp_path / "bin"
    directory.mkdir()
    for tool in ("sh", "ls", "chmod", "sleep", "touch"):
        for place in ("/bin", "/usr/bin"):
            if (path := Path(place, tool)).exists():
                (directory / tool).symlink_to(path)
                break
    cache = tmp_path / "cache"
    monkeypatch.setenv("PATH", str(directory))
    monkeypatch.setattr("acm_sandbox.engine.build.user_cache_path", lambda _name: cache)
    return Machine(directory, cache / "engine", tmp_path / "builds.txt")
