"""The steps of `pulumi-acm migrate-to-dns` that ask or tell AWS something."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import botocore
from botocore.exceptions import ClientError

from pulumi_acm.dns.needed import Needed
from pulumi_acm.migration import DNS, Progress, progress
from pulumi_acm.validation import RECORD_TTL, RECORD_TYPE
from pulumi_acm.zones import HostedZone

from .aws import refusal
from .errors import CliError

if TYPE_CHECKING:
    import boto3

_LONGEST_PAUSE: Final = 10.0
_VALIDATIONS: Final = "list_certificate_domain_validations"


def validations_client(session: "boto3.Session") -> Any:
    """Return a client of ACM that knows of moves to DNS.

    Raises:
        CliError: AWS has them since summer 2026, and this boto3 is older.
    """
    client = session.client("acm")
    if not hasattr(client, _VALIDATIONS):
        raise CliError(
            f"botocore {botocore.__version__} does not know of moves from email to DNS yet: "
            "pip install --upgrade boto3"
        )
    return client


def begin(client: Any, arn: str) -> None:
    """Ask ACM to move a certificate.

    Raises:
        CliError: it refuses.
    """
    try:
        client.update_certificate_options(CertificateArn=arn, Options={"ValidationMethod": DNS})
    except ClientError as error:
        # Somebody else has begun since we looked: then the rest is the same.
        if error.response["Error"]["Code"] != "ConflictException":
            why = refusal(error, "acm:UpdateCertificateOptions")
            raise CliError(f"{arn} cannot be moved: {why}") from error


def reached(
    client: Any,
    arn: str,
    goal: Callable[[Progress], bool],
    limit: float,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Look until a goal is reached, or the time is over; return what was seen last."""
    pages = client.get_paginator(_VALIDATIONS)
    end, pause = time.monotonic() + limit, 0.5
    while True:
        found = progress(
            summary
            for page in pages.paginate(CertificateArn=arn)
            for summary in page["DomainValidationSummaryList"]
        )
        tell(found)
        if goal(found):
            return found
        left = end - time.monotonic()
        if left <= 0:
            return found
        time.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE)


def write(
    session: "boto3.Session", records: Sequence[Needed], zones: Mapping[str, HostedZone]
) -> dict[str, str]:
    """Write records into their hosted zones, one call each; return what failed, by zone id.

    Args:
        session: whose zones they are.
        records: each of a name that has a zone.
        zones: the zones of the records' domains.
    """
    client = session.client("route53")
    by_zone: dict[str, list[Needed]] = {}
    for record in records:
        by_zone.setdefault(zones[record.domain].id, []).append(record)
    refused = {}
    for zone, within in by_zone.items():
        try:
            client.change_resource_record_sets(
                HostedZoneId=zone, ChangeBatch={"Changes": [_upsert(each) for each in within]}
            )
        except ClientError as error:
            refused[zone] = refusal(error, "route53:ChangeResourceRecordSets")
    return refused


def _upsert(record: Needed) -> Any:
    # The same record may be there for another certificate of the name: then nothing changes.
    return {
        "Action": "UPSERT",
        "ResourceRecordSet": {
            "Name": record.name,
            "Type": RECORD_TYPE,
            "TTL": RECORD_TTL,
            "ResourceRecords": [{"Value": f"{record.value}."}],
        },
    }
