"""The door: loopback only, one account for each key, and no defect that goes unseen."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from acm_sandbox.aws.acm.backend import AcmBackend
from unit.sandbox.aws.support import ACCOUNT, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:1234", 200),
        ("[::1]:1234", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("[::1", 403),
        ("", 403),
    ],
)
def test_only_loopback_names_are_answered(world: World, host: str, status: int) -> None:
    """A web page can lead a name of its own here, but cannot change the Host header."""
    connection = http.client.HTTPConnection(urlsplit(world.endpoint).netloc, timeout=5)
    connection.request("GET", "/_sandbox/journal", headers={"Host": host})
    assert connection.getresponse().status == status
    connection.close()


def test_the_account_is_that_of_the_key(world: World) -> None:
    """STS, AssumeRole: the key belongs to the role's account, and so does what it makes."""
    assert world.sts.get_caller_identity()["Account"] == ACCOUNT
    answer = world.sts.assume_role(
        RoleArn="arn:aws:iam::222222222222:role/dns", RoleSessionName="dns"
    )
    key = answer["Credentials"]["AccessKeyId"]
    assert world.client("sts", key=key).get_caller_identity()["Account"] == "222222222222"

    arn = world.client("acm", key=key).request_certificate(
        DomainName="example.com", ValidationMethod="DNS"
    )["CertificateArn"]
    assert arn.split(":")[4] == "222222222222"
    with refused("ResourceNotFoundException"):
        world.describe(arn)


def test_a_region_that_aws_does_not_have_is_refused(world: World) -> None:
    """In AWS the name of such an endpoint does not resolve; moto answers EC2, and no 500 either."""
    with refused("NotInTheSandbox", "the sandbox has no acm in region 'eu-nowhere-1'"):
        world.acm("eu-nowhere-1").list_certificates()
    with refused("NotInTheSandbox", "the sandbox has no ec2 in region 'eu-nowhere-1'"):
        world.client("ec2", "eu-nowhere-1").describe_vpcs()


def test_a_defect_of_the_sandbox_is_shown_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 500 would be repeated by every SDK, and would say nothing."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(AcmBackend, "list_certificates", broken)
    message = "the sandbox failed at acm:ListCertificates: ZeroDivisionError('oops')"
    with refused("SandboxDefect", message):
        world.acm().list_certificates()
    assert list(world.calls().values()) == [1]


def test_calls_at_the_same_time_do_not_disturb_each_other(world: World) -> None:
    """Pulumi makes 16 at once, and more."""
    acm = world.acm()

    def request(number: int) -> str:
        name = f"n{number}.example.com"
        return acm.request_certificate(DomainName=name, ValidationMethod="DNS")["CertificateArn"]

    with ThreadPoolExecutor(10) as pool:
        arns = set(pool.map(request, range(60)))
    summaries = acm.list_certificates()["CertificateSummaryList"]
    assert {summary["CertificateArn"] for summary in summaries} == arns
    assert len(arns) == 60
    assert world.calls()["acm:RequestCertificate eu-west-1"] == 60


def test_other_paths_below_sandbox_do_not_exist(world: World) -> None:
    """They are the sandbox's own, and so not counted as calls."""
    connection = http.client.HTTPConnection(urlsplit(world.endpoint).netloc, timeout=5)
    connection.request("GET", "/_sandbox/other")
    assert connection.getresponse().status == 404
    connection.close()
    assert world.calls() == {}
