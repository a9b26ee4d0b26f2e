"""Arguments of which some are malformed: the others, too, so that all is said at once."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, create_model

from pulumi_acm.problems import Problem
from pulumi_acm.spec_problems import parse_spec

Spec = TypeVar("Spec", bound=BaseModel)
_ARGUMENT: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Parsed(Generic[Spec]):
    """Arguments, parsed as far as they can be."""

    spec: Spec
    """The well-formed ones; a malformed one has its default, or None."""
    problems: list[Problem]
    malformed: frozenset[str]
    """The arguments of which nothing can be said but that they are wrong, or missing."""

    def are_well_formed(self, *arguments: str) -> bool:
        """Tell whether something can be proved of these arguments."""
        return self.malformed.isdisjoint(arguments)


def parse_partly(model: type[Spec], args: Any, prefix: str = "") -> Parsed[Spec]:
    """Parse arguments; where any is wrong, parse the others nevertheless."""
    spec, problems = parse_spec(model, args, prefix)
    if spec is not None:
        return Parsed(spec, [], frozenset())
    fields = frozenset(model.model_fields)
    malformed = fields
    if isinstance(args, Mapping):
        malformed = fields & {_argument(each.path, prefix) for each in problems}
    given = {
        key: value
        for key, value in (args.items() if isinstance(args, Mapping) else ())
        if key in fields - malformed and value is not None
    }
    return Parsed(_lenient(model).model_validate(given), problems, malformed)


def _argument(path: str, prefix: str) -> str:
    """Return the argument that a problem's path leads into: `certificates` of `certificates[1]`."""
    found = _ARGUMENT.match(path.removeprefix(f"{prefix}." if prefix else ""))
    return found[0] if found else ""


@lru_cache
def _lenient(model: type[Spec]) -> type[Spec]:
    """Return the model without required arguments."""
    optional: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.is_required():
            changed = copy(field)
            changed.default = None
            optional[name] = (field.annotation, changed)
    return create_model(model.__name__, __base__=model, **optional)
