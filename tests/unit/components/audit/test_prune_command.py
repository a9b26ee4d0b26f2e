"""`pulumi-acm prune` against a local AWS: shown, deleted, kept, killed, undone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from acm_sandbox.aws import environment, regions
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.journal import Journal
from acm_sandbox.aws.server import LocalAws
from acm_sandbox.aws.settings import Settings
from pulumi_acm.audit import accounts, prune_deleting, prune_looking
from pulumi_acm.audit.model import Gap, Scope
from pulumi_acm.audit.prune_undo import Entry, read
from pulumi_acm.cli import main
from support.killing import killing
from support.pem import issue
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import HOME, World, create, delete, record, upsert

ORPHAN = "_0123456789abcdef0123456789abcdef.gone.example.com."
VALUE = "_fedcba9876543210fedcba9876543210.abcdefghij.acm-validations.aws."
COMMAND = [sys.executable, "-c", "from pulumi_acm.cli import main; main()", "prune"]
SETTINGS = Settings(regions_off=regions.opt_in())


@pytest.fixture(scope="module")
def _world() -> Iterator[World]:
    with LocalAws() as server:
        yield World(server)


@pytest.fixture
def world(_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """A local AWS that holds nothing yet, and an environment that leads to it."""
    _world.server.reset(SETTINGS)
    for name in list(os.environ):
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    for name, value in environment.isolate({}, _world.endpoint).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_REGION", HOME)
    monkeypatch.chdir(tmp_path)
    return _world


@dataclass
class Done:
    """What a run of the command came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def prune(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """The command, run in this process."""
    del world

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["pulumi-acm", "prune", *arguments])
        status: Any = 0
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return run


def days_ago(days: int, make: Callable[[], str]) -> str:
    """Return what is made in the past."""
    clock.advance(timedelta(days=-days))
    try:
        return make()
    finally:
        clock.reset()


def issued_days_ago(world: World, days: int, zone: str, *domains: str, **options: Any) -> str:
    """Return a certificate that was requested and issued in the past."""

    def make() -> str:
        arn = world.request(*domains, **options)
        world.prove(arn, zone)
        assert world.describe(arn)["Status"] == "ISSUED"
        return arn

    return days_ago(days, make)


def orphan(world: World, zone: str, ttl: int = 77) -> None:
    """Leave a record behind."""
    written = record(ORPHAN, "CNAME", VALUE, ttl=ttl)
    world.change(zone, {"Action": "CREATE", "ResourceRecordSet": written})


def names(world: World, zone: str) -> dict[str, dict[str, Any]]:
    """Return the CNAMEs of a zone."""
    sets = world.route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return {each["Name"]: dict(each) for each in sets if each["Type"] == "CNAME"}


def exists(world: World, arn: str) -> bool:
    """Tell whether a certificate is there."""
    try:
        world.describe(arn)
    except world.acm().exceptions.ResourceNotFoundException:
        return False
    return True


def undo_file(path: Path) -> Path:
    """Return the undo file of a run."""
    [found] = path.glob("pulumi-acm-undo-*.jsonl")
    return found


def test_nothing(world: World, prune: Callable[..., Done]) -> None:
    """A certificate with its record, in use or young, is all that there is."""
    world.issued("example.com")
    done = prune()
    assert (done.status, done.out) == (0, "")
    assert "Nothing was found that is not needed." in done.err


def test_a_dry_run(world: World, prune: Callable[..., Done], tmp_path: Path) -> None:
    """It shows the proof, and changes nothing."""
    zone = world.zone("example.com")
    orphan(world, zone)
    issued_days_ago(world, 40, zone, "old.example.com")
    world.server.journal.clear()
    done = prune()
    assert done.status == 1
    assert f"certificate old.example.com in {HOME}" in done.out
    assert "    ACM: no service uses it, and it was never exported" in done.out
    assert "    no certificate has gone.example.com or *.gone.example.com" in done.out
    assert "Nothing was deleted" in done.err
    assert not [each for each in world.calls() if "Delete" in each or "Change" in each]
    assert not list(tmp_path.iterdir())


def test_a_record_there_and_back(world: World, prune: Callable[..., Done], tmp_path: Path) -> None:
    """It is written back as it was, with its TTL; a second undo does nothing."""
    zone = world.zone("example.com")
    needed = world.request("example.com")
    world.prove(needed, zone)
    orphan(world, zone)
    before = names(world, zone)
    done = prune("--delete", "--yes")
    assert done.status == 0, done.err
    assert done.out.endswith(
        f"deleted: validation record {ORPHAN.rstrip('.')} in example.com ({zone})\n"
    )
    assert names(world, zone) == {k: v for k, v in before.items() if k != ORPHAN}
    path = undo_file(tmp_path)
    assert f"prune --undo {path.name}" in done.err

    done = prune("--undo", str(path), "--yes")
    assert done.status == 0, done.err
    assert done.out.endswith(": written back\n")
    assert names(world, zone) == before
    assert before[ORPHAN]["TTL"] == 77
    done = prune("--undo", str(path), "--yes")
    assert (done.status, done.out) == (0, "")
    assert "There is nothing to be restored." in done.err


def test_undo_overwrites_nothing(world: World, prune: Callable[..., Done], tmp_path: Path) -> None:
    """Where another record has taken the place, a person has to decide."""
    zone = world.zone("example.com")
    orphan(world, zone)
    assert prune("--delete", "--yes").status == 0
    world.change(zone, create(ORPHAN, "CNAME", "elsewhere.example.net."))
    done = prune("--undo", str(undo_file(tmp_path)), "--yes")
    assert done.status == 3
    assert "another record of this name is there by now: elsewhere.example.net." in done.out
    assert names(world, zone)[ORPHAN]["ResourceRecords"] == [{"Value": "elsewhere.example.net."}]
    world.change(zone, delete(ORPHAN, "CNAME", "elsewhere.example.net."))
    assert prune("--undo", str(undo_file(tmp_path)), "--yes").status == 0
    assert names(world, zone)[ORPHAN]["TTL"] == 77


def in_the_meantime(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen between the first look and the second."""
    opened = prune_deleting.delete_all

    def late(*args: Any) -> Any:
        happens()
        return opened(*args)

    monkeypatch.setattr("pulumi_acm.cli.pruning.delete_all", late)


def test_a_record_that_is_needed_by_now(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody requests a certificate while the question is on the screen, in any region."""
    zone = world.zone("example.com")
    orphan(world, zone)
    in_the_meantime(monkeypatch, lambda: world.request("*.gone.example.com", region="ap-south-1"))
    done = prune("--delete", "--yes")
    assert done.status == 0
    assert done.out.endswith(": a certificate has the name by now\n")
    assert ORPHAN in names(world, zone)


def test_a_record_that_has_changed(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not the one that was shown."""
    zone = world.zone("example.com")
    orphan(world, zone)
    in_the_meantime(
        monkeypatch, lambda: world.change(zone, upsert(ORPHAN, "CNAME", "_z.acm-validations.aws."))
    )
    done = prune("--delete", "--yes")
    assert "kept: validation record" in done.out
    assert "it has changed: _z.acm-validations.aws" in done.out
    assert ORPHAN in names(world, zone)


def test_a_name_that_another_service_serves(world: World, prune: Callable[..., Done]) -> None:
    """Amplify's certificates are in an account of AWS: one sees only where the name leads."""
    zone = world.zone("example.com")
    orphan(world, zone)
    world.change(zone, create("gone.example.com.", "CNAME", "d111111abcdef8.cloudfront.net."))
    done = prune("--delete", "--yes")
    assert (done.status, done.out) == (0, "")
    assert "stays: validation record" in done.err
    assert "gone.example.com is in DNS, and no certificate that was read covers it" in done.err
    assert ORPHAN in names(world, zone)


def test_a_record_that_others_lead_to(world: World, prune: Callable[..., Done]) -> None:
    """A validation that was delegated by a CNAME, in another zone."""
    zone, other = world.zone("example.com"), world.zone("example.net")
    orphan(world, zone)
    world.change(other, create("_x.www.example.net.", "CNAME", ORPHAN.upper()))
    done = prune("--delete", "--yes")
    assert (done.status, done.out) == (0, "")
    assert "_x.www.example.net is a CNAME that leads to it" in done.err
    assert ORPHAN in names(world, zone)


def test_where_certificates_may_only_be_listed(world: World, prune: Callable[..., Done]) -> None:
    """What SearchCertificates tells beyond is nothing that deletes or keeps anything."""
    zone = world.zone("example.com")
    orphan(world, zone)
    world.server.faults.deny("acm:SearchCertificates")
    done = prune("--delete", "--yes")
    assert done.status == 0, done.err
    assert "not read" not in done.err
    assert names(world, zone) == {}


def test_records_of_a_routing_policy(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several of a name, which no undo file could tell apart."""
    zone = world.zone("example.com")
    orphan(world, zone)
    really = prune_looking.record_set

    def weighted(*args: Any) -> dict[str, Any]:
        # The sandbox has no routing policies.
        return {**(really(*args) or {}), "SetIdentifier": "a", "Weight": 1}

    monkeypatch.setattr(prune_looking, "record_set", weighted)
    done = prune("--delete", "--yes")
    assert "it is one of several of its name, by a routing policy" in done.out
    assert ORPHAN in names(world, zone)


def test_a_region_that_cannot_be_read(world: World, prune: Callable[..., Done]) -> None:
    """Its certificates may renew by any record: nothing is orphan."""
    zone = world.zone("example.com")
    orphan(world, zone)
    for operation in ("SearchCertificates", "ListCertificates"):
        world.server.faults.deny(f"acm:{operation}", region="us-east-1")
    done = prune("--delete", "--yes", "--what", "records")
    assert (done.status, done.out) == (3, "")
    assert "not judged: validation record" in done.err
    assert "not read: certificates in" in done.err
    assert ORPHAN in names(world, zone)


def test_one_region_is_not_enough_for_records(world: World, prune: Callable[..., Done]) -> None:
    """With --region, certificates are judged and records are not."""
    zone = world.zone("example.com")
    orphan(world, zone)
    done = prune("--region", HOME)
    assert (done.status, done.out) == (3, "")
    assert "leave --region out" in done.err


def test_a_certificate(world: World, prune: Callable[..., Done], tmp_path: Path) -> None:
    """It cannot be restored: that is said before, and undo requests the same again."""
    tags: Any = [{"Key": "team", "Value": "web"}]
    zone = world.zone("example.com")
    old = issued_days_ago(
        world,
        31,
        zone,
        "example.com",
        "*.example.com",
        KeyAlgorithm="EC_prime256v1",
        Tags=tags,
        Options={"Export": "ENABLED"},
    )
    young = issued_days_ago(world, 29, zone, "young.example.com")
    before = world.describe(old)
    done = prune("--delete", "--yes", "--what", "certificates")
    assert done.status == 0, done.err
    assert not exists(world, old)
    assert exists(world, young)

    path = undo_file(tmp_path)
    done = prune("--undo", str(path), "--yes")
    assert done.status == 0, done.err
    assert "another one is requested, which has to be validated: arn:aws:acm:" in done.out
    anew = done.out.split()[-1]
    after = world.describe(anew)
    for key in ("DomainName", "KeyAlgorithm", "Options"):
        assert after[key] == before[key]
    assert set(after["SubjectAlternativeNames"]) == set(before["SubjectAlternativeNames"])
    assert world.acm().list_tags_for_certificate(CertificateArn=anew)["Tags"] == tags
    # Its record is still there.
    assert after["Status"] == "ISSUED"


def test_what_is_asked(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What cannot be undone is said before; without an answer nothing is deleted."""
    zone = world.zone("example.com")
    orphan(world, zone)
    old = issued_days_ago(world, 31, zone, "old.example.com")
    imported = world.import_(issue(("imported.example.com",)))
    done = prune("--delete", "--imported", "--older-than", "0")
    assert done.status == 2
    assert "1 validation record(s), 2 certificate(s) will be deleted" in done.err
    assert "A certificate cannot be restored: its private key is gone with it." in done.err
    assert "An imported one can only be imported anew" in done.err
    assert "If an account that was not read has certificates of these records' names" in done.err
    assert "No stack was named (--stack, --from)" in done.err
    assert "nobody can be asked here: say --yes if you mean it" in done.err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    assert prune("--delete").status == 2
    assert exists(world, old)
    assert exists(world, imported)
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    assert prune("--delete").status == 0
    assert not exists(world, old)
    assert exists(world, imported)


def test_an_imported_certificate(world: World, prune: Callable[..., Done], tmp_path: Path) -> None:
    """Only with --imported; undo says what to do, and keeps what can be kept."""
    made = issue(("imported.example.com",))
    arn = world.import_(made)
    done = prune("--older-than", "0")
    assert (done.status, done.out) == (0, "")
    assert "it was imported, so nobody can restore it: --imported includes such" in done.err
    assert prune("--delete", "--yes", "--imported", "--older-than", "0").status == 0
    assert not exists(world, arn)
    path = undo_file(tmp_path)
    [entry] = read(path).entries
    assert entry.what["certificate"] == made.certificate.decode()
    assert "PRIVATE KEY" not in path.read_text(encoding="utf-8")
    done = prune("--undo", str(path), "--yes")
    assert done.status == 3
    assert "import it anew, with its private key" in done.out


@dataclass
class Listener:
    """A load balancer's listener, with what it was made of."""

    arn: str
    old: str
    new: str
    elbv2: Any

    def listed(self) -> list[str]:
        """Return its further certificates."""
        found = self.elbv2.describe_listener_certificates(ListenerArn=self.arn)["Certificates"]
        return [each["CertificateArn"] for each in found if not each["IsDefault"]]


@pytest.fixture
def listener(world: World) -> Listener:
    """One whose default certificate was replaced, and the old one stayed in the list."""
    zone = world.zone("example.com")
    old = issued_days_ago(world, 60, zone, "example.com")
    new = world.request("example.com", "*.example.com")
    world.prove(new, zone)
    balancing = Balancing(world)
    elbv2 = balancing.elbv2
    arn = elbv2.create_listener(
        LoadBalancerArn=balancing.load_balancer(Name="web"),
        Port=443,
        Protocol="HTTPS",
        Certificates=[{"CertificateArn": new}],
        DefaultActions=[{"Type": "forward", "TargetGroupArn": balancing.target_group()}],
    )["Listeners"][0]["ListenerArn"]
    elbv2.add_listener_certificates(ListenerArn=arn, Certificates=[{"CertificateArn": old}])
    return Listener(arn, old, new, elbv2)


def test_a_stale_entry(listener: Listener, prune: Callable[..., Done], tmp_path: Path) -> None:
    """It goes, its certificate stays for the next run, and undo attaches it again."""
    done = prune("--delete", "--yes")
    assert done.status == 0, done.err
    assert f"deleted: SNI entry {listener.old.rpartition('/')[2]} on web:443 in {HOME}" in done.out
    assert listener.listed() == []
    path = undo_file(tmp_path)
    done = prune("--undo", str(path), "--yes")
    assert done.status == 0, done.err
    assert done.out.endswith(": attached again\n")
    assert listener.listed() == [listener.old]
    # The certificate itself was in use before.
    again = tmp_path / "again.jsonl"
    assert prune("--delete", "--yes", "--undo-file", str(again)).status == 0
    assert prune("--delete", "--yes", "--undo-file", str(again)).status == 0
    assert [each.kind for each in read(again).entries] == ["sni", "certificates"]


def test_an_entry_that_is_needed_by_now(
    world: World,
    listener: Listener,
    prune: Callable[..., Done],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another default certificate has come, which covers other names."""
    other = world.request("other.example.com")
    world.prove(other, world.zone("other.example.com"))

    def switch() -> None:
        listener.elbv2.modify_listener(
            ListenerArn=listener.arn, Certificates=[{"CertificateArn": other}]
        )

    in_the_meantime(monkeypatch, switch)
    done = prune("--delete", "--yes", "--what", "sni")
    assert done.status == 0
    assert "its default certificate does not take its place any more" in done.out
    assert listener.listed() == [listener.old]


def test_a_certificate_that_is_in_use_by_now(
    world: World,
    listener: Listener,
    prune: Callable[..., Done],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody attaches it while the question is on the screen."""
    zone = world.zone("spare.example.com")
    spare = issued_days_ago(world, 31, zone, "spare.example.com")

    def attach() -> None:
        listener.elbv2.add_listener_certificates(
            ListenerArn=listener.arn, Certificates=[{"CertificateArn": spare}]
        )

    in_the_meantime(monkeypatch, attach)
    done = prune("--delete", "--yes", "--what", "certificates")
    assert done.status == 0
    assert "kept: certificate spare.example.com" in done.out
    assert "it is in use by now: arn:aws:elasticloadbalancing:" in done.out
    assert exists(world, spare)


def test_an_import_that_is_renewed_by_now(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever imports it anew wants it."""
    made = issue(("imported.example.com",))
    arn = world.import_(made)

    def renew() -> None:
        clock.advance(timedelta(minutes=5))
        world.acm().import_certificate(
            CertificateArn=arn, Certificate=made.certificate, PrivateKey=made.private_key
        )

    in_the_meantime(monkeypatch, renew)
    done = prune("--delete", "--yes", "--imported", "--older-than", "0")
    clock.reset()
    assert "it was imported anew in the meantime" in done.out
    assert exists(world, arn)


def test_an_account_that_is_closed_by_now(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its certificates may renew by any record; what is of others is deleted all the same."""
    zone = world.zone("example.com")
    orphan(world, zone)
    old = issued_days_ago(world, 31, zone, "old.example.com")

    def one_less(*args: Any) -> Any:
        accesses, _ = accounts.opened(*args)
        return accesses, [Gap(Scope("210987654321", None), "the whole account", "AccessDenied")]

    monkeypatch.setattr("pulumi_acm.cli.pruning.opened", one_less)
    done = prune("--delete", "--yes")
    assert "not all accounts can be read any more: the whole account: AccessDenied" in done.out
    assert ORPHAN in names(world, zone)
    assert not exists(world, old)


def test_a_stack_manages_it(world: World, prune: Callable[..., Done], tmp_path: Path) -> None:
    """By the export of a stack."""
    arn = issued_days_ago(world, 31, world.zone("example.com"), "example.com")
    export = tmp_path / "export.json"
    resource = {"type": "aws:acm/certificate:Certificate", "id": arn, "urn": "urn:x"}
    export.write_text(json.dumps({"deployment": {"resources": [resource]}}), encoding="utf-8")
    done = prune("--from", str(export))
    assert (done.status, done.out) == (0, "")
    assert "a stack manages it" in done.err
    assert prune().status == 1


def test_the_undo_file_comes_first(
    world: World, prune: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What it has is on disk when the deletion begins; where it cannot be written, nothing goes."""
    zone = world.zone("example.com")
    orphan(world, zone)
    seen: list[list[Entry]] = []
    really = prune_deleting.delete

    def spy(entry: Entry, hands: Any) -> None:
        seen.append(read(undo_file(tmp_path)).entries)
        really(entry, hands)

    monkeypatch.setattr(prune_deleting, "delete", spy)
    done = prune("--delete", "--yes", "--undo-file", "nowhere/undo.jsonl")
    assert done.status == 3
    assert "cannot be written: No such file or directory: nothing more was deleted" in done.err
    assert not seen
    assert prune("--delete", "--yes").status == 0
    [[entry]] = seen
    assert entry.what["record_set"]["TTL"] == 77


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_killed_half_way(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nth: int
) -> None:
    """SIGKILL as AWS deletes the nth of three; run again, it ends; undone, all is as before."""
    zone = world.zone("example.com")
    for number in range(3):
        name = f"_0123456789abcdef0123456789abcde{number}.gone{number}.example.com."
        change = {"Action": "CREATE", "ResourceRecordSet": record(name, "CNAME", VALUE, ttl=number)}
        world.change(zone, change)
    before = names(world, zone)
    victims: list[int] = []
    hook = killing(Journal.add, victims, "ChangeResourceRecordSets", nth)
    command = [*COMMAND, "--delete", "--yes", "--what", "records", "--undo-file", "undo.jsonl"]
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "add", hook)
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE)
        victims.append(process.pid)
        process.communicate(timeout=60)
    assert process.returncode == -9
    # What is gone is in the file, at any moment.
    gone = before.keys() - names(world, zone).keys()
    written = {each.what["record_set"]["Name"] for each in read(tmp_path / "undo.jsonl").entries}
    assert gone <= written
    assert len(written) == nth

    again = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert again.returncode == 0, again.stderr
    assert names(world, zone) == {}
    undo = [*COMMAND, "--undo", "undo.jsonl", "--yes"]
    undone = subprocess.run(undo, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert undone.returncode == 0, undone.stderr
    assert names(world, zone) == before


def test_wrong_calls(prune: Callable[..., Done], tmp_path: Path) -> None:
    """They are refused before AWS is asked."""
    done = prune("--what", "records,zones")
    assert done.status == 2
    assert '--what "zones": there are certificates, records, sni' in done.err
    done = prune("--undo", "x", "--delete")
    assert done.status == 2
    assert "--undo and --delete exclude each other" in done.err
    (tmp_path / "x").write_text("x", encoding="utf-8")
    done = prune("--undo", "x")
    assert done.status == 3
    assert "x is no undo file of pulumi-acm prune" in done.err
