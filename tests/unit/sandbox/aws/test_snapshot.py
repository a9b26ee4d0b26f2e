"""The state in a file."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws import approval, environment, install, snapshot
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.servicequotas import decisions
from support.pem import authority, issue
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from pathlib import Path

    from acm_sandbox.aws.gateway import Gateway
    from unit.sandbox.aws.support import World


@pytest.fixture
def path(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the running server saves into."""
    file = tmp_path / "state"
    server = world.server._server
    assert server is not None
    gateway: Gateway = server.app  # type: ignore[assignment]  # werkzeug knows a WSGI application only
    monkeypatch.setattr(gateway, "_snapshot", file)
    return file


def test_everything_is_there_again(world: World, path: Path) -> None:
    """Certificates, zones, tags, tokens and the CA: a second `run --state` continues the first."""
    arn = world.issued("example.com", IdempotencyToken="one", Tags=[{"Key": "a", "Value": "b"}])
    body = world.acm().get_certificate(CertificateArn=arn)
    detail = world.describe(arn)
    zones = world.route53.list_hosted_zones()["HostedZones"]

    install.install()
    with refused("ResourceNotFoundException"):
        world.describe(arn)
    snapshot.load(path)

    assert world.describe(arn) == detail
    again = world.acm().get_certificate(CertificateArn=arn)
    assert again["Certificate"] == body["Certificate"]
    assert again["CertificateChain"] == body["CertificateChain"]
    assert world.route53.list_hosted_zones()["HostedZones"] == zones
    assert (
        world.request("example.com", IdempotencyToken="one", Tags=[{"Key": "a", "Value": "b"}])
        == arn
    )


def test_imports_and_approvals_are_there_again(world: World, path: Path) -> None:
    """Keys that came from elsewhere, too; an approval is kept though no API of AWS's changed it."""
    made = issue(issuer=authority())
    imported, mailed = world.import_(made), world.by_email("example.com")
    approval.approve(world.endpoint, mailed)
    install.install()
    snapshot.load(path)
    assert world.describe(mailed)["Status"] == "ISSUED"
    body = world.acm().get_certificate(CertificateArn=imported)
    assert body["Certificate"].encode() == made.certificate
    assert world.import_(made, imported) == imported


def test_load_balancers_are_there_again(world: World, path: Path) -> None:
    """With their networks, which moto keeps, and with what they use."""
    lb = Balancing(world)
    default, more = world.issued("example.com"), world.issued("example.org")
    vpc = lb.vpc()
    subnets = lb.subnets(vpc)
    balancer = lb.load_balancer(Subnets=subnets)
    listener = lb.listener(balancer, default)
    lb.add(listener, more)
    name = lb.classic(default, Subnets=subnets)
    certificates, described = lb.certificates(listener), lb.described(name)
    in_use_by = world.describe(default)["InUseBy"]
    networks = lb.ec2.describe_subnets()["Subnets"]

    install.install()
    assert lb.elbv2.describe_load_balancers()["LoadBalancers"] == []
    snapshot.load(path)

    assert lb.certificates(listener) == certificates
    assert lb.described(name) == described
    assert world.describe(default)["InUseBy"] == in_use_by
    assert lb.ec2.describe_subnets()["Subnets"] == networks
    # What is there again can be changed, and what is new is beside it.
    lb.default(listener, more)
    lb.elbv2.set_subnets(LoadBalancerArn=balancer, Subnets=[*subnets, *lb.subnets(vpc, "c")])
    assert lb.described(lb.classic(Subnets=subnets))["VPCId"] == vpc


def test_each_change_is_saved_before_it_is_answered(world: World, path: Path) -> None:
    """A SIGKILL loses the call in flight at most."""
    arn = world.request("example.com")
    install.install()
    snapshot.load(path)
    assert world.describe(arn)["Status"] == "PENDING_VALIDATION"


def test_a_killed_process_is_continued(tmp_path: Path) -> None:
    """SIGKILL right after the answer; what it had answered is there in the next process."""
    state = tmp_path / "new" / "state"
    program = f"""if True:
        import os, pathlib, signal, sys, boto3
        from acm_sandbox.aws.server import LocalAws

        with LocalAws(snapshot=pathlib.Path({str(state)!r})) as server:
            acm = boto3.client("acm", "eu-west-1", endpoint_url=server.endpoint)
            summaries = acm.list_certificates()["CertificateSummaryList"]
            print([summary["DomainName"] for summary in summaries], flush=True)
            name = f"n{{len(summaries)}}.example.com"
            acm.request_certificate(DomainName=name, ValidationMethod="DNS")
            os.kill(os.getpid(), signal.SIGKILL)
        """
    environ = environment.isolate(os.environ, "unused")
    printed = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")
        printed.append(done.stdout.strip())
    assert printed == ["[]", "['n0.example.com']", "['n0.example.com', 'n1.example.com']"]


def test_an_issue_that_a_look_brought_about_is_saved(world: World, path: Path) -> None:
    """DescribeCertificate changes nothing in AWS, but here it is what issues a certificate."""
    arn = world.issued("example.com")
    issued_at = world.describe(arn)["IssuedAt"]
    install.install()
    snapshot.load(path)
    zone = world.route53.list_hosted_zones()["HostedZones"][0]["Id"]
    records = world.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    assert len(records) == 3
    assert world.describe(arn)["IssuedAt"] == issued_at


def test_the_moment_of_the_last_change_is_kept(world: World, path: Path) -> None:
    """A certificate was issued when its records came, however late the next process looks."""
    arn = world.request("example.com")
    world.prove(arn, world.zone("example.com"))
    at = clock.now()
    install.install()
    clock.advance(timedelta(hours=80))
    snapshot.load(path)
    detail = world.describe(arn)
    assert detail["Status"] == "ISSUED"
    assert at - detail["IssuedAt"] < timedelta(minutes=1)


def test_quotas_and_organizations_are_kept(world: World, path: Path) -> None:
    """What was granted, what was asked for, and whose accounts there are."""
    quotas, organizations = world.client("service-quotas"), world.client("organizations")
    codes = {"ServiceCode": "acm", "QuotaCode": "L-FB94F0B0"}
    asked = quotas.request_service_quota_increase(**codes, DesiredValue=50)["RequestedQuota"]
    decisions.decide(asked["Id"])
    organizations.create_organization()
    accounts = organizations.list_accounts()["Accounts"]

    install.install()
    assert quotas.get_service_quota(**codes)["Quota"]["Value"] == 10
    snapshot.load(path)

    assert quotas.get_service_quota(**codes)["Quota"]["Value"] == 50
    found = quotas.get_requested_service_quota_change(RequestId=asked["Id"])["RequestedQuota"]
    assert found["Status"] == "APPROVED"
    assert organizations.list_accounts()["Accounts"] == accounts


def test_a_look_alone_writes_nothing(world: World, path: Path) -> None:
    """It would cost milliseconds a call."""
    world.acm().list_certificates()
    world.route53.list_hosted_zones()
    world.sts.get_caller_identity()
    assert not path.exists()


def test_assumed_roles_are_kept(world: World, path: Path) -> None:
    """A program that holds a key of another account goes on with it."""
    key = world.sts.assume_role(
        RoleArn="arn:aws:iam::222222222222:role/dns", RoleSessionName="dns"
    )["Credentials"]["AccessKeyId"]
    install.install()
    snapshot.load(path)
    world.client("acm", key=key).list_certificates()
    arn = world.client("acm", key=key).request_certificate(
        DomainName="example.com", ValidationMethod="DNS"
    )["CertificateArn"]
    assert arn.split(":")[4] == "222222222222"


def test_the_file_is_the_users_alone(world: World, path: Path) -> None:
    """The private keys of the certificates are in it."""
    world.request("example.com")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"", b"not a pickle", b"\x80\x04}\x94."])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Rather than overwritten."""
    file = tmp_path / "state"
    file.write_bytes(content)
    with pytest.raises(ValueError, match="is no state of this sandbox: delete it"):
        snapshot.load(file)


def test_a_missing_file_is_an_empty_aws(tmp_path: Path) -> None:
    """The first run."""
    snapshot.load(tmp_path / "none")
