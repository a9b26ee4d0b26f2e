"""Attachments: each target gets the certificate, and no moment is without one."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.exceptions import ClientError

from pulumi_acm.names import covers
from support.certificates import certificates, zone
from support.engine import EngineSandbox, wait_until
from support.targets import TARGETS, Target

BEFORE = ("example.com", "*.example.com")
AFTER = (*BEFORE, "api.example.com")
HOST = "www.example.com"
CLASSIC = TARGETS["classic load balancer"]


@pytest.fixture(params=sorted(TARGETS))
def target(request: pytest.FixtureRequest) -> Target:
    """Each of the targets in turn."""
    return TARGETS[request.param]


class Watcher:
    """Polls what a target serves, all the time, and remembers what was wrong."""

    def __init__(self, sandbox: EngineSandbox, target: Target) -> None:
        """Watch nothing yet."""
        self._sandbox, self._target = sandbox, target
        self.polls = 0
        self.seen: list[str] = []
        self.faults: list[str] = []

    def poll(self) -> None:
        """Look once."""
        served = self._target.served(self._sandbox)
        self.polls += 1
        self.seen += [arn for arn in served if arn not in self.seen]
        if not any(self._is_good(arn) for arn in served):
            self.faults.append(f"poll {self.polls}: {served}")

    def _is_good(self, arn: str) -> bool:
        acm = self._sandbox.client("acm", self._target.region)
        try:
            found: dict[str, Any] = acm.describe_certificate(CertificateArn=arn)["Certificate"]
        except ClientError:
            return False
        names = found["SubjectAlternativeNames"]
        return found["Status"] == "ISSUED" and any(covers(name, HOST) for name in names)


@contextmanager
def watching(sandbox: EngineSandbox, target: Target) -> Iterator[Watcher]:
    """Poll all the while."""
    watcher = Watcher(sandbox, target)
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            watcher.poll()
            time.sleep(0.02)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield watcher
    finally:
        over.set()
        thread.join()
        watcher.poll()


def test_certificate_is_in_use(sandbox: EngineSandbox, target: Target) -> None:
    """AWS reports the certificate as used by the target, and the target as serving it."""
    zone(sandbox, "example.com")
    project = sandbox.project(target.text(*BEFORE))
    up = project.up()
    assert up.ok, up.output
    [certificate] = certificates(sandbox, target.region)
    assert certificate["Status"] == "ISSUED"
    assert certificate["InUseBy"]
    assert target.served(sandbox) == [certificate["CertificateArn"]]
    assert project.preview_json()["changeSummary"].keys() == {"same"}


def test_a_new_certificate_is_switched_without_a_gap(
    sandbox: EngineSandbox, target: Target
) -> None:
    """At no poll is the target without an issued certificate; the old one is gone in the end."""
    if target is CLASSIC:
        pytest.skip("the AWS provider deletes and creates its listener: see the test below")
    zone(sandbox, "example.com")
    project = sandbox.project(target.text(*BEFORE))
    assert project.up().ok
    [old] = certificates(sandbox, target.region)
    project.write(target.text(*AFTER))
    with watching(sandbox, target) as watcher:
        up = project.up()
        assert up.ok, up.output
    [new] = certificates(sandbox, target.region)
    assert watcher.faults == []
    assert watcher.polls > 3
    assert watcher.seen == [old["CertificateArn"], new["CertificateArn"]]
    assert new["InUseBy"]


def test_a_classic_load_balancer_is_switched_with_a_gap(sandbox: EngineSandbox) -> None:
    """What the AWS provider does to its listeners, and docs/attach.md tells of."""
    zone(sandbox, "example.com")
    project = sandbox.project(CLASSIC.text(*BEFORE))
    assert project.up().ok
    project.write(CLASSIC.text(*AFTER))
    sandbox.reset_journal()
    assert project.up().ok
    assert sandbox.calls("DeleteLoadBalancerListeners") == 1
    assert sandbox.calls("CreateLoadBalancerListeners") == 1
    [new] = certificates(sandbox)
    assert CLASSIC.served(sandbox) == [new["CertificateArn"]]


def test_killed_in_the_middle_of_a_switch(sandbox: EngineSandbox, target: Target) -> None:
    """The same when the engine dies as the first new certificate is made, and is run again."""
    zone(sandbox, "example.com")
    project = sandbox.project(target.text(*BEFORE))
    assert project.up().ok
    project.write(target.text(*AFTER))
    with watching(sandbox, target) as watcher:
        running = project.start("up", "--yes", "--skip-preview")
        assert wait_until(lambda: len(certificates(sandbox, target.region)) > 1)
        running.kill()
        project.cancel()
        time.sleep(0.5)
        up = project.up()
        assert up.ok, up.output
    assert watcher.faults == [] or target is CLASSIC
    used = [each for each in certificates(sandbox, target.region) if each["InUseBy"]]
    assert len(used) == 1
    assert set(AFTER) == set(used[0]["SubjectAlternativeNames"])
