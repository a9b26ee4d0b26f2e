"""A certificate from elsewhere is renewed: its ARN stays, and so does whatever uses it."""

import signal

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from acm_sandbox.aws.journal import Journal
from support.engine import REGION, EngineSandbox
from support.importing import EC, EXPORTS, RSA, SITE, body, give, imported, project_of
from support.killing import killing
from support.targets import DISTRIBUTION, TARGETS, Target

LISTENER = TARGETS["application load balancer"]


def test_a_renewed_certificate_keeps_arn_and_attachment(sandbox: EngineSandbox) -> None:
    """It is imported in place: nothing is created, and the listener is not touched."""
    project = project_of(sandbox, LISTENER.text_with(SITE % {}) + EXPORTS, EC.leaf())
    up = project.up()
    assert up.ok, up.output
    [old] = imported(sandbox)
    assert old["InUseBy"]
    new = EC.leaf(number=1, names=("example.com", "*.example.com", "new.example.org"))
    give(project, new)
    preview = project.preview()
    assert preview.ok, preview.output
    sandbox.reset_journal()
    up = project.up()
    assert up.ok, up.output
    assert up.changes() == preview.changes()
    assert up.changes()["update"] == 1
    assert up.changes().keys() == {"same", "update"}
    assert sandbox.calls("ImportCertificate") == 1
    assert sandbox.calls("ModifyListener") == sandbox.calls("DeleteCertificate") == 0
    [found] = imported(sandbox)
    assert found["CertificateArn"] == old["CertificateArn"]
    assert found["InUseBy"] == old["InUseBy"]
    assert LISTENER.served(sandbox) == [old["CertificateArn"]]
    assert body(sandbox, found["CertificateArn"]) == new.pem
    assert "new.example.org" in project.outputs()["domains"]
    assert project.preview_json()["changeSummary"].keys() == {"same"}


@pytest.mark.parametrize("nth", [1, 2])
def test_renewed_by_an_engine_that_dies(
    sandbox: EngineSandbox, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Killed as it imports the first or the second region: both ARNs serve, and `up` ends it."""
    program = LISTENER.text_with(SITE % {"cloudfront": True}) + DISTRIBUTION
    project = project_of(sandbox, program, RSA.leaf("RSA_2048"), RSA)
    assert project.up().ok
    before = {region: imported(sandbox, region) for region in (REGION, "us-east-1")}
    new = RSA.leaf("RSA_2048", number=1)
    give(project, new, RSA)
    victims: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "add", killing(Journal.add, victims, "ImportCertificate", nth))
        running = project.start("up", "--yes", "--skip-preview", "--parallel", "1")
        victims.append(running.process.pid)
        assert running.process.wait(60) == -signal.SIGKILL, running.output
    arns = {region: each["CertificateArn"] for region, [each] in before.items()}
    assert LISTENER.served(sandbox) == [arns[REGION]]
    assert TARGETS["cloudfront"].served(sandbox) == [arns["us-east-1"]]
    project.cancel()
    up = project.up()
    assert up.ok, up.output
    for region, [old] in before.items():
        [found] = imported(sandbox, region)
        assert (found["CertificateArn"], found["InUseBy"]) == (arns[region], old["InUseBy"])
        assert body(sandbox, arns[region]) == new.pem
    assert project.preview_json()["changeSummary"].keys() == {"same"}


def test_another_kind_of_key_is_a_new_certificate(sandbox: EngineSandbox) -> None:
    """The new one is imported, the listener switched in place, and the old one deleted last."""
    project = project_of(sandbox, LISTENER.text_with(SITE % {}), EC.leaf())
    assert project.up().ok
    [old] = imported(sandbox)
    give(project, RSA.leaf("RSA_2048"), RSA)
    sandbox.reset_journal()
    up = project.up()
    assert up.ok, up.output
    steps = [step for step in up.steps() if step[0] != "same"]
    assert steps == [
        ("create", "site/eu-west-1/RSA_2048"),
        ("update", "web"),
        ("delete", "site/eu-west-1/EC_prime256v1"),
    ]
    [new] = imported(sandbox)
    assert new["CertificateArn"] != old["CertificateArn"]
    assert new["KeyAlgorithm"].replace("-", "_") == "RSA_2048"
    assert LISTENER.served(sandbox) == [new["CertificateArn"]]
    assert sandbox.calls("CreateListener") == sandbox.calls("DeleteListener") == 0


def test_a_usage_that_is_gone(sandbox: EngineSandbox) -> None:
    """ACM refuses such a renewal; nothing is lost, and `--replace` is the way out."""
    server, client = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION
    old, new = (
        EC.leaf(number=number, extensions=(x509.ExtendedKeyUsage(usages),))
        for number, usages in enumerate(([server, client], [server]))
    )
    project = project_of(sandbox, LISTENER.text_with(SITE % {}), old)
    assert project.up().ok
    [before] = imported(sandbox)
    give(project, new)
    up = project.up()
    assert not up.ok
    assert "missing one or more Extended Key Usages" in up.output
    assert body(sandbox, before["CertificateArn"]) == old.pem
    [urn] = [each for each in project.resources() if each.endswith("site/eu-west-1/EC_prime256v1")]
    up = project.up("--replace", urn)
    assert up.ok, up.output
    [after] = imported(sandbox)
    assert body(sandbox, after["CertificateArn"]) == new.pem
    assert LISTENER.served(sandbox) == [after["CertificateArn"]]
    assert project.preview_json()["changeSummary"].keys() == {"same"}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_targets(sandbox: EngineSandbox, name: str) -> None:
    """Whatever takes a Certificate takes an imported one, and keeps it when that is renewed."""
    target: Target = TARGETS[name]
    program = target.text_with(SITE % target.options).replace(
        'acm.Certificate("default", {"domains": ["default.example.com"]})',
        'acm.ImportedCertificate("default", {"certificate_file": "default.pem", '
        '"private_key_file": "default.key"})',
    )
    leaf, renewed = RSA.leaf("RSA_2048"), RSA.leaf("RSA_2048", number=2)
    project = project_of(sandbox, program, leaf, RSA)
    other = RSA.leaf("RSA_2048", 1, subject="default.example.com", names=("default.example.com",))
    (project.directory / "default.pem").write_text(other.pem + RSA.chain)
    (project.directory / "default.key").write_text(other.key)
    up = project.up()
    assert up.ok, up.output
    used = {each["CertificateArn"]: each["InUseBy"] for each in imported(sandbox, target.region)}
    [site] = served = target.served(sandbox)
    assert used[site]
    assert body(sandbox, site) == leaf.pem

    give(project, renewed, RSA)
    up = project.up()
    assert up.ok, up.output
    regions = [target.region, *([REGION] if target.region != REGION else [])]
    assert sorted(step for step in up.steps() if step[0] != "same") == sorted(
        ("update", f"site/{region}/RSA_2048") for region in regions
    )
    assert target.served(sandbox) == served
    assert body(sandbox, site) == renewed.pem
    assert used == {
        each["CertificateArn"]: each["InUseBy"] for each in imported(sandbox, target.region)
    }
