"""How AWS words that it does not even begin, in each protocol: as users report it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.support import ACCOUNT, HOME, impatient

if TYPE_CHECKING:
    from collections.abc import Callable

    from unit.sandbox.aws.support import World

OFF = "ap-east-1"
USER = f"arn:aws:sts::{ACCOUNT}:user/moto"
TOKEN = "The security token included in the request is invalid."

_LISTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "json": ("acm", lambda client: client.list_certificates()),
    "json of quotas": (
        "service-quotas",
        lambda client: client.list_service_quotas(ServiceCode="acm"),
    ),
    "rest-json": ("apigateway", lambda client: client.get_domain_names()),
    "rest-json 2": ("apigatewayv2", lambda client: client.get_domain_names()),
    "query": ("elbv2", lambda client: client.describe_load_balancers()),
    "ec2": ("ec2", lambda client: client.describe_vpcs()),
    "sts": ("sts", lambda client: client.get_caller_identity()),
    "rest-xml": ("route53", lambda client: client.list_hosted_zones()),
    "json of organizations": ("organizations", lambda client: client.describe_organization()),
}


def _refusal(world: World, kind: str, region: str = HOME) -> tuple[int, str, str]:
    service, call = _LISTS[kind]
    with pytest.raises(ClientError) as caught:
        call(impatient(world, service, region))
    response = caught.value.response
    error = response["Error"]
    return response["ResponseMetadata"]["HTTPStatusCode"], error["Code"], error["Message"]


@pytest.mark.parametrize(
    ("kind", "status", "code", "message"),
    [
        (
            # aws-ia/terraform-aws-eks-blueprints-addons#198
            "json",
            400,
            "AccessDeniedException",
            (
                f"User: {USER} is not authorized to perform: acm:ListCertificates because no "
                "identity-based policy allows the acm:ListCertificates action"
            ),
        ),
        (
            "rest-json",
            403,
            "AccessDeniedException",
            (
                f"User: {USER} is not authorized to perform: apigateway:GetDomainNames because "
                "no identity-based policy allows the apigateway:GetDomainNames action"
            ),
        ),
        (
            "query",
            403,
            "AccessDenied",
            (
                f"User: {USER} is not authorized to perform: "
                "elasticloadbalancing:DescribeLoadBalancers on resource: *"
            ),
        ),
        (
            "ec2",
            403,
            "UnauthorizedOperation",
            "You are not authorized to perform this operation.",
        ),
        (
            "rest-xml",
            403,
            "AccessDenied",
            (f"User: {USER} is not authorized to perform: route53:ListHostedZones on resource: *"),
        ),
        (
            # aws-samples/aws-iam-access-key-auto-rotation#10
            "json of organizations",
            400,
            "AccessDeniedException",
            "You don't have permissions to access this resource.",
        ),
    ],
)
def test_no_permission(world: World, kind: str, status: int, code: str, message: str) -> None:
    """See `refusals.py` for who reports each."""
    world.server.faults.deny(f"{_LISTS[kind][0]}:*")
    assert _refusal(world, kind) == (status, code, message)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("json", (400, "ThrottlingException", "Rate exceeded")),
        ("json of quotas", (400, "TooManyRequestsException", "Rate exceeded")),
        ("rest-json", (429, "TooManyRequestsException", "Too Many Requests")),
        ("rest-json 2", (429, "TooManyRequestsException", "Too Many Requests")),
        ("query", (400, "Throttling", "Rate exceeded")),
        ("ec2", (503, "RequestLimitExceeded", "Request limit exceeded.")),
        ("rest-xml", (400, "Throttling", "Rate exceeded")),
        ("json of organizations", (400, "TooManyRequestsException", "Rate exceeded")),
    ],
)
def test_too_many_calls(world: World, kind: str, answer: tuple[int, str, str]) -> None:
    """See `refusals.py` for who reports each."""
    world.server.faults.throttle(f"{_LISTS[kind][0]}:*", calls=1)
    assert _refusal(world, kind) == answer


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        # epsagon/clear-lambda-storage#9
        ("json", (400, "UnrecognizedClientException", TOKEN)),
        ("rest-json", (403, "UnrecognizedClientException", TOKEN)),
        # remotion-dev/github-unwrapped-2022#34
        ("query", (403, "InvalidClientTokenId", TOKEN)),
        ("sts", (403, "InvalidClientTokenId", TOKEN)),
        # turbot/steampipe-plugin-aws#75
        (
            "ec2",
            (
                401,
                "AuthFailure",
                "AWS was not able to validate the provided access credentials",
            ),
        ),
    ],
)
def test_a_region_that_is_off(world: World, kind: str, answer: tuple[int, str, str]) -> None:
    """It does not say that the region is off: it does not know the caller."""
    world.server.reset(Settings(regions_off=frozenset({OFF})))
    assert _refusal(world, kind, OFF) == answer
