"""Events: where Elastic Beanstalk says how it went, because the calls themselves always succeed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timezone
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.pages import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from .environment import Environment

# model, EventSeverity, the least first.
SEVERITIES = ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
INFO, ERROR = "INFO", "ERROR"

# model, DescribeEventsMessage.MaxRecords.
_PAGE = 1000


@dataclass(frozen=True)
class Event:
    """One event. Plain data, so that it can be kept in a snapshot."""

    date: datetime
    severity: str
    message: str
    application: str
    environment: str
    """The environment's id."""
    environment_name: str
    platform: str

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "EventDate": self.date,
            "Message": self.message,
            "ApplicationName": self.application,
            "EnvironmentName": self.environment_name,
            "PlatformArn": self.platform,
            "Severity": self.severity,
        }


def of(environment: Environment, date: datetime, severity: str, message: str) -> Event:
    """Make an event of an environment."""
    return Event(
        date=date,
        severity=severity,
        message=message,
        application=environment.application,
        environment=environment.id,
        environment_name=environment.name,
        platform=environment.platform.arn,
    )


def page(events: Iterable[Event], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Select the events that a request asks for, the latest first, one page of them."""
    found = (event.shown() for event in reversed(list(events)) if _matches(event, parameters))
    size = int(parameters.get("MaxRecords") or _PAGE)
    shown, token = cut(found, parameters.get("NextToken"), size, code="InvalidParameterValue")
    return {"Events": shown} | ({"NextToken": token} if token else {})


def _matches(event: Event, parameters: Mapping[str, Any]) -> bool:
    """The model, at each of the parameters: StartTime is within, EndTime is not."""
    start, end = parameters.get("StartTime"), parameters.get("EndTime")
    least = SEVERITIES.index(parameters.get("Severity", SEVERITIES[0]))
    wanted = {
        "ApplicationName": event.application,
        "EnvironmentId": event.environment,
        "EnvironmentName": event.environment_name,
    }
    return (
        all(parameters.get(name) in {None, value} for name, value in wanted.items())
        and SEVERITIES.index(event.severity) >= least
        and (start is None or aware(start) <= event.date)
        and (end is None or event.date < aware(end))
    )


def aware(moment: datetime) -> datetime:
    """Say that a time of a request is UTC: moto's parser leaves it out."""
    return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment
