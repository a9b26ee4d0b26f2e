"""What the local ACM has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPERATIONS: Mapping[str, frozenset[str]] = {
    "AddTagsToCertificate": frozenset({"CertificateArn", "Tags"}),
    "DeleteCertificate": frozenset({"CertificateArn"}),
    "DescribeCertificate": frozenset({"CertificateArn"}),
    "ExportCertificate": frozenset({"CertificateArn", "Passphrase"}),
    "GetCertificate": frozenset({"CertificateArn"}),
    "ImportCertificate": frozenset(
        {"CertificateArn", "Certificate", "PrivateKey", "CertificateChain", "Tags"}
    ),
    "ListCertificateDomainValidations": frozenset({"CertificateArn", "NextToken", "MaxItems"}),
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
    "ListTagsForResource": frozenset({"ResourceArn"}),
    "RemoveTagsFromCertificate": frozenset({"CertificateArn", "Tags"}),
    "RenewCertificate": frozenset({"CertificateArn"}),
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
    "ResendValidationEmail": frozenset({"CertificateArn", "Domain", "ValidationDomain"}),
    "RevokeCertificate": frozenset({"CertificateArn", "RevocationReason"}),
    "SearchCertificates": frozenset(
        {"FilterStatement", "MaxResults", "NextToken", "SortBy", "SortOrder"}
    ),
    "TagResource": frozenset({"ResourceArn", "Tags"}),
    "UntagResource": frozenset({"ResourceArn", "TagKeys"}),
    "UpdateCertificateOptions": frozenset(
        {
            "CertificateArn",
            "Options.CertificateTransparencyLoggingPreference",
            "Options.Export",
            "Options.ValidationMethod",
        }
    ),
}
