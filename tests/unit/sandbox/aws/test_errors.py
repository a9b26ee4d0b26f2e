"""The two ways to say no."""

from __future__ import annotations

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError


def test_aws_says_no_by_a_code() -> None:
    """It is by these attributes that moto serialises an error."""
    error = AwsError("LimitExceededException", "Certificate has too many domains.")
    assert (error.code, error.message) == (
        "LimitExceededException",
        "Certificate has too many domains.",
    )


def test_the_sandbox_says_no_by_a_name() -> None:
    """The message is what a user reads in Pulumi's output."""
    assert str(NotInTheSandboxError("s3:CreateBucket")) == "the sandbox has no s3:CreateBucket"
