"""`aws:cloudfront/distribution:Distribution` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.resources import cloudfront_distribution
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

TOKEN = "aws:cloudfront/distribution:Distribution"
URN = urn(TOKEN)


def inputs_of(certificate: Any = None, **more: Any) -> dict[str, Any]:
    """Write the inputs of a distribution, with a certificate or without."""
    viewer: dict[str, Any] = {"cloudfrontDefaultCertificate": True}
    if certificate:
        viewer = {
            "acmCertificateArn": certificate,
            "minimumProtocolVersion": "TLSv1.2_2021",
            "sslSupportMethod": "sni-only",
        }
    return {
        "aliases": ["a.example.com"] if certificate else [],
        "defaultCacheBehavior": {
            "allowedMethods": ["HEAD", "GET"],
            "cachedMethods": ["GET", "HEAD"],
            "forwardedValues": {"cookies": {"forward": "none"}, "queryString": False},
            "targetOriginId": "origin",
            "viewerProtocolPolicy": "redirect-to-https",
        },
        "enabled": True,
        "origins": [
            {
                "customOriginConfig": {
                    "httpPort": 80,
                    "httpsPort": 443,
                    "originProtocolPolicy": "https-only",
                    "originSslProtocols": ["TLSv1.2", "TLSv1.1"],
                },
                "domainName": "origin.example.com",
                "originId": "origin",
            },
        ],
        "restrictions": {"geoRestriction": {"restrictionType": "none"}},
        "viewerCertificate": viewer,
    } | more


def test_life(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    issued: Issued,
    in_use: Callable[[str], list[str]],
    aws: LocalAws,
) -> None:
    """Another certificate is an update in place; a distribution is disabled before it goes."""
    old, new = (
        issued("a.example.com", *more, region="us-east-1") for more in ([], ["b.example.com"])
    )
    state = settle(TOKEN, inputs_of(old, tags={"a": "b"}))
    assert state.outputs["arn"] == f"arn:aws:cloudfront::123456789012:distribution/{state.id}"
    assert state.outputs["domainName"].endswith(".cloudfront.net")
    assert state.outputs["hostedZoneId"] == "Z2FDTNDATAQYW2"
    assert state.outputs["status"] == "Deployed"
    assert state.outputs["priceClass"] == "PriceClass_All"
    assert "region" not in state.outputs
    assert in_use(old) == [state.outputs["arn"]]
    aws.journal.clear()
    changed = change(TOKEN, state, inputs_of(new, tags={"c": "d"}))
    assert changed.outputs["viewerCertificate"]["acmCertificateArn"] == new
    assert changed.outputs["etag"] != state.outputs["etag"]
    assert (in_use(old), in_use(new)) == ([], [state.outputs["arn"]])
    assert calls(aws, "cloudfront")["UpdateDistribution"] == 1
    gone(TOKEN, changed)
    assert in_use(new) == []


def test_much_of_it(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
) -> None:
    """Behaviors, origins, groups and errors come back as they were given."""
    policy = {"cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6"}
    plain = {
        "allowedMethods": ["GET", "HEAD"],
        "cachedMethods": ["GET", "HEAD"],
        "targetOriginId": "origin",
        "viewerProtocolPolicy": "https-only",
    }
    bucket = {"domainName": "b.s3.amazonaws.com", "originId": "bucket", "originPath": "/x"}
    origins = [*inputs_of()["origins"], bucket | {"customHeaders": [{"name": "a", "value": "b"}]}]
    group = {
        "failoverCriteria": {"statusCodes": [503, 500]},
        "members": [{"originId": "origin"}, {"originId": "bucket"}],
        "originId": "both",
    }
    state = settle(
        TOKEN,
        inputs_of(
            comment="ours",
            customErrorResponses=[
                {"errorCode": 404, "responseCode": 200, "responsePagePath": "/index.html"},
                {"errorCode": 503, "errorCachingMinTtl": 1},
            ],
            defaultCacheBehavior=plain | policy | {"compress": True},
            defaultRootObject="index.html",
            isIpv6Enabled=True,
            orderedCacheBehaviors=[
                plain
                | {
                    "forwardedValues": {
                        "cookies": {"forward": "whitelist", "whitelistedNames": ["b", "a"]},
                        "headers": ["Host", "Accept"],
                        "queryString": True,
                    },
                    "maxTtl": 60,
                    "pathPattern": "/api/*",
                },
            ],
            originGroups=[group],
            origins=origins,
            priceClass="PriceClass_100",
            restrictions={
                "geoRestriction": {"locations": ["DE", "AT"], "restrictionType": "whitelist"},
            },
            waitForDeployment=True,
        ),
    )
    changed = change(TOKEN, state, inputs_of(comment="theirs"))
    assert "orderedCacheBehaviors" not in changed.outputs
    assert changed.outputs["comment"] == "theirs"
    gone(TOKEN, changed)


def test_order(make: Callable[..., State], provider: Provider) -> None:
    """It means nothing in sets, wherever they are."""
    more = {
        "domainName": "other.example.com",
        "originId": "other",
        "originShield": {"enabled": False},
    }
    inputs = inputs_of(origins=[*inputs_of()["origins"], more])
    state = make(TOKEN, inputs)
    inputs["origins"].reverse()
    inputs["origins"][1]["customOriginConfig"]["originSslProtocols"].reverse()
    inputs["defaultCacheBehavior"]["allowedMethods"].reverse()
    checked = provider.check(URN, {}, inputs).inputs
    assert provider.diff(URN, state.outputs, checked).detailed == {}


def test_preview_of_another_certificate(provider: Provider) -> None:
    """It changes in place, and nothing else does."""
    checked = provider.check(URN, {}, inputs_of("old")).inputs
    news = provider.check(URN, {}, inputs_of(UNKNOWN)).inputs
    found = provider.diff(URN, checked, news)
    assert found.detailed == {"viewerCertificate.acmCertificateArn": ("update", False)}
    planned = resource_type(TOKEN).preview_update(checked | {"domainName": "d.net"}, news)
    assert planned["domainName"] == "d.net"


def test_not_waiting(make: Callable[..., State], aws: LocalAws) -> None:
    """With `waitForDeployment` off, it is read once."""
    make(TOKEN, inputs_of(waitForDeployment=False))
    assert calls(aws, "cloudfront") == {
        "CreateDistributionWithTags": 1,
        "GetDistribution": 1,
        "ListTagsForResource": 1,
    }


def test_retain_on_delete(make: Callable[..., State], provider: Provider) -> None:
    """It is disabled, and stays."""
    state = make(TOKEN, inputs_of(retainOnDelete=True))
    provider.delete(URN, state.id, state.outputs)
    read = provider.read(URN, state.id, state.outputs, {})
    assert read is not None
    assert read.outputs["enabled"] is False


def test_changed_by_another(make: Callable[..., State], provider: Provider) -> None:
    """The program's configuration holds, whatever the ETag."""
    state = make(TOKEN, inputs_of())
    stale = state.outputs | {"etag": "STALE"}
    checked = provider.check(URN, {}, inputs_of(comment="ours")).inputs
    assert provider.update(URN, state.id, stale, checked)["comment"] == "ours"


def test_a_certificate_of_another_region(
    make: Callable[..., State],
    aws: LocalAws,
    issued: Issued,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is tried again for a short time; then AWS's own words are told."""
    monkeypatch.setattr(cloudfront_distribution, "PROPAGATION_TIMEOUT", 1.0)
    with pytest.raises(
        ProviderError,
        match=r"^creating CloudFront Distribution: .*InvalidViewerCertificate",
    ):
        make(TOKEN, inputs_of(issued("a.example.com")))
    assert calls(aws)["CreateDistributionWithTags"] > 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"comment": "x" * 129}, "expected length of comment to be in the range (0 - 128)"),
        ({"httpVersion": "http4"}, 'expected http_version to be one of ["http1.1" "http2"'),
        ({"staging": True}, "the sandbox's AWS provider does not support continuous deployment"),
        ({"viewerCertificate": {"arn": "x"}}, "Invalid or unknown key."),
    ],
)
def test_what_is_refused(provider: Provider, more: dict[str, Any], reason: str) -> None:
    """Before anything is created."""
    assert provider.check(URN, {}, inputs_of(**more)).failures[0].startswith(reason)
