"""The checks of RequestCertificate that the model's constraints cannot express."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import facts
from .certificate import DNS, EMAIL
from .mail import check_validation_domain
from .names import normal
from .tags import checked_tags

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Request:
    """A request that passed all checks; equal requests are the same for an idempotency token."""

    names: tuple[str, ...]
    key_algorithm: str
    export: str
    validation_method: str
    validation_domains: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str | None], ...]


def checked(parameters: Mapping[str, Any], region: str, *, most_names: int) -> Request:
    """Check a request as AWS does, and bring it into its normal form.

    Raises:
        AwsError: with AWS's code and words.
        NotInTheSandboxError: for validation by HTTP.
    """
    # The API's default is EMAIL (recorded).
    method = parameters.get("ValidationMethod", EMAIL)
    if method not in (DNS, EMAIL):
        raise NotInTheSandboxError(f"acm:RequestCertificate with ValidationMethod {method}")
    check_transparency(parameters.get("Options", {}))
    names = _names(parameters, most_names)
    return Request(
        names=names,
        key_algorithm=_key_algorithm(parameters, region),
        export=parameters.get("Options", {}).get("Export", "DISABLED"),
        validation_method=method,
        validation_domains=_validation_domains(parameters, names),
        tags=tuple(sorted(checked_tags(parameters.get("Tags", [])).items())),
    )


def check_transparency(options: Mapping[str, Any]) -> None:
    """Refuse to leave the transparency log: nobody can, since June 2026 (model)."""
    if options.get("CertificateTransparencyLoggingPreference") == "DISABLED":
        raise AwsError(
            "ValidationException",
            "Certificate transparency logging opt-out is no longer available.",
        )


def _names(parameters: Mapping[str, Any], most: int) -> tuple[str, ...]:
    common_name = normal(parameters["DomainName"])
    if len(common_name) > facts.COMMON_NAME_OCTETS:
        raise AwsError(
            "InvalidDomainValidationOptionsException",
            f"The first domain name can be no longer than {facts.COMMON_NAME_OCTETS} characters.",
        )
    others = map(normal, parameters.get("SubjectAlternativeNames", []))
    names = tuple(dict.fromkeys((common_name, *others)))
    if len(names) > most:
        # The words of hashicorp/terraform-provider-aws#35825.
        raise AwsError("LimitExceededException", "Certificate has too many domains.")
    return names


def _key_algorithm(parameters: Mapping[str, Any], region: str) -> str:
    algorithm: str = parameters.get("KeyAlgorithm", facts.DEFAULT_KEY_ALGORITHM)
    if algorithm not in facts.REQUESTABLE_KEY_ALGORITHMS:
        # The words of floci-io/floci#3027, measured on AWS.
        raise AwsError(
            "ValidationException",
            f"Encryption Algorithm {algorithm} is not supported in {region} region",
        )
    return algorithm


def _validation_domains(
    parameters: Mapping[str, Any], names: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Check where mail would go; AWS does so for DNS validation too, and shows it."""
    domains: dict[str, str] = {}
    for option in parameters.get("DomainValidationOptions", []):
        name, domain = normal(option["DomainName"]), normal(option["ValidationDomain"])
        if name not in names:
            raise AwsError(
                "InvalidDomainValidationOptionsException",
                f"The domain name {name} is not in the certificate request.",
            )
        check_validation_domain(name, domain)
        domains[name] = domain
    return tuple(sorted(domains.items()))
