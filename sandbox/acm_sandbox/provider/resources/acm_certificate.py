"""`aws:acm/certificate:Certificate`: one that ACM is asked for, or one that is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from acm_sandbox.provider import tags
from acm_sandbox.provider.checking import snake
from acm_sandbox.provider.errors import (
    NotSupportedError,
    PartialCreateError,
    ProviderError,
    doing,
    unless_gone,
)
from acm_sandbox.provider.polling import Look, retry_while, wait_for_state
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import acm
from acm_sandbox.provider.values import UNKNOWN, Props, contains_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

# The AWS provider's own waits; the program cannot set them.
RECORDS_TIMEOUT = 5 * 60.0
IN_USE_TIMEOUT = 20 * 60.0

METHODS = ("DNS", "EMAIL", "HTTP")
KEY_ALGORITHMS = (
    *("EC_prime256v1", "EC_secp384r1", "EC_secp521r1"),
    *("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096"),
)
LONGEST_NAME = 253

IMPORT = ("certificateBody", "certificateChain", "privateKey")
"""What an import is made of; a change of any is an import onto the same ARN."""

_PRIVATE = "certificates of a private CA"
_WRITE_ONLY = "write-only private keys"


class Certificate(ResourceType):
    """A requested or an imported certificate."""

    token = "aws:acm/certificate:Certificate"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset(
        {"domainValidationOptions", "subjectAlternativeNames", "validationOptions"},
    )
    not_supported: ClassVar = {
        "certificateAuthorityArn": f"{_PRIVATE} (certificateAuthorityArn)",
        "earlyRenewalDuration": f"{_PRIVATE} (earlyRenewalDuration)",
        "privateKeyWo": f"{_WRITE_ONLY} (privateKeyWo)",
        "privateKeyWoVersion": f"{_WRITE_ONLY} (privateKeyWoVersion)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check names, method and algorithm, in the AWS provider's words."""
        for name, known in (("validationMethod", METHODS), ("keyAlgorithm", KEY_ALGORITHMS)):
            value = inputs.get(name)
            if value not in (None, "", UNKNOWN) and value not in known:
                snake = {"validationMethod": "validation_method"}.get(name, "key_algorithm")
                values = " ".join(f'"{one}"' for one in known)
                yield Problem(name, f"expected {snake} to be one of [{values}], got {value}")
        domain = inputs.get("domainName")
        if isinstance(domain, str) and domain.endswith("."):
            yield Problem("domainName", "invalid value for domain_name (cannot end with a period)")
        names = inputs.get("subjectAlternativeNames")
        for i, name in enumerate(names if isinstance(names, list) else []):
            path = f"subjectAlternativeNames[{i}]"
            if name is UNKNOWN:
                continue
            if not 1 <= len(name) <= LONGEST_NAME:
                yield Problem(
                    path,
                    f"expected length of subject_alternative_names.{i} to be in the range "
                    f"(1 - {LONGEST_NAME}), got {name}",
                )
            if name.endswith("."):
                reason = "(cannot end with a period)"
                yield Problem(path, f"invalid value for subject_alternative_names.{i} {reason}")
        yield from _logged_imports(inputs)

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare the SANs with the primary name among them, as ACM has them."""
        if name == "subjectAlternativeNames":
            domain = props.get("domainName")
            return value if domain in value or not isinstance(domain, str) else [*value, domain]
        if name == "keyAlgorithm":
            return value.replace("-", "_")
        return value

    def planned(self, inputs: Props) -> Props:
        """Tell the names that will be validated; their records only ACM knows."""
        names = inputs.get("subjectAlternativeNames") or []
        # The names of an import are read from it when it is there.
        if not inputs.get("domainName") or contains_unknown([inputs["domainName"], names]):
            return {"domainValidationOptions": UNKNOWN, "subjectAlternativeNames": UNKNOWN}
        distinct = sorted({inputs["domainName"], *names})
        planned: Props = {
            "domainValidationOptions": UNKNOWN,
            "subjectAlternativeNames": distinct,
        }
        if inputs.get("validationMethod") == "DNS":
            planned["domainValidationOptions"] = acm.in_provider_order(
                {
                    "domainName": name,
                    "resourceRecordName": UNKNOWN,
                    "resourceRecordType": UNKNOWN,
                    "resourceRecordValue": UNKNOWN,
                }
                for name in distinct
            )
        return planned

    def create(self, call: Call, inputs: Props) -> str:
        """Request or import it, and wait until ACM says how to prove the names of a request."""
        arn = _requested(call, inputs) if inputs.get("domainName") else _imported(call, inputs)

        def look() -> Look[None]:
            found = acm.describe_certificate(call, arn, inputs)
            return Look(None, "true" if found and acm.is_ready(found) else "false")

        try:
            with doing(f"reading ACM Certificate ({arn})"):
                wait_for_state(
                    look,
                    pending=("false",),
                    target="true",
                    timeout=RECORDS_TIMEOUT,
                    stop=call.stop,
                )
        except ProviderError as error:
            reason = f"waiting for ACM Certificate ({arn}) to be issued: {error}"
            raise PartialCreateError(arn, reason) from error
        return arn

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read the certificate; one whose validation timed out counts as gone."""
        found = acm.describe_certificate(call, resource_id, state)
        if found is None or found["Status"] == "VALIDATION_TIMED_OUT":
            return None
        if found["Type"] == "PRIVATE":
            raise NotSupportedError(
                f"ACM Certificate ({resource_id}): the sandbox's AWS provider does not support "
                f"{_PRIVATE}",
            )
        with doing(f"listing tags for ACM Certificate ({resource_id})"):
            client = acm.client(call, state)
            listed = client.list_tags_for_certificate(CertificateArn=resource_id)
        options = found.get("DomainValidationOptions", [])
        return acm.from_aws(found) | {
            "domainValidationOptions": acm.in_provider_order(
                acm.validation_option(one) for one in options if one.get("ResourceRecord")
            ),
            "region": call.region(state),
            "tagsAll": tags.from_list(listed.get("Tags", [])),
            "validationEmails": [
                mail for one in options for mail in one.get("ValidationEmails", [])
            ],
            # The first one's, as the provider has it; "NONE" of what was imported, which it
            # refuses as an input (pulumi/pulumi-aws#4046).
            "validationMethod": next(
                (one["ValidationMethod"] for one in options if one.get("ValidationMethod")),
                "NONE",
            ),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Import it anew, change the options and the tags: all else needs a new certificate."""
        client = acm.client(call, news)
        if any((olds.get(name) or "") != (news.get(name) or "") for name in IMPORT):
            with doing(f"importing ACM Certificate ({resource_id})"):
                # Without tags, which AWS refuses here.
                client.import_certificate(CertificateArn=resource_id, **acm.material(news))
        options = news.get("options")
        if options and options != olds.get("options"):
            with doing(f"updating ACM Certificate ({resource_id}) options"):
                client.update_certificate_options(
                    CertificateArn=resource_id,
                    Options=acm.options_to_aws(options),
                )
        to_set, removed = tags.changes(olds, news)
        with doing(f"updating tags for ACM Certificate ({resource_id})"):
            if removed:
                client.remove_tags_from_certificate(
                    CertificateArn=resource_id,
                    Tags=[{"Key": key} for key in removed],
                )
            if to_set:
                client.add_tags_to_certificate(
                    CertificateArn=resource_id,
                    Tags=tags.to_list(to_set),  # type: ignore[arg-type]  # Value is no longer optional
                )

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; while something uses it, try again for 20 minutes, as the provider does."""
        client = acm.client(call, state)
        timeout = min(IN_USE_TIMEOUT, call.custom_timeout or IN_USE_TIMEOUT)

        def attempt() -> None:
            unless_gone(
                lambda: client.delete_certificate(CertificateArn=resource_id),
                "ResourceNotFoundException",
            )

        with doing(f"deleting ACM Certificate ({resource_id})"):
            retry_while(attempt, "ResourceInUseException", timeout=timeout, stop=call.stop)


def _requested(call: Call, inputs: Props) -> str:
    domain = inputs["domainName"]
    if not inputs.get("validationMethod"):
        raise ProviderError(
            "`certificate_authority_arn` or `validation_method` must be set when creating an "
            "ACM certificate",
        )
    with doing(f"requesting ACM Certificate ({domain})"):
        client = acm.client(call, inputs)
        return client.request_certificate(**acm.request(inputs))["CertificateArn"]


def _imported(call: Call, inputs: Props) -> str:
    request = acm.material(inputs)
    if inputs.get("tagsAll"):
        request["Tags"] = tags.to_list(inputs["tagsAll"])
    with doing("importing ACM Certificate"):
        return acm.client(call, inputs).import_certificate(**request)["CertificateArn"]


def _logged_imports(inputs: Props) -> Iterable[Problem]:
    """Refuse a choice of the transparency log for an import, which ACM never logs."""
    options = inputs.get("options")
    if not isinstance(options, dict) or not options.get("certificateTransparencyLoggingPreference"):
        return
    for name in IMPORT:
        if inputs.get(name):
            yield Problem(
                "options",
                "Conflicting configuration arguments. "
                '"options.0.certificate_transparency_logging_preference": '
                f"conflicts with {snake(name)}",
            )
