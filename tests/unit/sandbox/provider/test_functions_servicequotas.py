"""`aws:servicequotas/getServiceQuota:getServiceQuota` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.servicequotas import decisions
from acm_sandbox.provider import facts
from acm_sandbox.provider.errors import ProviderError

if TYPE_CHECKING:
    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider

TOKEN = "aws:servicequotas/getServiceQuota:getServiceQuota"
NAMES = "L-FB94F0B0"


def _ask(provider: Provider, **args: Any) -> dict[str, Any]:
    result, failures = provider.invoke(TOKEN, {"serviceCode": "acm"} | args)
    assert failures == []
    assert set(result) == set(facts.invoke(TOKEN).outputs)
    return result


@pytest.mark.parametrize(
    "args", [{"quotaCode": NAMES}, {"quotaName": "Domain names per ACM certificate"}]
)
def test_by_code_and_by_name(provider: Provider, args: dict[str, Any]) -> None:
    """The default and the value; the id is the default's ARN (service_quota_data_source.go)."""
    found = _ask(provider, **args)
    assert found == {
        "adjustable": True,
        "arn": f"arn:aws:servicequotas:eu-west-1:123456789012:acm/{NAMES}",
        "defaultValue": 10,
        "globalQuota": False,
        "id": f"arn:aws:servicequotas:eu-west-1::acm/{NAMES}",
        "quotaCode": NAMES,
        "quotaName": "Domain names per ACM certificate",
        "region": "eu-west-1",
        "serviceCode": "acm",
        "serviceName": "AWS Certificate Manager (ACM)",
        "usageMetrics": [],
        "value": 10,
    }


def test_as_granted_in_its_region(provider: Provider) -> None:
    """The `region` of the invoke chooses."""
    client = provider.clients.get("service-quotas", "us-east-1")
    asked = client.request_service_quota_increase(
        ServiceCode="acm", QuotaCode=NAMES, DesiredValue=50
    )
    decisions.decide(asked["RequestedQuota"]["Id"])
    found = _ask(provider, quotaCode=NAMES, region="us-east-1")
    assert (found["value"], found["defaultValue"], found["region"]) == (50, 10, "us-east-1")
    assert _ask(provider, quotaCode=NAMES)["value"] == 10


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({}, "^one of `quota_code,quota_name` must be specified$"),
        (
            {"quotaCode": NAMES, "quotaName": "x"},
            "^only one of `quota_code,quota_name` can be specified$",
        ),
        (
            {"quotaName": "x"},
            r"^getting Default Service Quota for \(acm/x\): empty result$",
        ),
        ({"quotaCode": "L-00000000"}, "NoSuchResourceException"),
    ],
)
def test_what_cannot_be_found(provider: Provider, args: dict[str, Any], message: str) -> None:
    """In the AWS provider's words."""
    with pytest.raises(ProviderError, match=message):
        _ask(provider, **args)


def test_one_that_may_not_be_read(provider: Provider, aws: LocalAws) -> None:
    """Who is not permitted learns it, and is not given the default as if it were applied."""
    aws.faults.deny("service-quotas:GetServiceQuota")
    with pytest.raises(ProviderError, match="AccessDeniedException"):
        _ask(provider, quotaCode=NAMES)
