"""What ACM accepts: numbers and lists that AWS may change, each with its source, in one place."""

from typing import Final, Literal, TypeAlias

NAMES_MAX: Final = 100
"""Names of one certificate that the API takes, the common name included.

RequestCertificate, SubjectAlternativeNames:
https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
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

VALIDATION_HOURS_MAX: Final = 72
"""Hours after which ACM gives up a request that was not validated.

https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-timed-out.html
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
