"""The account's quota of names in a certificate, read from Service Quotas only where it matters."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pulumi

from .limits import NAMES_QUOTA, NAMES_QUOTA_CODE
from .mirror import beside, run_of, session_of
from .names_quota import unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

    import boto3

_SERVICE: Final = "acm"


def names_quotas(
    component: pulumi.ComponentResource, regions: Sequence[str], names: int
) -> dict[int, str]:
    """Return the quotas of the regions, each with where it holds; none where AWS's own suffices.

    Read with the rights of the component's AWS provider, once a run and region.
    """
    if names <= NAMES_QUOTA:
        return {}
    session = session_of(component)
    if session is None:
        return {NAMES_QUOTA: unreadable("boto3 cannot have the AWS provider's rights")}
    run = run_of(component)
    asked = {
        region: run.once(("names quota", region), partial(_asked, session, region))
        for region in regions
    }
    found: dict[int, list[str]] = {}
    for region, answer in asked.items():
        quota, why = answer.result()
        found.setdefault(quota, []).append(f"{region}; {why}" if why else region)
    return {quota: ", ".join(where) for quota, where in found.items()}


def _asked(session: "boto3.Session", region: str) -> "Future[tuple[int, str | None]]":
    # Made here: threads may share a client, but not the making of one.
    return beside(_read, session.client("service-quotas", region_name=region))


def _read(client: Any) -> tuple[int, str | None]:
    """Return a region's quota, and why it is AWS's own where that had to be taken."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # as boto3 itself

    try:
        answer = client.get_service_quota(ServiceCode=_SERVICE, QuotaCode=NAMES_QUOTA_CODE)
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchResourceException":
            return NAMES_QUOTA, None  # nobody has ever raised it
        return NAMES_QUOTA, unreadable(error.response["Error"]["Code"])
    except BotoCoreError as error:
        return NAMES_QUOTA, unreadable(str(error))
    return int(answer["Quota"]["Value"]), None
