"""What AWS fixes about certificates, each with its source.

"model" is botocore's acm/2015-12-08/service-2.json, "guide" the ACM user guide, "provider" the
Terraform AWS provider's internal/service/acm/certificate.go, "recorded" LocalStack's snapshots of
the real AWS (localstack/localstack, tests/aws/services/acm/test_acm.snapshot.json).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# model: RequestCertificate.KeyAlgorithm. The other four of the enumeration are for import only.
REQUESTABLE_KEY_ALGORITHMS = ("RSA_2048", "EC_prime256v1", "EC_secp384r1")
DEFAULT_KEY_ALGORITHM = "RSA_2048"

# model: Filters.keyTypes.
DEFAULT_KEY_TYPES_FILTER = frozenset({"RSA_1024", "RSA_2048"})

# What the certificates are signed with: RSA is recorded, the other two follow from the issuing CAs'
# keys.
SIGNATURE_ALGORITHMS: Mapping[str, str] = {
    "RSA_2048": "SHA256WITHRSA",
    "EC_prime256v1": "SHA256WITHECDSA",
    "EC_secp384r1": "SHA384WITHECDSA",
}

# model: RequestCertificate.DomainName (RFC 5280, appendix A.1: ub-common-name).
COMMON_NAME_OCTETS = 64

# botocore's lightsail model, CertificateFailureReason, and the guide's "Certificate request fails":
# these names and all below them fail with ADDITIONAL_VERIFICATION_REQUIRED. The request itself
# succeeds.
AMAZON_OWNED = ("amazonaws.com", "cloudfront.net", "elasticbeanstalk.com")

# guide, "DNS validation": chains of more than 5 CNAMEs are not followed.
CNAME_CHAIN = 5

# guide, "Email validation". The addresses of the WHOIS database were used until 2024 only.
MAILBOXES = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")

# guide, "Certificate request times out" and "My email-to-DNS migration timed out".
VALIDATION_TIMEOUT = timedelta(hours=72)

# model: RequestCertificate.IdempotencyToken.
IDEMPOTENCY_WINDOW = timedelta(hours=1)

# guide, "Characteristics and limitations": since 2026-02-18; 395 days before.
VALIDITY = timedelta(days=198)

# guide, "Managed certificate renewal": of public certificates, since they are valid for 198 days.
RENEWAL_WINDOW = timedelta(days=45)

# model: ImportCertificate, "must be no larger than 5 KB"; the blob's own limit is higher.
PRIVATE_KEY_OCTETS = 5120

# model: ImportCertificate.
OCSP_URL_CHARACTERS = 1000

# guide, "Prerequisites for importing": the keys of an import, by size or by curve as OpenSSL and
# `cryptography` name it.
RSA_SIZES = (1024, 2048, 3072, 4096)
CURVES: Mapping[str, str] = {
    "secp256r1": "EC_prime256v1",
    "secp384r1": "EC_secp384r1",
    "secp521r1": "EC_secp521r1",
}

# model: ListCertificates.MaxItems goes to 1,000; without it there are 100 in a page
# (schwamster/serverless-certificate-creator#40).
DEFAULT_PAGE = 100

# model: CertificateSummary.SubjectAlternativeNameSummaries.
SUMMARY_NAMES = 100

# model: TagList.
MAX_TAGS = 50
