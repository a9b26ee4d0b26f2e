"""The configuration of a distribution: between its properties and what the API takes and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.services import cloudfront_behaviors as behaviors
from acm_sandbox.provider.services import cloudfront_origins as origins
from acm_sandbox.provider.services.cloudfront import counted, items

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_TEXTS: Final = {
    "comment": "Comment",
    "defaultRootObject": "DefaultRootObject",
    "webAclId": "WebACLId",
}
SETS: Final = (
    behaviors.SETS
    | origins.SETS
    | {"aliases", "customErrorResponses", "restrictions.geoRestriction.locations"}
)


def to_aws(props: Props, reference: str) -> dict[str, Any]:
    """Write the whole configuration: the API has no partial change."""
    made: dict[str, Any] = {key: props.get(name) or "" for name, key in _TEXTS.items()}
    made |= {
        "Aliases": counted(props.get("aliases") or []),
        "CacheBehaviors": counted(map(behaviors.to_aws, props.get("orderedCacheBehaviors") or [])),
        "CallerReference": reference,
        "CustomErrorResponses": counted(
            map(_error_to_aws, props.get("customErrorResponses") or []),
        ),
        "DefaultCacheBehavior": behaviors.to_aws(props["defaultCacheBehavior"]),
        "Enabled": bool(props["enabled"]),
        "HttpVersion": props["httpVersion"],
        "IsIPV6Enabled": bool(props.get("isIpv6Enabled")),
        "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
        "OriginGroups": counted(map(origins.group_to_aws, props.get("originGroups") or [])),
        "Origins": counted(map(origins.to_aws, props["origins"])),
        "PriceClass": props["priceClass"],
        "Restrictions": _restrictions_to_aws(props["restrictions"]),
        "Staging": bool(props.get("staging")),
        "ViewerCertificate": certificate_to_aws(props["viewerCertificate"]),
    }
    return made


def from_aws(found: Any) -> Props:
    """Read the configuration."""
    restriction = (found.get("Restrictions") or {}).get("GeoRestriction") or {}
    read: Props = {name: found.get(key) or None for name, key in _TEXTS.items()}
    return read | {
        "aliases": sorted(items(found.get("Aliases"))) or None,
        "callerReference": found["CallerReference"],
        "continuousDeploymentPolicyId": found.get("ContinuousDeploymentPolicyId") or "",
        "customErrorResponses": [
            _error_from_aws(one) for one in items(found.get("CustomErrorResponses"))
        ]
        or None,
        "defaultCacheBehavior": behaviors.from_aws(found["DefaultCacheBehavior"]),
        "enabled": bool(found["Enabled"]),
        "httpVersion": found.get("HttpVersion", "http2").lower(),
        "isIpv6Enabled": bool(found.get("IsIPV6Enabled")),
        "loggingV1Enabled": bool((found.get("Logging") or {}).get("Enabled")),
        "orderedCacheBehaviors": [
            behaviors.from_aws(one) for one in items(found.get("CacheBehaviors"))
        ]
        or None,
        "originGroups": [origins.group_from_aws(one) for one in items(found.get("OriginGroups"))]
        or None,
        "origins": [origins.from_aws(one) for one in items(found["Origins"])],
        "priceClass": found.get("PriceClass"),
        "restrictions": {
            "geoRestriction": {
                "restrictionType": restriction.get("RestrictionType", "none"),
                "locations": sorted(items(restriction)),
            },
        },
        "staging": bool(found.get("Staging")),
        "viewerCertificate": certificate_from_aws(found.get("ViewerCertificate") or {}),
    }


def certificate_to_aws(certificate: Props) -> dict[str, Any]:
    """Write which certificate viewers are shown."""
    made: dict[str, Any] = {}
    if certificate.get("iamCertificateId"):
        made["IAMCertificateId"] = certificate["iamCertificateId"]
    elif certificate.get("acmCertificateArn"):
        made["ACMCertificateArn"] = certificate["acmCertificateArn"]
    else:
        made["CloudFrontDefaultCertificate"] = bool(certificate.get("cloudfrontDefaultCertificate"))
    if "CloudFrontDefaultCertificate" not in made and certificate.get("sslSupportMethod"):
        made["SSLSupportMethod"] = certificate["sslSupportMethod"]
    if certificate.get("minimumProtocolVersion"):
        made["MinimumProtocolVersion"] = certificate["minimumProtocolVersion"]
    return made


def certificate_from_aws(found: Any) -> Props:
    """Read which certificate viewers are shown."""
    read: Props = {}
    if found.get("IAMCertificateId"):
        read["iamCertificateId"] = found["IAMCertificateId"]
    elif found.get("ACMCertificateArn"):
        read["acmCertificateArn"] = found["ACMCertificateArn"]
    else:
        read["cloudfrontDefaultCertificate"] = True
    if "cloudfrontDefaultCertificate" not in read and found.get("SSLSupportMethod"):
        read["sslSupportMethod"] = found["SSLSupportMethod"]
    if found.get("MinimumProtocolVersion"):
        read["minimumProtocolVersion"] = found["MinimumProtocolVersion"]
    return read


def _restrictions_to_aws(restrictions: Props) -> dict[str, Any]:
    restriction = restrictions["geoRestriction"]
    return {
        "GeoRestriction": {
            "RestrictionType": restriction["restrictionType"],
            **counted(restriction.get("locations") or []),
        },
    }


def _error_to_aws(response: Props) -> dict[str, Any]:
    made: dict[str, Any] = {"ErrorCode": int(response["errorCode"])}
    if response.get("errorCachingMinTtl") is not None:
        made["ErrorCachingMinTTL"] = int(response["errorCachingMinTtl"])
    code = response.get("responseCode")
    return made | {
        "ResponseCode": str(code) if code else "",
        "ResponsePagePath": response.get("responsePagePath") or "",
    }


def _error_from_aws(found: Any) -> Props:
    read: Props = {"errorCode": int(found["ErrorCode"])}
    if found.get("ErrorCachingMinTTL") is not None:
        read["errorCachingMinTtl"] = int(found["ErrorCachingMinTTL"])
    if found.get("ResponseCode"):
        read["responseCode"] = int(found["ResponseCode"])
    if found.get("ResponsePagePath"):
        read["responsePagePath"] = found["ResponsePagePath"]
    return read
