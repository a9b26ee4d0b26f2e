"""A distribution's configuration: checked, and completed as AWS shows it.

Origins and cache behaviors are kept, not served: the sandbox has no edge. What would lead to
something that it lacks (a web ACL, a function, an origin access control) is refused by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import behaviors, origins, viewer_certificate

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = {"Quantity": 0}


def checked(given: Mapping[str, Any], account: str) -> dict[str, Any]:
    """Check a configuration as AWS does, and complete it.

    Raises:
        AwsError: with AWS's code and words.
        NotInTheSandboxError: for what leads to something that the sandbox lacks.
    """
    _check_quantities(given)
    _check_supported(given)
    aliases: list[str] = given.get("Aliases", {}).get("Items", [])
    checked_origins = origins.checked(given["Origins"])
    groups = given.get("OriginGroups", _NOTHING)
    targets = {item["Id"] for item in (*checked_origins["Items"], *groups.get("Items", []))}
    return {
        "CallerReference": given["CallerReference"],
        "Aliases": given.get("Aliases", _NOTHING),
        "DefaultRootObject": given.get("DefaultRootObject", ""),
        "Origins": checked_origins,
        "OriginGroups": groups,
        "DefaultCacheBehavior": behaviors.checked(given["DefaultCacheBehavior"], targets),
        "CacheBehaviors": _checked_behaviors(given.get("CacheBehaviors", _NOTHING), targets),
        "CustomErrorResponses": given.get("CustomErrorResponses", _NOTHING),
        "Comment": given["Comment"],
        "Logging": {
            "Enabled": False,
            "IncludeCookies": False,
            "Bucket": "",
            "Prefix": "",
            **given.get("Logging", {}),
        },
        "PriceClass": given.get("PriceClass", "PriceClass_All"),
        "Enabled": given["Enabled"],
        "ViewerCertificate": viewer_certificate.checked(
            given.get("ViewerCertificate", {}), aliases, account
        ),
        "Restrictions": given.get(
            "Restrictions", {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}}
        ),
        "WebACLId": "",
        "HttpVersion": given.get("HttpVersion", "http2"),
        "IsIPV6Enabled": given.get("IsIPV6Enabled", False),
        "ContinuousDeploymentPolicyId": "",
        "Staging": False,
    }


def _checked_behaviors(given: Mapping[str, Any], targets: set[str]) -> dict[str, Any]:
    items = [behaviors.checked(behavior, targets) for behavior in given.get("Items", [])]
    return {**given, **({"Items": items} if items else {})}


def _check_supported(given: Mapping[str, Any]) -> None:
    """Refuse by name; empty, as every SDK sends them back, they may be."""
    for member in ("ContinuousDeploymentPolicyId", "Staging", "WebACLId"):
        if given.get(member):
            raise NotInTheSandboxError(f"cloudfront distribution with {member}")


def _check_quantities(value: Any) -> None:
    """Compare each Quantity with the size of its Items, however deep."""
    if isinstance(value, dict):
        if "Quantity" in value and value["Quantity"] != len(value.get("Items", [])):
            # model, InconsistentQuantities
            raise AwsError(
                "InconsistentQuantities",
                "The value of Quantity and the size of Items don't match.",
            )
        for member in value.values():
            _check_quantities(member)
    elif isinstance(value, list):
        for item in value:
            _check_quantities(item)
