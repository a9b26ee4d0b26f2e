"""Run `pulumi-acm` as a user does: in a project's directory, with its environment."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .engine import Project

_COMMAND: Final = [sys.executable, "-c", "from pulumi_acm.cli import main; main()"]


def pulumi_acm(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return pulumi_acm_in(project.directory, project.environment, *arguments)


def pulumi_acm_in(
    directory: Path, environment: Mapping[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in any directory."""
    return subprocess.run(
        [*_COMMAND, *arguments],
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
