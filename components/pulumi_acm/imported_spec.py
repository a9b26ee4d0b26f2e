"""What an ImportedCertificate's arguments must be: all that is wrong with them, at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .certificate_spec import partition_problem
from .names import covers
from .pem_files import read_file, shown
from .pem_set import Pem, Public, read_private, read_public
from .problems import Problem
from .regions import with_cloudfront
from .services import CLOUDFRONT, KeyAlgorithm
from .spec_problems import parse_spec
from .spec_types import HostName, Plain, Region, Tags, Whole, later

_LONGEST_PATH: Final = 255
_PEMS: Final = ("certificate", "private_key", "chain")


class ImportedSpec(BaseModel):
    """The arguments of an ImportedCertificate in their normal form; PEM is read by `parse`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    certificate: Annotated[str | None, later] = Field(default=None, repr=False)
    certificate_file: Plain[str | None] = None
    private_key: Annotated[str | None, later] = Field(default=None, repr=False)
    private_key_file: Plain[str | None] = Field(default=None, repr=False)
    chain: Annotated[str | None, later] = Field(default=None, repr=False)
    chain_file: Plain[str | None] = None
    regions: Plain[list[Region]] = Field(default_factory=list)
    cloudfront: Plain[bool] = False
    tags: Tags = Field(default_factory=dict)
    key_algorithm: Plain[KeyAlgorithm | None] = None
    domains: Plain[list[HostName]] = Field(default_factory=list)
    expiry_warning_days: Whole = Field(default=30, ge=0)

    def regions_or(self, default: Callable[[], str]) -> list[str]:
        """Return the regions of the certificate, home first, CloudFront's added where asked."""
        return with_cloudfront(self.regions or [default()], asked=self.cloudfront)

    @field_validator("regions", mode="after")
    @classmethod
    def _regions(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(value))

    def problems_with(self, public: Public) -> Iterator[Problem]:
        """Yield what is said of the certificate and is not so."""
        if self.key_algorithm not in (None, public.key_algorithm):
            message = f"the certificate's key is {public.key_algorithm}"
            yield Problem("key_algorithm", message, self.key_algorithm)
        for index, name in enumerate(self.domains):
            if not any(covers(each, name) for each in public.domains):
                listed = ", ".join(public.domains) or "it has none"
                message = f"no name of the certificate covers it ({listed})"
                yield Problem(f"domains[{index}]", message, name)


@dataclass(frozen=True)
class Given:
    """What of an import was given, and how far it is known while planning."""

    spec: ImportedSpec
    key_algorithm: KeyAlgorithm
    sources: Mapping[str, Any] = field(repr=False)
    """The certificate, the private key and the chain: a Pem, an Output, or None."""
    public: Public | None
    """The certificate with its chain, if both are known."""
    key: str | None = field(repr=False)
    """The private key's PEM in normal form, if it is known."""


def parse(args: Mapping[str, Any], now: datetime) -> tuple[Given | None, list[Problem]]:
    """Parse the arguments, and read what is known; where any is wrong, return all of it instead."""
    if not isinstance(args, Mapping):
        # Without the value: somebody may have given the key itself.
        return None, [Problem("args", "it must be a mapping of arguments")]
    spec, problems = parse_spec(ImportedSpec, args)
    problems = [_without_value(each) for each in problems]
    sources: dict[str, Any] = {}
    for name in _PEMS:
        sources[name], found = _source(args, name)
        problems += found
    certificate, private_key, chain = (sources[name] for name in _PEMS)
    public, key = None, None
    if isinstance(certificate, Pem) and isinstance(chain, Pem | None):
        public, found = read_public(certificate, chain, now)
        problems += found
    if isinstance(private_key, Pem):
        key, found = read_private(private_key, public)
        problems += found
    if spec is None:
        return None, problems
    algorithm = public.key_algorithm if public else spec.key_algorithm
    problems += _problems_between(spec, public, algorithm)
    if algorithm is None and not problems:
        message = (
            "it is needed, because the certificate or its chain is not known while planning: "
            "certificates with another kind of key are other resources"
        )
        problems.append(Problem("key_algorithm", message))
    if problems or algorithm is None:
        return None, problems
    return Given(spec, algorithm, sources, public, key), []


def _source(args: Mapping[str, Any], name: str) -> tuple[Any, list[Problem]]:
    """Return one of the three, given as a value or by a file; None if it is not there or wrong."""
    value, path = args.get(name), args.get(f"{name}_file")
    if value is not None and path is not None:
        return None, [Problem(name, f"it is given twice, by {name}_file as well: give one")]
    if isinstance(value, str):
        if value.strip() and "BEGIN" not in value and len(value) <= _LONGEST_PATH:
            message = (
                "it is PEM that is expected here, which has a -----BEGIN ...----- line; the path "
                f"of a file goes into {name}_file"
            )
            return None, [Problem(name, message)]
        return Pem(name, value), []
    if isinstance(path, str):
        text, fault = read_file(path)
        pem = Pem(f"{name}_file", text, shown(path))
        return (None, [pem.problem(fault)]) if fault else (pem, [])
    if value is None and path is None and name != "chain":
        return None, [Problem(name, f"it is required: PEM, or the path of a file in {name}_file")]
    return value, []  # an Output, or of a type that has been refused


def _problems_between(
    spec: ImportedSpec, public: Public | None, algorithm: KeyAlgorithm | None
) -> Iterator[Problem]:
    if public:
        yield from spec.problems_with(public)
    if spec.cloudfront and algorithm is not None and algorithm not in CLOUDFRONT.keys:
        yield Problem(
            "cloudfront",
            f"CloudFront takes no {algorithm} keys, only {', '.join(CLOUDFRONT.keys)} "
            f"({CLOUDFRONT.source})",
        )
    if spec.regions and (problem := partition_problem(spec.regions_or(str))):
        yield problem


def _without_value(problem: Problem) -> Problem:
    """Leave out a value that may be a key, or a piece of one."""
    holds_pem = problem.path.removesuffix("_file") in _PEMS
    return Problem(problem.path, problem.message) if holds_pem else problem
