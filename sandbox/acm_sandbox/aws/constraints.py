"""The constraints of the service models, checked and worded as AWS does.

botocore itself checks types and required parameters only: lengths, patterns and enumerations are
left to the service. The words are AWS's own, as users report them, e.g. in
awsdocs/aws-cloudformation-user-guide#865. (Until 2022 the value itself was in them: "Value 'x' at
'domainName'"; since then it is "Value of the input at".)
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, StringShape, StructureShape

from .errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import Shape
    from moto.core.model import OperationModel

# Java's classes that Python's `re` lacks; they stand inside of brackets. A little wide: \w has
# marks too.
_JAVA_CLASSES = {
    r"\p{L}": r"\w",
    r"\p{N}": r"\w",
    r"\p{Z}": r" \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
}


def check(model: OperationModel, parameters: dict[str, Any], *, code: str) -> None:
    """Refuse parameters that break the model's constraints, all of them in one error.

    Raises:
        AwsError: with the given code, since services differ in it.
    """
    if model.input_shape is None:
        return
    found = list(_violations(model.input_shape, parameters, ""))
    if found:
        plural = "error" if len(found) == 1 else "errors"
        raise AwsError(code, f"{len(found)} validation {plural} detected: {'; '.join(found)}")


def _violations(shape: Shape, value: Any, path: str) -> Iterator[str]:
    if isinstance(shape, StructureShape):
        for name in shape.required_members:
            if value.get(name) is None:
                where = _join(path, name)
                yield (
                    f"Value null at '{where}' failed to satisfy constraint: Member must not be null"
                )
        for name, member in shape.members.items():
            if value.get(name) is not None:
                yield from _violations(member, value[name], _join(path, name))
    elif isinstance(shape, ListShape):
        yield from _list_violations(shape, value, path)
    else:
        for constraint in _broken(shape, value):
            yield _sentence(path, constraint)


def _list_violations(shape: ListShape, value: list[Any], path: str) -> Iterator[str]:
    for constraint in _broken_length(shape, len(value)):
        yield _sentence(path, constraint)
    if isinstance(shape.member, StructureShape):
        for number, item in enumerate(value, 1):
            yield from _violations(shape.member, item, f"{path}.{number}.member")
    elif any(_broken(shape.member, item) for item in value):
        # AWS lists all the constraints of the items then, not the broken ones.
        together = ", ".join(_all_constraints(shape.member))
        yield _sentence(path, f"Member must satisfy constraint: [{together}]")


def _sentence(path: str, constraint: str) -> str:
    return f"Value of the input at '{path}' failed to satisfy constraint: {constraint}"


def _join(path: str, name: str) -> str:
    name = name[0].lower() + name[1:]
    return f"{path}.{name}" if path else name


def _broken(shape: Shape, value: Any) -> list[str]:
    """List the constraints that a string, a number or a blob breaks."""
    facts = shape.metadata
    broken: list[str] = []
    if isinstance(shape, StringShape):
        if facts.get("enum") and value not in facts["enum"]:
            return [_enumeration(facts["enum"])]
        broken += _broken_length(shape, len(value))
        pattern = facts.get("pattern")
        if pattern and not _compiled(pattern).fullmatch(value):
            broken.append(_pattern(pattern))
    elif shape.type_name == "blob":
        broken += _broken_length(shape, len(value))
    elif shape.type_name in {"integer", "long"}:
        if value > facts.get("max", value):
            broken.append(f"Member must have value less than or equal to {facts['max']}")
        if value < facts.get("min", value):
            broken.append(f"Member must have value greater than or equal to {facts['min']}")
    return broken


def _broken_length(shape: Shape, length: int) -> Iterator[str]:
    facts = shape.metadata
    if length > facts.get("max", length):
        yield _longest(facts["max"])
    if length < facts.get("min", length):
        yield _shortest(facts["min"])


def _all_constraints(shape: Shape) -> Iterator[str]:
    facts = shape.metadata
    if facts.get("enum"):
        yield _enumeration(facts["enum"])
    if "max" in facts:
        yield _longest(facts["max"])
    if "min" in facts:
        yield _shortest(facts["min"])
    if "pattern" in facts:
        yield _pattern(facts["pattern"])


def _longest(most: int) -> str:
    return f"Member must have length less than or equal to {most}"


def _shortest(least: int) -> str:
    return f"Member must have length greater than or equal to {least}"


def _enumeration(values: list[str]) -> str:
    return f"Member must satisfy enum value set: [{', '.join(values)}]"


def _pattern(pattern: str) -> str:
    return f"Member must satisfy regular expression pattern: {pattern}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for java, python in _JAVA_CLASSES.items():
        pattern = pattern.replace(java, python)
    return re.compile(pattern)
