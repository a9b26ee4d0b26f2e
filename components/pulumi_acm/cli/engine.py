"""Run the user's own `pulumi`, and read what it prints."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .errors import CliError


def run_pulumi(
    arguments: Sequence[str], *, stack: str | None, directory: Path | None
) -> subprocess.CompletedProcess[str]:
    """Run `pulumi` without asking anything, and return what it printed.

    Raises:
        CliError: there is none.
    """
    pulumi = shutil.which("pulumi")
    if pulumi is None:
        raise CliError(
            "there is no `pulumi` on PATH (https://www.pulumi.com/docs/install/). Or give what it "
            "printed elsewhere: --from FILE, or --from - for stdin"
        )
    command = [pulumi, *arguments, "--non-interactive", "--color", "never"]
    if stack is not None:
        command += ["--stack", stack]
    if directory is not None:
        command += ["--cwd", str(directory)]
    # Without --show-secrets: what is encrypted stays so.
    return subprocess.run(  # noqa: S603  # the engine that the user has, by its full path
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        # Whatever the locale says, and whatever a program prints.
        encoding="utf-8",
        errors="replace",
        check=False,
    )
