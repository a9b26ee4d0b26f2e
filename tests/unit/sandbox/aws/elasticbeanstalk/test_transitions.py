"""How an environment comes from one status to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.elasticbeanstalk.support import STACK, classic, https
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk

NAME = "www.example.com"
LISTENER = ("aws:elbv2:listener:443", "SSLCertificateArns")


@pytest.fixture
def slow(eb: Beanstalk) -> Beanstalk:
    """One that takes a minute for everything."""
    eb.world.server.reset(Settings(environment_delay=60))
    eb.application()
    return eb


def test_every_answer_tells_what_has_begun(eb: Beanstalk) -> None:
    """API model, EnvironmentDescription.Status; without a delay it is done at the next look."""
    made = eb.client.create_environment(
        ApplicationName="app", EnvironmentName="web-prod", SolutionStackName=STACK
    )
    assert (made["Status"], made["Health"]) == ("Launching", "Grey")
    of = {"EnvironmentId": made["EnvironmentId"]}
    assert eb.shown(made["EnvironmentId"])["Status"] == "Ready"
    updating = eb.client.update_environment(**of, Description="x")
    assert (updating["Status"], updating["AbortableOperationInProgress"]) == ("Updating", True)
    assert eb.client.terminate_environment(**of)["Status"] == "Terminating"
    assert eb.shown(made["EnvironmentId"])["Status"] == "Terminated"


def test_it_can_take_time(slow: Beanstalk) -> None:
    """The words are those that awsebcli waits for (resources/strings.py)."""
    made = slow.create({})
    message = "Environment named web-prod is in an invalid state for this operation. Must be Ready."
    for status in ("Launching", "Updating"):
        assert slow.shown(made)["Status"] == status
        with refused("InvalidParameterValue", message):
            slow.update(made, {})
        with refused("InvalidParameterValue", message):
            slow.client.terminate_environment(EnvironmentId=made)
        slow.wait()
        assert slow.shown(made)["Status"] == "Ready"
        if status == "Launching":
            slow.update(made, {})
    slow.client.terminate_environment(EnvironmentId=made)
    assert slow.shown(made)["Status"] == "Terminating"
    slow.wait()
    assert slow.shown(made)["Status"] == "Terminated"


def test_both_certificates_are_in_use_during_an_update(slow: Beanstalk) -> None:
    """What it still serves, and what it is about to; settings are those that are in force."""
    old, new = slow.world.issued(NAME), slow.world.issued("example.com")
    made = slow.create(https(old))
    slow.wait()
    slow.update(made, https(new))
    assert slow.settings()[LISTENER] == old
    assert slow.world.describe(old)["InUseBy"] == slow.world.describe(new)["InUseBy"] != []
    slow.wait()
    assert slow.settings()[LISTENER] == new
    assert slow.world.describe(old)["InUseBy"] == []


def test_a_failed_launch(eb: Beanstalk) -> None:
    """The words of cloudposse/terraform-aws-elastic-beanstalk-environment#81."""
    made = eb.create(https(eb.world.request(NAME)))
    shown = eb.shown(made)
    assert (shown["Status"], shown["Health"], "EndpointURL" in shown) == ("Ready", "Red", False)
    assert eb.load_balancers(made) == []
    stack, why, last = eb.errors(made)
    assert stack == (
        f"Stack named 'awseb-{made}-stack' aborted operation. Current state: 'CREATE_FAILED'  "
        "Reason: The following resource(s) failed to create: [AWSEBV2LoadBalancerListener443]. "
    )
    assert why.startswith("Creating Load Balancer listener failed Reason: The certificate '")
    assert last == "Failed to launch environment."

    eb.update(made, https(eb.world.issued("example.com")))
    assert eb.shown(made)["Health"] == "Green"
    assert len(eb.load_balancers(made)) == 1


def test_a_failed_update_is_rolled_back(eb: Beanstalk) -> None:
    """The form of a failed launch, as users report it of updates; its cause is from memory."""
    old, pending = eb.world.issued(NAME), eb.world.request("example.org")
    made = eb.create(https(old))
    eb.update(made, https(pending) | {("aws:autoscaling:asg", "MinSize"): "2"})
    shown = eb.shown(made)
    assert (shown["Status"], shown["Health"]) == ("Ready", "Green")
    assert eb.settings()[LISTENER] == old
    assert ("aws:autoscaling:asg", "MinSize") not in eb.settings()
    assert eb.world.describe(old)["InUseBy"]
    assert eb.world.describe(pending)["InUseBy"] == []
    stack, why, last = eb.errors(made)
    assert "Current state: 'UPDATE_ROLLBACK_IN_PROGRESS'" in stack
    assert "failed to update: [AWSEBV2LoadBalancerListener443]" in stack
    assert why.startswith("Updating Load Balancer listener failed Reason: The certificate '")
    assert last == "Failed to deploy configuration."
    latest = eb.client.describe_events(EnvironmentId=made)["Events"][0]
    assert (latest["Severity"], latest["Message"]) == (
        "INFO",
        "The environment was reverted to the previous configuration setting.",
    )


def test_a_classic_load_balancer_fails_under_its_name(eb: Beanstalk) -> None:
    """As users report it: "Updating load balancer named: awseb-e-t-AWSEBLoa-... failed"."""
    made = eb.create(classic(eb.world.issued(NAME)))
    (name,) = eb.load_balancers(made)
    eb.update(made, classic(eb.world.request("example.org")))
    _, why, _ = eb.errors(made)
    assert why.startswith(f"Updating load balancer named: {name} failed Reason: Server Certificate")
