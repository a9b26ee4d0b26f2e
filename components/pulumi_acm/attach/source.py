"""What can be attached: a Certificate, an ARN with its names declared, or a bare ARN looked up."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import pulumi
from pulumi import Input, Output
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from typing_extensions import NotRequired, TypedDict

from pulumi_acm.certificate import Certificate
from pulumi_acm.exceptions import NothingToAttachError
from pulumi_acm.mirror import session_of
from pulumi_acm.problems import Problem
from pulumi_acm.proof import Known
from pulumi_acm.services import KeyAlgorithm
from pulumi_acm.spec_problems import parse_spec
from pulumi_acm.spec_types import Domain, Plain, Text, plain

_ARN: Final = re.compile(r"arn:[a-z-]+:acm:(?P<region>[a-z0-9-]+):\d{12}:certificate/[\w-]+")


class CertificateReference(TypedDict):
    """A certificate that is not constructed here, with what is declared of it.

    What is declared is what can be proved while planning; what is not is looked up where the ARN
    is known and the AWS provider's account can be read, and else said not to be proved.
    """

    arn: Input[str]
    """The ARN of the issued certificate, such as the output `arn` of a Certificate.

    https://docs.aws.amazon.com/acm/latest/userguide/acm-arns.html
    """
    domains: NotRequired[Sequence[str]]
    """The names that the certificate has. Default: looked up, if the ARN is known."""
    key_algorithm: NotRequired[str]
    """Its key algorithm in ACM's words, such as `RSA_2048`. Default: looked up with the names."""
    imported: NotRequired[bool]
    """Whether it was imported rather than issued by ACM. Default: looked up with the names."""


if TYPE_CHECKING:
    CertificateInput: TypeAlias = Certificate | CertificateReference | str | Output[str]
else:
    # What the schema for other languages is inferred from: it knows no unions.
    CertificateInput = CertificateReference


def _as_requests_write(value: Any) -> Any:
    """Take `RSA-2048`, which is what ACM answers, for `RSA_2048`, which is what it is asked for."""
    return value.replace("-", "_") if isinstance(value, str) else plain(value)


@dataclass(frozen=True)
class Attachable:
    """A certificate as an attachment takes it."""

    known: Known
    arn: Callable[[str], Output[str]]
    """Its ARN in a region."""
    label: str | None
    """What it is called in logical names; None where nothing lasting is known of it."""


def attachable(
    value: Any, at: str, component: pulumi.ComponentResource | None
) -> tuple[Attachable | None, list[Problem]]:
    """Return what is known of a certificate, or what is wrong with what was given for it."""
    if isinstance(value, Certificate):
        return Attachable(value.known, value.issued_arn, value.known.label), []
    if isinstance(value, Mapping):
        return _declared(value, at, component)
    if isinstance(value, str | Output):
        return _declared({"arn": value}, at, component)
    return None, [Problem(at, "it must be a Certificate, an ARN, or an ARN with its names")]


class _ReferenceSpec(BaseModel):
    """The arguments of a CertificateReference."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    arn: Text
    domains: Plain[list[Domain]] = Field(default_factory=list)
    key_algorithm: Annotated[KeyAlgorithm | None, BeforeValidator(_as_requests_write)] = None
    imported: Plain[bool | None] = None


def _declared(
    value: Mapping[str, Any], at: str, component: pulumi.ComponentResource | None
) -> tuple[Attachable | None, list[Problem]]:
    spec, problems = parse_spec(_ReferenceSpec, value, at)
    if spec is None:
        return None, problems
    arn: str | Output[str] = spec.arn
    region = None
    if isinstance(arn, str):
        matched = _ARN.fullmatch(arn)
        if matched is None:
            message = (
                "an ACM certificate's ARN is written as in arn:aws:acm:<region>:<account>:"
                "certificate/<id>; IAM's server certificates are not taken, import them into ACM"
            )
            return None, [Problem(at, message, arn)]
        region = matched["region"]
    known = Known(
        label=arn if isinstance(arn, str) else "given by its ARN",
        domains=tuple(spec.domains) or None,
        key_algorithm=spec.key_algorithm,
        regions=(region,) if region else None,
        imported=spec.imported,
    )
    # Declared names outlast the certificate; what is looked up may fail in another run.
    label = _label(spec)
    if isinstance(arn, str) and region and known.domains is None:
        label = arn.rpartition("/")[2]
        known = _looked_up(known, arn, region, component)
    return Attachable(known, lambda _region: Output.from_input(arn).apply(_issued), label), []


def _label(spec: _ReferenceSpec) -> str | None:
    """Name a reference after its first declared name, and its key if it is an unusual one.

    One listener may have certificates of the same names with an RSA and with an EC key.
    """
    if not spec.domains:
        return None
    unusual = spec.key_algorithm not in (None, "RSA_2048")
    return f"{spec.domains[0]}-{spec.key_algorithm}" if unusual else spec.domains[0]


def _issued(arn: str | None) -> str:
    # What a Certificate hands to other languages while it is not issued.
    if not arn:
        raise NothingToAttachError
    return arn


def _looked_up(
    known: Known, arn: str, region: str, component: pulumi.ComponentResource | None
) -> Known:
    """Ask ACM about a certificate, with the rights of the component's AWS provider."""
    session = session_of(component)
    if session is None:
        return known
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # as boto3 itself

    try:
        acm = session.client("acm", region_name=region)
        found = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    except (BotoCoreError, ClientError) as error:
        pulumi.log.warn(f"{arn} cannot be looked up: {error}", component)
        return known
    return replace(
        known,
        domains=tuple(sorted(name.lower() for name in found["SubjectAlternativeNames"])),
        key_algorithm=_as_requests_write(found["KeyAlgorithm"]),
        imported=found["Type"] == "IMPORTED",
        status=found["Status"],
    )
