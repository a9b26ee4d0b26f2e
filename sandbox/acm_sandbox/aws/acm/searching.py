"""SearchCertificates: filters that can be combined, and more to be seen than in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import pages
from acm_sandbox.aws.errors import AwsError

from . import facts
from .certificate import AMAZON_ISSUED
from .search_filters import matches
from .state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .certificate import Certificate

# model: SearchCertificatesSortBy. Where each value stands in an answer.
_METADATA = ("CertificateMetadata", "AcmCertificateMetadata")
SORT_BY: Mapping[str, tuple[str, ...]] = {
    "CREATED_AT": (*_METADATA, "CreatedAt"),
    "NOT_AFTER": ("X509Attributes", "NotAfter"),
    "NOT_BEFORE": ("X509Attributes", "NotBefore"),
    "STATUS": (*_METADATA, "Status"),
    "RENEWAL_STATUS": (*_METADATA, "RenewalStatus"),
    "RENEWAL_ELIGIBILITY": (*_METADATA, "RenewalEligibility"),
    "EXPORTED": (*_METADATA, "Exported"),
    "EXPORT_OPTION": (*_METADATA, "ExportOption"),
    "IN_USE": (*_METADATA, "InUse"),
    "KEY_ALGORITHM": ("X509Attributes", "KeyAlgorithm"),
    "TYPE": (*_METADATA, "Type"),
    "CERTIFICATE_ARN": ("CertificateArn",),
    "COMMON_NAME": ("X509Attributes", "Subject", "CommonName"),
    "ISSUED_AT": (*_METADATA, "IssuedAt"),
    "IMPORTED_AT": (*_METADATA, "ImportedAt"),
    "VALIDATION_METHOD": (*_METADATA, "ValidationMethod"),
    "CERTIFICATE_KEY_PAIR_ORIGIN": (*_METADATA, "CertificateKeyPairOrigin"),
    "REVOKED_AT": (*_METADATA, "RevokedAt"),
    # Nothing here has these.
    "MANAGED_BY": (*_METADATA, "ManagedBy"),
    "ACME_ENDPOINT_ARN": (*_METADATA, "AcmeEndpointArn"),
    "ACME_ACCOUNT_ID": (*_METADATA, "AcmeAccountId"),
}


class Searching(State):
    """The operation that searches; unlike a list, it leaves no key type out."""

    def search_certificates(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a page of the certificates that match."""
        certificates, in_use = self.refreshed()

        def shown(certificate: Certificate) -> dict[str, Any]:
            return result(certificate, in_use=certificate.arn in in_use)

        found = sorted(certificates, key=lambda certificate: certificate.number)
        statement = parameters.get("FilterStatement")
        if statement is not None:
            found = [each for each in found if matches(statement, each, shown(each))]
        if "SortBy" in parameters:
            key = _sort_key(parameters["SortBy"])
            found.sort(key=lambda certificate: key(shown(certificate)))
        if parameters.get("SortOrder") == "DESCENDING":
            found.reverse()
        page, following = pages.cut(
            found,
            parameters.get("NextToken"),
            parameters.get("MaxResults", facts.DEFAULT_PAGE),
            code="ValidationException",
        )
        return {"Results": [*map(shown, page)]} | ({"NextToken": following} if following else {})


def result(certificate: Certificate, *, in_use: bool) -> dict[str, Any]:
    """Show a certificate as SearchCertificates does."""
    summary = certificate.summary(in_use=in_use)
    attributes: dict[str, Any] = {
        "Issuer": {"CommonName": certificate.issuer},
        "Subject": {"CommonName": certificate.names[0]},
        "SubjectAlternativeNames": [
            {"DnsName": name} for name in certificate.names[: facts.SUMMARY_NAMES]
        ],
        "KeyAlgorithm": summary["KeyAlgorithm"],
        "KeyUsages": summary["KeyUsages"],
        "ExtendedKeyUsages": summary["ExtendedKeyUsages"],
        "SerialNumber": certificate.issuance().get("Serial"),
        "NotBefore": summary.get("NotBefore"),
        "NotAfter": summary.get("NotAfter"),
    }
    own = (
        "CreatedAt",
        "Exported",
        "ImportedAt",
        "InUse",
        "IssuedAt",
        "RenewalEligibility",
        "RevokedAt",
    )
    metadata = {name: summary[name] for name in own if name in summary}
    metadata |= {
        "Status": certificate.status,
        "Type": certificate.type,
        "ExportOption": certificate.export,
        "CertificateKeyPairOrigin": certificate.key_pair_origin,
    }
    if certificate.renewal is not None:
        metadata["RenewalStatus"] = certificate.renewal.status
    if certificate.type == AMAZON_ISSUED:
        metadata["ValidationMethod"] = certificate.validation_method
    return {
        "CertificateArn": certificate.arn,
        "X509Attributes": attributes,
        "CertificateMetadata": {"AcmCertificateMetadata": metadata},
    }


def _sort_key(field: str) -> Callable[[dict[str, Any]], tuple[bool, Any]]:
    path = SORT_BY.get(field)
    if path is None:
        raise AwsError("ValidationException", f"{field} is no field to sort by.")

    def key(shown: dict[str, Any]) -> tuple[bool, Any]:
        value: Any = shown
        for name in path:
            value = value.get(name)
        # Those without a value come last; they are not compared with any.
        return value is None, "" if value is None else value

    return key
