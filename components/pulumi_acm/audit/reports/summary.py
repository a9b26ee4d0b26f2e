"""How much there is of everything, and what comes next: what all formats begin with. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from pulumi_acm.audit.model import (
    SEVERITIES,
    Audit,
    Finding,
    Forecast,
    Outlook,
    Severity,
)

OUTLOOKS: Final[tuple[Outlook, ...]] = get_args(Outlook)
Event: TypeAlias = Literal["renewal-begins", "to-import", "to-approve", "expires"]


@dataclass(frozen=True)
class Summary:
    """How much there is of everything."""

    certificates: int
    outlooks: dict[Outlook, int]
    """Certificates by whether they will renew."""
    renews_by: dict[str, int]
    """Those that renew by themselves, by how: `dns`, `https`, `private-ca`."""
    findings: dict[Severity, int]
    """The worst first."""
    codes: dict[str, int]
    """Findings by code, the most frequent first."""
    known: int
    """Findings left out because a baseline has them."""
    gaps: int
    """What could not be read."""
    calls: int
    """Requests that AWS was sent."""
    retries: int
    """How many of these were repeated."""


@dataclass(frozen=True)
class Due:
    """What happens on a day, and to which certificates."""

    on: date
    event: Event
    subjects: tuple[str, ...]


def summarise(audit: Audit) -> Summary:
    """Count."""
    outlooks = Counter(each.outlook for each in audit.forecasts)
    ways = Counter(each.by for each in audit.forecasts if each.outlook == "renews")
    severities = Counter(each.severity for each in audit.findings)
    return Summary(
        certificates=len(audit.inventory.certificates),
        outlooks={each: outlooks[each] for each in OUTLOOKS},
        renews_by=dict(ways.most_common()),
        findings={each: severities[each] for each in reversed(SEVERITIES)},
        codes=dict(Counter(each.code for each in audit.findings).most_common()),
        known=audit.known,
        gaps=len(audit.inventory.gaps),
        calls=sum(audit.inventory.calls.values()),
        retries=sum(audit.inventory.retries.values()),
    )


def worst(findings: Sequence[Finding]) -> Severity | None:
    """Return the worst severity there is."""
    return max((each.severity for each in findings), key=SEVERITIES.index, default=None)


def next_dates(audit: Audit) -> list[Due]:
    """Return what happens from the day of the audit on, the next day first."""
    today = audit.inventory.taken_at.date()
    names = {each.arn: each.primary for each in audit.inventory.certificates}
    days: dict[tuple[date, Event], list[str]] = {}
    for forecast in audit.forecasts:
        for on, event in _events(forecast):
            if on >= today:
                days.setdefault((on, event), []).append(names.get(forecast.arn, forecast.arn))
    return [Due(on, event, tuple(subjects)) for (on, event), subjects in sorted(days.items())]


def _events(forecast: Forecast) -> Iterator[tuple[date, Event]]:
    if forecast.starts is not None:
        if forecast.by == "import":
            yield forecast.starts, "to-import"
        elif forecast.outlook == "renews" or forecast.by == "export":
            yield forecast.starts, "renewal-begins"
        elif forecast.by == "email":
            yield forecast.starts, "to-approve"
    # What renews by itself never comes to that.
    if forecast.breaks is not None and forecast.outlook != "renews":
        yield forecast.breaks, "expires"
