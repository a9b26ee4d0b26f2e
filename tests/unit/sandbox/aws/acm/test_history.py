"""A clock that jumps: what happened counts, not when somebody looked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.acm.renewals import START, VALIDITY, advance, damage, mend, statuses
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk, https
from unit.sandbox.aws.support import upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_mended_half_way_it_is_renewed_that_day(world: World, arn: str) -> None:
    """Although nobody looked before, and nobody after for a long time."""
    start = clock.now()
    record = damage(world, arn)
    advance(START + 10)
    mend(world, record)
    advance(100)
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert (detail["IssuedAt"] - start).days == START + 10
    assert detail["Status"] == "ISSUED"


def test_mended_too_late_it_stays_expired(world: World, arn: str) -> None:
    """ACM guide, "Managed renewal": not eligible once it has expired."""
    record = damage(world, arn)
    advance(VALIDITY + 1)
    mend(world, record)
    detail = world.describe(arn)
    assert (detail["Status"], detail["RenewalEligibility"]) == ("EXPIRED", "INELIGIBLE")
    assert detail["RenewalSummary"]["RenewalStatus"] == "FAILED"


def test_broken_after_the_window_began_it_was_renewed_before(world: World, arn: str) -> None:
    """The renewal is of the first day; the next one is what the missing record stands against."""
    advance(START + 10)
    damage(world, arn)
    advance(100)
    assert world.describe(arn)["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    advance(60)
    assert world.describe(arn)["RenewalSummary"]["RenewalStatus"] == "PENDING_VALIDATION"


@pytest.mark.parametrize("looks", [0, 1, 5])
def test_in_one_step_or_in_many(world: World, arn: str, looks: int) -> None:
    """100 days past the end: the same, whether somebody looked on the way or not."""
    end = world.describe(arn)["NotAfter"]
    damage(world, arn)
    for _ in range(looks):
        advance((VALIDITY + 100) / (looks + 1))
        world.describe(arn)
    advance((VALIDITY + 100) / (looks + 1))
    detail = world.describe(arn)
    assert detail["Status"] == "EXPIRED"
    summary = detail["RenewalSummary"]
    assert summary["RenewalStatus"] == "FAILED"
    assert summary["UpdatedAt"] == end
    assert statuses(summary) == {"example.com": "SUCCESS", "www.example.com": "FAILED"}
    assert "RenewalStatusReason" not in summary
    assert detail["NotAfter"] == end


def test_a_request_validated_long_ago_was_issued_then(world: World) -> None:
    """Nobody looked for 80 hours: it was issued in time, and not timed out."""
    arn = world.request("example.com")
    clock.advance(timedelta(hours=1))
    world.prove(arn, world.zone("example.com"))
    at = clock.now()
    clock.advance(timedelta(hours=79))
    detail = world.describe(arn)
    assert detail["Status"] == "ISSUED"
    assert at - detail["IssuedAt"] < timedelta(minutes=1)


def test_a_record_that_comes_after_72_hours_is_too_late(world: World) -> None:
    """ACM guide, "Certificate request times out", although nobody looked at that hour."""
    arn = world.request("example.com")
    name, value = world.records(arn)["example.com"]
    zone = world.zone("example.com")
    clock.advance(timedelta(hours=80))
    world.change(zone, upsert(name, "CNAME", value))
    assert world.describe(arn)["Status"] == "VALIDATION_TIMED_OUT"


def test_one_that_is_attached_late_is_renewed_then(world: World) -> None:
    """ACM guide, "Managed renewal": from the day on that it is eligible."""
    arn = world.issued("example.com")
    start = clock.now()
    advance(START + 20)
    lb = Balancing(world)
    lb.listener(lb.load_balancer(), arn)
    advance(100)
    assert (world.describe(arn)["IssuedAt"] - start).days == START + 20


def test_it_is_renewed_again_and_again(world: World, arn: str) -> None:
    """A jump of three years is as good as a look each day."""
    advance(3 * 365)
    there = world.describe(arn)
    assert there["Status"] == "ISSUED"
    assert clock.now() < there["NotAfter"] < clock.now() + timedelta(days=VALIDITY)


@pytest.mark.parametrize("days", [START + 1, VALIDITY + 10])
@pytest.mark.parametrize("first", ["environments", "certificates"])
def test_an_environment_that_nobody_looked_at_uses_it(world: World, first: str, days: int) -> None:
    """Elastic Beanstalk looks at certificates when it is asked who uses them; both come to rest."""
    eb = Beanstalk(world)
    eb.application()
    arn = world.issued("example.com")
    name = eb.create(https(arn))
    advance(days)
    if first == "environments":
        eb.shown(name)
    detail = world.describe(arn)
    assert detail["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert len(detail["InUseBy"]) == 1
    events = eb.client.describe_events()["Events"]
    assert len([event for event in events if "Successfully launched" in event["Message"]]) == 1


def test_an_environment_is_launched_once(world: World) -> None:
    """It looks at a certificate whose renewal waits, which asks in turn who uses it."""
    eb = Beanstalk(world)
    eb.application()
    arn = world.issued("example.com")
    damage(world, arn, "example.com")
    advance(START + 1)
    name = eb.create(https(arn))
    assert eb.shown(name)["Status"] == "Ready"
    events = eb.client.describe_events()["Events"]
    assert len([event for event in events if "Successfully launched" in event["Message"]]) == 1
    assert world.describe(arn)["RenewalSummary"]["RenewalStatus"] == "PENDING_VALIDATION"
