"""What a report of an audit says: one wording for all formats. Plain text, unescaped. Pure."""

from collections.abc import Iterable
from typing import Final

from pulumi_acm.audit.model import Audit, Forecast, Gap, Outlook, Ownership
from pulumi_acm.audit.phrases import joined, many, some

from .summary import Due, Event, Summary, summarise

GLOBAL: Final = "global"
"""Where something is that has no region: CloudFront, hosted zones."""
OUTLOOKS: Final[dict[Outlook, str]] = {
    "renews": "renews by itself",
    "needs-person": "needs a person",
    "will-not-renew": "will not renew",
    "unknown": "not known",
}
_SEVERAL: Final[dict[Outlook, str]] = {
    "renews": "renew by themselves",
    "needs-person": "need a person",
    "will-not-renew": "will not renew",
    "unknown": "not known",
}
WAYS: Final[dict[str, str]] = {
    "https": "by HTTPS",
    "dns": "by its DNS record",
    "email": "by mail",
    "import": "by importing again",
    "export": "by exporting again",
    "private-ca": "by the private CA",
    "none": "",
}
EVENTS: Final[dict[Event, str]] = {
    "renewal-begins": "ACM begins to renew",
    "to-import": "time to import again",
    "to-approve": "ACM sends mails to approve",
    "expires": "expires",
}
OWNERSHIPS: Final[dict[Ownership, str]] = {
    "managed": "in the stack",
    "unmanaged": "not in the stack",
    "gone": "in the stack, gone from AWS",
    "unread": "in the stack, where nothing was read",
}
UNSEEN: Final[tuple[Ownership, ...]] = ("gone", "unread")
"""Of a stack's certificates, those that are in no list of what AWS has."""


def headline(audit: Audit) -> str:
    """Return what was found, in a line."""
    if not audit.inventory.accounts:
        return "Certificates: nothing could be read"
    found = [f"{number:,} {word}" for word, number in summarise(audit).findings.items() if number]
    text = f"Certificates: {', '.join(found) or 'nothing found'}"
    return f"{text}, and not all could be read" if audit.inventory.gaps else text


def scope(audit: Audit) -> str:
    """Return what was looked at, and when, in a line."""
    inventory = audit.inventory
    return (
        f"{many(len(inventory.certificates), 'certificate')} in "
        f"{many(len(inventory.accounts), 'account')} and {many(len(inventory.regions), 'region')}, "
        f"{inventory.taken_at:%Y-%m-%d %H:%M} UTC"
    )


def cost(summary: Summary) -> str:
    """Return the number of requests to AWS."""
    again = f", {summary.retries:,} of them repeated" if summary.retries else ""
    return f"{many(summary.calls, 'API call')}{again}"


def known(summary: Summary) -> str:
    """Return how much a baseline has left out."""
    if not summary.known:
        return ""
    return f"{many(summary.known, 'finding')} more in the baseline, left out here."


def place(account: str, region: str | None) -> str:
    """Return where something is."""
    return f"{account} {region or GLOBAL}"


def outlooks(summary: Summary) -> list[tuple[Outlook, int, str, str]]:
    """Return how many certificates have which outlook: the number, the word, how they renew."""
    ways = ", ".join(
        " ".join(filter(None, (f"{number:,}", WAYS[way])))
        for way, number in summary.renews_by.items()
    )
    return [
        (
            outlook,
            number,
            (OUTLOOKS if number == 1 else _SEVERAL)[outlook],
            ways if outlook == "renews" else "",
        )
        for outlook, number in summary.outlooks.items()
        if number
    ]


def told(forecast: Forecast) -> str:
    """Return what will become of a certificate."""
    text = OUTLOOKS[forecast.outlook]
    if forecast.outlook != "will-not-renew" and WAYS[forecast.by]:
        text = f"{text} {WAYS[forecast.by]}"
    if forecast.approvals:
        text = f"{text} ({many(forecast.approvals, 'approval')})"
    return f"{text}, since {joined(forecast.reasons)}" if forecast.reasons else text


def stacks(audit: Audit) -> list[tuple[str, list[str]]]:
    """Return how many certificates stacks have, and have not; with those that AWS did not show."""
    found: dict[Ownership, list[str]] = {}
    for arn, ownership in audit.ownership.items():
        found.setdefault(ownership, []).append(arn)
    return [
        (f"{len(found[each]):,} {word}", found[each] if each in UNSEEN else [])
        for each, word in OWNERSHIPS.items()
        if each in found
    ]


def due(each: Due) -> str:
    """Return what happens to whom, without the day."""
    return f"{EVENTS[each.event]}: {some(each.subjects)}"


def gathered(gaps: Iterable[Gap]) -> list[tuple[str, Gap]]:
    """Return gaps with where they are, those that are alike as one."""
    alike: dict[tuple[str, str, str], list[Gap]] = {}
    for gap in gaps:
        alike.setdefault((gap.what, gap.error, gap.hint), []).append(gap)
    return [
        (
            ", ".join(dict.fromkeys(place(gap.scope.account, gap.scope.region) for gap in members)),
            members[0],
        )
        for members in alike.values()
    ]


def one_line(value: str) -> str:
    """Return a value without control characters: terminals and spreadsheets obey them."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())
