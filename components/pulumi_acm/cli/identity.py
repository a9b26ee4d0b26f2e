"""Which project and stack a command is about, where the engine has not come to say so."""

from pathlib import Path
from typing import Final

import yaml

_FILES: Final = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")
"""https://www.pulumi.com/docs/iac/concepts/projects/project-file/"""
_FULL: Final = 3


def identity(stack: str | None, directory: Path | None) -> tuple[str | None, str | None]:
    """Return the names of the project and of the stack, as far as they are known.

    The engine takes the project file that is nearest above the directory, and a stack's name may
    be written `organisation/project/stack`.
    """
    parts = (stack or "").split("/")
    name = parts[-1] or None
    if len(parts) == _FULL:
        return parts[1], name
    start = (directory or Path()).absolute()
    for above in (start, *start.parents):
        for file in _FILES:
            if (path := above / file).is_file():
                return _project(path), name
    return None, name


def _project(path: Path) -> str | None:
    try:
        # JSON is YAML.
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None  # the engine says what is wrong with it
    project = found.get("name") if isinstance(found, dict) else None
    return project if isinstance(project, str) else None
