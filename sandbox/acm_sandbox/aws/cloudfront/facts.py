"""What AWS fixes about distributions, each with its source.

"model" is botocore's cloudfront/2020-05-31/service-2.json, "guide" the CloudFront developer guide.
"""

from __future__ import annotations

# guide, "Requirements for using SSL/TLS certificates with CloudFront", "AWS Region"; model,
# ViewerCertificate.ACMCertificateArn.
CERTIFICATE_REGION = "us-east-1"

# guide, "Supported SSL/TLS certificate: key size": RSA 1024, 2048, 3072 and 4096 bit, ECDSA P-256.
KEY_ALGORITHMS = ("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1")

# model, MinimumProtocolVersion; it is checked as the enumeration that it is.
MINIMUM_PROTOCOL_VERSIONS = (
    "SSLv3",
    "TLSv1",
    "TLSv1_2016",
    "TLSv1.1_2016",
    "TLSv1.2_2018",
    "TLSv1.2_2019",
    "TLSv1.2_2021",
    "TLSv1.2_2025",
    "TLSv1.3_2025",
)

# model, ViewerCertificate.MinimumProtocolVersion: "When you're using SNI only, you must specify
# TLSv1 or higher"; the only one below it is this.
BELOW_SNI = "SSLv3"

# model, ViewerCertificate.MinimumProtocolVersion: what a distribution without aliases gets.
DEFAULT_PROTOCOL_VERSION = "TLSv1"

# guide, "Quotas": alternate domain names for each distribution, 100 until it is raised.
MAX_ALIASES = 100

# model, ListDistributions.MaxItems.
PAGE = 100

# guide, "Use managed cache policies" and "Use managed origin request policies". They are the only
# ones: the sandbox has no way to make others.
MANAGED_CACHE_POLICIES = frozenset(
    {
        "658327ea-f89d-4fab-a63d-7e88639e58f6",  # CachingOptimized
        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",  # CachingOptimizedForUncompressedObjects
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",  # CachingDisabled
        "83da9c7e-98b4-4e11-a168-04f0df8e2c65",  # UseOriginCacheControlHeaders
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",  # UseOriginCacheControlHeaders-QueryStrings
    }
)
MANAGED_ORIGIN_REQUEST_POLICIES = frozenset(
    {
        "216adef6-5c7f-47e4-b989-5492eafa07d3",  # AllViewer
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",  # AllViewerExceptHostHeader
        "33f36d7e-f396-46d9-90e0-52428a34d9dc",  # AllViewerAndCloudFrontHeaders-2022-06
        "59781a5b-3903-41f3-afcb-af62929ccde1",  # CORS-CustomOrigin
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",  # CORS-S3Origin
        "acba4595-bd28-49b8-b9fe-13317c0390fa",  # UserAgentRefererHeaders
    }
)
