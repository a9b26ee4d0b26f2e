"""Read ACM's quotas in one region, and what is used of them: three listings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

from pulumi_acm.quota_report import Row, rows, used
from pulumi_acm.regions import doubts
from pulumi_acm.services import KeyAlgorithm

from .aws import refusal

if TYPE_CHECKING:
    import boto3

SERVICE: Final = "acm"
_PAGE: Final = 1_000
"""The most that ListCertificates gives at once.

https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
"""
T = TypeVar("T")


@dataclass
class Reading:
    """What was read in one region, and what could not be."""

    rows: list[Row] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def read(session: "boto3.Session", region: str, now: datetime) -> Reading:
    """Read a region; what may not be read is a gap, and AWS's own numbers stand in for it."""
    found = Reading()

    def ask(question: Callable[[], T], action: str, consequence: str) -> T | None:
        try:
            return question()
        except (ClientError, EndpointConnectionError) as error:
            found.gaps.append(f"{region}: {consequence}: {_why(error, action, region)}")
            return None

    quotas = session.client("service-quotas", region_name=region)
    applied = ask(
        lambda: _values(quotas, "list_service_quotas"),
        "servicequotas:ListServiceQuotas",
        "the account's quotas cannot be read, what stands there is AWS's default for every account",
    )
    defaults = ask(
        lambda: _values(quotas, "list_aws_default_service_quotas"),
        "servicequotas:ListAWSDefaultServiceQuotas",
        "the defaults are those of the ACM guide",
    )
    counted = ask(
        lambda: used(_listed(session, region), now),
        "acm:ListCertificates",
        "what is used cannot be counted",
    )
    found.rows = rows(region, counted, defaults or {}, applied or {})
    return found


def _values(client: Any, operation: str) -> dict[str, int]:
    pages = client.get_paginator(operation).paginate(ServiceCode=SERVICE)
    return {each["QuotaCode"]: int(each["Value"]) for page in pages for each in page["Quotas"]}


def _listed(session: "boto3.Session", region: str) -> list[Any]:
    pages = session.client("acm", region_name=region).get_paginator("list_certificates")
    # Without the filter, ACM lists certificates with small RSA keys only.
    every = pages.paginate(
        Includes={"keyTypes": list(get_args(KeyAlgorithm))}, PaginationConfig={"PageSize": _PAGE}
    )
    return [each for page in every for each in page["CertificateSummaryList"]]


def _why(error: ClientError | BotoCoreError, action: str, region: str) -> str:
    return "; ".join([refusal(error, action), *doubts([region])])
