"""`pulumi-acm resend-email`, against a local AWS."""

from datetime import timedelta

import pytest

from acm_sandbox.aws.approval import approve
from acm_sandbox.aws.clock import clock
from pulumi_acm.cli.errors import INCOMPLETE, USAGE
from support.pem import issue
from unit.components.cli.conftest import Run
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import HOME, World

SENT = "acm:ResendValidationEmail"
MAILBOXES = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")


def addresses(domain: str) -> str:
    """Return the addresses of a validation domain as they are printed."""
    return ", ".join(f"{each}@{domain}" for each in MAILBOXES)


def sent(world: World, region: str = HOME) -> int:
    """Count the mails that were sent again."""
    return world.calls().get(f"{SENT} {region}", 0)


def test_all_that_are_pending(world: World, run: Run) -> None:
    """To whom is said; what is approved already gets no second mail."""
    arn = world.by_email(
        *("example.com", "*.example.com", "app.example.com"),
        DomainValidationOptions=[
            {"DomainName": "app.example.com", "ValidationDomain": "example.com"}
        ],
        region="us-east-1",
    )
    approve(world.endpoint, arn, ["example.com"])
    ended = run("resend-email", arn)
    assert ended.status == 0, ended.err
    assert sorted(ended.out.splitlines()) == [
        f"*.example.com: {addresses('example.com')}",
        f"app.example.com: {addresses('example.com')}",
    ]
    assert ended.err.startswith("2 name(s) to approve: for each, somebody at one of these")
    assert "within 72 hours. Look into the spam folders" in ended.err
    assert sent(world, "us-east-1") == 2, "the region is the ARN's"
    app = [
        each
        for each in world.describe(arn)["DomainValidationOptions"]
        if each["DomainName"] == "app.example.com"
    ]
    assert app[0]["ValidationDomain"] == "example.com", "where it goes stays as it was"


def test_some_names(world: World, run: Run) -> None:
    """Those that are given, as long as anybody has to approve them."""
    arn = world.by_email("example.com", "www.example.com", "app.example.com")
    approve(world.endpoint, arn, ["app.example.com"])
    ended = run("resend-email", arn, "--domain", "WWW.example.com", "--domain", "app.example.com")
    assert ended.status == 0, ended.err
    assert ended.out == f"www.example.com: {addresses('example.com')}\n"
    assert "app.example.com is approved already" in ended.err
    assert sent(world) == 1
    ended = run("resend-email", arn, "--domain", "app.example.com")
    assert ended.status == USAGE
    assert "all of these names are approved already; no mail was sent" in ended.err


def test_a_renewal(world: World, run: Run) -> None:
    """An issued certificate asks again when it renews."""
    balancing = Balancing(world)
    arn = world.by_email("example.com")
    approve(world.endpoint, arn)
    balancing.listener(balancing.load_balancer(), arn)
    ended = run("resend-email", arn)
    assert ended.status == USAGE
    assert f"{arn}: it is issued already, and no renewal waits for an approval" in ended.err
    clock.advance(timedelta(days=160))
    assert run("resend-email", arn).out == f"example.com: {addresses('example.com')}\n"


def test_nobody_is_asked_by_mail(world: World, run: Run) -> None:
    """Each kind of certificate for which there is no mail."""
    by_dns = world.request("example.com")
    imported = world.import_(issue(["example.com"]))
    late = world.by_email("example.com")
    clock.advance(timedelta(hours=73))
    for arn, message in (
        (by_dns, "it is validated by DNS, not by email"),
        (imported, "its type is imported"),
        (late, "it is VALIDATION_TIMED_OUT: not every name was validated within 72 hours"),
    ):
        ended = run("resend-email", arn)
        assert (ended.status, ended.out) == (USAGE, "")
        assert f"{arn}: {message}" in ended.err
    assert sent(world) == 0


def test_a_name_that_it_does_not_have(world: World, run: Run) -> None:
    """With those that it has; nothing is sent, to nobody."""
    arn = world.by_email("example.com", "www.example.com")
    ended = run("resend-email", arn, "--domain", "example.com", "--domain", "api.example.com")
    assert ended.status == USAGE
    assert '"api.example.com" is no name of it; its names are example.com, www.example' in ended.err
    assert sent(world) == 0


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("eu-west-1:123456789012", "there is no certificate {arn} in eu-west-1"),
        (
            "eu-west-1:210987654321",
            "these credentials are those of account 123456789012, the ARN says 210987654321",
        ),
    ],
)
def test_not_there(world: World, run: Run, where: str, message: str) -> None:
    """What may be wrong with the ARN is said."""
    world.by_email("example.com")
    arn = f"arn:aws:acm:{where}:certificate/00000000-0000-0000-0000-000000000000"
    ended = run("resend-email", arn)
    assert ended.status == USAGE
    assert message.format(arn=arn) in ended.err
    assert ended.err.count("account") == (1 if "210987654321" in where else 0)


def test_a_region_that_is_misspelt(world: World, run: Run) -> None:
    """It is a doubt and no error: AWS opens regions."""
    del world
    ended = run("resend-email", f"arn:aws:acm:eu-wset-1:123456789012:certificate/{'0' * 36}")
    assert ended.status == INCOMPLETE
    doubt = 'eu-wset-1 is not a region that botocore knows; did you mean "eu-west-1"?'
    assert ended.err.splitlines()[0] == doubt


@pytest.mark.parametrize(
    "arn", ["example.com", "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/x"]
)
def test_no_arn(world: World, run: Run, arn: str) -> None:
    """How one is written, and where to find it."""
    ended = run("resend-email", arn)
    assert ended.status == USAGE
    assert f'"{arn}" is no ARN of a certificate' in ended.err
    assert "unvalidated_arns" in ended.err
    assert world.calls() == {}


def test_a_refusal_in_the_middle(world: World, run: Run) -> None:
    """What has been sent is known, and which permission is missing."""
    arn = world.by_email("example.com")
    world.server.faults.deny(SENT)
    ended = run("resend-email", arn)
    assert (ended.status, ended.out) == (INCOMPLETE, "")
    assert (
        "example.com: no mail was sent (0 of 1 were): the permission acm:ResendValidationEmail is "
        "missing"
    ) in ended.err


def test_one_a_second(world: World, run: Run) -> None:
    """AWS takes no more; what it refuses for that is sent a moment later."""
    arn = world.by_email("example.com", "www.example.com")
    world.server.faults.throttle(SENT, calls=1)
    ended = run("resend-email", arn)
    assert ended.status == 0, ended.err
    assert len(ended.out.splitlines()) == 2
    assert sent(world) == 3
