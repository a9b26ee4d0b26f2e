"""The default certificate of a listener, and what AWS does to one that is replaced.

Guides and users disagree: see `keeps_replaced_default` of the sandbox's settings.
"""

import signal
import time
from typing import Any

import pytest

from acm_sandbox.aws.journal import Journal
from acm_sandbox.aws.settings import Settings, current
from support.certificates import certificates, zone
from support.engine import EngineSandbox, Project, wait_until
from support.killing import killing
from support.targets import IMPORTS, NETWORK

BALANCER = f"""{IMPORTS}{NETWORK}
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
"""


def program(
    domains: list[str], default: str = "site", further: str = "", listed: bool = True
) -> str:
    """Return a listener with two certificates, in one of the two roles each."""
    return f"""{BALANCER}
site = acm.Certificate("site", {{"domains": {domains!r}}})
other = acm.Certificate("other", {{"domains": ["other.example.com"]}})
acm.HttpsListener("web", {{
    "load_balancer_arn": balancer.arn, "target_group_arn": targets.arn,
    "certificate": {default}, "more_certificates": [{further}], "list_default": {listed!r},
}})
"""


@pytest.fixture
def project(sandbox: EngineSandbox) -> Project:
    """A listener with `site` as its default certificate, in the list, too."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(["example.com"]))
    up = project.up()
    assert up.ok, up.output
    return project


def listed(sandbox: EngineSandbox) -> list[tuple[str, bool]]:
    """Return the certificates of the listener by their first names, and which is the default."""
    elbv2 = sandbox.client("elbv2")
    names = {each["CertificateArn"]: each["DomainName"] for each in certificates(sandbox)}
    [balancer] = elbv2.describe_load_balancers()["LoadBalancers"]
    arn = balancer["LoadBalancerArn"]
    [listener] = elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]
    found = elbv2.describe_listener_certificates(ListenerArn=listener["ListenerArn"])
    return [(names[each["CertificateArn"]], each["IsDefault"]) for each in found["Certificates"]]


def of_site(sandbox: EngineSandbox) -> list[dict[str, Any]]:
    """Return the certificates of `site`."""
    return [each for each in certificates(sandbox) if each["DomainName"] == "example.com"]


BOTH = [("example.com", True), ("example.com", False)]
AFTER = ["example.com", "www.example.com"]


@pytest.mark.parametrize("kept", [False, True], ids=["as the guides say", "as users say"])
def test_a_listed_default_is_replaced(sandbox: EngineSandbox, project: Project, kept: bool) -> None:
    """Whatever AWS does to the old one: it is taken from the list, and deleted."""
    assert listed(sandbox) == BOTH
    current.value = Settings(keeps_replaced_default=kept)
    [old] = of_site(sandbox)
    project.write(program(AFTER))
    up = project.up()
    assert up.ok, up.output
    [new] = of_site(sandbox)
    assert new["CertificateArn"] != old["CertificateArn"]
    assert listed(sandbox) == BOTH
    assert project.preview_json()["changeSummary"].keys() == {"same"}


@pytest.mark.parametrize("moment", ["ModifyListener", "RemoveListenerCertificates"])
def test_killed_while_a_listed_default_is_replaced(
    sandbox: EngineSandbox, project: Project, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next `up` finishes it."""
    current.value = Settings(keeps_replaced_default=True)
    project.write(program(AFTER))
    victims: list[int] = []
    monkeypatch.setattr(Journal, "add", killing(Journal.add, victims, moment, 1))
    running = project.start("up", "--yes", "--skip-preview")
    victims.append(running.process.pid)
    assert running.process.wait(60) == -signal.SIGKILL, running.output
    time.sleep(0.5)
    project.cancel()
    up = project.up()
    assert up.ok, up.output
    [new] = of_site(sandbox)
    assert new["SubjectAlternativeNames"] == AFTER
    assert listed(sandbox) == BOTH


def test_a_default_that_is_not_listed(sandbox: EngineSandbox, project: Project) -> None:
    """If users are right, the old one waits to be deleted until somebody takes it from the list."""
    project.destroy()
    project.write(program(["example.com"], listed=False))
    assert project.up().ok
    assert listed(sandbox) == [("example.com", True)]
    current.value = Settings(keeps_replaced_default=True)
    [old] = of_site(sandbox)
    sandbox.reset_journal()
    project.write(program(AFTER, listed=False))
    running = project.start("up", "--yes", "--skip-preview")
    assert wait_until(lambda: sandbox.calls("DeleteCertificate") > 1), running.output
    assert len(listed(sandbox)) == 2
    elbv2 = sandbox.client("elbv2")
    [balancer] = elbv2.describe_load_balancers()["LoadBalancers"]
    arn = balancer["LoadBalancerArn"]
    [listener] = elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]
    elbv2.remove_listener_certificates(
        ListenerArn=listener["ListenerArn"],
        Certificates=[{"CertificateArn": old["CertificateArn"]}],
    )
    result = running.wait()
    assert result.ok, result.output
    assert listed(sandbox) == [("example.com", True)]
    assert len(of_site(sandbox)) == 1


def test_default_and_further_change_places(sandbox: EngineSandbox, project: Project) -> None:
    """Both are in the list all the time: the listener is switched, and nothing else happens."""
    project.write(program(["example.com"], "site", "other"))
    assert project.up().ok
    project.write(program(["example.com"], "other", "site"))
    sandbox.reset_journal()
    up = project.up()
    assert up.ok, up.output
    assert sandbox.calls("ModifyListener") == 1
    assert sandbox.calls("AddListenerCertificates") == 0
    assert sandbox.calls("RemoveListenerCertificates") == 0
    assert listed(sandbox)[0] == ("other.example.com", True)
    assert set(listed(sandbox)[1:]) == {("example.com", False), ("other.example.com", False)}


def test_destroyed_with_the_listener(sandbox: EngineSandbox, project: Project) -> None:
    """AWS takes no default certificate from the list: nobody asks for it."""
    sandbox.reset_journal()
    destroyed = project.destroy()
    assert destroyed.ok, destroyed.output
    assert sandbox.calls("RemoveListenerCertificates") == 0
    assert certificates(sandbox) == []
