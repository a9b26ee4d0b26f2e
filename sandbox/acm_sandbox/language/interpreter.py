"""Which Python runs a program, and which file of it."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def find_interpreter(options: Mapping[str, Any], root: str, environment: Mapping[str, str]) -> str:
    """Choose the Python for a program.

    In this order: the environment that ``runtime.options.virtualenv`` of Pulumi.yaml names
    (relative to the project) if it is there, the active one (``$VIRTUAL_ENV``), the host's own.
    """
    candidates = []
    if isinstance(configured := options.get("virtualenv"), str) and configured:
        candidates.append(Path(root, configured))
    if active := environment.get("VIRTUAL_ENV"):
        candidates.append(Path(active))
    for candidate in candidates:
        # Not resolved: a virtual environment's Python is a link, and is only itself by that name.
        python = candidate / "bin" / "python"
        if python.is_file():
            return os.path.abspath(python)  # noqa: PTH100 - Path.resolve would follow the link
    return sys.executable


def program_path(directory: str, entry_point: str) -> str:
    """Return the absolute path of a program: a directory, or the file that ``main:`` names."""
    return os.path.normpath(Path(directory, entry_point))


def plugin_command(python: str, directory: str, arguments: Sequence[str]) -> list[str]:
    """Return the command that runs a component plugin.

    A directory with ``__main__.py`` is run as it is; else the installed package that its
    ``pyproject.toml`` names is hosted by the SDK.

    Raises:
        ValueError: the directory has neither.
    """
    if Path(directory, "__main__.py").is_file():
        return [python, "-u", directory, *arguments]
    name = _distribution_name(Path(directory, "pyproject.toml"))
    if name is None:
        raise ValueError(
            f"{directory} is no Python plugin: it has neither __main__.py nor a pyproject.toml "
            "with the name of a project"
        )
    return [python, "-u", "-m", "pulumi.run.plugin", name, *arguments]


def _distribution_name(pyproject: Path) -> str | None:
    """Read ``project.name``; by hand, because tomllib came with Python 3.11."""
    if not pyproject.is_file():
        return None
    text = pyproject.read_text(encoding="utf-8")
    table = re.search(r"^\[project\]\s*$(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    name = table and re.search(r"""^name\s*=\s*["']([^"']+)["']""", table[1], re.MULTILINE)
    return name[1] if name else None
