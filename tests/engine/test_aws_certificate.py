"""pulumi-aws's own Certificate against the sandbox: imported, and validated by email."""

import subprocess

from acm_sandbox.aws.approval import approve
from support.certificates import certificates, program, zone
from support.engine import EngineSandbox, Project
from support.pem import Made, authority, issue, new_key
from support.targets import NETWORK

CA = authority()

IMPORTED = """
import pulumi
import pulumi_aws as aws

config = pulumi.Config()
certificate = aws.acm.Certificate("site",
    certificate_body=open("certificate.pem").read(),
    certificate_chain=open("chain.pem").read(),
    private_key=open("key.pem").read(),
    tags={"team": "web"})
pulumi.export("arn", certificate.arn)
pulumi.export("names", certificate.subject_alternative_names)
"""

LISTENER = (
    NETWORK
    + """
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=443, protocol="HTTPS",
    certificate_arn=certificate.arn,
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}])
"""
)

MAILED = """
import pulumi
import pulumi_aws as aws

certificate = aws.acm.Certificate("site",
    domain_name="example.com",
    subject_alternative_names=["*.example.com", "api.example.com"],
    validation_method="%s",
    validation_options=[{"domain_name": "api.example.com", "validation_domain": "example.com"}])
pulumi.export("arn", certificate.arn)
pulumi.export("emails", certificate.validation_emails)
pulumi.export("status", certificate.status)
"""


def give(project: Project, made: Made) -> None:
    """Put a certificate where the program reads it."""
    for name, content in (
        ("certificate", made.certificate),
        ("chain", made.chain),
        ("key", made.private_key),
    ):
        (project.directory / f"{name}.pem").write_bytes(content)


def test_an_import_is_renewed_in_place(sandbox: EngineSandbox) -> None:
    """The ARN and the listener's certificate stay, and the key is nowhere in clear."""
    project = sandbox.project(IMPORTED + LISTENER)
    old = issue(["example.com", "*.example.com"], issuer=CA)
    give(project, old)
    up = project.up()
    assert up.ok, up.output
    arn = project.outputs()["arn"]
    assert project.outputs()["names"] == ["*.example.com", "example.com"]
    assert project.preview_json("--refresh")["changeSummary"].keys() == {"same"}

    new = issue(["example.com", "new.example.com"], key=new_key(), issuer=CA)
    give(project, new)
    changes = [step for step in project.preview_json()["steps"] if step["op"] != "same"]
    assert [(step["op"], step["urn"].rpartition("::")[2]) for step in changes] == [
        ("update", "site")
    ]
    up = project.up()
    assert up.ok, up.output
    assert project.outputs() == {"arn": arn, "names": ["example.com", "new.example.com"]}
    acm = sandbox.client("acm")
    body = acm.get_certificate(CertificateArn=arn)
    assert body["Certificate"].encode() == new.certificate
    detail = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    assert [user.split(":")[2] for user in detail["InUseBy"]] == ["elasticloadbalancing"]
    tags = acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]
    assert {"Key": "team", "Value": "web"} in tags
    assert sandbox.calls("ModifyListener") == 0
    secrets = [made.private_key.splitlines()[1].decode() for made in (old, new)]
    written = up.output + str(project.export())
    assert not [secret for secret in secrets if secret in written]
    assert project.destroy().ok


def test_an_import_that_aws_refuses(sandbox: EngineSandbox) -> None:
    """The update says why, the certificate before is served on, and a better one mends it."""
    project = sandbox.project(IMPORTED)
    give(project, issue(issuer=CA))
    assert project.up().ok
    arn = project.outputs()["arn"]
    wrong = issue(["example.org"], issuer=CA)
    give(project, Made(wrong.x509, new_key(), wrong.issuers))
    failed = project.up()
    assert not failed.ok
    assert f"importing ACM Certificate ({arn}): operation error ACM" in failed.output
    assert "The private key does not match the public key" in failed.output
    assert "BEGIN PRIVATE" not in failed.output
    (detail,) = certificates(sandbox)
    assert detail["DomainName"] == "www.example.com"
    give(project, wrong)
    assert project.up().ok
    assert [each["DomainName"] for each in certificates(sandbox)] == ["example.org"]


def test_an_import_is_adopted(sandbox: EngineSandbox) -> None:
    """By `pulumi import`, the certificate stays where it is, and is imported onto its ARN once."""
    made = issue(["example.com"], issuer=CA)
    arn = sandbox.client("acm").import_certificate(
        Certificate=made.certificate, PrivateKey=made.private_key, CertificateChain=made.chain
    )["CertificateArn"]
    project = sandbox.project(IMPORTED)
    give(project, made)
    options = ("--yes", "--protect=false", "--generate-code=false")
    adopted = project.pulumi("import", *options, "aws:acm/certificate:Certificate", "site", arn)
    assert adopted.ok, adopted.output
    up = project.up()
    assert up.ok, up.output
    assert ("update", "site") in up.steps()
    assert project.outputs()["arn"] == arn
    assert len(certificates(sandbox)) == 1
    assert project.preview_json("--refresh")["changeSummary"].keys() == {"same"}


def test_mail_is_approved(sandbox: EngineSandbox) -> None:
    """Pending, approved in part, approved: from the shell, as a person would."""
    project = sandbox.project(MAILED % "EMAIL")
    up = project.up()
    assert up.ok, up.output
    outputs = project.outputs()
    assert outputs["status"] == "PENDING_VALIDATION"
    assert set(outputs["emails"]) == {
        f"{mailbox}@example.com"
        for mailbox in ("admin", "administrator", "hostmaster", "postmaster", "webmaster")
    }
    arn = outputs["arn"]
    for names in (["example.com"], ["*.example.com", "api.example.com"]):
        done = subprocess.run(
            ["acm-sandbox", "approve", arn, *names],
            env=sandbox.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout.split()) == (0, names), done.stderr
    again = subprocess.run(
        ["acm-sandbox", "approve", arn],
        env=sandbox.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 1
    assert again.stderr == (
        f"acm-sandbox: Nothing to approve: {arn} awaits no approval by email: it is validated by "
        "EMAIL and is ISSUED.\n"
    )
    assert project.up("--refresh").ok
    assert project.outputs()["status"] == "ISSUED"
    assert project.preview_json()["changeSummary"].keys() == {"same"}


def test_moved_to_dns(sandbox: EngineSandbox) -> None:
    """After `--refresh`, the program that says DNS replaces nothing; the records were there."""
    zone(sandbox, "example.com")
    other = sandbox.project(program(domains=["example.com", "api.example.com"]), name="other")
    assert other.up().ok
    project = sandbox.project(MAILED % "EMAIL")
    assert project.up().ok
    arn = project.outputs()["arn"]
    approve(sandbox.endpoint, arn)
    sandbox.client("acm").update_certificate_options(
        CertificateArn=arn, Options={"ValidationMethod": "DNS"}
    )
    project.write(MAILED % "DNS")
    assert "replace" in project.preview_json()["changeSummary"]
    up = project.up("--refresh")
    assert up.ok, up.output
    assert project.outputs()["arn"] == arn
    assert project.outputs()["emails"] == []
    assert project.preview_json()["changeSummary"].keys() == {"same"}
