"""How a distribution caches: its behaviors, to and from the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.services.cloudfront import counted, items

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_PLAIN: Final = {
    "cachePolicyId": "CachePolicyId",
    "fieldLevelEncryptionId": "FieldLevelEncryptionId",
    "originRequestPolicyId": "OriginRequestPolicyId",
    "pathPattern": "PathPattern",
    "realtimeLogConfigArn": "RealtimeLogConfigArn",
    "responseHeadersPolicyId": "ResponseHeadersPolicyId",
    "targetOriginId": "TargetOriginId",
    "viewerProtocolPolicy": "ViewerProtocolPolicy",
}
_TTLS: Final = {"defaultTtl": "DefaultTTL", "maxTtl": "MaxTTL", "minTtl": "MinTTL"}
_SETS: Final = (
    *("allowedMethods", "cachedMethods"),
    *("forwardedValues.headers", "forwardedValues.cookies.whitelistedNames"),
    *("functionAssociations", "lambdaFunctionAssociations"),
)

SETS: Final = frozenset(
    f"{outer}.{name}"
    for outer in ("defaultCacheBehavior", "orderedCacheBehaviors")
    for name in _SETS
)
"""The paths of a behavior in which order means nothing."""


def to_aws(behavior: Props) -> dict[str, Any]:
    """Write a behavior as the API takes it."""
    made: dict[str, Any] = {
        key: behavior[name] for name, key in _PLAIN.items() if behavior.get(name)
    }
    made["AllowedMethods"] = {
        **counted(behavior["allowedMethods"]),
        "CachedMethods": counted(behavior["cachedMethods"]),
    }
    made["Compress"] = bool(behavior.get("compress"))
    made["SmoothStreaming"] = bool(behavior.get("smoothStreaming"))
    made["FieldLevelEncryptionId"] = behavior.get("fieldLevelEncryptionId") or ""
    made["FunctionAssociations"] = counted(
        {"EventType": one["eventType"], "FunctionARN": one["functionArn"]}
        for one in behavior.get("functionAssociations") or []
    )
    made["LambdaFunctionAssociations"] = counted(
        {
            "EventType": one["eventType"],
            "IncludeBody": bool(one.get("includeBody")),
            "LambdaFunctionARN": one["lambdaArn"],
        }
        for one in behavior.get("lambdaFunctionAssociations") or []
    )
    for name, key in (
        ("trustedKeyGroups", "TrustedKeyGroups"),
        ("trustedSigners", "TrustedSigners"),
    ):
        given = behavior.get(name) or []
        made[key] = {"Enabled": bool(given), **counted(given)}
    if behavior.get("forwardedValues"):
        made["ForwardedValues"] = _forwarded_to_aws(behavior["forwardedValues"])
    if behavior.get("grpcConfig"):
        made["GrpcConfig"] = {"Enabled": bool(behavior["grpcConfig"].get("enabled"))}
    if not behavior.get("cachePolicyId"):
        # A cache policy says for how long; without one the behavior does.
        made |= {key: int(behavior.get(name) or 0) for name, key in _TTLS.items()}
    return made


def from_aws(found: Any) -> Props:
    """Read a behavior."""
    methods = found.get("AllowedMethods") or {}
    read: Props = {name: found[key] for name, key in _PLAIN.items() if found.get(key)}
    read |= {
        "allowedMethods": sorted(items(methods)),
        "cachedMethods": sorted(items(methods.get("CachedMethods"))),
        "compress": bool(found.get("Compress")),
    }
    read |= {name: int(found[key]) for name, key in _TTLS.items() if found.get(key) is not None}
    if found.get("SmoothStreaming"):
        read["smoothStreaming"] = True
    if functions := items(found.get("FunctionAssociations")):
        read["functionAssociations"] = [
            {"eventType": one["EventType"], "functionArn": one["FunctionARN"]} for one in functions
        ]
    if functions := items(found.get("LambdaFunctionAssociations")):
        read["lambdaFunctionAssociations"] = [
            {
                "eventType": one["EventType"],
                "includeBody": bool(one.get("IncludeBody")),
                "lambdaArn": one["LambdaFunctionARN"],
            }
            for one in functions
        ]
    for name, key in (
        ("trustedKeyGroups", "TrustedKeyGroups"),
        ("trustedSigners", "TrustedSigners"),
    ):
        if trusted := items(found.get(key)):
            read[name] = trusted
    if found.get("ForwardedValues") and not found.get("CachePolicyId"):
        read["forwardedValues"] = _forwarded_from_aws(found["ForwardedValues"])
    return read


def _forwarded_to_aws(values: Props) -> dict[str, Any]:
    cookies = values["cookies"]
    made: dict[str, Any] = {
        "QueryString": bool(values["queryString"]),
        "Cookies": {"Forward": cookies["forward"]},
        "Headers": counted(values.get("headers") or []),
        "QueryStringCacheKeys": counted(values.get("queryStringCacheKeys") or []),
    }
    if cookies["forward"] == "whitelist":
        made["Cookies"]["WhitelistedNames"] = counted(cookies.get("whitelistedNames") or [])
    return made


def _forwarded_from_aws(found: Any) -> Props:
    cookies = found.get("Cookies") or {}
    read: Props = {
        "cookies": {"forward": cookies.get("Forward", "none")},
        "queryString": bool(found.get("QueryString")),
    }
    if names := items(cookies.get("WhitelistedNames")):
        read["cookies"]["whitelistedNames"] = names
    if headers := items(found.get("Headers")):
        read["headers"] = headers
    if keys := items(found.get("QueryStringCacheKeys")):
        read["queryStringCacheKeys"] = keys
    return read
