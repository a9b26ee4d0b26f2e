"""A certificate that is given by its ARN: what is declared of it, or looked up in ACM."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import pulumi
from pulumi import Input, Output
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pulumi_acm.exceptions import NothingToAttachError, WrongArnError
from pulumi_acm.mirror import run_of, session_of
from pulumi_acm.names import WILDCARD
from pulumi_acm.problems import Problem
from pulumi_acm.proof import Known
from pulumi_acm.services import KeyAlgorithm
from pulumi_acm.spec_types import HostName, Plain, Text, plain
from pulumi_acm.ways_out import Given

from .attachable import Attachable
from .partial import parse_partly

if TYPE_CHECKING:
    import boto3
    from mypy_boto3_acm import ACMClient
    from mypy_boto3_acm.type_defs import CertificateDetailTypeDef

_ARN: Final = re.compile(r"arn:[a-z-]+:acm:(?P<region>[a-z0-9-]+):\d{12}:certificate/[\w-]+")
_ARN_RULE: Final = (
    "an ACM certificate's ARN is written as in arn:aws:acm:<region>:<account>:certificate/<id>; "
    "IAM's server certificates are not taken, import them into ACM"
)


def _as_requests_write(value: Any) -> Any:
    """Take `RSA-2048`, which is what ACM answers, for `RSA_2048`, which is what it is asked for."""
    return value.replace("-", "_") if isinstance(value, str) else plain(value)


class _ReferenceSpec(BaseModel):
    """The arguments of a CertificateReference."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    arn: Text
    domains: Plain[list[HostName]] = Field(default_factory=list)
    key_algorithm: Annotated[KeyAlgorithm | None, BeforeValidator(_as_requests_write)] = None
    imported: Plain[bool | None] = None
    name: Annotated[Plain[str], Field(min_length=1)] | None = None


def declared(
    value: Mapping[str, Any], at: str, component: pulumi.ComponentResource | None
) -> tuple[Attachable, list[Problem]]:
    """Return what is known of a certificate given by its ARN, and what is wrong with that."""
    parsed = parse_partly(_ReferenceSpec, value, at)
    spec, problems = parsed.spec, list(parsed.problems)
    arn: Any = spec.arn  # a string, an Output, or None where it is malformed
    region = None
    if isinstance(arn, str):
        if matched := _ARN.fullmatch(arn):
            region = matched["region"]
        else:
            problems.append(Problem(at, _ARN_RULE, arn))
    known = Known(
        label=arn if isinstance(arn, str) else spec.name,
        domains=tuple(spec.domains) or None,
        key_algorithm=spec.key_algorithm,
        regions=(region,) if region else None,
        imported=spec.imported,
        status=None,
        given=Given.DECLARED,
    )
    names_are_left_out = known.domains is None and parsed.are_well_formed("domains")
    if isinstance(arn, str) and region and names_are_left_out:
        known = _looked_up(known, arn, region, component)
    label, former = _labels(spec)
    in_region = partial(_in_region, arn)
    return Attachable(known, in_region, label, former, declared=True), problems


def _labels(spec: _ReferenceSpec) -> tuple[str | None, list[str]]:
    """Return what a reference is called in logical names, and what it was before it had a `name`.

    A known ARN is called by its id, which it has for life. Of one that comes later, there are
    only the declared names: the first in sorted order, so that theirs does not matter, and the
    key if it is an unusual one; a listener may have certificates of the same names with an RSA
    and with an EC key.
    """
    default: str | None = None
    arn: Any = spec.arn
    if isinstance(arn, str):
        default = arn.rpartition("/")[2]
    elif spec.domains:
        default = min(spec.domains, key=lambda each: (each.startswith(WILDCARD), each))
        if spec.key_algorithm not in (None, "RSA_2048"):
            default = f"{default}-{spec.key_algorithm}"
    if spec.name is None:
        return default, []
    return spec.name, [] if default is None else [default]


def _in_region(arn: Input[str], region: str) -> Output[str]:
    """Return an ARN for a region; one that comes later is checked when it is there."""

    def check(found: Any) -> str:
        # What a Certificate hands to other languages while it is not issued.
        if not found:
            raise NothingToAttachError
        if not isinstance(found, str):
            raise WrongArnError(
                f"an ARN is a string, and this is a {type(found).__name__}; of the `arns` of a "
                f'Certificate, give that of one region: arns["{region}"]'
            )
        matched = _ARN.fullmatch(found)
        if matched is None:
            raise WrongArnError(f'"{found}": {_ARN_RULE}')
        if matched["region"] != region:
            raise WrongArnError(
                f"{found} is in {matched['region']}, and what is to serve it takes certificates "
                f"of {region}: give the ARN of that region, such as one of `arns` of a Certificate"
            )
        return found

    return Output.from_input(arn).apply(check)


def _looked_up(
    known: Known, arn: str, region: str, component: pulumi.ComponentResource | None
) -> Known:
    """Ask ACM about a certificate, once a run, with the rights of the component's AWS provider."""
    session = session_of(component)
    if session is None:
        return known
    described = partial(_described, session, arn, region, component)
    found = run_of(component).once(("certificate", arn), described)
    if found is None:
        return known
    return replace(
        known,
        domains=tuple(sorted(name.lower() for name in found["SubjectAlternativeNames"])),
        key_algorithm=_as_requests_write(found["KeyAlgorithm"]),
        imported=found["Type"] == "IMPORTED",
        private=found["Type"] == "PRIVATE",
        status=found["Status"],
        given=Given.FOUND,
    )


def _described(
    session: "boto3.Session", arn: str, region: str, component: pulumi.ComponentResource | None
) -> "CertificateDetailTypeDef | None":
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # as boto3 itself

    try:
        acm: ACMClient = session.client("acm", region_name=region)
        return acm.describe_certificate(CertificateArn=arn)["Certificate"]
    except (BotoCoreError, ClientError) as error:
        pulumi.log.warn(f"{arn} cannot be looked up: {error}", component)
        return None
