"""What the tests of the local AWS share: clients, and the few steps that every test begins with."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, cast

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from acm_sandbox.aws import environment
from support.pem import issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_acm import ACMClient
    from mypy_boto3_acm.type_defs import CertificateDetailTypeDef
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_sts import STSClient

    from acm_sandbox.aws.server import LocalAws
    from support.pem import Made

HOME = "eu-west-1"
ACCOUNT = "123456789012"

_references = count()


@contextmanager
def refused(code: str, message: str | None = None) -> Iterator[None]:
    """Expect an error with exactly this code, and this message if one is given."""
    with pytest.raises(ClientError) as caught:
        yield
    error = caught.value.response["Error"]
    assert error["Code"] == code
    if message is not None:
        assert error["Message"] == message


class World:
    """A running local AWS, as a client sees it."""

    def __init__(self, server: LocalAws) -> None:
        """Look at a running server."""
        self.server = server
        self.endpoint = server.endpoint

    def client(self, service: str, region: str = HOME, key: str | None = None) -> Any:
        """Make a client of any service."""
        return _client(self.endpoint, service, region, key or environment.ACCESS_KEY_ID)

    def acm(self, region: str = HOME) -> ACMClient:
        """Give the client of ACM in a region."""
        return cast("ACMClient", self.client("acm", region))

    @property
    def route53(self) -> Route53Client:
        """The client of Route 53."""
        return cast("Route53Client", self.client("route53"))

    @property
    def sts(self) -> STSClient:
        """The client of STS."""
        return cast("STSClient", self.client("sts"))

    def calls(self) -> dict[str, int]:
        """Count the calls by service, operation and region."""
        return {
            f"{entry['service']}:{entry['operation']} {entry['region']}": entry["count"]
            for entry in self.server.journal.entries()
        }

    def request(self, *names: str, region: str = HOME, **options: Any) -> str:
        """Request a certificate validated by DNS."""
        if len(names) > 1:
            options["SubjectAlternativeNames"] = list(names[1:])
        options.setdefault("ValidationMethod", "DNS")
        answer = self.acm(region).request_certificate(DomainName=names[0], **options)
        return answer["CertificateArn"]

    def describe(self, arn: str) -> CertificateDetailTypeDef:
        """Describe a certificate, in its own region."""
        region = arn.split(":")[3]
        return self.acm(region).describe_certificate(CertificateArn=arn)["Certificate"]

    def records(self, arn: str) -> dict[str, tuple[str, str]]:
        """Give name and value of each domain's validation record."""
        return {
            option["DomainName"]: (
                option["ResourceRecord"]["Name"],
                option["ResourceRecord"]["Value"],
            )
            for option in self.describe(arn)["DomainValidationOptions"]
        }

    def zone(self, name: str, **options: Any) -> str:
        """Create a hosted zone; give its id."""
        answer = self.route53.create_hosted_zone(
            Name=name, CallerReference=f"reference-{next(_references)}", **options
        )
        return answer["HostedZone"]["Id"].removeprefix("/hostedzone/")

    def private_zone(self, name: str) -> str:
        """Create a private hosted zone; give its id."""
        return self.zone(name, VPC={"VPCRegion": HOME, "VPCId": "vpc-0123456789abcdef0"})

    def change(self, zone: str, *changes: dict[str, Any]) -> None:
        """Change records in one batch."""
        self.route53.change_resource_record_sets(
            HostedZoneId=zone,
            ChangeBatch={"Changes": cast("Any", list(changes))},
        )

    def by_email(self, *names: str, **options: Any) -> str:
        """Request a certificate validated by email."""
        return self.request(*names, ValidationMethod="EMAIL", **options)

    def import_(
        self, made: Made, arn: str | None = None, *, region: str = HOME, **options: Any
    ) -> str:
        """Import a certificate with its chain; onto an ARN if one is given."""
        if made.issuers:
            options.setdefault("CertificateChain", made.chain)
        if arn is not None:
            options["CertificateArn"] = arn
            region = arn.split(":")[3]
        answer = self.acm(region).import_certificate(
            **{"Certificate": made.certificate, "PrivateKey": made.private_key, **options}
        )
        return answer["CertificateArn"]

    def with_key(self, algorithm: str, *names: str, region: str = HOME) -> str:
        """Import a certificate with a key of any type."""
        return self.import_(issue(names, algorithm=algorithm), region=region)

    def prove(self, arn: str, zone: str) -> None:
        """Create the validation records of a certificate in a zone."""
        records = sorted(set(self.records(arn).values()))
        self.change(zone, *(upsert(name, "CNAME", value) for name, value in records))

    def issued(self, *names: str, **options: Any) -> str:
        """Request a certificate and have it issued; the zone is the first name's."""
        arn = self.request(*names, **options)
        self.prove(arn, self.zone(names[0].removeprefix("*.")))
        assert self.describe(arn)["Status"] == "ISSUED"
        return arn


def record(name: str, kind: str, *values: str, ttl: int = 300) -> dict[str, Any]:
    """Write a record set."""
    return {
        "Name": name,
        "Type": kind,
        "TTL": ttl,
        "ResourceRecords": [{"Value": value} for value in values],
    }


def create(name: str, kind: str, *values: str) -> dict[str, Any]:
    """Write a change that creates a record set."""
    return {"Action": "CREATE", "ResourceRecordSet": record(name, kind, *values)}


def upsert(name: str, kind: str, *values: str) -> dict[str, Any]:
    """Write a change that creates or replaces a record set."""
    return {"Action": "UPSERT", "ResourceRecordSet": record(name, kind, *values)}


def delete(name: str, kind: str, *values: str) -> dict[str, Any]:
    """Write a change that deletes a record set."""
    return {"Action": "DELETE", "ResourceRecordSet": record(name, kind, *values)}


@cache
def _client(endpoint: str, service: str, region: str, key: str) -> Any:
    """Make a client once for each server: making one takes longer than calling it."""
    return _session().client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=key,
        aws_secret_access_key=environment.SECRET_ACCESS_KEY,
    )


@cache
def _session() -> boto3.session.Session:
    """Keep one session: each reads the service models anew, and EC2's takes half a second."""
    return boto3.session.Session()


def impatient(world: World, service: str, region: str = HOME) -> Any:
    """Make a client that tries once, so that each refusal is seen."""
    return _session().client(
        service,
        region_name=region,
        endpoint_url=world.endpoint,
        aws_access_key_id=environment.ACCESS_KEY_ID,
        aws_secret_access_key=environment.SECRET_ACCESS_KEY,
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )
