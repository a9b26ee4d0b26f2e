"""ListCertificates: filters, order and pages."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from . import facts

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from .certificate import Certificate


def page(
    certificates: Iterable[Certificate], parameters: Mapping[str, Any], *, in_use: Container[str]
) -> dict[str, Any]:
    """Select the certificates that a request asks for, one page of them.

    Args:
        certificates: all that there are.
        parameters: the request's.
        in_use: the ARNs of those that something uses.
    """
    descending = _descending(parameters)
    after = _read_token(parameters.get("NextToken"))
    found = sorted(
        (certificate for certificate in certificates if _matches(certificate, parameters)),
        key=lambda certificate: certificate.number,
        reverse=descending,
    )
    if after is not None:
        # By position, not by count: certificates may come and go between two pages.
        found = [
            item for item in found if (item.number < after if descending else item.number > after)
        ]
    size = parameters.get("MaxItems", facts.DEFAULT_PAGE)
    answer: dict[str, Any] = {
        "CertificateSummaryList": [
            certificate.summary(in_use=certificate.arn in in_use) for certificate in found[:size]
        ]
    }
    if len(found) > size:
        answer["NextToken"] = _write_token(found[size - 1].number)
    return answer


def _matches(certificate: Certificate, parameters: Mapping[str, Any]) -> bool:
    includes = parameters.get("Includes", {})
    statuses = parameters.get("CertificateStatuses")
    origins = parameters.get("CertificateKeyPairOrigins")
    # An empty list filters nothing but key types, whose default then holds.
    return (
        (not statuses or certificate.status in statuses)
        and (not origins or certificate.key_pair_origin in origins)
        and certificate.key_algorithm
        in (includes.get("keyTypes") or facts.DEFAULT_KEY_TYPES_FILTER)
        and _has(includes.get("keyUsage"), certificate.key_usages)
        and _has(includes.get("extendedKeyUsage"), certificate.extended_key_usages)
        and includes.get("exportOption", certificate.export) == certificate.export
        and "managedBy" not in includes  # nothing here is managed by CloudFront
    )


def _has(wanted: list[str] | None, present: Iterable[str]) -> bool:
    return not wanted or not {"ANY", *present}.isdisjoint(wanted)


def _descending(parameters: Mapping[str, Any]) -> bool:
    if ("SortBy" in parameters) != ("SortOrder" in parameters):
        raise AwsError(
            "ValidationException", "SortBy and SortOrder must be specified together."
        )  # model: "If you specify SortBy, you must also specify SortOrder", and the reverse
    return parameters.get("SortOrder") == "DESCENDING"


def _write_token(number: int) -> str:
    return base64.urlsafe_b64encode(f"after {number}".encode()).decode()


def _read_token(token: str | None) -> int | None:
    if token is None:
        return None
    try:
        word, _, number = base64.urlsafe_b64decode(token).decode().partition(" ")
        if word == "after":
            return int(number)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        pass
    raise AwsError("InvalidArgsException", f"{token!r} is no NextToken that this list has given.")
