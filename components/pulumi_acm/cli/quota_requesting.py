"""Ask AWS for more names in one certificate, by Service Quotas, region by region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from pulumi_acm.limits import NAMES_QUOTA, NAMES_QUOTA_CODE
from pulumi_acm.quota_request import Asked, not_more, open_request

from .aws import refusal
from .errors import USAGE, CliError
from .quota_reading import SERVICE

if TYPE_CHECKING:
    import boto3

_QUOTA = {"ServiceCode": SERVICE, "QuotaCode": NAMES_QUOTA_CODE}
_HISTORY = "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota"


@dataclass
class Plan:
    """What there is to be requested, and where nothing is."""

    to_request: dict[str, int] = field(default_factory=dict)
    """The regions, each with what is allowed there now."""
    settled: list[Asked] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def prepare(session: "boto3.Session", account: str, regions: Sequence[str], wanted: int) -> Plan:
    """Find out where a request makes sense.

    Raises:
        CliError: it makes none anywhere.
    """
    plan = Plan()
    allowed = {}
    for region in regions:
        client = session.client("service-quotas", region_name=region)
        now = allowed[region] = _allowed(client, region, plan.notes)
        if wanted <= now:
            plan.settled.append(Asked(account, region, wanted, now, "allowed"))
        elif (opened := _open(client, region, plan.notes)) is not None:
            plan.settled.append(_asked(opened, account, region, now, "open"))
        else:
            plan.to_request[region] = now
    if all(each.outcome == "allowed" for each in plan.settled) and not plan.to_request:
        raise CliError(not_more(wanted, allowed), USAGE)
    return plan


def ask_for(
    session: "boto3.Session", account: str, regions: Mapping[str, int], wanted: int
) -> list[Asked]:
    """Request it in each region; what is refused in one does not keep it from the others."""
    found = []
    for region, now in regions.items():
        client = session.client("service-quotas", region_name=region)
        try:
            answer = client.request_service_quota_increase(**_QUOTA, DesiredValue=float(wanted))
        except ClientError as error:
            why = _why(error)
            found.append(Asked(account, region, wanted, now, "failed", why=why))
        else:
            found.append(_asked(answer["RequestedQuota"], account, region, now, "requested"))
    return found


def _allowed(client: Any, region: str, notes: list[str]) -> int:
    try:
        return int(client.get_service_quota(**_QUOTA)["Quota"]["Value"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchResourceException":
            why = refusal(error, "servicequotas:GetServiceQuota")
            taken = f"AWS's default of {NAMES_QUOTA} is taken"
            notes.append(f"{region}: the quota cannot be read, {taken}: {why}")
        return NAMES_QUOTA


def _open(client: Any, region: str, notes: list[str]) -> Mapping[str, Any] | None:
    history = client.get_paginator("list_requested_service_quota_change_history_by_quota")
    try:
        return open_request(
            [each for page in history.paginate(**_QUOTA) for each in page["RequestedQuotas"]]
        )
    except ClientError as error:
        why = refusal(error, _HISTORY)
        notes.append(f"{region}: whether a request is open already cannot be read: {why}")
        return None


def _asked(found: Mapping[str, Any], account: str, region: str, now: int, outcome: Any) -> Asked:
    return Asked(
        account,
        region,
        int(found["DesiredValue"]),
        now,
        outcome,
        id=found["Id"],
        case=found.get("CaseId"),
        status=found["Status"],
    )


def _why(error: ClientError) -> str:
    if error.response["Error"]["Code"] == "ResourceAlreadyExistsException":
        return f"a request is open already, and AWS takes one at a time; {_HISTORY} would show it"
    return refusal(error, "servicequotas:RequestServiceQuotaIncrease")
