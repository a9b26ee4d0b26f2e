"""`pulumi-acm migrate-to-dns`, against a local AWS."""

import json
import sys
import time
from datetime import timedelta
from typing import Any

import pytest
import typer

from acm_sandbox.aws.approval import approve
from acm_sandbox.aws.clock import clock
from pulumi_acm.cli.errors import FOUND, INCOMPLETE, USAGE
from support.pem import issue
from unit.components.cli.conftest import Run
from unit.sandbox.aws.support import World, upsert

BEGUN = "acm:UpdateCertificateOptions eu-west-1"


def approved(world: World, *names: str, **options: Any) -> str:
    """Return an issued certificate that is validated by email."""
    arn = world.by_email(*names, **options)
    approve(world.endpoint, arn)
    return arn


def method(world: World, arn: str) -> str:
    """Return how a certificate is validated now."""
    [found] = {each["ValidationMethod"] for each in world.describe(arn)["DomainValidationOptions"]}
    return found


def cnames(world: World, zone: str) -> dict[str, str]:
    """Return the CNAMEs of a zone."""
    sets = world.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return {
        each["Name"]: each["ResourceRecords"][0]["Value"]
        for each in sets
        if each["Type"] == "CNAME"
    }


def write(world: World, zone: str, records: list[dict[str, Any]]) -> None:
    """Write printed records by hand."""
    world.change(zone, *(upsert(each["name"], "CNAME", each["value"]) for each in records))


def test_records_are_printed(world: World, run: Run) -> None:
    """All of them, as nobody has written any; nothing in Route 53 is read or written."""
    arn = approved(world, "example.com", "*.example.com", "shop.example.net", region="us-east-1")
    ended = run("migrate-to-dns", arn, "--yes", "--format", "json")
    assert ended.status == 0, ended.err
    found = json.loads(ended.out)
    assert [(each["domain"], each["zone"], each["external"]) for each in found] == [
        ("example.com", "example.com", True),
        ("shop.example.net", "shop.example.net", True),
    ]
    assert {each["name"] for each in found} == {
        name.rstrip(".")
        for name, _ in world.records(world.request(*("example.com", "shop.example.net"))).values()
    }
    assert found[0]["certificates"] == [arn]
    assert "ACM looks for the records until 20" in ended.err
    assert "Leave the program as it is until ACM has seen all records" in ended.err
    assert f"pulumi-acm migrate-to-dns {arn} --wait" in ended.err
    assert method(world, arn) == "EMAIL"
    assert not [each for each in world.calls() if each.startswith("route53:")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("bind", "$ORIGIN example.com.\n_"),
        ("csv", "domain,zone,host,name,type,value,ttl,external,certificates"),
        ("table", "domain "),
    ],
)
def test_forms(world: World, run: Run, form: str, expected: str) -> None:
    """Those of `pulumi-acm records`; the second time, nobody is asked and nothing begun."""
    arn = approved(world, "example.com")
    assert run("migrate-to-dns", arn, "--yes").status == 0
    ended = run("migrate-to-dns", arn, "--format", form)
    assert ended.status == 0, ended.err
    assert expected in ended.out
    assert ".acm-validations.aws" in ended.out
    assert world.calls()[BEGUN] == 1


def test_written_and_waited_for(world: World, run: Run) -> None:
    """The longest public zone has the record; what is left is the program."""
    com, below = world.zone("example.com"), world.zone("app.example.com")
    world.private_zone("app.example.com")
    arn = approved(world, "example.com", "*.example.com", "a.app.example.com")
    ended = run("migrate-to-dns", arn, "--write", "--wait", "--yes")
    assert (ended.status, ended.out) == (0, ""), ended.err
    assert f"example.com: its record is in hosted zone example.com ({com})" in ended.err
    assert f"a.app.example.com: its record is in hosted zone app.example.com ({below})" in ended.err
    assert [len(cnames(world, each)) for each in (com, below)] == [1, 1]
    assert method(world, arn) == "DNS"
    assert "ACM has seen 2 of 2 record(s)" in ended.err
    assert 'Say "validation": "DNS"; leave validation_domains as they are.' in ended.err
    assert "`pulumi up --refresh`" in ended.err
    assert "Leave the program as it is" not in ended.err
    assert sum(n for call, n in world.calls().items() if "ChangeResourceRecordSets" in call) == 2

    again = run("migrate-to-dns", arn, "--write", "--wait")
    assert (again.status, again.out) == (0, "")
    assert f"{arn} is validated by DNS." in again.err
    assert 'Say "validation": "DNS"' in again.err
    assert world.calls()[BEGUN] == 1


def test_some_are_elsewhere(world: World, run: Run) -> None:
    """Only those are printed; in time they are missing by name, later they are seen."""
    world.zone("example.com")
    world.private_zone("example.net")
    net = world.zone("example.org")
    world.zone("example.org")
    arn = approved(world, "example.com", "a.example.net", "b.example.org")
    arguments = ("migrate-to-dns", arn, "--write", "--wait", "--timeout", "1s", "--yes")
    ended = run(*arguments, "--format", "json")
    assert ended.status == FOUND
    left = json.loads(ended.out)
    assert [each["domain"] for each in left] == ["a.example.net", "b.example.org"]
    assert "a.example.net: only a private hosted zone holds it" in ended.err
    assert "example.org: several public hosted zones have this name" in ended.err
    assert "ACM has seen 1 of 3 record(s); not yet: " in ended.err
    assert "after 1s, ACM has not seen:" in ended.err
    for each in left:
        assert f"  {each['name']}. CNAME {each['value']}." in ended.err
    assert "Leave the program as it is" in ended.err

    write(world, world.zone("a.example.net"), left[:1])
    write(world, net, left[1:])
    assert run("migrate-to-dns", arn, "--wait").status == 0
    assert method(world, arn) == "DNS"


def test_records_that_are_there_already(world: World, run: Run) -> None:
    """Another certificate of the account is validated by them: then it is done at once."""
    world.issued("example.com")
    arn = approved(world, "example.com")
    ended = run("migrate-to-dns", arn, "--yes")
    assert ended.status == 0
    assert "What is left is the program" in ended.err
    assert method(world, arn) == "DNS"


def test_time_is_over(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACM gives up after 72 hours, also while somebody waits; then it begins anew."""
    arn = approved(world, "example.com")

    def sleep(_: float) -> None:
        clock.advance(timedelta(hours=73))

    monkeypatch.setattr(time, "sleep", sleep)
    ended = run("migrate-to-dns", arn, "--wait", "--yes")
    assert ended.status == INCOMPLETE
    assert f"ACM has not seen the records of {arn} in time and has given up" in ended.err
    assert "goes on as it was, by email. Run this again: it begins anew" in ended.err
    monkeypatch.undo()


def test_it_begins_anew(world: World, run: Run) -> None:
    """What was given up is no obstacle."""
    zone = world.zone("example.com")
    arn = approved(world, "example.com")
    assert run("migrate-to-dns", arn, "--yes").status == 0
    clock.advance(timedelta(hours=73))
    ended = run("migrate-to-dns", arn, "--yes", "--write", "--wait")
    assert ended.status == 0, ended.err
    assert len(cnames(world, zone)) == 1
    assert world.calls()[BEGUN] == 2


def test_a_zone_that_may_not_be_written(world: World, run: Run) -> None:
    """The permission is named, the record printed, and nobody waits in vain."""
    zone = world.zone("example.com")
    arn = approved(world, "example.com")
    world.server.faults.deny("route53:ChangeResourceRecordSets")
    ended = run("migrate-to-dns", arn, "--write", "--wait", "--yes")
    assert ended.status == INCOMPLETE
    assert (
        f"its record cannot be written into hosted zone example.com ({zone}): the permission "
        "route53:ChangeResourceRecordSets is missing"
    ) in ended.err
    assert "Not all records could be written: run this again." in ended.err
    assert ".acm-validations.aws" in ended.out
    world.server.faults.clear()
    assert run("migrate-to-dns", arn, "--write", "--wait", "--yes").status == 0


def test_nothing_is_begun_that_may_not_be_ended(world: World, run: Run) -> None:
    """Zones are listed before ACM is told anything."""
    arn = approved(world, "example.com")
    world.server.faults.deny("route53:ListHostedZones")
    ended = run("migrate-to-dns", arn, "--write", "--yes")
    assert ended.status == INCOMPLETE
    assert "ListHostedZones" in ended.err
    world.server.faults.deny("acm:UpdateCertificateOptions")
    ended = run("migrate-to-dns", arn, "--yes")
    assert ended.status == INCOMPLETE
    assert (
        f"{arn} cannot be moved: the permission acm:UpdateCertificateOptions is missing"
    ) in ended.err
    assert "UpdateSummary" not in world.describe(arn)


def test_what_cannot_be_moved(world: World, run: Run) -> None:
    """Pending, imported, not there: each with what to do."""
    pending = world.by_email("example.com")
    imported = world.import_(issue(["example.com"]))
    for arn, message in (
        (pending, "it is not issued yet. Have its mails approved (`pulumi-acm resend-email`)"),
        (imported, "its type is imported"),
    ):
        ended = run("migrate-to-dns", arn, "--yes")
        assert (ended.status, ended.out) == (USAGE, "")
        assert f"{arn}: {message}" in ended.err
    gone = f"{pending.rpartition('/')[0]}/00000000-0000-0000-0000-000000000000"
    ended = run("migrate-to-dns", gone, "--yes")
    assert ended.status == USAGE
    assert f"there is no certificate {gone} in eu-west-1" in ended.err
    assert BEGUN not in world.calls()


@pytest.mark.parametrize("timeout", ["soon", "0s", "73h"])
def test_a_time_that_is_none(world: World, run: Run, timeout: str) -> None:
    """Said before anything is done."""
    arn = approved(world, "example.com")
    ended = run("migrate-to-dns", arn, "--yes", "--wait", "--timeout", timeout)
    assert ended.status == USAGE
    assert f'--timeout "{timeout}": ' in ended.err
    assert BEGUN not in world.calls()


def test_nobody_to_ask(world: World, run: Run) -> None:
    """What would happen is said, and does not."""
    zone = world.zone("example.com")
    arn = approved(world, "example.com", "a.example.net")
    ended = run("migrate-to-dns", arn, "--write")
    assert ended.status == USAGE
    assert f"{arn} moves to validation by DNS; what uses it notices nothing." in ended.err
    assert f"  example.com: written into hosted zone example.com ({zone})" in ended.err
    assert "  a.example.net: to be written by you" in ended.err
    assert "say --yes if you mean it" in ended.err
    assert BEGUN not in world.calls()


def test_somebody_says_no(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing happens."""
    arn = approved(world, "example.com")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: False)
    ended = run("migrate-to-dns", arn)
    assert ended.status == USAGE
    assert "nothing was changed" in ended.err
    assert BEGUN not in world.calls()


def test_an_old_boto3(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no words for that yet; said before anything is begun."""
    arn = approved(world, "example.com")
    monkeypatch.setattr("pulumi_acm.cli.migrating._VALIDATIONS", "list_what_nobody_knows")
    ended = run("migrate-to-dns", arn, "--yes")
    assert ended.status == INCOMPLETE
    assert "does not know of moves from email to DNS yet: pip install --upgrade boto3" in ended.err
    assert BEGUN not in world.calls()
