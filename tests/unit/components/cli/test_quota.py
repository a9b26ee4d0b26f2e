"""`pulumi-acm quota`, against a local AWS."""

import json
import sys
from typing import Any

import pytest
import typer

from acm_sandbox.aws.servicequotas import decisions
from acm_sandbox.aws.settings import Settings
from pulumi_acm.cli.errors import INCOMPLETE, USAGE
from support.pem import issue
from unit.components.cli.conftest import Run
from unit.sandbox.aws.support import World

NAMES = "L-FB94F0B0"


def rows(text: str) -> dict[str, dict[str, Any]]:
    """Return the rows of one region by their codes."""
    return {each["code"]: each for each in json.loads(text)}


def requests(world: World, region: str = "eu-west-1") -> list[dict[str, Any]]:
    """Return what AWS was asked for."""
    client = world.client("service-quotas", region)
    answer = client.list_requested_service_quota_change_history(ServiceCode="acm")
    found: list[dict[str, Any]] = answer["RequestedQuotas"]
    return found


def test_what_is_used(world: World, run: Run) -> None:
    """Every key type counts; deleted ones cannot be seen, and that is said."""
    world.request("a.example.com", "b.example.com")
    world.request("c.example.com", KeyAlgorithm="EC_secp384r1")
    world.import_(issue(["d.example.com"], algorithm="EC_secp521r1"))
    world.acm().delete_certificate(CertificateArn=world.request("e.example.com"))
    ended = run("quota", "--format", "json")
    assert ended.status == 0
    found = rows(ended.out)
    assert {code: (each["used"], each["applied"]) for code, each in found.items()} == {
        NAMES: (2, 10),
        "L-F141DD1D": (2, 2500),
        "L-DA1D8B98": (2, 5000),
        "L-D2CB7DE9": (1, 2500),
        "L-3808DC70": (1, 5000),
    }
    table = run("quota")
    assert "were deleted since, which nobody can list" in table.err
    [line] = [each for each in table.out.splitlines() if NAMES in each]
    assert line.split() == [
        *("eu-west-1", "Domain", "names", "per", "ACM", "certificate", NAMES, "2", "10", "10")
    ]


def test_more_than_a_page(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing goes on until its end; AWS gives 1,000 at once."""
    for number in range(3):
        world.request(f"{number}.example.com")
    monkeypatch.setattr("pulumi_acm.cli.quota_reading._PAGE", 2)
    assert rows(run("quota", "--format", "json").out)["L-F141DD1D"]["used"] == 3
    assert world.calls()["acm:ListCertificates eu-west-1"] == 2


def test_regions_and_raised_quotas(world: World, run: Run) -> None:
    """Each region has quotas of its own; asked for twice, it is shown once."""
    world.server.reset(Settings(quotas={"L-F141DD1D": 20}))
    world.request("a.example.com", region="us-east-1")
    ended = run(
        *("quota", "--format", "json"),
        *("--region", "us-east-1", "--region", "eu-west-1", "--region", "us-east-1"),
    )
    found = [each for each in json.loads(ended.out) if each["code"] == "L-F141DD1D"]
    assert [(each["region"], each["used"], each["applied"], each["default"]) for each in found] == [
        ("us-east-1", 1, 20, 2500),
        ("eu-west-1", 0, 20, 2500),
    ]


def test_missing_permissions(world: World, run: Run) -> None:
    """Each is named; the defaults are shown, as defaults; the other region is whole."""
    world.server.faults.deny("service-quotas:List*", region="eu-west-1")
    world.server.faults.deny("acm:ListCertificates", region="eu-west-1")
    ended = run("quota", "--region", "eu-west-1", "--region", "us-east-1")
    assert ended.status == INCOMPLETE
    assert "eu-west-1: the account's quotas cannot be read, what stands there is AWS's default" in (
        ended.err
    )
    for action in (
        "servicequotas:ListServiceQuotas",
        "servicequotas:ListAWSDefaultServiceQuotas",
        "acm:ListCertificates",
    ):
        assert f": the permission {action} is missing" in ended.err
    home, away = [each.split() for each in ended.out.splitlines() if NAMES in each]
    assert home[7:] == ["unknown", "10", "(AWS's", "default)", "10"]
    assert away[7:] == ["0", "10", "10"]


def test_a_region_that_is_off(world: World, run: Run) -> None:
    """AWS's words, and the rows of the others."""
    world.server.reset(Settings(regions_off=frozenset({"eu-south-1"})))
    ended = run("quota", "--region", "eu-south-1", "--format", "json")
    assert ended.status == INCOMPLETE
    assert "eu-south-1: what is used cannot be counted: An error occurred (Unrecog" in ended.err
    assert rows(ended.out)[NAMES]["applied"] is None


def test_no_region(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is guessed."""
    del world
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    ended = run("quota")
    assert ended.status == USAGE
    assert "no region is configured: say which, with --region" in ended.err


def test_a_profile_that_there_is_not(world: World, run: Run) -> None:
    """A wrong call."""
    del world
    ended = run("quota", "--profile", "nobody")
    assert ended.status == USAGE
    assert "The config profile (nobody) could not be found" in ended.err


def test_request(world: World, run: Run) -> None:
    """Requested once, shown from then on, with what AWS Support wants to have confirmed."""
    ended = run("quota", "--request", "50", "--yes")
    assert ended.status == 0, ended.err
    [asked] = requests(world)
    assert (asked["QuotaCode"], asked["DesiredValue"]) == (NAMES, 50)
    assert "AWS will be asked" not in ended.err
    [line] = [each for each in ended.out.splitlines() if asked["Id"] in each]
    assert line.split()[:6] == ["eu-west-1", "10", "->", "50", asked["Id"], "-"]
    assert "PENDING" in line
    assert "AWS reviews it" in line
    assert "We ask for 50 domain names per ACM certificate (quota L-FB94F0B0) in eu-west-1" in (
        ended.out
    )

    decisions.decide(asked["Id"], "CASE_OPENED")
    again = run("quota", "--request", "60", "--format", "json")
    assert again.status == 0, again.err
    [shown] = json.loads(again.out)
    assert (shown["outcome"], shown["wanted"], shown["status"]) == ("open", 50, "CASE_OPENED")
    assert (shown["id"], shown["case"]) == (asked["Id"], asked["Id"][:10])
    assert shown["acknowledgement"].startswith("We ask for 50 domain names")
    assert len(requests(world)) == 1

    decisions.decide(asked["Id"])
    refused = run("quota", "--request", "50", "--yes")
    assert refused.status == USAGE
    assert "50 names in one certificate are allowed already (eu-west-1 50)" in refused.err
    assert run("quota", "--request", "51", "--yes").status == 0


def test_request_in_several_regions(world: World, run: Run) -> None:
    """Where it is allowed already, nothing is asked for; what is refused there is said."""
    [first] = json.loads(run("quota", "--request", "20", "--yes", "--format", "json").out)
    decisions.decide(first["id"])
    world.server.faults.deny("service-quotas:RequestServiceQuotaIncrease", region="us-east-1")
    regions = [f"--region={each}" for each in ("us-east-1", "eu-west-1", "eu-central-1")]
    ended = run("quota", "--request", "20", "--yes", "--format", "json", *regions)
    assert ended.status == INCOMPLETE
    assert [(each["region"], each["outcome"]) for each in json.loads(ended.out)] == [
        ("us-east-1", "failed"),
        ("eu-west-1", "allowed"),
        ("eu-central-1", "requested"),
    ]
    table = run("quota", "--request", "20", "--yes", *regions[:2])
    assert "the permission servicequotas:RequestServiceQuotaIncrease is missing" in table.out


@pytest.mark.parametrize(
    ("wanted", "message"),
    [("10", "allowed already (eu-west-1 10)"), ("101", "100 at most"), ("0", "equal to 1")],
)
def test_what_is_never_requested(world: World, run: Run, wanted: str, message: str) -> None:
    """Not above what there is, or above what ACM takes."""
    ended = run("quota", "--request", wanted, "--yes")
    assert ended.status == USAGE
    assert message in ended.err
    assert requests(world) == []


def test_nobody_to_ask(world: World, run: Run) -> None:
    """A pipeline says --yes, or nothing happens."""
    ended = run("quota", "--request", "50")
    assert ended.status == USAGE
    assert "AWS will be asked for 50 names per certificate, account 123456789012" in ended.err
    assert "eu-west-1 (now 10)" in ended.err
    assert "nobody can be asked here: say --yes if you mean it" in ended.err
    assert requests(world) == []


@pytest.mark.parametrize(("answer", "status", "number"), [(True, 0, 1), (False, USAGE, 0)])
def test_somebody_is_asked(
    world: World,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    answer: bool,
    status: int,
    number: int,
) -> None:
    """The answer counts."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: answer)
    assert run("quota", "--request", "50").status == status
    assert len(requests(world)) == number


def test_a_quota_and_a_history_that_cannot_be_read(world: World, run: Run) -> None:
    """AWS's default counts, and one that is open already is known by AWS's refusal."""
    world.server.faults.deny("service-quotas:GetServiceQuota")
    world.server.faults.deny("service-quotas:ListRequestedServiceQuotaChangeHistoryByQuota")
    ended = run("quota", "--request", "50", "--yes")
    assert ended.status == 0
    assert "AWS's default of 10 is taken: the permission servicequotas:GetServiceQuota" in ended.err
    assert "whether a request is open already cannot be read" in ended.err
    again = run("quota", "--request", "50", "--yes")
    assert again.status == INCOMPLETE
    assert "a request is open already, and AWS takes one at a time" in again.out
    world.server.faults.clear()
    assert len(requests(world)) == 1
