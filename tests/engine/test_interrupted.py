"""An `up` that is killed at any step is finished by the next one."""

import signal
import time

import pytest

from acm_sandbox.aws.journal import Journal
from acm_sandbox.aws.settings import Settings, current
from support.certificates import certificates, cnames, program, zone
from support.engine import EngineSandbox, Project, Running, wait_until
from support.killing import killing

PROGRAM = program(domains=["example.com", "*.example.com", "a.example.com"], cloudfront=True)
REGIONS = ("eu-west-1", "us-east-1")
RESOURCES = 7
"""The component, two certificates, two records, two validations."""
STEPS = RESOURCES + 1
"""And the stack."""


@pytest.fixture
def zone_id(sandbox: EngineSandbox) -> str:
    """A zone, in an AWS that takes its time, so that an engine can be killed while it works."""
    current.value = Settings(issue_delay=0.5)
    return zone(sandbox, "example.com")


def start(project: Project) -> Running:
    """Start an `up` that does one thing at a time: one request at most can be in flight."""
    return project.start("up", "--yes", "--skip-preview", "--parallel", "1")


def assert_finished_by_the_next(sandbox: EngineSandbox, project: Project, zone_id: str) -> None:
    """Run `up` again, as a user would after a crash, and see that nothing is missing."""
    # The call in flight ends in AWS whether or not anybody is still there to hear of it.
    time.sleep(0.5)
    project.cancel()
    again = project.up()
    assert again.ok, again.output
    state = project.export()["deployment"]["resources"]
    assert sum(not each["type"].startswith("pulumi:") for each in state) == RESOURCES
    assert project.preview_json()["changeSummary"].keys() == {"same"}
    outputs = project.outputs()
    assert list(outputs["arns"]) == list(REGIONS)
    for region in REGIONS:
        issued = {c["CertificateArn"]: c["Status"] for c in certificates(sandbox, region)}
        assert issued[outputs["arns"][region]] == "ISSUED"
    # One a region is needed, and one may have been in flight when the engine died.
    assert sandbox.calls("RequestCertificate") <= len(REGIONS) + 1
    assert len(cnames(sandbox, zone_id)) == len(outputs["validation_records"])


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_killed_at_a_resource_step(sandbox: EngineSandbox, zone_id: str, step: int) -> None:
    """SIGKILL as the engine begins its nth resource."""
    project = sandbox.project(PROGRAM)
    running = start(project)
    begun = wait_until(
        lambda: sum("resourcePreEvent" in event for event in running.events()) >= step
    )
    assert begun, running.output
    assert running.process.poll() is None, "the engine was done before it could be killed"
    running.kill()
    assert_finished_by_the_next(sandbox, project, zone_id)


@pytest.mark.parametrize(
    ("operation", "nth"),
    [
        ("RequestCertificate", 1),
        ("RequestCertificate", 2),
        ("ChangeResourceRecordSets", 1),
        ("ChangeResourceRecordSets", 2),
    ],
)
def test_killed_while_aws_writes(
    sandbox: EngineSandbox,
    zone_id: str,
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    nth: int,
) -> None:
    """SIGKILL after AWS has been asked and before it has answered: the worst moment."""
    project = sandbox.project(PROGRAM)
    victims: list[int] = []
    monkeypatch.setattr(Journal, "add", killing(Journal.add, victims, operation, nth))
    running = start(project)
    victims.append(running.process.pid)
    assert running.process.wait(60) == -signal.SIGKILL, running.output
    assert_finished_by_the_next(sandbox, project, zone_id)
