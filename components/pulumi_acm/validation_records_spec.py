"""What the arguments of ValidationRecords must be, and the records that arrive later."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidatorFunctionWrapHandler, field_validator

from .names import validation_name
from .problems import Problem
from .spec_problems import parse_spec, with_rules
from .spec_types import Domain, Plain, ZoneIds, later, plain
from .validation import ValidationRecord
from .zones import unused


class _Record(BaseModel):
    """A validation record as a Certificate hands it out."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    domain: str
    # Empty is what `pulumi up --target` has of a certificate that it leaves out.
    name: str
    type: str
    value: str


class _Records(BaseModel):
    records: list[_Record]


class _Common(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    zones: ZoneIds = Field(default_factory=dict)
    keep: Plain[bool] = True


class NamedRecordsSpec(_Common):
    """The names, and the records that some certificate asks for."""

    domains: Plain[list[Domain]]
    records: Annotated[list[_Record], later]

    @field_validator("domains", mode="wrap")
    @classmethod
    def _domains(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> list[str]:
        broken = ["there is at least one name"] if plain(value) == [] else []
        valid: list[str] = with_rules(value, handler, broken)
        return list(dict.fromkeys(validation_name(name) for name in valid))


class CertificateRecordsSpec(_Common):
    """A Certificate of the same program, which knows both."""

    certificate: Any


def parse(
    args: Any,
) -> tuple[NamedRecordsSpec | CertificateRecordsSpec | None, list[Problem]]:
    """Parse the arguments; where any is wrong, return all that is wrong instead."""
    if isinstance(args, Mapping) and args.get("certificate") is not None:
        return parse_spec(CertificateRecordsSpec, args)
    spec, problems = parse_spec(NamedRecordsSpec, args)
    if spec is not None:
        problems = unused_zones(spec.zones, spec.domains)
    return (None if problems else spec), problems


def unused_zones(zones: Mapping[str, Any], names: Sequence[str]) -> list[Problem]:
    """Return what is wrong with zones that hold none of the names."""
    return [
        Problem(f'zones["{zone}"]', "none of the names is in this zone")
        for zone in unused(zones, names)
    ]


def by_name(
    records: Any, names: Sequence[str]
) -> tuple[dict[str, ValidationRecord], list[Problem]]:
    """Return the record of each name, or what is wrong with the records that have arrived."""
    # None is what another stack has for an output that it does not have.
    spec, problems = parse_spec(_Records, {"records": records or []})
    if spec is None:
        # Without the values: what arrives may be a secret that was mixed up.
        return {}, [Problem(each.path, each.message) for each in problems]
    found = {
        (domain := validation_name(each.domain.rstrip(".").lower())): ValidationRecord(
            domain=domain, name=each.name, type=each.type, value=each.value
        )
        for each in spec.records
    }
    return found, [
        Problem(
            "records",
            f"there is none for {name}: a certificate with this name has to be requested first, "
            "in the account that will use it",
        )
        for name in names
        if name not in found
    ]
