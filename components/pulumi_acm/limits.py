"""What ACM accepts: numbers and lists that AWS may change, each with its source, in one place."""

from typing import Final, Literal, TypeAlias

NAMES_MAX: Final = 100
"""Names of one certificate that the API takes, the common name included.

RequestCertificate, SubjectAlternativeNames:
https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
"""

NAMES_QUOTA: Final = 10
NAMES_QUOTA_CODE: Final = "L-FB94F0B0"
"""Names of one certificate that an account may have unless AWS has raised it, and the quota's code.

The common name is one of them. It is the account's in each region.
https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
"""

CERTIFICATES_QUOTA: Final = 2_500
CERTIFICATES_QUOTA_CODE: Final = "L-F141DD1D"
REQUESTS_QUOTA: Final = 5_000
REQUESTS_QUOTA_CODE: Final = "L-DA1D8B98"
IMPORTED_QUOTA: Final = 2_500
IMPORTED_QUOTA_CODE: Final = "L-D2CB7DE9"
IMPORTS_QUOTA: Final = 5_000
IMPORTS_QUOTA_CODE: Final = "L-3808DC70"
QUOTA_DAYS: Final = 365
"""Certificates that an account may have in a region, and request in so many days; also imported.

The same page; the codes are those that `aws service-quotas list-service-quotas` gives for acm.
"""

NAME_OCTETS_MAX: Final = 253
LABEL_OCTETS_MAX: Final = 63
"""RequestCertificate, DomainName and SubjectAlternativeNames (the same page)."""

COMMON_NAME_OCTETS_MAX: Final = 64
"""RFC 5280, ub-common-name; RequestCertificate, DomainName (the same page)."""

FORBIDDEN_DOMAINS: Final = ("amazonaws.com", "cloudfront.net", "elasticbeanstalk.com")
"""Names owned by Amazon: ACM refuses them and everything below.

https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html
"""

RequestableKeyAlgorithm: TypeAlias = Literal["RSA_2048", "EC_prime256v1", "EC_secp384r1"]
"""Key algorithms that a request may name; the others of the API are for imports.

RequestCertificate, KeyAlgorithm:
https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
"""

TAGS_MAX: Final = 50
TAG_KEY_MAX: Final = 128
TAG_VALUE_MAX: Final = 256
TAG_PUNCTUATION: Final = "_.:/=+-@"
"""https://docs.aws.amazon.com/acm/latest/userguide/tags-restrictions.html"""

VALIDATION_MAILBOXES: Final = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")
"""Who gets the mail of a validation by email.

https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html
"""

VALIDATION_HOURS_MAX: Final = 72
"""Hours after which ACM gives up a request that was not validated.

https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-timed-out.html
"""

MIGRATION_HOURS_MAX: Final = 72
"""Hours for the records of a certificate that moves from email to DNS; then it may begin again.

https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-email-validation.html
"""

IMPORTED_CERTIFICATE_MAX: Final = 32_768
IMPORTED_KEY_MAX: Final = 5_120
IMPORTED_CHAIN_MAX: Final = 2_097_152
OCSP_URL_MAX: Final = 1_000
"""Bytes of what is imported, in PEM, and characters of the responder's address in it.

https://docs.aws.amazon.com/acm/latest/APIReference/API_ImportCertificate.html
"""

CLOUDFRONT_REGION: Final = "us-east-1"
"""The region whose certificates CloudFront takes.

https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
"""

PARTITION_PREFIXES: Final = {
    "cn-": "aws-cn",
    "eu-isoe-": "aws-iso-e",
    "eusc-": "aws-eusc",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "us-isof-": "aws-iso-f",
}
"""Regions of other partitions than `aws`: each has accounts and certificates of its own.

https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
"""
