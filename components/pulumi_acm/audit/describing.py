"""What only DescribeCertificate and GetCertificate tell, of the certificates that need it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from cryptography import x509

from pulumi_acm.dns.needed import dns_name

from .gaps import FAILURES, code_of
from .listing import domain_names, key_algorithm
from .model import Certificate, Detail, Validation
from .phrases import many
from .reading import Reader
from .serials import serial_of

_WITH_BODY: Final = ("ISSUED", "EXPIRED", "REVOKED", "INACTIVE")
"""Statuses of certificates that were issued."""


def described(certificates: Iterable[Certificate], reader: Reader) -> list[Certificate]:
    """Describe certificates of a region, one after the other: AWS allows ten in a second."""
    acm = reader.client("acm")
    found = []
    failed: dict[str, Exception] = {}
    for each in certificates:
        try:
            told = acm.describe_certificate(CertificateArn=each.arn)["Certificate"]
        except FAILURES as error:
            failed[each.arn] = error
        else:
            found.append(_with(each, told))
    _missed(reader, acm, "details", failed)
    return found


def with_serials(certificates: Iterable[Certificate], reader: Reader) -> list[Certificate]:
    """Read the serial numbers of certificates of a region from their bodies."""
    acm = reader.client("acm")
    found = []
    failed: dict[str, Exception] = {}
    for each in certificates:
        try:
            body = acm.get_certificate(CertificateArn=each.arn)["Certificate"]
        except FAILURES as error:
            failed[each.arn] = error
        else:
            leaf = x509.load_pem_x509_certificate(body.encode())
            found.append(replace(each, serial=serial_of(leaf)))
    _missed(reader, acm, "serial numbers", failed)
    return found


def needs_body(certificate: Certificate) -> bool:
    """Tell whether nothing but the certificate's body tells its serial number."""
    return certificate.serial is None and certificate.status in _WITH_BODY


def _missed(reader: Reader, acm: Any, what: str, failed: Mapping[str, Exception]) -> None:
    """Note what could not be read: one gap a reason, for nobody reads the same a hundred times."""
    reasons: dict[str, list[str]] = {}
    for arn, error in failed.items():
        reasons.setdefault(code_of(error) or type(error).__name__, []).append(arn)
    for first, *others in reasons.values():
        more = f" and {many(len(others), 'more certificate')}" if others else ""
        reader.missed(failed[first], f"{what} of {first}{more}", acm)


def _with(certificate: Certificate, told: Mapping[str, Any]) -> Certificate:
    validations = told.get("DomainValidationOptions", [])
    renewal = told.get("RenewalSummary", {})
    renewing = {
        each["DomainName"]: each.get("ValidationStatus")
        for each in renewal.get("DomainValidationOptions", [])
    }
    method = next(
        (each["ValidationMethod"] for each in validations if "ValidationMethod" in each), None
    )
    return replace(
        certificate,
        names=domain_names(told.get("DomainName"), told.get("SubjectAlternativeNames", [])),
        more_names=False,
        status=told["Status"],
        key_algorithm=key_algorithm(told.get("KeyAlgorithm", certificate.key_algorithm)),
        in_use=bool(told.get("InUseBy")),
        renewal_eligibility=told.get("RenewalEligibility", certificate.renewal_eligibility),
        renewal_status=renewal.get("RenewalStatus", certificate.renewal_status),
        validation_method=told.get("Options", {}).get("ValidationMethod")
        or method
        or certificate.validation_method,
        not_before=told.get("NotBefore", certificate.not_before),
        not_after=told.get("NotAfter", certificate.not_after),
        issued_at=told.get("IssuedAt", certificate.issued_at),
        serial=told.get("Serial", certificate.serial),
        detail=Detail(
            validations=tuple(_validation(each, renewing) for each in validations),
            in_use_by=tuple(told.get("InUseBy", [])),
            failure_reason=told.get("FailureReason"),
            renewal_reason=renewal.get("RenewalStatusReason"),
        ),
    )


def _validation(told: Mapping[str, Any], renewing: Mapping[str, str | None]) -> Validation:
    record = told.get("ResourceRecord", {})
    return Validation(
        domain=told["DomainName"].lower(),
        method=told.get("ValidationMethod"),
        status=renewing.get(told["DomainName"]) or told.get("ValidationStatus"),
        record_name=_name(record.get("Name")),
        record_value=_name(record.get("Value")),
        addresses=tuple(told.get("ValidationEmails", [])),
    )


def _name(written: str | None) -> str | None:
    return dns_name(written) if written else None
