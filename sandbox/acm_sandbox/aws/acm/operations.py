"""What the local ACM has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPERATIONS: Mapping[str, frozenset[str]] = {
    "AddTagsToCertificate": frozenset({"CertificateArn", "Tags"}),
    "DeleteCertificate": frozenset({"CertificateArn"}),
    "DescribeCertificate": frozenset({"CertificateArn"}),
    "GetCertificate": frozenset({"CertificateArn"}),
    "ListCertificates": frozenset(
        {
            "CertificateStatuses",
            "CertificateKeyPairOrigins",
            "Includes",
            "NextToken",
            "MaxItems",
            "SortBy",
            "SortOrder",
        }
    ),
    "ListTagsForCertificate": frozenset({"CertificateArn"}),
    "RemoveTagsFromCertificate": frozenset({"CertificateArn", "Tags"}),
    # Not here: CertificateAuthorityArn (private certificates), ManagedBy (CloudFront's
    # tenants).
    "RequestCertificate": frozenset(
        {
            "DomainName",
            "ValidationMethod",
            "SubjectAlternativeNames",
            "IdempotencyToken",
            "DomainValidationOptions",
            "Options.CertificateTransparencyLoggingPreference",
            "Options.Export",
            "Tags",
            "KeyAlgorithm",
        }
    ),
    # Not here: Options.ValidationMethod, which moves a certificate from email to DNS.
    "UpdateCertificateOptions": frozenset(
        {
            "CertificateArn",
            "Options.CertificateTransparencyLoggingPreference",
            "Options.Export",
        }
    ),
}
