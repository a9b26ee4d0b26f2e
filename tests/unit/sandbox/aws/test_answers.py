"""Responses that every SDK turns into its own error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from unit.sandbox.aws.balancing import Balancing

if TYPE_CHECKING:
    from collections.abc import Callable

    from unit.sandbox.aws.support import World


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda w: w.client("dynamodb").list_tables(), "dynamodb:ListTables"),
        (lambda w: w.client("sqs").list_queues(), "sqs:ListQueues"),
        (lambda w: w.client("elbv2").describe_account_limits(), "elbv2:DescribeAccountLimits"),
        (lambda w: w.client("lambda").list_functions(), "lambda:ListFunctions"),
        (lambda w: w.client("cloudfront").list_functions(), "cloudfront:ListFunctions"),
        (lambda w: w.client("ec2").describe_instances(), "ec2:DescribeInstances"),
        (lambda w: w.client("s3").create_bucket(Bucket="b"), "s3:CreateBucket"),
        (lambda w: w.client("sesv2").list_contact_lists(), "ses:GET /v2/email/contact-lists"),
    ],
)
def test_a_refusal_is_understood_in_every_protocol_and_never_repeated(
    world: World, act: Callable[[World], Any], message: str
) -> None:
    """The retry rules of botocore (_retry.json, retries/standard.py) leave 501 alone."""
    with pytest.raises(ClientError) as caught:
        act(world)
    response = caught.value.response
    assert response["Error"]["Code"] == "NotInTheSandbox"
    assert response["Error"]["Message"] == f"the sandbox has no {message}"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert response["ResponseMetadata"]["RetryAttempts"] == 0
    assert list(world.calls().values()) == [1]


def test_an_error_of_the_model_is_one_of_the_clients_exceptions(world: World) -> None:
    """boto3 documents `client.exceptions`; users catch them by name."""
    acm = world.acm()
    with pytest.raises(acm.exceptions.ResourceNotFoundException):
        acm.describe_certificate(
            CertificateArn="arn:aws:acm:eu-west-1:123456789012:certificate/none"
        )


def test_an_error_that_the_model_lacks_is_answered_all_the_same(world: World) -> None:
    """AWS gives such errors: ELB's UnsupportedCertificate is in no model."""
    lb = Balancing(world)
    balancer, pending = lb.load_balancer(), world.request("example.com")
    with pytest.raises(ClientError) as caught:
        lb.listener(balancer, pending)
    response = caught.value.response
    assert response["Error"]["Code"] == "UnsupportedCertificate"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 400
