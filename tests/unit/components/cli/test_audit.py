"""`pulumi-acm audit` against a local AWS: what it reads, what it prints, and how it ends."""

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pulumi_acm.cli.errors import FOUND, INCOMPLETE, USAGE
from support.dns_server import DnsServer, serving
from support.pem import issue
from support.states import state
from unit.components.cli.conftest import Ended, Run
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import ACCOUNT, HOME, World, delete

FORMATS = ("table", "json", "html", "sarif", "csv")
HERE = ("--region", HOME, "--no-dns")
COMMAND = [sys.executable, "-c", "from pulumi_acm.cli import main; main()", "audit"]


@pytest.fixture
def server() -> Iterator[DnsServer]:
    """A name server that knows nothing yet."""
    with serving() as found:
        yield found


@pytest.fixture
def unused(world: World) -> str:
    """A certificate that nothing uses: a low finding."""
    return world.issued("example.com")


def codes(done: Ended) -> list[str]:
    """Return the codes of what was found, of a run in JSON."""
    return [str(each["code"]) for each in json.loads(done.out)["findings"]]


def test_an_account_without_certificates(world: World, run: Run) -> None:
    """Nothing is found, and all was read."""
    del world
    done = run("audit", *HERE)
    assert done.status == 0
    assert done.out.startswith("Certificates: nothing found\n0 certificates in 1 account")
    assert done.err == ""


def test_a_finding(unused: str, run: Run) -> None:
    """It is no failure unless somebody says that it is one."""
    done = run("audit", *HERE)
    assert done.status == 0
    assert done.out.startswith("Certificates: 1 low\n")
    assert "not-in-use" in done.out
    assert unused in done.out


@pytest.mark.parametrize(
    ("severity", "status"), [("low", FOUND), ("medium", 0), ("high", 0), ("critical", 0)]
)
def test_fail_on(unused: str, run: Run, severity: str, status: int) -> None:
    """From this severity on."""
    del unused
    assert run("audit", *HERE, "--fail-on", severity).status == status


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_gaps_and_calls(
    world: World, unused: str, run: Run, form: str, tmp_path: Path
) -> None:
    """What could not be read is in the report and on stderr; the exit status says so."""
    world.server.faults.deny("elbv2:DescribeLoadBalancers")
    world.server.faults.deny("acm:ListCertificates", region="us-east-1")
    world.server.faults.deny("acm:SearchCertificates", region="us-east-1")
    arguments = ("audit", *HERE, "--region", "us-east-1", "--format", form)
    done = run(*arguments)
    assert done.status == INCOMPLETE
    assert unused in done.out
    assert "AccessDenied" in done.out
    assert "us-east-1" in done.out
    assert {
        "table": "API calls",
        "json": '"calls":',
        "html": "API calls",
        "sarif": '"apiCalls":',
        "csv": "API calls",
    }[form] in done.out
    assert ("not read: certificates in 123456789012 us-east-1" in done.err) == (form != "table")
    file = tmp_path / "report"
    done = run(*arguments, "--output", str(file))
    assert (done.status, done.out) == (INCOMPLETE, "")
    assert unused in file.read_text(encoding="utf-8")
    assert done.err.startswith(f"Certificates: 1 low, and not all could be read: {file}\n")


def test_found_goes_before_not_read(world: World, unused: str, run: Run) -> None:
    """As in `records --check`."""
    del unused
    world.server.faults.deny("service-quotas:*")
    assert run("audit", *HERE).status == INCOMPLETE
    assert run("audit", *HERE, "--fail-on", "high").status == INCOMPLETE
    assert run("audit", *HERE, "--fail-on", "low").status == FOUND


def test_the_number_of_calls(world: World, unused: str, run: Run) -> None:
    """It is that of the requests that AWS has seen."""
    del unused
    before = sum(world.calls().values())
    done = run("audit", *HERE, "--format", "json")
    assert json.loads(done.out)["summary"]["calls"] == sum(world.calls().values()) - before


def test_programs_can_read_the_formats(unused: str, run: Run) -> None:
    """Nothing but the answer is on stdout."""
    assert codes(run("audit", *HERE, "--format", "json")) == ["not-in-use"]
    log = json.loads(run("audit", *HERE, "--format", "sarif").out)
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["not-in-use"]
    rows = list(csv.DictReader(io.StringIO(run("audit", *HERE, "--format", "csv").out)))
    assert [each["resource"] for each in rows if each["row"] == "certificate"] == [unused]


def test_a_baseline(world: World, unused: str, run: Run, tmp_path: Path) -> None:
    """What is known is left out, counted, and does not fail; what is new does."""
    file = tmp_path / "baseline.json"
    assert run("audit", *HERE, "--write-baseline", str(file)).status == 0
    assert unused in file.read_text(encoding="utf-8")
    arguments = ("audit", *HERE, "--baseline", str(file), "--fail-on", "low", "--format", "json")
    done = run(*arguments)
    assert (done.status, codes(done)) == (0, [])
    assert json.loads(done.out)["summary"]["known"] == 1
    new = world.issued("example.org")
    # The one that is read may be written anew: it has the known ones, too.
    done = run(*arguments, "--write-baseline", str(file))
    assert (done.status, codes(done)) == (FOUND, ["not-in-use"])
    text = file.read_text(encoding="utf-8")
    assert unused in text
    assert new in text


def test_a_stack(world: World, unused: str, run: Run, tmp_path: Path) -> None:
    """Its state says what is managed."""
    other = world.issued("example.org")
    resource = {
        "urn": "urn:pulumi:test::site::aws:acm/certificate:Certificate::site",
        "type": "aws:acm/certificate:Certificate",
        "custom": True,
        "id": unused,
    }
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state(resource)), encoding="utf-8")
    for option in ("--state", "--from"):
        done = run("audit", *HERE, option, str(file), "--format", "json")
        assert json.loads(done.out)["ownership"] == {unused: "managed", other: "unmanaged"}


def test_a_stack_of_another_account(world: World, run: Run, tmp_path: Path) -> None:
    """What it has elsewhere, or has no longer, is said in every format."""
    mine = world.issued("example.com")
    away, gone = mine.replace(ACCOUNT, "210987654321"), f"{mine[:-1]}-"
    resources = [
        {"urn": f"urn:{n}", "type": "aws:acm/certificate:Certificate", "custom": True, "id": arn}
        for n, arn in enumerate((mine, away, gone))
    ]
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state(*resources)), encoding="utf-8")
    for form in FORMATS:
        done = run("audit", *HERE, "--state", str(file), "--format", form)
        assert away in done.out
        assert gone in done.out
    done = run("audit", *HERE, "--state", str(file), "--format", "json")
    assert json.loads(done.out)["ownership"] == {mine: "managed", away: "unread", gone: "gone"}


def test_a_state_that_is_none(world: World, run: Run, tmp_path: Path) -> None:
    """One message."""
    del world
    file = tmp_path / "state.json"
    file.write_text('{"deployment": {"resources": [1]}}', encoding="utf-8")
    done = run("audit", *HERE, "--state", str(file))
    assert done.status == INCOMPLETE
    assert "its resources are no list of objects" in done.err


def test_when_to_import_again(world: World, run: Run) -> None:
    """As many days before as the user says."""
    world.import_(issue(["example.com"]))
    for days in ("30", "7"):
        done = run("audit", *HERE, "--format", "json", "--reimport-days", days)
        [forecast] = json.loads(done.out)["forecasts"]
        starts, breaks = map(date.fromisoformat, (forecast["starts"], forecast["breaks"]))
        assert breaks - starts == timedelta(days=int(days))


def test_how_many_are_described(world: World, run: Run) -> None:
    """What is left in doubt is a gap, whose hint names the option."""
    world.request("example.com")
    done = run("audit", *HERE, "--describe-at-most", "0")
    assert done.status == INCOMPLETE
    assert "--describe-at-most" in " ".join(done.out.split())


def test_all(world: World, run: Run) -> None:
    """The table has certificates without a finding only if asked."""
    healthy = world.request("shop.example.com")
    assert healthy not in run("audit", *HERE).out
    assert healthy in run("audit", *HERE, "--all").out


def test_dns_is_asked(world: World, run: Run, server: DnsServer) -> None:
    """About what is in no hosted zone of the account; nobody is asked with --no-dns."""
    zone = world.zone("example.com")
    arn = world.request("example.com")
    world.prove(arn, zone)
    balancing = Balancing(world)
    balancing.listener(balancing.load_balancer(), arn)
    [(name, value)] = world.records(arn).values()
    world.change(zone, delete(name, "CNAME", value))
    world.route53.delete_hosted_zone(Id=zone)
    asking = ("audit", "--region", HOME, "--resolver", server.address, "--format", "json")
    assert json.loads(run("audit", *HERE, "--format", "json").out)["forecasts"][0]["outlook"] == (
        "unknown"
    )
    assert server.asked == []
    assert "record-missing" in codes(run(*asking))
    server.cname(name, value)
    done = run(*asking)
    assert codes(done) == []
    assert json.loads(done.out)["summary"]["renews_by"] == {"dns": 1}


def test_names_are_probed_only_if_asked(world: World, run: Run, server: DnsServer) -> None:
    """The probe connects to the names, for which it needs their addresses."""
    world.issued("example.com")
    asking = ("audit", "--region", HOME, "--resolver", server.address)
    assert run(*asking).status == 0
    assert ("example.com.", "A") not in server.asked
    # A certificate that is served in a network of one's own is not what ACM would see.
    server.records["example.com.", "A"] = ["127.0.0.1"]
    assert run(*asking, "--probe").status == 0
    assert ("example.com.", "A") in server.asked


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--all", "--format", "json"), "--all is for --format table"),
        (("--no-dns", "--probe"), "--no-dns excludes --resolver and --probe"),
        (("--no-dns", "--resolver", "::1"), "--no-dns excludes --resolver and --probe"),
        (("--resolver", "host:port"), "--resolver is HOST or HOST:PORT"),
        (("--format", "xml"), "xml"),
        (("--fail-on", "dangerous"), "dangerous"),
        (("--region", "nonsense"), '"nonsense" is no region'),
        (("--region", ""), '"" is no region'),
        (("--external-id", "x"), "--external-id is for --role-arn"),
        (("--reimport-days=-1",), "greater than or equal to 0"),
        (("--baseline", "nowhere.json"), "the baseline nowhere.json cannot be read"),
    ],
)
def test_wrong_calls(
    world: World,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    """They are refused before AWS is asked."""
    monkeypatch.setenv("COLUMNS", "200")
    before = world.calls()
    done = run("audit", *arguments)
    assert (done.status, done.out) == (USAGE, "")
    assert message in done.err
    assert world.calls() == before


def test_no_baseline(unused: str, run: Run, tmp_path: Path) -> None:
    """A file that is something else."""
    del unused
    file = tmp_path / "other.json"
    file.write_text("[]", encoding="utf-8")
    done = run("audit", *HERE, "--baseline", str(file))
    assert done.status == USAGE
    assert "is no baseline" in done.err


@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_nowhere_to_write(world: World, unused: str, run: Run, option: str, tmp_path: Path) -> None:
    """It is said before minutes have gone into what is to be written."""
    del unused
    file = tmp_path / "nowhere" / "file"
    before = world.calls()
    done = run("audit", *HERE, option, str(file))
    assert (done.status, done.out) == (USAGE, "")
    assert f"{file} cannot be written: there is no directory" in done.err
    done = run("audit", *HERE, option, str(tmp_path))
    assert f"{tmp_path} cannot be written: it is a directory" in done.err
    assert world.calls() == before


def test_a_file_that_takes_no_more(unused: str, run: Run) -> None:
    """What nobody can see before."""
    done = run("audit", *HERE, "--output", "/dev/full")
    assert done.status == INCOMPLETE
    assert "/dev/full cannot be written: No space left" in done.err
    # The report is there all the same.
    done = run("audit", *HERE, "--write-baseline", "/dev/full")
    assert done.status == INCOMPLETE
    assert unused in done.out


def test_nobody_can_be_asked(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without credentials, nothing found would be a lie."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    del world
    done = run("audit", *HERE)
    assert done.status == INCOMPLETE
    assert done.out.startswith("Certificates: nothing could be read\n")
    assert "Unable to locate credentials" in done.out


def test_a_region_that_nobody_knows(world: World, run: Run) -> None:
    """AWS opens regions faster than people upgrade: it is a doubt, and what comes of it a gap."""
    del world
    done = run("audit", "--region", "eu-wst-1", "--no-dns")
    assert "eu-wst-1" in done.err


def environment(world: World) -> dict[str, str]:
    """Return what leads a process to the local AWS, and nowhere else."""
    return {"PATH": "", "HOME": "/nowhere", **world.server.environment()}


def test_a_pipe_gets_no_progress_bar(world: World, unused: str) -> None:
    """It is for a person; an answer for a program is nothing else."""
    del unused
    done = subprocess.run(
        [*COMMAND, *HERE, "--format", "json"],
        env={**environment(world), "FORCE_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["summary"]["certificates"] == 1


def test_a_terminal_gets_a_progress_bar(world: World, unused: str) -> None:
    """On stderr; stdout has the answer alone."""
    del unused
    ours, theirs = os.openpty()
    try:
        done = subprocess.run(
            [*COMMAND, *HERE, "--format", "json"],
            env={**environment(world), "TERM": "xterm"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            timeout=60,
            check=False,
        )
        shown = os.read(ours, 65_536).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 0
    assert "certificates" in shown
    assert json.loads(done.stdout)["summary"]["certificates"] == 1


def test_an_interrupt(world: World) -> None:
    """It ends at once, however long AWS takes to answer, and with no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = "http://{}:{}".format(*silent.getsockname())
        process = subprocess.Popen(
            [*COMMAND, *HERE],
            env={**environment(world), "AWS_ENDPOINT_URL_ACM": address},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        connection, _ = silent.accept()
        with connection, process:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")


def test_a_terminal_that_has_not_all_signs(world: World) -> None:
    """The rest is shown."""
    for number in range(51):
        world.import_(issue([f"n{number}.example.com"]))
    done = subprocess.run(
        [*COMMAND, *HERE],
        env={**environment(world), "PYTHONIOENCODING": "ascii"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u2026and 1 more" in done.stdout
