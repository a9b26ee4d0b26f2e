"""Service Quotas: what is allowed, and what may be asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.servicequotas import decisions, facts
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

NAMES = facts.NAMES_PER_CERTIFICATE


def _client(world: World, region: str = HOME) -> Any:
    return world.client("service-quotas", region)


def _value(world: World, code: str = NAMES, region: str = HOME) -> float:
    service = facts.QUOTAS[code].service
    quota = _client(world, region).get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]
    value: float = quota["Value"]
    return value


def _ask(world: World, desired: float, code: str = NAMES, region: str = HOME) -> dict[str, Any]:
    answer = _client(world, region).request_service_quota_increase(
        ServiceCode=facts.QUOTAS[code].service, QuotaCode=code, DesiredValue=desired
    )
    asked: dict[str, Any] = answer["RequestedQuota"]
    return asked


@pytest.mark.parametrize(
    ("code", "service", "name", "default"),
    [
        ("L-FB94F0B0", "acm", "Domain names per ACM certificate", 10),
        ("L-F141DD1D", "acm", "ACM certificates", 2500),
        ("L-DA1D8B98", "acm", "ACM certificates created in last 365 days", 5000),
        ("L-D2CB7DE9", "acm", "Imported certificates", 2500),
        ("L-3808DC70", "acm", "Imported certificates in last 365 days", 5000),
        ("L-9365A611", "elasticloadbalancing", "Certificates per Application Load Balancer", 25),
        ("L-52964454", "elasticloadbalancing", "Certificates per Network Load Balancer", 25),
    ],
)
def test_a_quota(world: World, code: str, service: str, name: str, default: float) -> None:
    """Names, codes, values: gruntwork-io/terraform-aws-utilities, docs/quotas.md."""
    client = _client(world)
    quota = client.get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]
    assert quota == {
        "ServiceCode": service,
        "ServiceName": facts.SERVICE_NAMES[service],
        "QuotaArn": f"arn:aws:servicequotas:{HOME}:{ACCOUNT}:{service}/{code}",
        "QuotaCode": code,
        "QuotaName": name,
        "Value": default,
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": False,
        "QuotaAppliedAtLevel": "ACCOUNT",
    }
    of_aws = client.get_aws_default_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]
    # A default is nobody's: hashicorp/terraform-provider-aws#13075.
    assert of_aws["QuotaArn"] == f"arn:aws:servicequotas:{HOME}::{service}/{code}"
    assert of_aws["Value"] == default


def test_lists(world: World) -> None:
    """API model, ListServiceQuotas and ListAWSDefaultServiceQuotas, page by page."""
    codes = {code for code, quota in facts.QUOTAS.items() if quota.service == "acm"}
    for operation in ("list_service_quotas", "list_aws_default_service_quotas"):
        pages = (
            _client(world)
            .get_paginator(operation)
            .paginate(ServiceCode="acm", PaginationConfig={"PageSize": 2})
        )
        found = [quota["QuotaCode"] for page in pages for quota in page["Quotas"]]
        assert (len(found), set(found)) == (5, codes)
    (one,) = _client(world).list_service_quotas(ServiceCode="acm", QuotaCode=NAMES)["Quotas"]
    assert one["QuotaCode"] == NAMES


@pytest.mark.parametrize(("service", "code"), [("ACM", NAMES), ("lambda", NAMES)])
def test_a_service_that_there_is_not(world: World, service: str, code: str) -> None:
    """The words of aws/aws-cli#4569: codes are case-sensitive."""
    message = "The request failed because the specified service does not exist."
    with refused("NoSuchResourceException", message):
        _client(world).get_service_quota(ServiceCode=service, QuotaCode=code)


def test_a_quota_that_there_is_not(world: World) -> None:
    """API model, NoSuchResourceException; a code of another service is none of this one."""
    for code in ("L-00000000", "L-9365A611"):
        with refused("NoSuchResourceException"):
            _client(world).get_service_quota(ServiceCode="acm", QuotaCode=code)


def test_what_is_enforced_is_what_is_answered(world: World) -> None:
    """The settings of a test, too."""
    world.server.reset(Settings(names_per_certificate=3))
    assert _value(world) == 3
    with refused("LimitExceededException"):
        world.request("a.example.com", "b.example.com", "c.example.com", "d.example.com")
    default = _client(world).get_aws_default_service_quota(ServiceCode="acm", QuotaCode=NAMES)
    assert default["Quota"]["Value"] == 10


def test_a_request_waits_for_somebody(world: World) -> None:
    """API model, RequestedServiceQuotaChange: nothing is granted by asking."""
    asked = _ask(world, 50)
    assert asked["Status"] == "PENDING"
    assert (asked["DesiredValue"], asked["QuotaCode"]) == (50, NAMES)
    assert _value(world) == 10
    found = _client(world).get_requested_service_quota_change(RequestId=asked["Id"])
    assert found["RequestedQuota"] == asked
    with refused("NoSuchResourceException"):
        _client(world).get_requested_service_quota_change(RequestId="none")


def test_granted_it_counts_in_its_region_and_account(world: World) -> None:
    """ACM guide, "Quotas": "apply to each AWS region per each AWS account"."""
    decisions.decide(_ask(world, 50)["Id"])
    assert _value(world) == 50
    assert _value(world, region="us-east-1") == 10
    key = world.sts.assume_role(
        RoleArn="arn:aws:iam::222222222222:role/other", RoleSessionName="other"
    )["Credentials"]["AccessKeyId"]
    other = world.client("service-quotas", key=key)
    assert other.get_service_quota(ServiceCode="acm", QuotaCode=NAMES)["Quota"]["Value"] == 10


@pytest.mark.parametrize("desired", [10, 9, 0])
def test_only_more_can_be_asked_for(world: World, desired: float) -> None:
    """The words of cloud-custodian/cloud-custodian#8939."""
    message = "You must provide a quota value greater than the current quota value"
    with refused("IllegalArgumentException", message):
        _ask(world, desired)


def test_one_open_request_for_a_quota(world: World) -> None:
    """The words of hashicorp/terraform-provider-aws#19657."""
    first = _ask(world, 50)
    message = "Only one open service quota increase request is allowed per quota."
    with refused("ResourceAlreadyExistsException", message):
        _ask(world, 60)
    decisions.decide(first["Id"], "CASE_OPENED")
    with refused("ResourceAlreadyExistsException"):
        _ask(world, 60)
    _ask(world, 50, region="us-east-1")
    _ask(world, 6000, facts.CERTIFICATES_PER_YEAR)
    decisions.decide(first["Id"], "DENIED")
    assert _ask(world, 60)["Status"] == "PENDING"


def test_the_history(world: World) -> None:
    """API model: open and closed requests, of 90 days, by service, quota and status."""
    first = _ask(world, 50)["Id"]
    decisions.decide(first, "DENIED")
    second = _ask(world, 60)["Id"]
    third = _ask(world, 30, facts.CERTIFICATES_PER_NETWORK_LOAD_BALANCER)["Id"]
    client = _client(world)

    def listed(**options: Any) -> list[str]:
        answer = client.list_requested_service_quota_change_history(**options)
        return [request["Id"] for request in answer["RequestedQuotas"]]

    assert listed() == [third, second, first]
    assert listed(ServiceCode="acm") == [second, first]
    assert listed(ServiceCode="acm", Status="PENDING") == [second]
    assert listed(MaxResults=1) == [third]
    by_quota = client.list_requested_service_quota_change_history_by_quota(
        ServiceCode="acm", QuotaCode=NAMES, Status="DENIED"
    )
    assert [request["Id"] for request in by_quota["RequestedQuotas"]] == [first]
    clock.advance(timedelta(days=91))
    assert listed(ServiceCode="acm") == [second]
    with refused("InvalidPaginationTokenException"):
        listed(NextToken="nonsense")


def test_load_balancers_follow_theirs(world: World) -> None:
    """ALB guide, "Quotas": L-9365A611, without the default certificate."""
    code = facts.CERTIFICATES_PER_APPLICATION_LOAD_BALANCER
    world.server.reset(Settings(quotas={code: 1}))
    assert _value(world, code) == 1
    lb = Balancing(world)
    arns = [world.issued(f"{name}.example") for name in ("a", "b", "c")]
    listener = lb.listener(lb.load_balancer(), arns[0])
    lb.add(listener, arns[1])
    with refused("TooManyCertificates"):
        lb.add(listener, arns[2])
    decisions.decide(_ask(world, 2, code)["Id"])
    lb.add(listener, arns[2])
