"""How many certificates there may be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.servicequotas import decisions, facts
from acm_sandbox.aws.settings import Settings
from support.pem import issue
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def _grant(world: World, code: str, desired: float, region: str) -> None:
    client = world.client("service-quotas", region)
    asked = client.request_service_quota_increase(
        ServiceCode="acm", QuotaCode=code, DesiredValue=desired
    )
    decisions.decide(asked["RequestedQuota"]["Id"])


def test_names_as_granted_and_there_only(world: World) -> None:
    """ACM guide, "Quotas": for each account and each region."""
    names = [f"n{number}.example.com" for number in range(11)]
    with refused("LimitExceededException", "Certificate has too many domains."):
        world.request(*names)
    _grant(world, facts.NAMES_PER_CERTIFICATE, 11, "eu-west-1")
    world.request(*names)
    with refused("LimitExceededException"):
        world.request(*names, "n11.example.com")
    with refused("LimitExceededException"):
        world.request(*names, region="us-east-1")


def test_requests_of_a_year_with_those_deleted(world: World) -> None:
    """The words of aws/aws-cdk#13651; deletion frees nothing (quickstart-redhat-openshift#142)."""
    world.server.reset(Settings(quotas={facts.CERTIFICATES_PER_YEAR: 2}))
    world.request("a.example.com")
    world.acm().delete_certificate(CertificateArn=world.request("b.example.com"))
    message = "Error: you have reached your limit of 2 certificates in the last year."
    with refused("LimitExceededException", message):
        world.request("c.example.com")
    world.request("c.example.com", region="us-east-1")
    clock.advance(timedelta(days=366))
    world.request("c.example.com")


def test_the_same_token_asks_for_nothing_new(world: World) -> None:
    """API model, RequestCertificate.IdempotencyToken: it is the same request."""
    world.server.reset(Settings(quotas={facts.CERTIFICATES_PER_YEAR: 1}))
    arn = world.request("a.example.com", IdempotencyToken="one")
    assert world.request("a.example.com", IdempotencyToken="one") == arn


def test_certificates_at_a_time_with_those_expired(world: World) -> None:
    """ACM guide, "Quotas": expired ones count; the words of convox/rack#2387."""
    world.server.reset(Settings(quotas={facts.CERTIFICATES: 1}))
    arn = world.issued("a.example.com")
    clock.advance(timedelta(days=200))
    assert world.describe(arn)["Status"] == "EXPIRED"
    with refused(
        "LimitExceededException",
        "Cannot request more certificates in this account. Contact Customer Service for details",
    ):
        world.request("b.example.com")
    world.acm().delete_certificate(CertificateArn=arn)
    world.request("b.example.com")


@pytest.mark.parametrize("code", [facts.CERTIFICATES, facts.CERTIFICATES_PER_YEAR])
def test_imports_count_for_themselves(world: World, code: str) -> None:
    """ACM guide, "Quotas": imported certificates have quotas of their own."""
    world.server.reset(Settings(quotas={code: 1}))
    world.import_(issue())
    world.request("a.example.com")


def test_imports_of_a_year(world: World) -> None:
    """ACM guide, "Quotas": L-3808DC70."""
    world.server.reset(Settings(quotas={facts.IMPORTED_CERTIFICATES_PER_YEAR: 1}))
    arn = world.import_(issue())
    world.import_(issue(), arn)
    world.acm().delete_certificate(CertificateArn=arn)
    with refused("LimitExceededException"):
        world.import_(issue())
    clock.advance(timedelta(days=366))
    world.import_(issue(at=clock.now()))
