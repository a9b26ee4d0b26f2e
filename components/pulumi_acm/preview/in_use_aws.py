"""Ask ACM what uses a certificate, through boto3."""

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from .arns import certificate_region
from .in_use import Lookup, LookupFailedError

if TYPE_CHECKING:
    import boto3


def acm_lookup(session: "boto3.Session") -> Lookup:
    """Return a lookup with a session's rights: one DescribeCertificate for each certificate."""

    @cache
    def client(region: str | None) -> Any:
        return session.client("acm", region_name=region)

    def lookup(arn: str) -> list[str]:
        try:
            found = client(certificate_region(arn)).describe_certificate(CertificateArn=arn)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return []  # it is gone already
            raise LookupFailedError(str(error)) from error
        except BotoCoreError as error:
            raise LookupFailedError(str(error)) from error
        return list(found["Certificate"].get("InUseBy", []))

    return lookup
