"""What the local CloudFront has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Not here: IAM certificates, tenants, viewer mTLS, connection functions, cache tags, anycast
# addresses. Some members are there only to be empty: see config.py.
_CONFIG = (
    "Aliases",
    "CacheBehaviors",
    "CallerReference",
    "Comment",
    "ContinuousDeploymentPolicyId",
    "CustomErrorResponses",
    "DefaultCacheBehavior",
    "DefaultRootObject",
    "Enabled",
    "HttpVersion",
    "IsIPV6Enabled",
    "Logging",
    "OriginGroups",
    "Origins",
    "PriceClass",
    "Restrictions",
    "Staging",
    "ViewerCertificate.ACMCertificateArn",
    "ViewerCertificate.Certificate",
    "ViewerCertificate.CertificateSource",
    "ViewerCertificate.CloudFrontDefaultCertificate",
    "ViewerCertificate.MinimumProtocolVersion",
    "ViewerCertificate.SSLSupportMethod",
    "WebACLId",
)


def _within(structure: str) -> frozenset[str]:
    return frozenset(f"{structure}.{member}" for member in _CONFIG)


_WITH_TAGS = "DistributionConfigWithTags"

OPERATIONS: Mapping[str, frozenset[str]] = {
    "CreateDistribution": _within("DistributionConfig"),
    "CreateDistributionWithTags": _within(f"{_WITH_TAGS}.DistributionConfig")
    | {f"{_WITH_TAGS}.Tags"},
    "DeleteDistribution": frozenset({"Id", "IfMatch"}),
    "GetDistribution": frozenset({"Id"}),
    "GetDistributionConfig": frozenset({"Id"}),
    "ListDistributions": frozenset({"Marker", "MaxItems"}),
    "ListTagsForResource": frozenset({"Resource"}),
    "TagResource": frozenset({"Resource", "Tags"}),
    "UntagResource": frozenset({"Resource", "TagKeys"}),
    "UpdateDistribution": _within("DistributionConfig") | {"Id", "IfMatch"},
}
