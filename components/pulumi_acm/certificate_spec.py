"""What a Certificate's arguments must be: parsed once, all rules here, all violations at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)

from . import limits
from .names import WILDCARD, InvalidNameError, normalise, validation_name
from .problems import Problem
from .regions import partition
from .spec_problems import problems_of, rule, with_rules
from .zones import longest

_REGION: Final = re.compile(r"[a-z]{2}(-[a-z]+)+-\d{1,2}")
_DURATION: Final = re.compile(r"(\d+(\.\d+)?(ms|s|m|h))+")
_ZONE_ID: Final = re.compile(r"Z[A-Z0-9]{1,31}")

T = TypeVar("T")


def _is_output(value: object) -> bool:
    """Tell a Pulumi Output, which this pure module does not import, from a plain value."""
    return callable(getattr(value, "apply", None))


def _plain(value: Any) -> Any:
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


def _duration(value: str) -> str:
    if not _DURATION.fullmatch(value):
        raise rule("a duration is written as in 90s, 75m or 1h30m")
    return value


def _tag_key(value: str) -> str:
    if not 1 <= len(value) <= limits.TAG_KEY_MAX:
        raise rule(f"a tag's key has 1 to {limits.TAG_KEY_MAX} characters")
    if value.lower().startswith("aws:"):
        raise rule("AWS keeps tag keys that begin with aws: for itself")
    return value


def _tag_value(value: str) -> str:
    if len(value) > limits.TAG_VALUE_MAX:
        raise rule(f"a tag's value has at most {limits.TAG_VALUE_MAX} characters")
    return value


Plain: TypeAlias = Annotated[T, BeforeValidator(_plain)]
Domain: TypeAlias = Annotated[str, BeforeValidator(_plain), AfterValidator(_domain)]
Region: TypeAlias = Annotated[str, BeforeValidator(_plain), AfterValidator(_region)]
ZoneName: TypeAlias = Annotated[str, AfterValidator(_zone_name)]
ZoneId: TypeAlias = Annotated[str, AfterValidator(_zone_id), WrapValidator(_unless_output)]
TagKey: TypeAlias = Annotated[str, AfterValidator(_tag_key)]
TagValue: TypeAlias = Annotated[str, AfterValidator(_tag_value), WrapValidator(_unless_output)]


class CertificateSpec(BaseModel):
    """The arguments of a Certificate in their normal form."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    domains: Plain[list[Domain]]
    regions: Plain[list[Region]] = Field(default_factory=list)
    cloudfront: Plain[bool] = False
    zones: Plain[dict[ZoneName, ZoneId]] = Field(default_factory=dict)
    key_algorithm: Plain[limits.RequestableKeyAlgorithm] = "RSA_2048"
    export: Plain[bool] = False
    tags: Plain[dict[TagKey, TagValue]] = Field(default_factory=dict)
    wait: Plain[bool | None] = None
    timeout: Annotated[str, BeforeValidator(_plain), AfterValidator(_duration)] = "75m"
    keep_validation_records: Plain[bool] = True

    @property
    def primary(self) -> str:
        """The name that becomes the certificate's common name."""
        return self.domains[0]

    @property
    def validation_names(self) -> dict[str, str]:
        """Each distinct validation name, with the first certificate name that it validates."""
        found: dict[str, str] = {}
        for domain in self.domains:
            found.setdefault(validation_name(domain), domain)
        return found

    def regions_or(self, default: Callable[[], str]) -> list[str]:
        """Return the regions of the certificate, home first, CloudFront's added where asked."""
        regions = self.regions or [default()]
        if self.cloudfront and limits.CLOUDFRONT_REGION not in regions:
            return [*regions, limits.CLOUDFRONT_REGION]
        return regions

    @field_validator("domains", mode="wrap")
    @classmethod
    def _domains(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> list[str]:
        valid: list[str] = with_rules(value, handler, _broken_by_list(_plain(value)))
        primary, *others = dict.fromkeys(valid)
        return [primary, *sorted(others)]

    @field_validator("regions", mode="after")
    @classmethod
    def _regions(cls, value: list[str]) -> list[str]:
        partitions = {region: partition(region) for region in value}
        if len(set(partitions.values())) > 1:
            listed = ", ".join(f"{region} ({name})" for region, name in partitions.items())
            raise rule(f"regions of one certificate are in one AWS partition, not in {listed}")
        return list(partitions)

    @field_validator("tags", mode="after")
    @classmethod
    def _tags(cls, value: dict[str, Any]) -> dict[str, Any]:
        if len(value) > limits.TAGS_MAX:
            raise rule(f"a certificate has at most {limits.TAGS_MAX} tags, here are {len(value)}")
        return value


def parse(
    args: Mapping[str, Any], prefix: str = ""
) -> tuple[CertificateSpec | None, list[Problem]]:
    """Parse a Certificate's arguments; where any is wrong, return all that is wrong instead."""
    # None is how "not given" arrives from other languages and from Python's own defaults.
    given = {key: value for key, value in args.items() if value is not None}
    try:
        spec = CertificateSpec.model_validate(given)
    except ValidationError as error:
        return None, problems_of(error, CertificateSpec.model_fields, prefix)
    problems = list(_broken_between_arguments(spec, prefix))
    return (None if problems else spec), problems


def _broken_by_list(value: Any) -> Iterator[str]:
    """Yield the rules that a list of names breaks as a whole, whatever its names are."""
    if not isinstance(value, list):
        return
    names = [name for name in value if isinstance(name, str)]
    if not value:
        yield "a certificate has at least one name"
    distinct = {_or_itself(name) for name in names}
    if len(distinct) > limits.NAMES_MAX:
        yield (
            f"a certificate has at most {limits.NAMES_MAX} names, the primary one included, here "
            f"are {len(distinct)}; split them over several certificates"
        )
    if names and len(primary := _or_itself(names[0])) > limits.COMMON_NAME_OCTETS_MAX:
        short = next((n for n in names if len(_or_itself(n)) <= limits.COMMON_NAME_OCTETS_MAX), "")
        yield (
            f'the first name, "{primary}", becomes the common name and may have at most '
            f"{limits.COMMON_NAME_OCTETS_MAX} characters, this one has {len(primary)}; put a "
            + (f'shorter one first, such as "{short}"' if short else "shorter one before it")
        )


def _or_itself(name: str) -> str:
    try:
        return normalise(name)
    except InvalidNameError:
        return name


def _broken_between_arguments(spec: CertificateSpec, prefix: str) -> Iterator[Problem]:
    at = f"{prefix}." if prefix else ""
    for zone in spec.zones:
        if not any(longest(name, [zone]) for name in spec.validation_names):
            yield Problem(f'{at}zones["{zone}"]', "none of the names is in this zone")
    if spec.cloudfront and spec.regions and partition(spec.regions[0]) != "aws":
        yield Problem(
            f"{at}cloudfront",
            f"CloudFront takes certificates of {limits.CLOUDFRONT_REGION}, which is not in the "
            f"partition of {spec.regions[0]}; request that one in a stack of its own",
        )
