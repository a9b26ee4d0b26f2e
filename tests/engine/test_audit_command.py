"""`pulumi-acm audit`, where AWS does not answer all: the rest is told, and what is missing."""

import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from acm_sandbox.aws.settings import Settings
from pulumi_acm.audit.inventory import Wanted
from pulumi_acm.cli import auditing as steps
from pulumi_acm.cli import main
from pulumi_acm.cli.errors import FOUND, INCOMPLETE
from support.cli import pulumi_acm_in
from unit.sandbox.aws.support import ACCOUNT, HOME, World

VIRGINIA = "us-east-1"
MILAN = "eu-south-1"
OTHER = "210987654321"
THIRD = "321098765432"


@dataclass(frozen=True)
class Ended:
    """How the command ended."""

    status: int
    document: dict[str, Any]
    err: str

    @property
    def gaps(self) -> list[tuple[str, str | None, str]]:
        """Where what could not be read."""
        gaps = self.document["inventory"]["gaps"]
        return [(each["scope"]["account"], each["scope"]["region"], each["what"]) for each in gaps]

    @property
    def found(self) -> dict[str, list[str]]:
        """The codes that were found, by region."""
        codes: dict[str, list[str]] = {}
        for each in self.document["findings"]:
            codes.setdefault(each["region"], []).append(each["code"])
        return codes


class Auditing:
    """Two regions, each with a certificate that nothing uses; and the command."""

    def __init__(self, world: World, directory: Path) -> None:
        """Issue the certificates."""
        self.world = world
        self.directory = directory
        self.environment = world.server.isolated(os.environ)
        world.issued("example.com")
        world.request("example.com", region=VIRGINIA)
        self.regions: tuple[str, ...] = (HOME, VIRGINIA)

    @property
    def command(self) -> tuple[str, ...]:
        """The command, for these regions."""
        regions = [part for region in self.regions for part in ("--region", region)]
        return ("audit", *regions, "--no-dns", "--format", "json")

    def __call__(self, *arguments: str) -> Ended:
        """Run the command."""
        done = pulumi_acm_in(self.directory, self.environment, *self.command, *arguments)
        return Ended(done.returncode, json.loads(done.stdout), done.stderr)


@pytest.fixture
def auditing(world: World, tmp_path: Path) -> Auditing:
    """An account in which something is found in each region."""
    return Auditing(world, tmp_path)


def test_all_can_be_read(auditing: Auditing) -> None:
    """What the other tests differ from."""
    done = auditing()
    assert (done.status, done.gaps, done.err) == (0, [], "")
    assert done.found == {HOME: ["not-in-use"], VIRGINIA: ["not-in-use"]}


def test_no_permission_in_one_region(auditing: Auditing) -> None:
    """The other region is told of; with --fail-on, what was found there goes first."""
    auditing.world.server.faults.deny("acm:*", region=VIRGINIA)
    done = auditing()
    assert done.status == INCOMPLETE
    assert done.found == {HOME: ["not-in-use"]}
    assert (ACCOUNT, VIRGINIA, "certificates") in done.gaps
    assert f"not read: certificates in {ACCOUNT} {VIRGINIA}: AccessDenied" in done.err
    assert "allow acm:" in done.err
    assert auditing("--fail-on", "low").status == FOUND
    assert auditing("--fail-on", "medium").status == INCOMPLETE


def test_throttled_for_a_while(auditing: Auditing) -> None:
    """It is asked again, and nothing is missing."""
    auditing.world.server.faults.throttle("acm:SearchCertificates", calls=2)
    done = auditing()
    assert (done.status, done.gaps) == (0, [])
    assert done.found == {HOME: ["not-in-use"], VIRGINIA: ["not-in-use"]}
    assert done.document["inventory"]["retries"] == {"acm:SearchCertificates": 2}


def test_throttled_without_end(
    auditing: Auditing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is given up, in this region."""
    auditing.world.server.faults.throttle("acm:SearchCertificates", calls=1000, region=VIRGINIA)
    for name in os.environ.keys() - auditing.environment.keys():
        monkeypatch.delenv(name)
    for name, value in auditing.environment.items():
        monkeypatch.setenv(name, value)
    # In this process, because eight attempts take a minute.
    monkeypatch.setattr(steps, "Wanted", partial(Wanted, attempts=2))
    monkeypatch.setattr(sys, "argv", ["pulumi-acm", *auditing.command])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capsys.readouterr()
    done = Ended(int(end.value.code or 0), json.loads(out), err)
    assert done.status == INCOMPLETE
    assert done.found == {HOME: ["not-in-use"]}
    assert done.gaps == [(ACCOUNT, VIRGINIA, "certificates")]
    assert "Throttling" in done.err
    assert "run it again later" in done.err


def test_a_region_that_is_switched_off(auditing: Auditing) -> None:
    """Asked for by name it is a gap, with the way out; else it is not asked at all."""
    auditing.world.server.reset(Settings(regions_off=frozenset({MILAN})))
    auditing.world.issued("example.com")
    auditing.regions = (HOME, MILAN)
    done = auditing()
    assert done.status == INCOMPLETE
    assert done.found == {HOME: ["not-in-use"]}
    assert {(account, region) for account, region, _ in done.gaps} == {(ACCOUNT, MILAN)}
    assert "the region is not switched on" in done.err
    auditing.regions = ()
    done = auditing()
    assert (done.status, done.gaps) == (0, [])
    assert MILAN not in done.document["inventory"]["regions"]


def test_a_role_that_cannot_be_assumed(auditing: Auditing) -> None:
    """The other account is told of."""
    roles = {account: f"arn:aws:iam::{account}:role/audit" for account in (OTHER, THIRD)}
    world = auditing.world
    world.server.faults.deny("sts:AssumeRole", resource=roles[THIRD])
    keys = world.sts.assume_role(RoleArn=roles[OTHER], RoleSessionName="test")["Credentials"]
    acm = world.client("acm", HOME, keys["AccessKeyId"])
    acm.request_certificate(DomainName="failed.elasticbeanstalk.com", ValidationMethod="DNS")
    done = auditing("--role-arn", roles[OTHER], "--role-arn", roles[THIRD])
    assert done.status == INCOMPLETE
    assert done.document["inventory"]["accounts"] == [OTHER]
    assert done.found == {HOME: ["failed"]}
    assert done.gaps == [(THIRD, None, f"the whole account, by {roles[THIRD]}")]
    assert "AccessDenied" in done.err
    assert auditing("--role-arn", roles[THIRD]).status == INCOMPLETE
