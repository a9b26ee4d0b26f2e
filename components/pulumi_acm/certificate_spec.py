"""What a Certificate's arguments must be: parsed once, all rules here, all violations at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidatorFunctionWrapHandler, field_validator

from . import limits
from .names import InvalidNameError, normalise, validation_name
from .problems import Problem
from .regions import partition
from .services import CLOUDFRONT
from .spec_problems import parse_spec, with_rules
from .spec_types import Domain, Duration, Plain, Region, Tags, ZoneId, ZoneName, plain
from .zones import longest


class CertificateSpec(BaseModel):
    """The arguments of a Certificate in their normal form."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    domains: Plain[list[Domain]]
    regions: Plain[list[Region]] = Field(default_factory=list)
    cloudfront: Plain[bool] = False
    zones: Plain[dict[ZoneName, ZoneId]] = Field(default_factory=dict)
    key_algorithm: Plain[limits.RequestableKeyAlgorithm] = "RSA_2048"
    export: Plain[bool | None] = None
    tags: Tags = Field(default_factory=dict)
    wait: Plain[bool | None] = None
    timeout: Duration = "75m"
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
        valid: list[str] = with_rules(value, handler, _broken_by_list(plain(value)))
        primary, *others = dict.fromkeys(valid)
        return [primary, *sorted(others)]

    @field_validator("zones", mode="wrap")
    @classmethod
    def _zones(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> dict[str, Any]:
        valid: dict[str, Any] = with_rules(value, handler, _broken_by_zones(value))
        return valid

    @field_validator("regions", mode="after")
    @classmethod
    def _regions(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(value))


def parse(
    args: Mapping[str, Any], prefix: str = ""
) -> tuple[CertificateSpec | None, list[Problem]]:
    """Parse a Certificate's arguments; where any is wrong, return all that is wrong instead."""
    spec, problems = parse_spec(CertificateSpec, args, prefix)
    if spec is None:
        return None, problems
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


def _broken_by_zones(value: Any) -> Iterator[str]:
    names = [_or_itself(each) for each in value] if isinstance(value, dict) else []
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield f"{name} is given more than once"


def _or_itself(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    try:
        return normalise(name)
    except InvalidNameError:
        return name


def _broken_between_arguments(spec: CertificateSpec, prefix: str) -> Iterator[Problem]:
    at = f"{prefix}." if prefix else ""
    for zone in spec.zones:
        if not any(longest(name, [zone]) for name in spec.validation_names):
            yield Problem(f'{at}zones["{zone}"]', "none of the names is in this zone")
    if spec.cloudfront and spec.key_algorithm not in CLOUDFRONT.keys:
        yield Problem(
            f"{at}key_algorithm",
            f"CloudFront takes only {', '.join(CLOUDFRONT.keys)} ({CLOUDFRONT.source})",
            spec.key_algorithm,
        )
    if spec.regions and (problem := partition_problem(spec.regions_or(str), at)):
        yield problem


def partition_problem(regions: Sequence[str], at: str = "") -> Problem | None:
    """Return what is wrong with regions, CloudFront's among them, of several AWS partitions."""
    partitions = {region: partition(region) for region in regions}
    if len(set(partitions.values())) == 1:
        return None
    listed = ", ".join(f"{region} ({name})" for region, name in partitions.items())
    return Problem(
        f"{at}regions",
        f"regions of one certificate, CloudFront's ({limits.CLOUDFRONT_REGION}) included, are in "
        f"one AWS partition, not in {listed}; request the others in a stack of their own",
    )
