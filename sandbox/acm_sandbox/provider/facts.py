"""The facts about resource types and invokes, read from `schema_facts.json`.

The file was compiled from pulumi-aws's own classes and from the AWS provider's sources; its
`provenance` says what came from where. What a program can use of it is parsed here; what it says in
prose (`notes`, the constraints that no rule below understands) is for the type's own module.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Kind = Literal["string", "integer", "number", "boolean", "array", "map", "object", "any"]

_SCALARS: Final[dict[str, Kind]] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
_DURATION_UNITS: Final = {"s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True)
class Type:
    """A property's type."""

    kind: Kind
    element: Type | None = None
    """What an array or a map holds."""
    name: str = ""
    """Of an object: its key among the facts' `types`, such as `acm/CertificateOptionsArgs`."""

    @property
    def fields(self) -> dict[str, Nested]:
        """The properties of an object type."""
        return nested(self.name) if self.kind == "object" else {}


@dataclass(frozen=True)
class Nested:
    """A property inside an object type."""

    type: Type
    required: bool


@dataclass(frozen=True)
class Property:
    """An input of a resource type."""

    name: str
    type: Type
    required: bool
    force_new: bool
    secret: bool
    optional_computed: bool
    default: Any = None


@dataclass(frozen=True)
class Autoname:
    """Which property is named after the resource when the program does not name it."""

    property: str
    max_length: int
    lower: bool


@dataclass(frozen=True)
class Resource:
    """All that the facts say about one resource type, as far as a program can use it."""

    token: str
    inputs: dict[str, Property]
    outputs: dict[str, Type]
    """Every output: the inputs, and what only AWS knows."""
    autoname: Autoname | None
    timeouts: dict[str, float]
    """Seconds by operation: `create`, `update`, `delete`, `read`."""
    conflicts: tuple[tuple[str, str], ...]
    """Pairs of which only one may be set."""
    exactly_one: tuple[tuple[str, ...], ...]
    requires: tuple[tuple[str, tuple[str, ...]], ...]
    """A property, and those of which it needs one."""
    prose: tuple[str, ...]
    """The constraints that nothing here understands: the type's module has to check them."""
    nested_defaults: dict[str, Any] = field(default_factory=dict)
    """By path, such as `defaultActions.redirect.port`: they hold where the object around is."""
    computed_inside: frozenset[str] = frozenset()
    """The paths of what AWS fills in inside objects, such as `restrictions.geoRestriction`."""

    @property
    def regional(self) -> bool:
        """Whether the type has v7's `region` property."""
        return "region" in self.inputs

    @property
    def tagged(self) -> bool:
        """Whether the type takes part in the provider's default tags."""
        return "tagsAll" in self.outputs and "tags" in self.inputs

    @property
    def computed_only(self) -> frozenset[str]:
        """The outputs that are no inputs."""
        return frozenset(self.outputs) - frozenset(self.inputs)


@dataclass(frozen=True)
class Invoke:
    """The arguments and results of an invoke."""

    token: str
    inputs: dict[str, Type]
    required: frozenset[str]
    outputs: dict[str, Type]

    @property
    def regional(self) -> bool:
        """Whether the invoke can be asked for another region than the provider's."""
        return "region" in self.inputs


@cache
def _document() -> dict[str, Any]:
    path = Path(__file__).with_name("schema_facts.json")
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


@cache
def nested(name: str) -> dict[str, Nested]:
    """Give the properties of an object type, by its key among the facts' `types`."""
    module = name.partition("/")[0]
    return {
        prop: Nested(parse_type(text.removesuffix("!"), module), text.endswith("!"))
        for prop, text in _document()["types"][name].items()
    }


def parse_type(text: str, module: str) -> Type:
    """Read a type as the facts write it: `array<string>`, `CertificateOptionsArgs`, ..."""
    text = text.removesuffix("?")
    if text in _SCALARS:
        return Type(_SCALARS[text])
    if wrapped := re.fullmatch(r"(array|map)<(.*)>", text):
        kind: Kind = "array" if wrapped[1] == "array" else "map"
        return Type(kind, element=parse_type(wrapped[2], module))
    # Enums are written as `string|RecordType`: a plain string to the provider.
    if text.startswith("string|"):
        return Type("string")
    name = f"{module}/{text}"
    return Type("object", name=name) if name in _document()["types"] else Type("any")


def known_resources() -> frozenset[str]:
    """Give the tokens of the resource types that the facts describe."""
    return frozenset(
        token for token, entry in _document()["resources"].items() if entry.get("exists", True)
    )


@cache
def resource(token: str) -> Resource:
    """Give the facts of a resource type; `KeyError` for one that they do not describe."""
    entry = _document()["resources"][token]
    module = _module(token)
    # "routingHttp* (most)": a pattern, then a remark.
    computed = [text.split()[0] for text in entry.get("optionalComputed") or []]
    defaults, nested_defaults = _defaults(entry.get("defaults") or {})
    inputs = {
        name: Property(
            name=name,
            type=parse_type(prop["type"], module),
            required=prop["required"],
            # "region" is replaced at diff time; "conditional" is the type's own business;
            # "unverified" is assumed not to be (the facts' `unverified`).
            force_new=prop["forceNew"] is True or prop["forceNew"] == "region",
            secret=prop.get("secret", False),
            optional_computed=any(fnmatchcase(name, pattern) for pattern in computed),
            default=defaults.get(name),
        )
        for name, prop in entry["inputs"].items()
    }
    outputs = {name: prop.type for name, prop in inputs.items()}
    outputs |= {name: parse_type(text, module) for name, text in entry["outputsOnly"].items()}
    rules = _Rules(frozenset(inputs))
    for text in entry.get("constraints") or []:
        rules.read(text)
    return Resource(
        token=token,
        inputs=inputs,
        outputs=outputs,
        autoname=_autoname(entry.get("autoname")),
        timeouts=_timeouts(entry.get("timeouts") or {}),
        conflicts=tuple(rules.conflicts),
        exactly_one=tuple(rules.exactly_one),
        requires=tuple(rules.requires),
        prose=tuple(rules.prose),
        nested_defaults=nested_defaults,
        computed_inside=frozenset(path for path in computed if "." in path),
    )


@cache
def invoke(token: str) -> Invoke:
    """Give the facts of an invoke; `KeyError` for one that they do not describe."""
    entry = _document()["invokes"][token]
    module = _module(token)
    return Invoke(
        token=token,
        inputs={name: parse_type(arg["type"], module) for name, arg in entry["inputs"].items()},
        required=frozenset(name for name, arg in entry["inputs"].items() if arg["required"]),
        outputs={name: parse_type(text, module) for name, text in entry["outputs"].items()},
    )


def _module(token: str) -> str:
    return token.split(":")[1].partition("/")[0]


def _defaults(entry: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split the defaults into those of inputs and those of paths inside them."""
    flat = {path: value for path, value in entry.items() if "." not in path}
    # "ENABLED (only inside an options block)": a value, then a remark.
    inside = {
        path: value.split(" (")[0] if isinstance(value, str) else value
        for path, value in entry.items()
        if "." in path
    }
    return flat, inside


def _autoname(text: str | None) -> Autoname | None:
    rule = re.match(r"(\w+)(?: \([^)]*\))?: (lower\()?<logicalName>", text or "")
    if not rule:
        return None
    limit = re.search(r"max (\d+)", text or "")
    # The facts' `autonaming`: 255, unless overridden.
    return Autoname(rule[1], int(limit[1]) if limit else 255, bool(rule[2]))


def _timeouts(entry: dict[str, str | None]) -> dict[str, float]:
    found: dict[str, float] = {}
    for operation in ("create", "read", "update", "delete"):
        if text := re.match(r"(\d+)([smh])", entry.get(operation) or ""):
            found[operation] = int(text[1]) * _DURATION_UNITS[text[2]]
    return found


class _Rules:
    """The constraints, as far as they keep to a few forms of sentence."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.conflicts: list[tuple[str, str]] = []
        self.exactly_one: list[tuple[str, ...]] = []
        self.requires: list[tuple[str, tuple[str, ...]]] = []
        self.prose: list[str] = []

    def read(self, text: str) -> None:
        for sentence in text.split("; "):
            if not self._sentence(sentence):
                self.prose.append(sentence)

    def _sentence(self, text: str) -> bool:
        if rule := re.fullmatch(r"exactly one of (.+)", text):
            if one := self._list(rule[1], "|"):
                self.exactly_one.append(one)
            return bool(one)
        if rule := re.fullmatch(r"(.+?) conflicts?:? (.+?)(?: \(.*\))?", text):
            left, right = self._list(rule[1], ","), self._list(rule[2], ",")
            self.conflicts += [(a, b) for a in left for b in right]
            return bool(left and right)
        if rule := re.fullmatch(r"(\w+) requires (\w+)(?: \(or (\w+)\))?", text):
            needed = tuple(name for name in (rule[2], rule[3]) if name)
            if rule[1] in self.names and self.names.issuperset(needed):
                self.requires.append((rule[1], needed))
                return True
        return False

    def _list(self, text: str, separator: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(separator))
        return names if self.names.issuperset(names) else ()
