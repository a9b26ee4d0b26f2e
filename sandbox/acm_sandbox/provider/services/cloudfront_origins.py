"""Where a distribution gets what it serves: its origins and their groups, to and from the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.services.cloudfront import counted, items

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_PLAIN: Final = {
    "connectionAttempts": "ConnectionAttempts",
    "connectionTimeout": "ConnectionTimeout",
    "domainName": "DomainName",
    "originAccessControlId": "OriginAccessControlId",
    "originId": "Id",
    "responseCompletionTimeout": "ResponseCompletionTimeout",
}
_CUSTOM: Final = {
    "httpPort": "HTTPPort",
    "httpsPort": "HTTPSPort",
    "ipAddressType": "IpAddressType",
    "originKeepaliveTimeout": "OriginKeepaliveTimeout",
    "originProtocolPolicy": "OriginProtocolPolicy",
    "originReadTimeout": "OriginReadTimeout",
}
_VPC: Final = {
    "originKeepaliveTimeout": "OriginKeepaliveTimeout",
    "originReadTimeout": "OriginReadTimeout",
    "ownerAccountId": "OwnerAccountId",
    "vpcOriginId": "VpcOriginId",
}

SETS: Final = frozenset(
    {
        *("originGroups", "originGroups.failoverCriteria.statusCodes"),
        *("origins", "origins.customHeaders", "origins.customOriginConfig.originSslProtocols"),
    },
)
"""The paths in which order means nothing."""


def to_aws(origin: Props) -> dict[str, Any]:
    """Write an origin as the API takes it."""
    made: dict[str, Any] = {key: origin[name] for name, key in _PLAIN.items() if origin.get(name)}
    made["OriginPath"] = origin.get("originPath") or ""
    made["CustomHeaders"] = counted(
        {"HeaderName": one["name"], "HeaderValue": one["value"]}
        for one in origin.get("customHeaders") or []
    )
    if custom := origin.get("customOriginConfig"):
        made["CustomOriginConfig"] = {
            **{key: custom[name] for name, key in _CUSTOM.items() if custom.get(name)},
            "OriginSslProtocols": counted(custom["originSslProtocols"]),
        }
    elif vpc := origin.get("vpcOriginConfig"):
        made["VpcOriginConfig"] = {key: vpc[name] for name, key in _VPC.items() if vpc.get(name)}
    else:
        # An origin of neither kind is a bucket; the identity may be empty.
        identity = (origin.get("s3OriginConfig") or {}).get("originAccessIdentity") or ""
        made["S3OriginConfig"] = {"OriginAccessIdentity": identity}
    shield = origin.get("originShield") or {}
    made["OriginShield"] = {"Enabled": bool(shield.get("enabled"))}
    if shield.get("originShieldRegion"):
        made["OriginShield"]["OriginShieldRegion"] = shield["originShieldRegion"]
    return made


def from_aws(found: Any) -> Props:
    """Read an origin."""
    read: Props = {name: found[key] for name, key in _PLAIN.items() if found.get(key)}
    read["originPath"] = found.get("OriginPath") or ""
    if headers := items(found.get("CustomHeaders")):
        read["customHeaders"] = [
            {"name": one["HeaderName"], "value": one["HeaderValue"]} for one in headers
        ]
    if custom := found.get("CustomOriginConfig"):
        read["customOriginConfig"] = {
            **{name: custom[key] for name, key in _CUSTOM.items() if custom.get(key)},
            "originSslProtocols": sorted(items(custom.get("OriginSslProtocols"))),
        }
    if vpc := found.get("VpcOriginConfig"):
        read["vpcOriginConfig"] = {name: vpc[key] for name, key in _VPC.items() if vpc.get(key)}
    if identity := (found.get("S3OriginConfig") or {}).get("OriginAccessIdentity"):
        read["s3OriginConfig"] = {"originAccessIdentity": identity}
    shield = found.get("OriginShield") or {}
    if shield.get("Enabled"):
        read["originShield"] = {
            "enabled": True,
            "originShieldRegion": shield.get("OriginShieldRegion", ""),
        }
    return read


def canonical(origin: Any) -> Any:
    """Give an origin without what means the same as nothing."""
    if not isinstance(origin, dict):
        return origin
    plain = dict(origin)
    custom = plain.get("customOriginConfig")
    if isinstance(custom, dict) and custom.get("ipAddressType") == "ipv4":
        plain["customOriginConfig"] = {k: v for k, v in custom.items() if k != "ipAddressType"}
    shield = plain.get("originShield")
    if isinstance(shield, dict) and shield.get("enabled") is False:
        del plain["originShield"]
    bucket = plain.get("s3OriginConfig")
    if isinstance(bucket, dict) and bucket.get("originAccessIdentity") == "":
        del plain["s3OriginConfig"]
    return plain


def group_to_aws(group: Props) -> dict[str, Any]:
    """Write a group of origins as the API takes it."""
    return {
        "Id": group["originId"],
        "FailoverCriteria": {
            "StatusCodes": counted(int(code) for code in group["failoverCriteria"]["statusCodes"]),
        },
        "Members": counted({"OriginId": one["originId"]} for one in group["members"]),
    }


def group_from_aws(found: Any) -> Props:
    """Read a group of origins."""
    codes = items((found.get("FailoverCriteria") or {}).get("StatusCodes"))
    return {
        "failoverCriteria": {"statusCodes": sorted(int(code) for code in codes)},
        "members": [{"originId": one["OriginId"]} for one in items(found.get("Members"))],
        "originId": found["Id"],
    }
