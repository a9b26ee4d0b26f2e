"""How a distribution answers viewers, path by path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import facts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# guide, "Cache behavior settings": the defaults of each.
_DEFAULTS: Mapping[str, Any] = {
    "TrustedSigners": {"Enabled": False, "Quantity": 0},
    "TrustedKeyGroups": {"Enabled": False, "Quantity": 0},
    "AllowedMethods": {
        "Quantity": 2,
        "Items": ["HEAD", "GET"],
        "CachedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"]},
    },
    "SmoothStreaming": False,
    "Compress": False,
    "LambdaFunctionAssociations": {"Quantity": 0},
    "FunctionAssociations": {"Quantity": 0},
    "FieldLevelEncryptionId": "",
    "GrpcConfig": {"Enabled": False},
}
_TIMES: Mapping[str, int] = {"MinTTL": 0, "DefaultTTL": 86400, "MaxTTL": 31536000}

# What leads to something that the sandbox lacks.
_REFERENCES = ("FieldLevelEncryptionId", "RealtimeLogConfigArn", "ResponseHeadersPolicyId")
_LISTS = (
    "FunctionAssociations",
    "LambdaFunctionAssociations",
    "TrustedKeyGroups",
    "TrustedSigners",
)


def checked(behavior: Mapping[str, Any], targets: Collection[str]) -> dict[str, Any]:
    """Check a behavior, and complete it.

    Args:
        behavior: what was given.
        targets: the ids of the origins and the origin groups.

    Raises:
        AwsError: with AWS's code and words.
        NotInTheSandboxError: for what leads to something that the sandbox lacks.
    """
    _check_supported(behavior)
    if behavior["TargetOriginId"] not in targets:
        # model, NoSuchOrigin; the words are mem.
        raise AwsError("NoSuchOrigin", "One or more of your origins or origin groups do not exist.")
    return {**_DEFAULTS, **behavior, **_caching(behavior)}


def _caching(behavior: Mapping[str, Any]) -> dict[str, Any]:
    """Complete what is cached: by a policy, or by the older settings here."""
    policy, forwarded = behavior.get("CachePolicyId"), behavior.get("ForwardedValues")
    if policy and forwarded:  # model, CachePolicyId and ForwardedValues; the words are mem.
        raise AwsError(
            "InvalidArgument",
            "The parameter ForwardedValues cannot be used when a cache policy is associated to the "
            "cache behavior.",
        )
    if policy:
        return {}
    if not forwarded:
        raise AwsError("InvalidArgument", "The parameter ForwardedValues is required.")
    return {
        **{name: behavior.get(name, default) for name, default in _TIMES.items()},
        "ForwardedValues": {
            "Headers": {"Quantity": 0},
            "QueryStringCacheKeys": {"Quantity": 0},
            **forwarded,
        },
    }


def _check_supported(behavior: Mapping[str, Any]) -> None:
    for member in _REFERENCES:
        if behavior.get(member):
            raise NotInTheSandboxError(f"cloudfront cache behavior with {member}")
    for member in _LISTS:
        if behavior.get(member, {}).get("Quantity"):
            raise NotInTheSandboxError(f"cloudfront cache behavior with {member}")
    for member, managed in (
        ("CachePolicyId", facts.MANAGED_CACHE_POLICIES),
        ("OriginRequestPolicyId", facts.MANAGED_ORIGIN_REQUEST_POLICIES),
    ):
        policy = behavior.get(member)
        if policy and policy not in managed:
            raise NotInTheSandboxError(
                f"cloudfront cache behavior with {member} {policy}: only AWS's managed ones"
            )
