"""DescribeEvents."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.elasticbeanstalk.support import https
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk


@pytest.fixture
def made(eb: Beanstalk) -> str:
    """An environment that was updated, in vain, an hour after its launch; and another one."""
    environment = eb.create(https(eb.world.issued("example.com")))
    eb.create({}, "other")
    eb.shown(environment)
    clock.advance(timedelta(hours=1))
    eb.update(environment, https(eb.world.request("example.org")))
    return environment


def messages(eb: Beanstalk, **options: Any) -> list[str]:
    """List messages, the latest first."""
    return [event["Message"] for event in eb.client.describe_events(**options)["Events"]]


def test_the_latest_comes_first(eb: Beanstalk, made: str) -> None:
    """API model, DescribeEvents: "in descending order of occurrence"."""
    found = messages(eb, EnvironmentId=made)
    assert found[0].startswith("The environment was reverted")
    assert found[-1] == "createEnvironment is starting."
    assert found[-2] == "Successfully launched environment: web-prod"
    assert found[-3] == "Environment update is starting."


def test_by_environment_application_and_severity(eb: Beanstalk, made: str) -> None:
    """API model, DescribeEventsMessage: a severity and all above it."""
    assert len(messages(eb, EnvironmentName="other")) == 2
    assert len(messages(eb, ApplicationName="app")) == len(messages(eb))
    assert messages(eb, ApplicationName="none") == []
    assert len(messages(eb, EnvironmentId=made, Severity="ERROR")) == 3
    assert messages(eb, Severity="FATAL") == []


def test_by_time(eb: Beanstalk, made: str) -> None:
    """API model, StartTime and EndTime: what the provider reads its errors by."""
    start = clock.now() - timedelta(minutes=30)
    assert messages(eb, EnvironmentId=made, StartTime=start)[-1] == (
        "Environment update is starting."
    )
    assert messages(eb, EnvironmentId=made, EndTime=start)[0] == (
        "Successfully launched environment: web-prod"
    )


def test_page_by_page(eb: Beanstalk, made: str) -> None:
    """API model, MaxRecords and NextToken."""
    pages = eb.client.get_paginator("describe_events").paginate(
        EnvironmentId=made, PaginationConfig={"PageSize": 3}
    )
    listed = [event["Message"] for page in pages for event in page["Events"]]
    assert listed == messages(eb, EnvironmentId=made)
    with refused("InvalidParameterValue"):
        eb.client.describe_events(NextToken="none")
