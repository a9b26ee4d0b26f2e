"""Programs that have their DNS in another AWS account."""

from .engine import ELSEWHERE, Project

IN_DNS = f"""
import pulumi
import pulumi_acm as acm
import pulumi_aws as aws
dns = aws.Provider(
    "dns",
    region="eu-west-1",
    assume_roles=[aws.ProviderAssumeRoleArgs(role_arn="{ELSEWHERE}")],
)
in_dns = pulumi.ResourceOptions(provider=dns)
"""
"""What such programs begin with: the provider of the other account."""


def refusal(project: Project) -> str:
    """Return what is said of a program that is refused."""
    preview = project.preview()
    assert not preview.ok
    assert "Traceback" not in preview.output
    return preview.output
