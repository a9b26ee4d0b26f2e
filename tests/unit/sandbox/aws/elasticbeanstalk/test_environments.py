"""The operations on environments."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws import install, snapshot
from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.elasticbeanstalk.support import ENVIRONMENT, STACK, https
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from pathlib import Path

    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk

CODE = "InvalidParameterValue"
PLATFORM = (
    f"arn:aws:elasticbeanstalk:{HOME}::platform/"
    "Python 3.13 running on 64bit Amazon Linux 2023/4.6.0"
)


def test_an_environment(eb: Beanstalk) -> None:
    """API model, EnvironmentDescription."""
    shown = eb.shown(eb.create({}, Description="one"))
    assert shown["EnvironmentId"].startswith("e-")
    assert shown["EnvironmentArn"] == (
        f"arn:aws:elasticbeanstalk:{HOME}:{ACCOUNT}:environment/app/web-prod"
    )
    assert (shown["SolutionStackName"], shown["PlatformArn"]) == (STACK, PLATFORM)
    assert (shown["Status"], shown["Health"], shown["Description"]) == ("Ready", "Green", "one")
    assert shown["Tier"] == {"Name": "WebServer", "Type": "Standard", "Version": "1.0"}
    assert shown["CNAME"].endswith(f".{HOME}.elasticbeanstalk.com")
    assert shown["EndpointURL"].endswith(f".{HOME}.elb.amazonaws.com")


def test_a_platform_says_the_same_as_a_stack(eb: Beanstalk) -> None:
    """API model, PlatformArn."""
    made = eb.client.create_environment(
        ApplicationName="app", EnvironmentName="other", PlatformArn=PLATFORM
    )
    assert made["SolutionStackName"] == STACK


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ({"ApplicationName": "none"}, CODE, "No Application named 'none' found."),
        ({"SolutionStackName": "Python"}, CODE, "No Solution Stack named 'Python' found."),
        (
            {"SolutionStackName": ""},
            CODE,
            "Unable to determine base for template pack (no solution stack)",
        ),
        ({"PlatformArn": PLATFORM}, "InvalidParameterCombination", None),
        ({"SolutionStackName": "", "PlatformArn": "arn:none"}, CODE, None),
        ({"Tier": {"Name": "Worker", "Type": "Standard"}}, CODE, None),
    ],
)
def test_what_is_refused(
    eb: Beanstalk, options: dict[str, Any], code: str, message: str | None
) -> None:
    """The words are those that awsebcli waits for, and that users report."""
    with refused(code, message):
        eb.create({}, **options)
    assert eb.client.describe_environments()["Environments"] == []


@pytest.mark.parametrize("name", ["-abc", "abc-", "a_bcd", "a" * 41])
def test_what_is_no_name(eb: Beanstalk, name: str) -> None:
    """API model, CreateEnvironmentMessage.EnvironmentName."""
    code = "ValidationError" if len(name) > 40 else CODE
    with refused(code):
        eb.create({}, name)


def test_a_name_is_there_once(eb: Beanstalk) -> None:
    """The words are those that awsebcli waits for; it is free again after the termination."""
    made = eb.create({})
    with refused(CODE, "Environment web-prod already exists."):
        eb.create({})
    eb.client.terminate_environment(EnvironmentId=made)
    eb.create({})


def test_a_name_in_dns(eb: Beanstalk) -> None:
    """API model, CNAMEPrefix; the words are those that awsebcli waits for."""
    shown = eb.shown(eb.create({}, CNAMEPrefix="Website"))
    assert shown["CNAME"] == f"website.{HOME}.elasticbeanstalk.com"
    message = f"DNS name (website.{HOME}.elasticbeanstalk.com) is not available."
    with refused(CODE, message):
        eb.create({}, "other", CNAMEPrefix="website")


def test_a_worker_and_a_single_instance_have_no_load_balancer(eb: Beanstalk) -> None:
    """API model, EnvironmentTier; guide, EnvironmentType."""
    worker = eb.create({}, "worker", Tier={"Name": "Worker"})
    assert eb.shown(worker)["Tier"]["Type"] == "SQS/HTTP"
    assert "CNAME" not in eb.shown(worker)
    single = eb.create({(ENVIRONMENT, "EnvironmentType"): "SingleInstance"}, "single")
    assert eb.shown(single)["EndpointURL"] == "192.0.2.1"
    assert eb.load_balancers(worker) == eb.load_balancers(single) == []


def test_they_are_found(eb: Beanstalk) -> None:
    """API model, DescribeEnvironmentsMessage."""
    first, second = eb.create({}), eb.create({}, "other")
    for asked, found in (
        ({}, [first, second]),
        ({"EnvironmentNames": ["other"]}, [second]),
        ({"EnvironmentIds": [first, "e-none"]}, [first]),
        ({"ApplicationName": "none"}, []),
    ):
        listed = eb.client.describe_environments(**asked)["Environments"]
        assert [item["EnvironmentId"] for item in listed] == found
    page = eb.client.describe_environments(MaxRecords=1)
    rest = eb.client.describe_environments(MaxRecords=1, NextToken=page["NextToken"])
    assert [item["EnvironmentId"] for item in rest["Environments"]] == [second]


def test_terminated_ones_are_shown_for_an_hour(eb: Beanstalk) -> None:
    """API model, IncludeDeleted and IncludedDeletedBackTo; the hour is from memory."""
    made = eb.create({})
    eb.client.terminate_environment(EnvironmentName="web-prod")
    back = datetime.now(timezone.utc) - timedelta(days=1)

    def statuses(**options: Any) -> list[str]:
        found = eb.client.describe_environments(EnvironmentIds=[made], **options)
        return [item["Status"] for item in found["Environments"]]

    assert statuses() == ["Terminated"]
    assert statuses(IncludeDeleted=False) == []
    clock.advance(timedelta(hours=2))
    assert statuses() == []
    assert statuses(IncludeDeleted=True, IncludedDeletedBackTo=back) == ["Terminated"]
    assert statuses(IncludeDeleted=True, IncludedDeletedBackTo=back + timedelta(days=2)) == []
    with refused(CODE, "No Environment found for EnvironmentName = 'web-prod'."):
        eb.client.terminate_environment(EnvironmentName="web-prod")
    with refused(CODE, f"No Environment found for EnvironmentId = '{made}'."):
        eb.client.describe_environment_resources(EnvironmentId=made)
    with refused("MissingRequiredParameter"):
        eb.client.describe_environment_resources()


def test_a_change(eb: Beanstalk) -> None:
    """API model, UpdateEnvironmentMessage: what is not given stays, what is removed is default."""
    made = eb.create({("aws:autoscaling:asg", "MaxSize"): "8"}, Description="one")
    newer = STACK.replace("4.6.0", "4.7.1")
    eb.update(made, {("aws:autoscaling:asg", "MinSize"): "2"}, SolutionStackName=newer)
    shown, settings = eb.shown(made), eb.settings()
    assert (shown["SolutionStackName"], shown["Description"]) == (newer, "one")
    assert settings["aws:autoscaling:asg", "MaxSize"] == "8"
    assert settings["aws:autoscaling:asg", "MinSize"] == "2"
    eb.update(
        made,
        {},
        Description="two",
        OptionsToRemove=[{"Namespace": "aws:autoscaling:asg", "OptionName": "MaxSize"}],
    )
    assert ("aws:autoscaling:asg", "MaxSize") not in eb.settings()
    assert eb.shown(made)["Description"] == "two"


def test_settings_of_another_application(eb: Beanstalk) -> None:
    """API model, DescribeConfigurationSettings: of an environment of the application."""
    eb.create({})
    eb.application("other")
    with refused(CODE, "No Environment found for EnvironmentName = 'web-prod'."):
        eb.client.describe_configuration_settings(
            ApplicationName="other", EnvironmentName="web-prod"
        )


def test_the_stacks_are_those_that_environments_take(eb: Beanstalk) -> None:
    """API model, ListAvailableSolutionStacks."""
    stacks = eb.client.list_available_solution_stacks()["SolutionStacks"]
    assert STACK in stacks
    for number, stack in enumerate(stacks):
        eb.create({}, f"number-{number}", SolutionStackName=stack)


def test_what_is_not_there_is_refused_by_name(eb: Beanstalk) -> None:
    """Application versions and templates, for two."""
    with refused(
        "NotInTheSandbox", "the sandbox has no elasticbeanstalk:CreateEnvironment with VersionLabel"
    ):
        eb.create({}, VersionLabel="v1")
    with refused("NotInTheSandbox", "the sandbox has no elasticbeanstalk:SwapEnvironmentCNAMEs"):
        eb.client.swap_environment_cnames()


def test_everything_is_there_again(eb: Beanstalk, tmp_path: Path) -> None:
    """A second `run --state` continues the first."""
    arn = eb.world.issued("example.com")
    made = eb.create(https(arn))
    before, settings, users = eb.shown(made), eb.settings(), eb.world.describe(arn)["InUseBy"]
    snapshot.save(tmp_path / "state")
    install.install()
    snapshot.load(tmp_path / "state")
    assert (eb.shown(made), eb.settings()) == (before, settings)
    assert eb.world.describe(arn)["InUseBy"] == users
    assert eb.client.describe_events(EnvironmentId=made)["Events"]
