"""A stack's state, as `pulumi stack export` prints it."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from .engine import run_pulumi
from .errors import CliError

_WAYS: Final = (
    "Say which stack (--stack NAME, --cwd DIRECTORY), or give its export: "
    "pulumi stack export | pulumi-acm ... --from -"
)


def exported(source: str | None, stack: str | None, directory: Path | None) -> dict[str, Any]:
    """Return a stack's state: from a file, from stdin (`-`), or by asking `pulumi`.

    Raises:
        CliError: it cannot be read, or is no state.
    """
    if source is None:
        text, what = _asked(stack, directory), "what `pulumi stack export` printed"
    elif source == "-":
        text, what = sys.stdin.read(), "standard input"
    else:
        text, what = _read(Path(source)), source
    try:
        state = json.loads(text)
    except json.JSONDecodeError as error:
        raise CliError(f"{what} is no JSON: {error}") from error
    if not isinstance(state, dict) or not isinstance(state.get("deployment"), dict):
        raise CliError(f"{what} is no state of a stack: it has no deployment. {_WAYS}")
    resources = state["deployment"].get("resources") or []
    if not isinstance(resources, list) or not all(isinstance(each, dict) for each in resources):
        raise CliError(f"{what} is no state of a stack: its resources are no list of objects")
    return state


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CliError(f"{path} cannot be read: {error}") from error


def _asked(stack: str | None, directory: Path | None) -> str:
    done = run_pulumi(["stack", "export"], stack=stack, directory=directory)
    if done.returncode:
        said = done.stderr.strip().removeprefix("error: ") or f"status {done.returncode}"
        raise CliError(f"`pulumi stack export` failed: {said}\n{_WAYS}")
    return done.stdout
