"""What stands under `acm:certificates` in a stack's configuration: its shape and its rules."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pulumi_acm.certificate_spec import parse
from pulumi_acm.problems import Problem

KEY: Final = "acm:certificates"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def certificates(value: object) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Return the arguments of each certificate by name, and all that is wrong with them."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return {}, [Problem(KEY, "it must be a list of certificates, each with name and domains")]
    found: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(value):
        path = f"{KEY}[{index}]"
        if not isinstance(entry, Mapping):
            problems.append(Problem(path, "it must be a mapping with name and domains", entry))
            continue
        args = dict(entry)
        name = args.pop("name", None)
        problems += _name_problems(f"{path}.name", name, found)
        problems += parse(args, path)[1]
        found[str(name)] = args
    return found, problems


def _name_problems(path: str, name: object, taken: Mapping[str, object]) -> list[Problem]:
    if name is None:
        return [Problem(path, "this argument is required")]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return [
            Problem(
                path, "a name has up to 100 letters, digits, dots, hyphens and underscores", name
            )
        ]
    if name in taken:
        return [Problem(path, "another certificate has this name", name)]
    return []
