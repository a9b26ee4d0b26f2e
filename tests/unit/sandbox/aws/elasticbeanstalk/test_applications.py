"""The operations on applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk

CODE = "InvalidParameterValue"


def test_an_application(eb: Beanstalk) -> None:
    """API model, ApplicationDescription."""
    eb.application("other", Description="one")
    found = eb.client.describe_applications(ApplicationNames=["other", "none"])["Applications"]
    assert [item["Description"] for item in found] == ["one"]
    arn = f"arn:aws:elasticbeanstalk:{HOME}:{ACCOUNT}:application/other"
    assert found[0]["ApplicationArn"] == arn
    assert len(eb.client.describe_applications()["Applications"]) == 2
    changed = eb.client.update_application(ApplicationName="other", Description="two")
    assert changed["Application"]["Description"] == "two"


def test_a_name_is_there_once(eb: Beanstalk) -> None:
    """The words are those that awsebcli waits for (resources/strings.py)."""
    with refused(CODE, "Application app already exists."):
        eb.application()


def test_of_nothing(eb: Beanstalk) -> None:
    """The words are those that awsebcli waits for (resources/strings.py)."""
    with refused(CODE, "No Application named 'none' found."):
        eb.client.update_application(ApplicationName="none", Description="x")
    eb.client.delete_application(ApplicationName="none")


def test_one_with_environments_cannot_be_deleted(eb: Beanstalk) -> None:
    """API model, DeleteApplication: unless they may be terminated with it."""
    environment = eb.create({})
    with refused("OperationInProgressFailure"):
        eb.client.delete_application(ApplicationName="app")
    eb.client.delete_application(ApplicationName="app", TerminateEnvByForce=True)
    assert eb.shown(environment)["Status"] == "Terminated"
    assert eb.client.describe_applications()["Applications"] == []
