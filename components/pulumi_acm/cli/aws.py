"""AWS as a command sees it: whose credentials, which certificate, and what may not be done."""

import os
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from botocore.exceptions import BotoCoreError, ClientError, ProfileNotFound

from pulumi_acm.audit.gaps import DENIED
from pulumi_acm.preview.arns import certificate_region
from pulumi_acm.regions import doubts

from .console import notes
from .errors import USAGE, CliError

if TYPE_CHECKING:
    import boto3

Profile: TypeAlias = Annotated[
    str | None,
    typer.Option(help="A profile of the AWS configuration. Default: what the environment says."),
]
CertificateArn: TypeAlias = Annotated[
    str, typer.Argument(metavar="ARN", help="The certificate; its ARN says in which region.")
]


def session_for(profile: str | None, region: str | None = None) -> "boto3.Session":
    """Return a session with the credentials of the environment, or of a profile.

    Raises:
        CliError: there is no such profile.
    """
    # Half a second, which nobody pays who asks for help.
    import boto3  # noqa: PLC0415

    # boto3 reads AWS_DEFAULT_REGION only; Pulumi's provider and the AWS CLI read this, and first.
    region = region or os.environ.get("AWS_REGION")
    try:
        return boto3.Session(profile_name=profile, region_name=region)
    except ProfileNotFound as error:
        raise CliError(str(error), USAGE) from error


def region_in(arn: str) -> str:
    """Return the region of a certificate.

    Raises:
        CliError: it is no ARN of one.
    """
    region = certificate_region(arn)
    if region is None:
        raise CliError(
            f'"{arn}" is no ARN of a certificate, which is written as '
            "arn:aws:acm:eu-west-1:123456789012:certificate/...; `pulumi stack output` has it "
            "where a program exports `unvalidated_arns`",
            USAGE,
        )
    for doubt in doubts([region]):
        notes().print(doubt, markup=False)
    return region


def described(session: "boto3.Session", arn: str) -> dict[str, Any]:
    """Return what DescribeCertificate says, in the session's region.

    Raises:
        CliError: it is not there.
    """
    client = session.client("acm")
    try:
        return dict(client.describe_certificate(CertificateArn=arn)["Certificate"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        raise CliError(_not_found(session, arn), USAGE) from error


def account_of(session: "boto3.Session", region: str) -> str:
    """Return whose the credentials are, which everybody may ask."""
    return str(session.client("sts", region_name=region).get_caller_identity()["Account"])


def refusal(error: ClientError | BotoCoreError, action: str) -> str:
    """Return why AWS did not answer; a permission is named as IAM writes it."""
    if isinstance(error, ClientError) and error.response["Error"]["Code"] in DENIED:
        return f"the permission {action} is missing"
    return str(error)


def _not_found(session: "boto3.Session", arn: str) -> str:
    region, account = arn.split(":")[3:5]
    ours = account_of(session, region)
    whose = f"; these credentials are those of account {ours}, the ARN says {account}"
    return f"there is no certificate {arn} in {region}{'' if ours == account else whose}"
