"""The operations on environments."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.pages import cut

from . import events, facts, options, transitions
from .environment import LAUNCHING, READY, TERMINATED, TERMINATING, UPDATING, Environment, Platform
from .state import INVALID, ElasticBeanstalkState, read_tags

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Environments(ElasticBeanstalkState):
    """A method of an operation's name takes and gives what the API does."""

    def create_environment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Begin to launch an environment."""
        self.application(parameters["ApplicationName"])
        name = self._checked_name(parameters.get("EnvironmentName", ""))
        settings = options.given(parameters.get("OptionSettings", []))
        options.check(settings)
        tier, tier_type = _tier(parameters.get("Tier", {}))
        environment = Environment(
            id="e-" + _random(10),
            name=name,
            application=parameters["ApplicationName"],
            account=self.account_id,
            region=self.region_name,
            description=parameters.get("Description"),
            tier=tier,
            tier_type=tier_type,
            cname=self._cname(name, parameters.get("CNAMEPrefix")) if tier == "WebServer" else None,
            platform=self._platform(parameters),
            settings=settings,
            tags=read_tags(parameters.get("Tags", []), beside={}),
        )
        self.environments[environment.id] = environment
        self.events.append(transitions.begin(environment, LAUNCHING))
        return environment.shown()

    def describe_environments(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show environments; the terminated ones for an hour, where nothing is said of them."""
        found = [
            environment.shown()
            for environment in self.all_environments()
            if _matches(environment, parameters)
        ]
        # model, MaxRecords: "If no MaxRecords is specified, all available environments".
        size = int(parameters.get("MaxRecords") or len(found))
        shown, token = cut(found, parameters.get("NextToken"), size, code=INVALID)
        return {"Environments": shown} | ({"NextToken": token} if token else {})

    def update_environment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Begin to change an environment."""
        environment = self.environment(parameters)
        _check_ready(environment)
        added = options.given(parameters.get("OptionSettings", []))
        removed = parameters.get("OptionsToRemove", [])
        settings = options.changed(environment.settings, added, removed)
        options.check(settings)
        options.check_kept(environment.settings, settings)
        asked = "SolutionStackName" in parameters or "PlatformArn" in parameters
        platform = self._platform(parameters) if asked else environment.platform
        environment.description = parameters.get("Description", environment.description)
        environment.wanted = platform, settings
        self.events.append(transitions.begin(environment, UPDATING))
        return environment.shown()

    def terminate_environment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Begin to terminate an environment."""
        environment = self.environment(parameters)
        _check_ready(environment)
        self.events.append(transitions.begin(environment, TERMINATING))
        return environment.shown()

    def describe_environment_resources(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show what an environment is made of."""
        return {"EnvironmentResources": self.environment(parameters).resources()}

    def describe_configuration_settings(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the settings of an environment: during an update, those that are in force."""
        application = self.application(parameters["ApplicationName"])
        environment = self.environment({"EnvironmentName": parameters.get("EnvironmentName", "")})
        if environment.application != application.name:
            raise AwsError(
                INVALID, f"No Environment found for EnvironmentName = '{environment.name}'."
            )
        return {
            "ConfigurationSettings": [
                {
                    "SolutionStackName": environment.platform.stack,
                    "PlatformArn": environment.platform.arn,
                    "ApplicationName": application.name,
                    "Description": environment.description,
                    "EnvironmentName": environment.name,
                    "DeploymentStatus": "deployed" if environment.works else "failed",
                    "DateCreated": environment.created_at,
                    "DateUpdated": environment.updated_at,
                    "OptionSettings": options.shown(environment.settings),
                }
            ]
        }

    def describe_events(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show events, the latest first."""
        for _ in self.all_environments():
            pass  # what has happened by now has to be told
        return events.page(self.events, parameters)

    def list_available_solution_stacks(self, _: Mapping[str, Any]) -> dict[str, Any]:
        """List the solution stacks: a sample, see facts.py."""
        return {
            "SolutionStacks": list(facts.SOLUTION_STACKS),
            "SolutionStackDetails": [
                {"SolutionStackName": stack, "PermittedFileTypes": ["zip"]}
                for stack in facts.SOLUTION_STACKS
            ],
        }

    def _checked_name(self, name: str) -> str:
        if not facts.ENVIRONMENT_NAME.fullmatch(name):
            # model, EnvironmentName; "Value ... at 'EnvironmentName'" is how users report it.
            raise AwsError(
                INVALID,
                f"Value {name} at 'EnvironmentName' failed to satisfy constraint: Member must "
                "contain only letters, digits, and the dash character and may not start or end "
                "with a dash",
            )
        for other in self.all_environments():
            if other.name == name and other.status != TERMINATED:
                raise AwsError(INVALID, f"Environment {name} already exists.")
        return name

    def _cname(self, name: str, prefix: str | None) -> str:
        """Choose the name in DNS: the one asked for, if it is free."""
        where = f"{self.region_name}.elasticbeanstalk.com"
        if prefix is None:
            return f"{name}.eba-{_random(8)}.{where}"
        cname = f"{prefix.lower()}.{where}"
        for other in self.all_environments():
            if other.cname == cname and other.status != TERMINATED:
                raise AwsError(INVALID, f"DNS name ({cname}) is not available.")
        return cname

    def _platform(self, parameters: Mapping[str, Any]) -> Platform:
        stack, arn = parameters.get("SolutionStackName"), parameters.get("PlatformArn")
        if stack and arn:
            # model, CreateEnvironment: one or the other; the words are mem.
            raise AwsError(
                "InvalidParameterCombination",
                "You can specify either SolutionStackName or PlatformArn, not both.",
            )
        if arn:
            stack = facts.solution_stack(arn, self.region_name)
            if stack is None:
                raise AwsError(INVALID, f"No Platform named '{arn}' found.")  # mem
            return Platform(stack, arn)
        if not stack:
            # awsebcli's ebcli/resources/strings.py, `responses`
            raise AwsError(
                INVALID, "Unable to determine base for template pack (no solution stack)"
            )
        arn = facts.platform_arn(stack, self.region_name)
        if arn is None:
            raise AwsError(INVALID, f"No Solution Stack named '{stack}' found.")
        return Platform(stack, arn)


def _matches(environment: Environment, parameters: Mapping[str, Any]) -> bool:
    for name, value in (
        ("EnvironmentIds", environment.id),
        ("EnvironmentNames", environment.name),
    ):
        if parameters.get(name) and value not in parameters[name]:
            return False
    if parameters.get("ApplicationName") not in {None, environment.application}:
        return False
    if environment.status != TERMINATED:
        return True
    included = parameters.get("IncludeDeleted")
    if included is None:
        return clock.now() < environment.updated_at + facts.SHOWN_AFTER_TERMINATION
    since: datetime | None = parameters.get("IncludedDeletedBackTo")
    return bool(included) and (since is None or environment.updated_at >= events.aware(since))


def _check_ready(environment: Environment) -> None:
    if environment.status != READY:
        raise AwsError(  # awsebcli's ebcli/resources/strings.py, `responses`
            INVALID,
            f"Environment named {environment.name} is in an invalid state for this operation. Must "
            "be Ready.",
        )


def _tier(given: Mapping[str, Any]) -> tuple[str, str]:
    name = given.get("Name", "WebServer")
    kind = given.get("Type", facts.TIERS.get(name))
    if facts.TIERS.get(name) != kind:
        raise AwsError(
            INVALID, f"No Environment Tier named '{name}' of type '{kind}' found."
        )  # mem
    return name, facts.TIERS[name]


def _random(length: int) -> str:
    letters = string.ascii_lowercase + string.digits
    return "".join(secrets.choice(letters) for _ in range(length))
