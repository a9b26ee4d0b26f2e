"""The clock, which tests move."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from acm_sandbox.aws.clock import Clock


def test_time_can_be_moved_and_put_back() -> None:
    """72 hours pass in no time."""
    clock = Clock()
    clock.advance(timedelta(hours=72))
    ahead = clock.now() - datetime.now(timezone.utc)
    assert timedelta(hours=71, minutes=59) < ahead <= timedelta(hours=72)

    clock.reset()
    assert clock.now() - datetime.now(timezone.utc) < timedelta(minutes=1)
