"""Checking a program's inputs: names, types, required ones, rules, defaults, automatic names.

Whatever is wrong is reported at once, in the words of the AWS provider where the facts know them.
A failure names its property in its text and not in the RPC's field, as pulumi-aws does: the engine
would print that property's value otherwise, and it may be a private key.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from acm_sandbox.provider import nested
from acm_sandbox.provider.resource import Problem, ResourceType
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from acm_sandbox.provider.facts import Nested, Type
    from acm_sandbox.provider.settings import Settings

DEFAULTS = "__defaults"


@dataclass(frozen=True)
class Naming:
    """What the engine says about automatic names."""

    seed: bytes = b""
    proposed: str = ""
    enforced: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class Checked:
    """The inputs as the engine will keep them, and what is wrong with them."""

    inputs: Props
    failures: list[str]


def check(
    kind: ResourceType,
    name: str,
    news: Props,
    *,
    olds: Props,
    settings: Settings,
    naming: Naming,
) -> Checked:
    """Check the inputs of a resource and fill in what the program left to the provider."""
    given = {k: v for k, v in news.items() if v is not None and not k.startswith("__")}
    # An import checks what a read returned, which has the output among the inputs.
    given.pop("tagsAll", None)
    types = {prop.name: prop.type for prop in kind.facts.inputs.values()}
    found = list(unknown_keys(given, types))
    inputs: Props = {}
    for key in given.keys() & types.keys():
        inputs[key] = _coerced(given[key], types[key], key, found)
    found += _missing(kind, inputs)
    found += _rules(kind, inputs)
    found += refused(kind, inputs)
    if not found:
        # What a type checks relies on the right types, and on what it requires being there.
        found += kind.check(inputs)
    found += _fill_in(kind, name, inputs, olds=olds, settings=settings, naming=naming)
    return Checked(inputs, [_reason(name, problem) for problem in found])


def unknown_keys(given: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Problem]:
    """Find the properties that do not exist, and the name that was perhaps meant."""
    for key in sorted(given.keys() - known.keys()):
        close = get_close_matches(key, known, 1)
        hint = f' Did you mean "{close[0]}"?' if close else ""
        yield Problem(key, f"Invalid or unknown key.{hint}")


def snake(name: str) -> str:
    """Write a property's name as the AWS provider does in its messages."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def _reason(resource: str, problem: Problem) -> str:
    text = problem.reason if problem.reason.endswith((".", "?")) else f"{problem.reason}."
    where = f" Examine values at '{resource}.{problem.property}'." if problem.property else ""
    return text + where


def _coerced(value: Any, type_: Type, path: str, found: list[Problem]) -> Any:
    """Bring a value to its type as the provider does, or note that it cannot be."""
    if value is UNKNOWN or type_.kind == "any":
        return value
    if type_.kind == "array" and isinstance(value, list):
        element = type_.element
        return [
            _coerced(item, element, f"{path}[{i}]", found) if element else item
            for i, item in enumerate(value)
            if item is not None
        ]
    if type_.kind == "map" and isinstance(value, dict):
        element = type_.element
        return {
            key: _coerced(item, element, f"{path}.{key}", found) if element else item
            for key, item in value.items()
            if item is not None
        }
    if type_.kind == "object" and isinstance(value, dict):
        return _coerced_object(value, type_.fields, path, found)
    if type_.kind in {"array", "map", "object"}:
        found.append(Problem(path, f"expected {type_.kind}, got {_kind_of(value)}"))
        return value
    return _coerced_scalar(value, type_.kind, path, found)


def _coerced_object(
    value: Props,
    fields: dict[str, Nested],
    path: str,
    found: list[Problem],
) -> Props:
    given = {k: v for k, v in value.items() if v is not None and not k.startswith("__")}
    found += [Problem(f"{path}.{p.property}", p.reason) for p in unknown_keys(given, fields)]
    found += [
        Problem(f"{path}.{key}", _missing_text(key))
        for key, inner in fields.items()
        if inner.required and key not in given
    ]
    return {
        key: _coerced(item, fields[key].type, f"{path}.{key}", found)
        for key, item in given.items()
        if key in fields
    }


def _coerced_scalar(value: Any, kind: str, path: str, found: list[Problem]) -> Any:
    converted: Any = None
    if kind == "string" and isinstance(value, str):
        converted = value
    elif kind == "string" and isinstance(value, bool | int | float):
        converted = str(value).lower() if isinstance(value, bool) else str(value)
    elif kind == "boolean" and (isinstance(value, bool) or value in ("true", "false")):
        converted = value in (True, "true")
    elif kind in {"integer", "number"} and not isinstance(value, bool):
        converted = _number(value, kind)
    if converted is None:
        found.append(Problem(path, f"expected {kind}, got {_kind_of(value)}"))
        return value
    return converted


def _number(value: Any, kind: str) -> int | float | None:
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        value = float(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    allowed = int if kind == "integer" else (int, float)
    return value if isinstance(value, allowed) else None


def _kind_of(value: Any) -> str:
    # The type only: the value may be a secret.
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")


def _missing_text(name: str) -> str:
    return (
        f'Missing required argument. The argument "{snake(name)}" is required, '
        "but no definition was found"
    )


def _missing(kind: ResourceType, inputs: Props) -> Iterator[Problem]:
    for prop in kind.facts.inputs.values():
        if prop.required and prop.name not in inputs:
            yield Problem(prop.name, _missing_text(prop.name))


def _rules(kind: ResourceType, inputs: Props) -> Iterator[Problem]:
    """Find what breaks the rules between properties; a zero value counts as not set."""
    given = {key for key, value in inputs.items() if value not in (None, "", [], {})}
    for one_of in kind.facts.exactly_one:
        names = ",".join(map(snake, one_of))
        chosen = [name for name in one_of if name in given]
        if not chosen:
            reason = f'"{snake(one_of[0])}": one of `{names}` must be specified'
            yield Problem(one_of[0], f"Invalid combination of arguments. {reason}")
        elif len(chosen) > 1:
            both = ",".join(map(snake, chosen))
            reason = f'"{snake(chosen[0])}": only one of `{names}` can be specified, but `{both}`'
            yield Problem(
                chosen[0],
                f"Invalid combination of arguments. {reason} were specified",
            )
    for left, right in kind.facts.conflicts:
        if left in given and right in given:
            reason = f'"{snake(left)}": conflicts with {snake(right)}'
            yield Problem(left, f"Conflicting configuration arguments. {reason}")
    for name, needed in kind.facts.requires:
        if name in given and not given.intersection(needed):
            names = ",".join(map(snake, (name, *needed)))
            reason = f'"{snake(name)}": all of `{names}` must be specified'
            yield Problem(name, f"Missing required argument. {reason}")


def refused(kind: ResourceType, inputs: Props) -> Iterator[Problem]:
    """Find what pulumi-aws can do, and this provider cannot."""
    for name, meaning in kind.not_supported.items():
        # A zero value, or the default, is what a program without the property means.
        if inputs.get(name) not in (None, False, "", [], {}, kind.facts.inputs[name].default):
            yield Problem(name, f"the sandbox's AWS provider does not support {meaning}")


def _fill_in(
    kind: ResourceType,
    name: str,
    inputs: Props,
    *,
    olds: Props,
    settings: Settings,
    naming: Naming,
) -> Iterable[Problem]:
    found: list[Problem] = []
    defaulted: list[str] = []
    for prop in kind.facts.inputs.values():
        if prop.default is not None and prop.name not in inputs:
            inputs[prop.name] = prop.default
            defaulted.append(prop.name)
    for path, value in kind.facts.nested_defaults.items():
        nested.fill(inputs, path, value)
    rule = kind.facts.autoname
    if rule and rule.property not in inputs and f"{rule.property}Prefix" not in inputs:
        try:
            inputs[rule.property] = _automatic_name(kind, name, olds, naming)
            defaulted.append(rule.property)
        except ValueError as error:
            found.append(Problem(rule.property, str(error)))
    if kind.facts.regional:
        inputs.setdefault("region", settings.region)
    if kind.facts.tagged:
        tags = inputs.get("tags")
        inputs["tagsAll"] = UNKNOWN if tags is UNKNOWN else settings.all_tags(tags)
    inputs[DEFAULTS] = sorted(defaulted)
    return found


def _automatic_name(kind: ResourceType, name: str, olds: Props, naming: Naming) -> str:
    rule = kind.facts.autoname
    if rule is None:
        raise ValueError("this type is not named automatically")
    if isinstance(old := olds.get(rule.property), str) and rule.property in olds.get(DEFAULTS, []):
        # A name once made stays, whatever the seed.
        return old
    if naming.disabled:
        raise ValueError(
            f"automatic naming is disabled but no value was given for `{rule.property}`",
        )
    if naming.enforced:
        return naming.proposed
    logical = name.lower() if rule.lower else name
    if naming.seed:
        suffix = hashlib.sha256(naming.seed).hexdigest()[:7]
    else:
        suffix = secrets.token_hex(4)[:7]
    made = naming.proposed or f"{logical}-{suffix}"
    if len(made) > rule.max_length:
        raise ValueError(
            f'the automatic name "{made}" is longer than {rule.max_length} characters: '
            f"give `{rule.property}` or a shorter resource name",
        )
    return made
