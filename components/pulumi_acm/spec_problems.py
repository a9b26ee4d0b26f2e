"""Pydantic's findings in the words of this library, and several findings for one value."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from .problems import Problem

_SHAPES: Final = {
    "bool_type": "it must be true or false",
    "dict_type": "it must be a mapping",
    "int_type": "it must be a whole number",
    "list_type": "it must be a list, even of one",
    "model_type": "it must be a mapping",
    "string_type": "it must be a string",
    "too_short": "it may not be empty",
}
Spec = TypeVar("Spec", bound=BaseModel)


def rule(message: str) -> PydanticCustomError:
    """Return the error of a broken rule."""
    # The message goes in as a value: a user's braces must not be read as pydantic's template.
    return PydanticCustomError("rule", "{message}", {"message": message})


def with_rules(value: Any, handler: ValidatorFunctionWrapHandler, broken: Iterable[str]) -> Any:
    """Validate a value and add the rules that it breaks as a whole, so that all are said at once.

    Pydantic stops at the first failing validator of a value; a list of which one member is bad
    and which is too long would need two tries.
    """
    errors = [InitErrorDetails(type=rule(message), loc=(), input=value) for message in broken]
    try:
        valid = handler(value)
    except ValidationError as error:
        inner = [
            InitErrorDetails(type=rule(_message(e)), loc=e["loc"], input=e["input"])
            for e in error.errors()
        ]
        raise ValidationError.from_exception_data(error.title, inner + errors) from error
    if errors:
        raise ValidationError.from_exception_data("value", errors)
    return valid


def parse_spec(
    model: type[Spec], args: Mapping[str, Any], prefix: str = ""
) -> tuple[Spec | None, list[Problem]]:
    """Parse arguments into a model; where any is wrong, return all that is wrong instead."""
    # None is how "not given" arrives from other languages and from Python's own defaults.
    if not isinstance(args, Mapping):
        return None, [Problem(prefix or "args", "it must be a mapping of arguments", args)]
    given = {key: value for key, value in args.items() if value is not None}
    try:
        return model.model_validate(given), []
    except ValidationError as error:
        return None, _problems_of(error, model.model_fields, prefix)


def _problems_of(error: ValidationError, known: Iterable[str], prefix: str) -> list[Problem]:
    """Return pydantic's findings as problems, with paths as a user would write them."""
    return [
        Problem(_path(prefix, e["loc"]), _message(e, tuple(known)), _value(e))
        for e in error.errors(include_url=False)
    ]


def no_such(argument: str, known: Iterable[str]) -> str:
    """Return the message about an argument that there is not."""
    close = difflib.get_close_matches(argument, list(known), n=1, cutoff=0.7)
    guess = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(known)}"
    return f"there is no such argument. {guess}"


def _path(prefix: str, loc: Sequence[int | str]) -> str:
    path = prefix
    for part in loc:
        if part == "[key]":
            continue  # pydantic's mark for a bad key: the key itself is already in the path
        if isinstance(part, int):
            path += f"[{part}]"
        elif part.isidentifier():
            path += f".{part}" if path else part
        else:
            path += f'["{part}"]'
    return path


def _message(error: ErrorDetails, known: Sequence[str] = ()) -> str:
    match error["type"]:
        case "missing":
            return "this argument is required"
        case "extra_forbidden":
            return no_such(str(error["loc"][-1]), known)
        case "rule":
            return error["msg"]
        case kind if kind in _SHAPES:
            return _SHAPES[kind]
        case _:
            return error["msg"].replace("Input should be", "it must be")


def _value(error: ErrorDetails) -> Any:
    # A missing or unknown argument has no value worth showing, and a list is shown by its members.
    return None if error["type"] in ("missing", "extra_forbidden") else error["input"]
