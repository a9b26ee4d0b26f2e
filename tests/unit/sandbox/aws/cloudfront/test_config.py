"""A distribution's configuration: completed, and checked."""

from __future__ import annotations

from typing import Any

import pytest

from unit.sandbox.aws.cloudfront.support import BEHAVIOR, ORIGIN, Cdn, items
from unit.sandbox.aws.support import refused

OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
BY_POLICY = {
    "TargetOriginId": "web",
    "ViewerProtocolPolicy": "https-only",
    "CachePolicyId": OPTIMIZED,
    "OriginRequestPolicyId": ALL_VIEWER,
}


def test_what_is_not_given_is_shown_with_its_default(cdn: Cdn) -> None:
    """API model, DistributionConfig, and the guide's settings reference."""
    shown = cdn.shown(cdn.create())["DistributionConfig"]
    assert (shown["PriceClass"], shown["HttpVersion"]) == ("PriceClass_All", "http2")
    assert shown["Aliases"] == {"Quantity": 0}
    assert shown["Restrictions"]["GeoRestriction"]["RestrictionType"] == "none"
    origin = shown["Origins"]["Items"][0]
    assert (origin["ConnectionAttempts"], origin["ConnectionTimeout"]) == (3, 10)
    assert origin["CustomOriginConfig"]["OriginReadTimeout"] == 30
    behavior = shown["DefaultCacheBehavior"]
    assert behavior["AllowedMethods"]["Items"] == ["HEAD", "GET"]
    assert (behavior["MinTTL"], behavior["DefaultTTL"], behavior["MaxTTL"]) == (0, 86400, 31536000)


def test_a_cache_policy_takes_the_place_of_the_older_settings(cdn: Cdn) -> None:
    """API model, CachePolicyId and ForwardedValues."""
    shown = cdn.shown(cdn.create(DefaultCacheBehavior=BY_POLICY))["DistributionConfig"]
    assert shown["DefaultCacheBehavior"]["CachePolicyId"] == OPTIMIZED
    assert "DefaultTTL" not in shown["DefaultCacheBehavior"]
    with refused(
        "InvalidArgument",
        "The parameter ForwardedValues cannot be used when a cache policy is associated to the "
        "cache behavior.",
    ):
        cdn.create(DefaultCacheBehavior=BEHAVIOR | {"CachePolicyId": OPTIMIZED})
    neither = {name: value for name, value in BEHAVIOR.items() if name != "ForwardedValues"}
    with refused("InvalidArgument", "The parameter ForwardedValues is required."):
        cdn.create(DefaultCacheBehavior=neither)


def test_further_behaviors(cdn: Cdn) -> None:
    """API model, CacheBehaviors."""
    behaviors = items(BY_POLICY | {"PathPattern": "/api/*"})
    shown = cdn.shown(cdn.create(CacheBehaviors=behaviors))["DistributionConfig"]
    assert shown["CacheBehaviors"]["Items"][0]["PathPattern"] == "/api/*"


def test_a_behavior_leads_to_an_origin(cdn: Cdn) -> None:
    """API model, NoSuchOrigin; an origin group is one too."""
    with refused("NoSuchOrigin", "One or more of your origins or origin groups do not exist."):
        cdn.create(DefaultCacheBehavior=BEHAVIOR | {"TargetOriginId": "none"})
    group = {
        "Id": "group",
        "FailoverCriteria": {"StatusCodes": items(500)},
        "Members": items({"OriginId": "web"}, {"OriginId": "other"}),
    }
    cdn.create(
        Origins=items(ORIGIN, ORIGIN | {"Id": "other"}),
        OriginGroups=items(group),
        DefaultCacheBehavior=BEHAVIOR | {"TargetOriginId": "group"},
    )


def test_an_origin_is_of_one_kind(cdn: Cdn) -> None:
    """API model, Origin: S3OriginConfig or CustomOriginConfig."""
    bucket = {"Id": "web", "DomainName": "b.s3.eu-west-1.amazonaws.com"}
    with refused("InvalidArgument"):
        cdn.create(Origins=items(bucket))
    cdn.create(Origins=items(bucket | {"S3OriginConfig": {"OriginAccessIdentity": ""}}))
    with refused("InvalidArgument", "The parameter Origin Id is used more than once."):
        cdn.create(Origins=items(ORIGIN, ORIGIN))


@pytest.mark.parametrize(
    "options",
    [
        {"Origins": {"Quantity": 2, "Items": [ORIGIN]}},
        {"Aliases": {"Quantity": 1}},
        {"DefaultCacheBehavior": BEHAVIOR | {"TrustedSigners": {"Enabled": True, "Quantity": 1}}},
    ],
)
def test_quantities_are_counted(cdn: Cdn, options: dict[str, Any]) -> None:
    """API model, InconsistentQuantities."""
    message = "The value of Quantity and the size of Items don't match."
    with refused("InconsistentQuantities", message):
        cdn.create(**options)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"WebACLId": "acl"}, "distribution with WebACLId"),
        ({"Staging": True}, "distribution with Staging"),
        (
            {"Origins": items(ORIGIN | {"OriginAccessControlId": "E1"})},
            "origin with OriginAccessControlId",
        ),
        (
            {
                "Origins": items(
                    {
                        "Id": "web",
                        "DomainName": "b.s3.amazonaws.com",
                        "S3OriginConfig": {"OriginAccessIdentity": "origin-access-identity/x"},
                    }
                )
            },
            "origin with OriginAccessIdentity",
        ),
        (
            {"DefaultCacheBehavior": BEHAVIOR | {"ResponseHeadersPolicyId": "one"}},
            "cache behavior with ResponseHeadersPolicyId",
        ),
        (
            {
                "DefaultCacheBehavior": BEHAVIOR
                | {"TrustedKeyGroups": {"Enabled": True} | items("one")}
            },
            "cache behavior with TrustedKeyGroups",
        ),
        (
            {"DefaultCacheBehavior": BY_POLICY | {"CachePolicyId": "mine"}},
            "cache behavior with CachePolicyId mine: only AWS's managed ones",
        ),
    ],
)
def test_what_leads_to_something_that_is_not_there(
    cdn: Cdn, options: dict[str, Any], named: str
) -> None:
    """To keep it would be to promise what does not happen."""
    with refused("NotInTheSandbox", f"the sandbox has no cloudfront {named}"):
        cdn.create(**options)
