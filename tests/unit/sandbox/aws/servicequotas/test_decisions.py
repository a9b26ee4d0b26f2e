"""What tests decide in the place of AWS's people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.servicequotas import decisions

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def _ask(world: World, desired: float) -> str:
    answer = world.client("service-quotas").request_service_quota_increase(
        ServiceCode="acm", QuotaCode="L-FB94F0B0", DesiredValue=desired
    )
    request: str = answer["RequestedQuota"]["Id"]
    return request


def test_nobody_grants_more_than_100_names(world: World) -> None:
    """ACM guide, "Quotas": up to 100; asking for more is not refused (cloud-custodian#10331)."""
    request = _ask(world, 101)
    with pytest.raises(ValueError, match="at most 100 of 'Domain names per ACM certificate'"):
        decisions.decide(request)
    decisions.decide(request, "NOT_APPROVED")
    decisions.decide(_ask(world, 100))


def test_a_case_is_opened_with_a_number(world: World) -> None:
    """API model, RequestedServiceQuotaChange.CaseId and RequestStatus."""
    request = _ask(world, 50)
    decisions.decide(request, "CASE_OPENED")
    shown = world.client("service-quotas").get_requested_service_quota_change(RequestId=request)
    assert shown["RequestedQuota"]["Status"] == "CASE_OPENED"
    assert shown["RequestedQuota"]["CaseId"]


def test_what_is_closed_stays_closed(world: World) -> None:
    """A request ends once."""
    request = _ask(world, 50)
    decisions.decide(request, "DENIED")
    with pytest.raises(ValueError, match="is DENIED already"):
        decisions.decide(request)


def test_mistakes_of_a_test_are_said(world: World) -> None:
    """No such request, no such status."""
    with pytest.raises(LookupError, match="there is no request none"):
        decisions.decide("none")
    with pytest.raises(ValueError, match="'GRANTED' is no status"):
        decisions.decide(_ask(world, 50), "GRANTED")
