"""ACM: the client of a certificate's region, and what the API takes and gives as properties."""

from __future__ import annotations

import secrets
import zlib
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, error_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from mypy_boto3_acm import ACMClient
    from mypy_boto3_acm.type_defs import CertificateDetailTypeDef

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props


def client(call: Call, props: Props) -> ACMClient:
    """Give the client of the region that a resource is in."""
    found: ACMClient = call.clients.get("acm", call.region(props))
    return found


def describe_certificate(call: Call, arn: str, props: Props) -> CertificateDetailTypeDef | None:
    """Describe a certificate; `None` if there is none of this ARN."""
    with doing(f"reading ACM Certificate ({arn})"):
        try:
            return client(call, props).describe_certificate(CertificateArn=arn)["Certificate"]
        except ClientError as error:
            if error_code(error) == "ResourceNotFoundException":
                return None
            raise


def rfc3339(moment: datetime | None) -> str:
    """Write a time as the provider's state has it; empty if there is none yet."""
    if moment is None:
        return ""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def in_provider_order(options: Iterable[Props]) -> list[Props]:
    """Order validation options as the AWS provider's set does: by a checksum of the name."""
    return sorted(options, key=lambda option: str(zlib.crc32(option["domainName"].encode())))


def request(inputs: Props) -> dict[str, Any]:
    """Write the request for a certificate."""
    domain = inputs["domainName"]
    request: dict[str, Any] = {
        "DomainName": domain,
        # Unique, as the provider's: it never wants an earlier request's certificate.
        "IdempotencyToken": f"pulumi{secrets.token_hex(12)}",
        "ValidationMethod": inputs["validationMethod"],
    }
    names = [name for name in inputs.get("subjectAlternativeNames") or [] if name != domain]
    if names:
        request["SubjectAlternativeNames"] = list(dict.fromkeys(names))
    if inputs.get("keyAlgorithm"):
        request["KeyAlgorithm"] = inputs["keyAlgorithm"]
    if inputs.get("options"):
        request["Options"] = options_to_aws(inputs["options"])
    if inputs.get("validationOptions"):
        request["DomainValidationOptions"] = [
            {"DomainName": option["domainName"], "ValidationDomain": option["validationDomain"]}
            for option in inputs["validationOptions"]
        ]
    if inputs.get("tagsAll"):
        request["Tags"] = tags.to_list(inputs["tagsAll"])
    return request


def material(inputs: Props) -> dict[str, Any]:
    """Write what is imported."""
    request: dict[str, Any] = {
        "Certificate": (inputs.get("certificateBody") or "").encode(),
        "PrivateKey": (inputs.get("privateKey") or "").encode(),
    }
    if inputs.get("certificateChain"):
        request["CertificateChain"] = inputs["certificateChain"].encode()
    return request


def options_to_aws(options: Props) -> Any:
    """Write the options of a certificate."""
    names = {
        "certificateTransparencyLoggingPreference": "CertificateTransparencyLoggingPreference",
        "export": "Export",
    }
    return {names[key]: value for key, value in options.items() if value}


def is_ready(found: CertificateDetailTypeDef) -> bool:
    """Say whether ACM has told how a name is proved; nothing proves the names of an import."""
    return found["Type"] != "AMAZON_ISSUED" or any(
        option.get("ResourceRecord")
        or option.get("ValidationEmails")
        or option.get("ValidationStatus") == "SUCCESS"
        for option in found.get("DomainValidationOptions", [])
    )


def validation_option(option: Any) -> Props:
    """Read the record that proves a name."""
    record = option["ResourceRecord"]
    return {
        "domainName": option["DomainName"],
        "resourceRecordName": record["Name"],
        "resourceRecordType": record["Type"],
        "resourceRecordValue": record["Value"],
    }


def from_aws(found: Any) -> Props:
    """Read what does not need a second look."""
    options, renewal = found.get("Options") or {}, found.get("RenewalSummary")
    return {
        "arn": found["CertificateArn"],
        "domainName": found["DomainName"],
        "keyAlgorithm": found.get("KeyAlgorithm", "").replace("-", "_"),
        "notAfter": rfc3339(found.get("NotAfter")),
        "notBefore": rfc3339(found.get("NotBefore")),
        "options": {
            "certificateTransparencyLoggingPreference": options.get(
                "CertificateTransparencyLoggingPreference",
                "ENABLED",
            ),
            "export": options.get("Export", "DISABLED"),
        },
        # True only for what earlyRenewalDuration asks of private certificates.
        "pendingRenewal": False,
        "renewalEligibility": found.get("RenewalEligibility", ""),
        "renewalSummaries": [
            {
                "renewalStatus": renewal.get("RenewalStatus", ""),
                "renewalStatusReason": renewal.get("RenewalStatusReason", ""),
                "updatedAt": rfc3339(renewal.get("UpdatedAt")),
            },
        ]
        if renewal
        else [],
        "status": found["Status"],
        "subjectAlternativeNames": found.get("SubjectAlternativeNames", []),
        "type": found["Type"],
    }
