"""Ask ACM what uses a certificate, through boto3."""

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from .arns import certificate_account, certificate_region
from .in_use import Lookup, LookupFailedError

if TYPE_CHECKING:
    import boto3


def acm_lookup(session: "boto3.Session") -> Lookup:
    """Return a lookup with a session's rights: one DescribeCertificate for each certificate."""

    @cache
    def client(region: str | None) -> Any:
        return session.client("acm", region_name=region)

    def ensure_own(arn: str) -> None:
        """What another account has is not found either, and may well be in use."""
        here, there = caller(certificate_region(arn)), certificate_account(arn)
        if here != there:
            raise LookupFailedError(
                f"it is in the account {there}, and the credentials here are of {here}"
            )

    @cache
    def caller(region: str | None) -> str:
        try:
            return str(session.client("sts", region_name=region).get_caller_identity()["Account"])
        except (ClientError, BotoCoreError) as error:
            raise LookupFailedError(str(error)) from error

    def lookup(arn: str) -> list[str]:
        try:
            found = client(certificate_region(arn)).describe_certificate(CertificateArn=arn)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                ensure_own(arn)
                return []  # it is gone already
            raise LookupFailedError(str(error)) from error
        except BotoCoreError as error:
            raise LookupFailedError(str(error)) from error
        return list(found["Certificate"].get("InUseBy", []))

    return lookup
