"""Elastic Beanstalk: the client, tags, option settings, waiting for an environment."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import ProviderError, doing, waiting
from acm_sandbox.provider.polling import Look, wait_for_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

GONE: Final = "Terminated"
_SCHEDULED: Final = "aws:autoscaling:scheduledaction"
_LISTS: Final = frozenset({"ELBSubnets", "Subnets"})


def client(call: Call, props: Props) -> Any:
    """Give the client of the region that a resource is in."""
    return call.clients.get("elasticbeanstalk", call.region(props))


def tags_of(call: Call, props: Props, arn: str) -> dict[str, str]:
    """Give a resource's tags, without those that the service sets itself."""
    with doing(f"listing tags for Elastic Beanstalk resource ({arn})"):
        answer = client(call, props).list_tags_for_resource(ResourceArn=arn)
    return {
        key: value
        for key, value in tags.from_list(answer.get("ResourceTags") or []).items()
        if key != "Name" and not key.startswith("elasticbeanstalk:")
    }


def update_tags(call: Call, arn: str, olds: Props, news: Props) -> bool:
    """Bring a resource's tags from the old to the new ones; say whether there was a change."""
    to_set, removed = tags.changes(olds, news)
    if not to_set and not removed:
        return False
    request: dict[str, Any] = {"ResourceArn": arn}
    if to_set:
        request["TagsToAdd"] = tags.to_list(to_set)
    if removed:
        request["TagsToRemove"] = removed
    with doing(f"updating tags for Elastic Beanstalk resource ({arn})"):
        client(call, news).update_tags_for_resource(**request)
    return True


def environment(call: Call, identifier: str, props: Props) -> Any:
    """Describe an environment; `None` if there is none of this id."""
    with doing(f"reading Elastic Beanstalk Environment ({identifier})"):
        found = client(call, props).describe_environments(EnvironmentIds=[identifier])
    return found["Environments"][0] if found["Environments"] else None


def wait_ready(
    call: Call,
    identifier: str,
    props: Props,
    *,
    operation: str,
    timeout: float,
    since: datetime | None = None,
) -> None:
    """Wait until an environment works; with `since`, an error in its events ends the wait."""

    def look() -> Look[None]:
        found = environment(call, identifier, props)
        if since is not None:
            raise_errors(call, identifier, props, since)
        return Look(None, found["Status"] if found else "Launching")

    with waiting(f"waiting for Elastic Beanstalk Environment ({identifier}) {operation}"):
        wait_for_state(
            look,
            pending=("Launching", "Updating"),
            target="Ready",
            timeout=timeout,
            stop=call.stop,
        )
        if since is not None:
            raise_errors(call, identifier, props, since)


def wait_gone(call: Call, identifier: str, props: Props, *, timeout: float) -> None:
    """Wait until an environment has been terminated."""

    def look() -> Look[None]:
        found = environment(call, identifier, props)
        return Look(None, found["Status"] if found else GONE)

    with waiting(f"waiting for Elastic Beanstalk Environment ({identifier}) delete"):
        wait_for_state(
            look,
            pending=("Terminating",),
            target=GONE,
            timeout=timeout,
            stop=call.stop,
        )


def moment(answer: Any) -> datetime:
    """Give the time of a change, by the service's clock."""
    found: datetime | None = answer.get("DateUpdated") or answer.get("DateCreated")
    return found or datetime.now(timezone.utc)


def raise_errors(call: Call, identifier: str, props: Props, since: datetime) -> None:
    """Raise what an environment's events say that went wrong since a time."""
    with doing(f"reading Elastic Beanstalk Environment ({identifier}) events"):
        events = client(call, props).describe_events(
            EnvironmentId=identifier,
            Severity="ERROR",
            StartTime=since,
        )["Events"]
    if events:
        ordered = sorted(events, key=lambda event: event["EventDate"])
        texts = [
            f"\t* {event['EventDate']:%Y-%m-%d %H:%M:%S} +0000 UTC ({identifier}) : "
            f"{event['Message']}"
            for event in ordered
        ]
        count = "1 error" if len(texts) == 1 else f"{len(texts)} errors"
        raise ProviderError("\n".join([f"{count} occurred:", *texts]))


def settings_to_aws(settings: Iterable[Props]) -> list[dict[str, str]]:
    """Write option settings as the API takes them."""
    return [{**_option(one), "Value": one["value"]} for one in settings]


def settings_from_aws(options: Iterable[Any]) -> list[Props]:
    """Read option settings, in a fixed order."""
    found = []
    for one in options:
        value = one.get("Value") or ""
        if one["OptionName"] in _LISTS:
            value = sort_list(value)
        read = {"name": one["OptionName"], "namespace": one["Namespace"], "value": value}
        if one["Namespace"] == _SCHEDULED and one.get("ResourceName"):
            read["resource"] = one["ResourceName"]
        found.append(read)
    return sorted(found, key=lambda one: (one["namespace"], one["name"], one.get("resource", "")))


def settings_change(olds: Iterable[Props], news: Iterable[Props]) -> dict[str, list[Any]]:
    """Write what changes between two sets of settings: one call both sets and removes."""
    before = {setting_key(one): canonical(one) for one in olds}
    after = {setting_key(one): canonical(one) for one in news}
    changed = [one for one in news if canonical(one) != before.get(setting_key(one))]
    request: dict[str, list[Any]] = {}
    if changed:
        request["OptionSettings"] = settings_to_aws(changed)
    if gone := [one for one in olds if setting_key(one) not in after]:
        request["OptionsToRemove"] = [_option(one) for one in gone]
    return request


def setting_key(setting: Props) -> tuple[str, str, str]:
    """Give what a setting is about, whatever its value."""
    resource = setting.get("resource") or ""
    return setting["namespace"], setting["name"], str(resource)


def canonical(setting: Any) -> Any:
    """Give a setting in a form in which lists are sorted, and JSON is in one spelling."""
    if not isinstance(setting, dict) or not isinstance(setting.get("value"), str):
        return setting
    try:
        value = json.dumps(json.loads(setting["value"]), sort_keys=True)
    except json.JSONDecodeError:
        value = sort_list(setting["value"])
    return {**setting, "value": value}


def sort_list(text: str) -> str:
    """Sort what commas separate."""
    return ",".join(sorted(text.split(",")))


def _option(setting: Props) -> dict[str, str]:
    option = {"Namespace": setting["namespace"], "OptionName": setting["name"]}
    if setting["namespace"] == _SCHEDULED and setting.get("resource"):
        option["ResourceName"] = setting["resource"]
    return option
