"""`aws:elasticbeanstalk/environment:Environment`: where a version of an application runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import ProviderError, doing, unfinished
from acm_sandbox.provider.polling import parse_duration
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import elasticbeanstalk
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIERS: Final = {"WebServer": "Standard", "Worker": "SQS/HTTP"}
_PLAIN: Final = {
    "description": "Description",
    "platformArn": "PlatformArn",
    "solutionStackName": "SolutionStackName",
}
_RESOURCES: Final = {
    # output: (of the API, the name of one)
    "autoscalingGroups": ("AutoScalingGroups", "Name"),
    "instances": ("Instances", "Id"),
    "launchConfigurations": ("LaunchConfigurations", "Name"),
    "loadBalancers": ("LoadBalancers", "Name"),
    "queues": ("Queues", "URL"),
    "triggers": ("Triggers", "Name"),
}
_HOST: Final = re.compile(r"^([^.]+)(\.\w{2}-\w{4,9}-\d)?\.(elasticbeanstalk\.com)$")
_POLL_INTERVAL: Final = (10.0, 60.0)


class Environment(ResourceType):
    """An environment."""

    token = "aws:elasticbeanstalk/environment:Environment"  # noqa: S105 - no secret
    sets: ClassVar = frozenset({"allSettings", "settings"})
    not_imported: ClassVar = frozenset({"platformArn", "version"})
    not_supported: ClassVar = {
        "templateName": "configuration templates (templateName)",
        "version": "application versions (version)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the tier and the durations."""
        tier = inputs.get("tier")
        if tier not in (None, UNKNOWN) and tier not in _TIERS:
            reason = f"{tier} is not a valid tier. Valid options are WebServer or Worker"
            yield Problem("tier", reason)
        for name, words in (
            ("waitForReadyTimeout", "wait_for_ready_timeout"),
            ("pollInterval", "poll_interval"),
        ):
            value = inputs.get(name)
            if not isinstance(value, str):
                continue
            try:
                seconds = parse_duration(value)
            except ProviderError as error:
                yield Problem(name, f'"{words}" cannot be parsed as a duration: {error}')
                continue
            shortest, longest = _POLL_INTERVAL
            if name == "pollInterval" and not shortest <= seconds <= longest:
                yield Problem(name, f'"{words}" must be between 10s and 180s')

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare settings whatever the order inside their values."""
        del props
        if name == "settings":
            return [elasticbeanstalk.canonical(one) for one in value]
        return value

    def create(self, call: Call, inputs: Props) -> str:
        """Launch it and wait until it works."""
        tier, name = inputs["tier"], inputs["name"]
        request: dict[str, Any] = {
            "ApplicationName": inputs["application"],
            "EnvironmentName": name,
            "OptionSettings": elasticbeanstalk.settings_to_aws(inputs.get("settings") or []),
            "Tags": tags.to_list(inputs.get("tagsAll") or {}),
            "Tier": {"Name": tier, "Type": _TIERS[tier]},
        }
        request |= {key: inputs[prop] for prop, key in _PLAIN.items() if inputs.get(prop)}
        if inputs.get("cnamePrefix"):
            if tier != "WebServer":
                raise ProviderError(f"cannot set cname_prefix for tier: {tier}")
            request["CNAMEPrefix"] = inputs["cnamePrefix"]
        with doing(f"creating Elastic Beanstalk Environment ({name})"):
            made = elasticbeanstalk.client(call, inputs).create_environment(**request)
        identifier = str(made["EnvironmentId"])
        with unfinished(identifier):
            elasticbeanstalk.wait_ready(
                call,
                identifier,
                inputs,
                operation="create",
                timeout=_timeout(call, inputs),
                since=elasticbeanstalk.moment(made),
            )
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, what it runs on, and of its settings those that the program has."""
        found = elasticbeanstalk.environment(call, resource_id, state)
        if found is None or found["Status"] == elasticbeanstalk.GONE:
            return None
        client = elasticbeanstalk.client(call, state)
        with doing(f"reading Elastic Beanstalk Environment ({resource_id}) resources"):
            resources = client.describe_environment_resources(EnvironmentId=resource_id)[
                "EnvironmentResources"
            ]
        with doing(f"reading Elastic Beanstalk Environment ({resource_id}) settings"):
            groups = client.describe_configuration_settings(
                ApplicationName=found["ApplicationName"],
                EnvironmentName=found["EnvironmentName"],
            )["ConfigurationSettings"]
        options = groups[0].get("OptionSettings") or [] if groups else []
        every = elasticbeanstalk.settings_from_aws(options)
        known = {elasticbeanstalk.setting_key(one) for one in state.get("settings") or []}
        settings = [one for one in every if elasticbeanstalk.setting_key(one) in known]
        arn, host = found["EnvironmentArn"], found.get("CNAME") or ""
        prefix = _HOST.match(host)
        read: Props = {prop: found.get(key) or None for prop, key in _PLAIN.items()}
        for name, (key, of_one) in _RESOURCES.items():
            read[name] = [one[of_one] for one in resources.get(key) or []]
        return read | {
            "allSettings": every,
            "application": found["ApplicationName"],
            "arn": arn,
            "cname": host,
            "cnamePrefix": prefix[1] if prefix else "",
            "endpointUrl": found.get("EndpointURL") or "",
            "name": found["EnvironmentName"],
            "region": call.region(state),
            "settings": settings or None,
            "tagsAll": elasticbeanstalk.tags_of(call, state, arn),
            "tier": (found.get("Tier") or {}).get("Name", "WebServer"),
            "version": found.get("VersionLabel") or "",
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it and wait until it works again."""
        request: dict[str, Any] = elasticbeanstalk.settings_change(
            olds.get("settings") or [],
            news.get("settings") or [],
        )
        request |= {
            key: news.get(prop) or ""
            for prop, key in _PLAIN.items()
            if (prop in news or prop == "description")
            and (news.get(prop) or "") != (olds.get(prop) or "")
        }
        client, timeout = elasticbeanstalk.client(call, news), _timeout(call, news)
        if request:
            with doing(f"updating Elastic Beanstalk Environment ({resource_id})"):
                changed = client.update_environment(EnvironmentId=resource_id, **request)
            elasticbeanstalk.wait_ready(
                call,
                resource_id,
                news,
                operation="update",
                timeout=timeout,
                since=elasticbeanstalk.moment(changed),
            )
        if elasticbeanstalk.update_tags(call, olds["arn"], olds, news):
            elasticbeanstalk.wait_ready(
                call,
                resource_id,
                news,
                operation="tags update",
                timeout=timeout,
            )

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Terminate it, as soon as it is not being changed, and wait until it has gone."""
        timeout = _timeout(call, state)
        found = elasticbeanstalk.environment(call, resource_id, state)
        if found is None or found["Status"] == elasticbeanstalk.GONE:
            return
        if found["Status"] != "Terminating":
            elasticbeanstalk.wait_ready(
                call,
                resource_id,
                state,
                operation="ready for delete",
                timeout=timeout,
            )
            with doing(f"deleting Elastic Beanstalk Environment ({resource_id})"):
                elasticbeanstalk.client(call, state).terminate_environment(
                    EnvironmentId=resource_id,
                    TerminateResources=True,
                )
        elasticbeanstalk.wait_gone(call, resource_id, state, timeout=timeout)


def _timeout(call: Call, props: Props) -> float:
    """Give the seconds that a change may take: the program's customTimeouts, else its property."""
    return call.custom_timeout or parse_duration(props.get("waitForReadyTimeout") or "20m")
