"""Naming the call that a request makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from moto.core.request import Request

from acm_sandbox.aws.calls import identify
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from unit.sandbox.aws.support import World

Act = "Callable[[World], Any]"


@pytest.mark.parametrize(
    ("act", "name"),
    [
        # The four protocols: JSON, query, REST with JSON and with XML; and EC2's own.
        (lambda w: w.acm("us-east-1").list_certificates(), "acm:ListCertificates us-east-1"),
        (lambda w: w.client("iam").list_users(), "iam:ListUsers global"),
        (
            lambda w: w.client("apigateway").get_authorizers(restApiId="x"),
            "apigateway:GetAuthorizers eu-west-1",
        ),
        (lambda w: w.client("s3").list_buckets(), "s3:ListBuckets eu-west-1"),
        (
            lambda w: w.client("s3").get_object(Bucket="b", Key="a/b"),
            "s3:GetObject eu-west-1",
        ),
        (lambda w: w.client("ec2").describe_vpcs(), "ec2:DescribeVpcs eu-west-1"),
        # Services that share a signing name.
        (lambda w: w.client("apigatewayv2").get_apis(), "apigatewayv2:GetApis eu-west-1"),
        (
            lambda w: w.client("elb").describe_load_balancers(),
            "elb:DescribeLoadBalancers eu-west-1",
        ),
        (
            lambda w: w.client("elbv2").describe_load_balancers(),
            "elbv2:DescribeLoadBalancers eu-west-1",
        ),
        # Services without regions.
        (lambda w: w.route53.list_hosted_zones(), "route53:ListHostedZones global"),
        (
            lambda w: w.client("cloudfront").list_distributions(),
            "cloudfront:ListDistributions global",
        ),
        (lambda w: w.sts.get_caller_identity(), "sts:GetCallerIdentity eu-west-1"),
    ],
)
def test_every_call_is_named_by_botocores_model(
    world: World, act: Callable[[World], Any], name: str
) -> None:
    """The service models of botocore name the operations of all protocols."""
    try:
        act(world)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "NotInTheSandbox"  # noqa: PT017 - some succeed
    assert world.calls() == {name: 1}


def test_a_service_without_a_model_is_named_by_what_it_was_signed_for(world: World) -> None:
    """CloudWatch signs as `monitoring`, under which botocore has no model."""
    with refused("NotInTheSandbox", "the sandbox has no monitoring:DescribeAlarms"):
        world.client("cloudwatch").describe_alarms()


def test_a_request_that_nobody_signed_is_named_by_its_path() -> None:
    """A browser's request, say."""
    call = identify(Request.from_primitives("GET", "http://127.0.0.1/favicon.ico", {}))
    assert (call.service, call.operation, call.journal_region) == (
        "unknown",
        "GET /favicon.ico",
        "global",
    )


def test_a_presigned_request_carries_its_signature_in_the_query() -> None:
    """AWS signature version 4, "Query string"."""
    scope = "AKIAIOSFODNN7EXAMPLE/20261124/eu-west-1/sts/aws4_request"
    call = identify(
        Request.from_primitives(
            "GET",
            f"http://127.0.0.1/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential={scope}",
            {},
        )
    )
    assert (call.service, call.operation, call.region) == (
        "sts",
        "GetCallerIdentity",
        "eu-west-1",
    )
