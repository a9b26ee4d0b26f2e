"""What a Certificate's arguments must be: parsed once, all rules here, all violations at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidatorFunctionWrapHandler, field_validator

from . import limits
from .approvals import not_above
from .names import validation_name
from .names_quota import too_many
from .problems import Problem
from .regions import partition, with_cloudfront
from .services import CLOUDFRONT
from .spec_problems import parse_spec, with_rules
from .spec_types import (
    Domain,
    Duration,
    Plain,
    Region,
    Tags,
    ValidationDomains,
    Whole,
    ZoneIds,
    or_itself,
    plain,
)
from .zones import unused

NO_RECORDS: Final = "there are no validation records with validation EMAIL; leave this out"


class CertificateSpec(BaseModel):
    """The arguments of a Certificate in their normal form."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    domains: Plain[list[Domain]]
    regions: Plain[list[Region]] = Field(default_factory=list)
    cloudfront: Plain[bool] = False
    validation: Plain[Literal["DNS", "EMAIL"]] = "DNS"
    validation_domains: ValidationDomains = Field(default_factory=dict)
    zones: ZoneIds = Field(default_factory=dict)
    key_algorithm: Plain[limits.RequestableKeyAlgorithm] = "RSA_2048"
    export: Plain[bool | None] = None
    tags: Tags = Field(default_factory=dict)
    names_quota: Annotated[Whole | None, Field(ge=1, le=limits.NAMES_MAX)] = None
    wait: Plain[bool | None] = None
    timeout: Duration = "75m"
    keep_validation_records: Plain[bool | None] = None
    retain_old: Plain[bool] = False

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

    @property
    def by_mail(self) -> bool:
        """Whether the names are validated by email."""
        return self.validation == "EMAIL"

    @property
    def keeps_records(self) -> bool:
        """Whether the validation records outlast the certificate."""
        return self.keep_validation_records is not False

    def regions_or(self, default: Callable[[], str]) -> list[str]:
        """Return the regions of the certificate, home first, CloudFront's added where asked."""
        return with_cloudfront(self.regions or [default()], asked=self.cloudfront)

    @field_validator("domains", mode="wrap")
    @classmethod
    def _domains(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> list[str]:
        valid: list[str] = with_rules(value, handler, _broken_by_list(plain(value)))
        primary, *others = dict.fromkeys(valid)
        return [primary, *sorted(others)]

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
    distinct = {or_itself(name) for name in names}
    if len(distinct) > limits.NAMES_MAX:
        yield (
            f"a certificate has at most {limits.NAMES_MAX} names, the primary one included, here "
            f"are {len(distinct)}; split them over several certificates"
        )
    if names and len(primary := or_itself(names[0])) > limits.COMMON_NAME_OCTETS_MAX:
        short = next((n for n in names if len(or_itself(n)) <= limits.COMMON_NAME_OCTETS_MAX), "")
        yield (
            f'the first name, "{primary}", becomes the common name and may have at most '
            f"{limits.COMMON_NAME_OCTETS_MAX} characters, this one has {len(primary)}; put a "
            + (f'shorter one first, such as "{short}"' if short else "shorter one before it")
        )


def _broken_between_arguments(spec: CertificateSpec, prefix: str) -> Iterator[Problem]:
    at = f"{prefix}." if prefix else ""
    for zone in unused(spec.zones, spec.validation_names):
        yield Problem(f'{at}zones["{zone}"]', "none of the names is in this zone")
    if spec.cloudfront and spec.key_algorithm not in CLOUDFRONT.keys:
        yield Problem(
            f"{at}key_algorithm",
            f"CloudFront takes only {', '.join(CLOUDFRONT.keys)} ({CLOUDFRONT.source})",
            spec.key_algorithm,
        )
    if spec.names_quota is not None:
        yield from too_many(spec.domains, {spec.names_quota: "names_quota"}, at)
    yield from _broken_by_validation(spec, at)
    if spec.regions and (problem := partition_problem(spec.regions_or(str), at)):
        yield problem


def _broken_by_validation(spec: CertificateSpec, at: str) -> Iterator[Problem]:
    for name, domain in spec.validation_domains.items():
        path = f'{at}validation_domains["{name}"]'
        if name not in spec.domains:
            yield Problem(path, "this is none of the certificate's names")
        elif message := not_above(name, domain):
            yield Problem(path, message, domain)
    if not spec.by_mail:
        return  # with DNS, validation_domains are what a migration from EMAIL has left
    for argument in ("zones", "keep_validation_records"):
        if getattr(spec, argument) not in (None, {}):
            yield Problem(f"{at}{argument}", NO_RECORDS)


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
