"""Attachments: each target gets the certificate, and no moment is without one."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.exceptions import ClientError

from acm_sandbox.aws.journal import Journal
from pulumi_acm.names import covers
from support.certificates import certificates, zone
from support.engine import EngineSandbox
from support.killing import killing
from support.targets import TARGETS, VARIANTS, Target

BEFORE = ("example.com", "*.example.com")
AFTER = (*BEFORE, "api.example.com")
HOST = "www.example.com"
EVERY = TARGETS | VARIANTS
CLASSIC = TARGETS["classic load balancer"]


@pytest.fixture
def target(request: pytest.FixtureRequest) -> Target:
    """Each of the targets in turn."""
    return EVERY[request.param]


every_target = pytest.mark.parametrize("target", sorted(EVERY), indirect=True)
# A variant is served by the same calls as the target that it is one of: nothing new can be cut.
each_of_the_seven = pytest.mark.parametrize("target", sorted(TARGETS), indirect=True)


class Watcher:
    """Polls what a target serves, all the time, and remembers what was wrong."""

    def __init__(self, sandbox: EngineSandbox, target: Target) -> None:
        """Watch nothing yet."""
        self._sandbox, self._target = sandbox, target
        self.polls = 0
        self.seen: list[str] = []
        self.gaps: list[str] = []
        """When it served nothing."""
        self.faults: list[str] = []
        """When it served what it must not."""

    def poll(self) -> None:
        """Look once."""
        served = self._target.served(self._sandbox)
        self.polls += 1
        self.seen += [arn for arn in served if arn not in self.seen]
        if not served:
            self.gaps.append(f"poll {self.polls}")
        elif not any(self._is_good(arn) for arn in served):
            self.faults.append(f"poll {self.polls}: {served}")

    def assert_served(self) -> None:
        """Expect an issued certificate that covers the host, at every poll."""
        assert self.faults == []
        # The AWS provider deletes and creates the listener of this one: see the test of its gap.
        if self._target is not CLASSIC:
            assert self.gaps == []

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
            time.sleep(0.05)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield watcher
    finally:
        over.set()
        thread.join()
        watcher.poll()


def of_site(sandbox: EngineSandbox, target: Target) -> list[dict[str, Any]]:
    """Return the certificates of `site`, the one that is switched."""
    found = certificates(sandbox, target.region)
    return [each for each in found if each["DomainName"] == "example.com"]


@every_target
def test_a_certificate_is_served_and_switched(sandbox: EngineSandbox, target: Target) -> None:
    """AWS reports it in use. A new one comes without a gap, and the old one is gone in the end."""
    zone(sandbox, "example.com")
    project = sandbox.project(target.text(*BEFORE))
    up = project.up()
    assert up.ok, up.output
    [old] = of_site(sandbox, target)
    assert old["Status"] == "ISSUED"
    assert old["InUseBy"]
    assert target.served(sandbox) == [old["CertificateArn"]]
    assert project.preview_json()["changeSummary"].keys() == {"same"}

    project.write(target.text(*AFTER))
    sandbox.reset_journal()
    with watching(sandbox, target) as watcher:
        up = project.up()
        assert up.ok, up.output
    [new] = of_site(sandbox, target)
    watcher.assert_served()
    assert watcher.seen == [old["CertificateArn"], new["CertificateArn"]]
    assert new["InUseBy"]
    if target is CLASSIC:
        # The gap is what the AWS provider does to its listeners, and docs/attach.md tells of it.
        assert sandbox.calls("DeleteLoadBalancerListeners") == 1
        assert sandbox.calls("CreateLoadBalancerListeners") == 1


THOROUGHLY = (TARGETS["application load balancer"], TARGETS["cloudfront"])
"""What comes before a switch and after it is the same for all; but CloudFront has two regions."""


@each_of_the_seven
def test_killed_in_the_middle_of_a_switch(
    sandbox: EngineSandbox, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same when the engine dies as AWS is asked for one of the steps, and is run again."""
    zone(sandbox, "example.com")
    project = sandbox.project(target.text(*BEFORE))
    assert project.up().ok
    add = Journal.add
    names = list(BEFORE)
    moments = [target.switch]
    if target in THOROUGHLY:
        moments = ["RequestCertificate", target.switch, "DeleteCertificate"]
    with watching(sandbox, target) as watcher:
        for moment in moments:
            [old] = target.served(sandbox)
            names.append(f"{moment.lower()}.example.com")
            project.write(target.text(*names))
            victims: list[int] = []
            monkeypatch.setattr(Journal, "add", killing(add, victims, moment, 1))
            running = project.start("up", "--yes", "--skip-preview")
            victims.append(running.process.pid)
            assert running.process.wait(60) == -signal.SIGKILL, running.output
            time.sleep(0.5)
            project.cancel()
            up = project.up()
            assert up.ok, up.output
            # One that was requested when the engine died is not in the state: it stays, unused.
            left = {each["CertificateArn"]: each for each in of_site(sandbox, target)}
            assert old not in left
            [used] = [each for each in left.values() if each["InUseBy"]]
            assert set(used["SubjectAlternativeNames"]) == set(names)
            assert target.served(sandbox) == [used["CertificateArn"]]
    watcher.assert_served()


def test_a_replaced_api_is_mapped_again(sandbox: EngineSandbox) -> None:
    """A path can be mapped once: the mapping of the old API goes before the new one comes."""
    zone(sandbox, "example.com")
    target = TARGETS["api gateway http"]
    project = sandbox.project(target.text(*BEFORE))
    assert project.up().ok
    changed = target.text(*BEFORE).replace("https://example.com/", "https://example.org/")
    project.write(changed)
    up = project.up()
    assert up.ok, up.output
    assert project.preview_json()["changeSummary"].keys() == {"same"}
