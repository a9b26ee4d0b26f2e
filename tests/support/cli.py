"""Run `pulumi-acm` as a user does: in a project's directory, with its environment."""

import subprocess
import sys
from typing import Final

from .engine import Project

_COMMAND: Final = [sys.executable, "-c", "from pulumi_acm.cli import main; main()"]


def pulumi_acm(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*_COMMAND, *arguments],
        cwd=project.directory,
        env=project.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
