"""The types of arguments, with the rules that a single value has to keep."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, ValidatorFunctionWrapHandler, WrapValidator

from . import limits
from .names import WILDCARD, InvalidNameError, normalise, normalise_host
from .spec_problems import rule, with_rules

_REGION: Final = re.compile(r"[a-z]{2,}(-[a-z]+)+-\d{1,2}")
_DURATION: Final = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?[smh])+")
_DURATION_PART: Final = re.compile(r"([0-9.]+)([smh])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}
_ZONE_ID: Final = re.compile(r"Z[A-Z0-9]{1,31}")

T = TypeVar("T")


def _is_output(value: object) -> bool:
    """Tell a Pulumi Output, which this pure module does not import, from a plain value."""
    return callable(getattr(value, "apply", None))


def plain(value: Any) -> Any:
    """Refuse an Output where the resources themselves depend on the value."""
    if _is_output(value):
        raise rule(
            "it must be known while planning, and this is an Output of another resource: "
            "give a plain value"
        )
    # A set has no first member, and the first name is the primary one: only tuples pass as lists.
    return list(value) if isinstance(value, tuple) else value


def _unless_output(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """Leave an Output alone: its value comes later, and then AWS checks it."""
    return value if _is_output(value) else handler(value)


def _domain(value: str) -> str:
    try:
        return normalise(value)
    except InvalidNameError as error:
        raise rule(str(error)) from error


def _host(value: str) -> str:
    try:
        return normalise_host(value)
    except InvalidNameError as error:
        raise rule(str(error)) from error


def _zone_name(value: str) -> str:
    if value.startswith(WILDCARD):
        raise rule(f'a zone has no wildcard. Did you mean "{value.removeprefix(WILDCARD)}"?')
    return _domain(value)


def _region(value: str) -> str:
    if not _REGION.fullmatch(value):
        raise rule("a region is written as in eu-west-1")
    return value


def _zone_id(value: str) -> str:
    if not _ZONE_ID.fullmatch(value):
        raise rule("a hosted zone id is written as in Z0123456789ABCDEFGHIJ")
    return value


def _zone_ids(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    return with_rules(value, handler, _broken_by_zones(value))


def _broken_by_zones(value: Any) -> Iterator[str]:
    names = [or_itself(each) for each in value] if isinstance(value, dict) else []
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield f"{name} is given more than once"


def or_itself(name: Any) -> Any:
    """Return the normal form of a name that has one."""
    try:
        return normalise(name) if isinstance(name, str) else name
    except InvalidNameError:
        return name


def _duration(value: str) -> str:
    if not _DURATION.fullmatch(value):
        raise rule("a duration is written as in 90s, 75m or 1h30m")
    if not 1 <= seconds(value) <= limits.VALIDATION_HOURS_MAX * _SECONDS["h"]:
        raise rule(f"it must be from 1s to {limits.VALIDATION_HOURS_MAX}h: then ACM gives up")
    return value


def seconds(duration: str) -> float:
    """Return how long a duration is that has been checked."""
    return sum(float(n) * _SECONDS[unit] for n, unit in _DURATION_PART.findall(duration))


def _tag_key(value: str) -> str:
    if not 1 <= len(value) <= limits.TAG_KEY_MAX:
        raise rule(f"a tag's key has 1 to {limits.TAG_KEY_MAX} characters")
    _tag_characters(value)
    if value.lower().startswith("aws:"):
        raise rule("AWS keeps tag keys that begin with aws: for itself")
    return value


def _tags(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    return with_rules(value, handler, _broken_by_tags(value))


def _broken_by_tags(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and len(value) > limits.TAGS_MAX:
        yield f"there are at most {limits.TAGS_MAX} tags, here are {len(value)}"


def _tag_value(value: str) -> str:
    if len(value) > limits.TAG_VALUE_MAX:
        raise rule(f"a tag's value has at most {limits.TAG_VALUE_MAX} characters")
    _tag_characters(value)
    return value


def _tag_characters(text: str) -> None:
    for each in text:
        if unicodedata.category(each)[0] not in "LNZ" and each not in limits.TAG_PUNCTUATION:
            raise rule(
                f"a tag has letters, digits, spaces and {limits.TAG_PUNCTUATION}, not {each!r}"
            )


def _whole(value: Any) -> Any:
    """Take what other languages have for a whole number: 443.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else plain(value)


Whole: TypeAlias = Annotated[int, BeforeValidator(_whole)]
Plain: TypeAlias = Annotated[T, BeforeValidator(plain)]
Domain: TypeAlias = Annotated[str, BeforeValidator(plain), AfterValidator(_domain)]
HostName: TypeAlias = Annotated[str, BeforeValidator(plain), AfterValidator(_host)]
"""A name that a certificate may serve, which is more than ACM issues certificates for."""
Hosts: TypeAlias = Plain[list[Plain[str]]]
"""Host names as users write them: the proof says what is wrong with each."""
Region: TypeAlias = Annotated[str, BeforeValidator(plain), AfterValidator(_region)]
ZoneName: TypeAlias = Annotated[str, AfterValidator(_zone_name)]
ZoneId: TypeAlias = Annotated[str, AfterValidator(_zone_id), WrapValidator(_unless_output)]
ZoneIds: TypeAlias = Annotated[
    dict[ZoneName, ZoneId], BeforeValidator(plain), WrapValidator(_zone_ids)
]
"""Hosted zone ids by domain."""
ValidationDomains: TypeAlias = Annotated[
    dict[Domain, Domain], BeforeValidator(plain), WrapValidator(_zone_ids)
]
"""The domains whose mailboxes get mail, by the names that the mail is about."""
Duration: TypeAlias = Annotated[str, BeforeValidator(plain), AfterValidator(_duration)]
TagKey: TypeAlias = Annotated[str, AfterValidator(_tag_key)]
TagValue: TypeAlias = Annotated[str, AfterValidator(_tag_value), WrapValidator(_unless_output)]
later: Final = WrapValidator(_unless_output)
"""In an annotation: the value may come later, as an Output."""
Text: TypeAlias = Annotated[str, later]
"""A string that may come later, as an Output."""
Tags: TypeAlias = Annotated[dict[TagKey, TagValue], BeforeValidator(plain), WrapValidator(_tags)]
