"""A certificate's status as ACM has it: the state knows that of the request, until a refresh."""

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import pulumi
import pulumi_aws as aws
from pulumi import Output
from pulumi.output import Unknown

from .exceptions import PlanningError
from .failures import STATUSES, Seen
from .mirror import session_of

if TYPE_CHECKING:
    from mypy_boto3_acm import ACMClient

T = TypeVar("T")


def looked_at(
    component: pulumi.ComponentResource, region: str, certificate: aws.acm.Certificate
) -> Output[Seen]:
    """Ask ACM, with the rights of the component's AWS provider, or else that provider.

    The provider knows no reasons, and of a certificate whose validation has timed out it says that
    there is none.
    """
    session = session_of(component)
    if session is None:
        now = aws.acm.Certificate.get(
            f"{component.pulumi_resource_name}/{region}/now",
            certificate.arn,
            region=region,
            opts=pulumi.ResourceOptions(parent=component),
        )
        return now.status.apply(lambda status: Seen(str(status)))
    client = session.client("acm", region_name=region)
    return certificate.arn.apply(lambda arn: asyncio.to_thread(_described, client, str(arn)))


def looked_at_if_pending(
    component: pulumi.ComponentResource,
    region: str,
    certificate: aws.acm.Certificate,
    validation: aws.acm.CertificateValidation,
    *,
    in_updates: bool,
) -> Output[Seen | None]:
    """Ask ACM about a certificate that `up` waits for, only if it is still to be validated.

    That is known in a preview: the validation has no id yet, and the certificate has an ARN. After
    a refresh, the state itself may know that the certificate is dead.

    In an update, `in_updates` asks as well: somebody has to be told what it waits for.
    """
    preview = pulumi.runtime.is_dry_run()

    def look(found: list[Any]) -> Output[Seen] | None:
        arn, status, validated = found
        if arn is None or (validated and status not in STATUSES):
            return None
        if not preview and status not in STATUSES and session_of(component) is None:
            return None  # the provider would be asked by a resource that the preview did not show
        return looked_at(component, region, certificate)

    return Output.all(
        if_known(certificate.arn),
        if_known(certificate.status),
        # An update waits for what this says, and then needs no message.
        if_known(validation.id) if preview else not in_updates,
    ).apply(look)


def if_known(output: Output[T]) -> Output[T | None]:
    """Return an output's value, or None in a preview that cannot know it."""
    return output.apply(
        lambda value: None if isinstance(value, Unknown) else value, run_with_unknowns=True
    )


def _described(client: "ACMClient", arn: str) -> Seen:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # as boto3 itself

    try:
        found = client.describe_certificate(CertificateArn=arn)["Certificate"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise PlanningError(f"the status of {arn} cannot be read: {error}") from error
        raise PlanningError(
            f"{arn} is not in ACM any more: `pulumi up --refresh` requests it anew"
        ) from error
    except BotoCoreError as error:
        raise PlanningError(f"the status of {arn} cannot be read: {error}") from error
    return Seen(
        status=found["Status"],
        reason=found.get("FailureReason"),
        unproved=tuple(
            option["DomainName"]
            for option in found.get("DomainValidationOptions", [])
            if option.get("ValidationStatus") != "SUCCESS"
        ),
    )
