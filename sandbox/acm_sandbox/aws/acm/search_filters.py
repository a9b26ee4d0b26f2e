"""The filters of SearchCertificates (model: CertificateFilterStatement and what is below it)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from .certificate import Certificate


def matches(
    statement: Mapping[str, Any], certificate: Certificate, shown: Mapping[str, Any]
) -> bool:
    """Tell whether a certificate, as it is shown, fulfils a statement.

    Raises:
        AwsError: ValidationException for a union with other than one member.
    """
    kind, content = _only(statement)
    if kind == "And":
        return all(matches(each, certificate, shown) for each in content)
    if kind == "Or":
        return any(matches(each, certificate, shown) for each in content)
    if kind == "Not":
        return not matches(content, certificate, shown)
    return _passes(content, certificate, shown)


def _passes(filter_: Mapping[str, Any], certificate: Certificate, shown: Mapping[str, Any]) -> bool:
    kind, content = _only(filter_)
    if kind == "CertificateArn":
        return bool(certificate.arn == content)
    if kind == "X509AttributeFilter":
        return _has_attribute(content, certificate, shown["X509Attributes"])
    name, wanted = _only(content)
    there = shown["CertificateMetadata"]["AcmCertificateMetadata"].get(name)
    return bool(there == wanted)


def _has_attribute(
    filter_: Mapping[str, Any], certificate: Certificate, attributes: Mapping[str, Any]
) -> bool:
    name, wanted = _only(filter_)
    if name == "Subject":
        return _is_like(wanted["CommonName"], certificate.names[:1])
    if name == "SubjectAlternativeName":
        return _is_like(wanted["DnsName"], certificate.names)
    if name in {"KeyUsage", "ExtendedKeyUsage"}:
        return wanted in attributes[f"{name}s"]
    if name == "KeyAlgorithm":
        # Asked for as `RSA_2048`, shown as `RSA-2048`.
        return bool(certificate.key_algorithm == wanted)
    if name in {"NotAfter", "NotBefore"}:
        return _is_in(wanted, attributes[name])
    return bool(attributes.get(name) == wanted)


def _is_like(filter_: Mapping[str, str], names: Iterable[str]) -> bool:
    """Compare as DNS does, without regard to case; that ACM does so is not documented."""
    value = filter_["Value"].lower()
    if filter_["ComparisonOperator"] == "EQUALS":
        return value in names
    return any(value in name for name in names)


def _is_in(wanted: Mapping[str, datetime], moment: datetime | None) -> bool:
    """Tell whether a moment is in a range, both of whose ends count (model)."""
    return (
        moment is not None
        and ("Start" not in wanted or moment >= wanted["Start"])
        and ("End" not in wanted or moment <= wanted["End"])
    )


def _only(union: Mapping[str, Any]) -> tuple[str, Any]:
    if len(union) != 1:
        raise AwsError(
            "ValidationException",
            f"Exactly one member of a filter has to be set, not {', '.join(union) or 'none'}.",
        )
    return next(iter(union.items()))
