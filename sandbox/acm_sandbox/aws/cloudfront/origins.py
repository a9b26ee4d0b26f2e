"""Where a distribution takes its content from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = ("CustomOriginConfig", "S3OriginConfig", "VpcOriginConfig")

# guide, "Origin settings": the defaults of each.
_DEFAULTS: Mapping[str, Any] = {
    "OriginPath": "",
    "CustomHeaders": {"Quantity": 0},
    "ConnectionAttempts": 3,
    "ConnectionTimeout": 10,
    "OriginShield": {"Enabled": False},
    "OriginAccessControlId": "",
}
_CUSTOM_DEFAULTS: Mapping[str, Any] = {
    "OriginSslProtocols": {"Quantity": 3, "Items": ["TLSv1", "TLSv1.1", "TLSv1.2"]},
    "OriginReadTimeout": 30,
    "OriginKeepaliveTimeout": 5,
}


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """Check the origins, and complete them.

    Raises:
        AwsError: with AWS's code and words.
        NotInTheSandboxError: for an origin in a VPC, or with an access control.
    """
    items = [_checked(origin) for origin in given["Items"]]
    if len({origin["Id"] for origin in items}) < len(items):
        raise AwsError("InvalidArgument", "The parameter Origin Id is used more than once.")  # mem
    return {**given, "Items": items}


def _checked(origin: Mapping[str, Any]) -> dict[str, Any]:
    for member in ("OriginAccessControlId", "VpcOriginConfig"):
        if origin.get(member):
            raise NotInTheSandboxError(f"cloudfront origin with {member}")
    if origin.get("S3OriginConfig", {}).get("OriginAccessIdentity"):
        raise NotInTheSandboxError("cloudfront origin with OriginAccessIdentity")
    if sum(kind in origin for kind in _KINDS) != 1:
        # model, Origin, at each of the three: "use ... instead". The words are mem.
        raise AwsError(
            "InvalidArgument",
            f"The parameter Origin {origin['Id']} must have exactly one of {', '.join(_KINDS)}.",
        )
    completed = {**_DEFAULTS, **origin}
    if "CustomOriginConfig" in origin:
        completed["CustomOriginConfig"] = {**_CUSTOM_DEFAULTS, **origin["CustomOriginConfig"]}
    return completed
