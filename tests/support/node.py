"""Programs in Node, which construct our components through the component plugin."""

import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from .engine import EngineSandbox

DIRECTORY = Path(__file__).parent.parent / "node"
TIMEOUT_SECONDS = 300


@pytest.fixture(scope="session")
def node_program() -> Path:
    """The Node program, its packages installed as its lock file says."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed: components cannot be constructed from Node")
    with FileLock(DIRECTORY / ".lock"):
        if not (DIRECTORY / "node_modules" / "@pulumi").is_dir():
            subprocess.run(
                [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                cwd=DIRECTORY,
                check=True,
            )
    return DIRECTORY / "program.js"


def node(sandbox: EngineSandbox, program: Path, *arguments: object) -> tuple[int, str]:
    """Run a program with Node; return its status and all that it printed."""
    done = subprocess.run(
        ["node", str(program), *map(str, arguments)],
        env=sandbox.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
