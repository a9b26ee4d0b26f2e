"""Validation by email: who has to approve is said, and nobody is handed an ARN before that."""

from typing import Any

from acm_sandbox.aws.approval import approve
from support.certificates import certificates, change_cname, cnames, program, zone
from support.engine import EngineSandbox, Project, wait_until
from support.targets import TARGETS

DOMAINS = ["example.com", "*.example.com", "www.example.com", "app.example.com"]
EMAIL: dict[str, Any] = {
    "domains": DOMAINS,
    "validation": "EMAIL",
    "validation_domains": {"app.example.com": "example.com"},
}
EXPORTS = """
pulumi.export("approvals", made.approvals)
pulumi.export("approvals_needed", made.approvals_needed)
"""
PARENT = "admin, administrator, hostmaster, postmaster, webmaster @example.com"


def by_mail(**more: Any) -> str:
    """Return a program with a certificate that is validated by email."""
    return program(**{**EMAIL, **more}) + EXPORTS


def approve_all(sandbox: EngineSandbox, region: str = "eu-west-1") -> None:
    """Do what the readers of the mail do."""
    for each in certificates(sandbox, region):
        if each["Status"] == "PENDING_VALIDATION":
            approve(sandbox.endpoint, each["CertificateArn"])


def warnings(project: Project) -> str:
    """Return what a preview warns of."""
    result = project.preview()
    assert result.ok, result.output
    return "".join(result.diagnostics("warning"))


def test_mails_are_announced_and_answered(sandbox: EngineSandbox) -> None:
    """From the first preview, over one approval after the other, to silence."""
    zone(sandbox, "example.com")
    project = sandbox.project(by_mail(cloudfront=True))
    sandbox.reset_journal()
    announced = warnings(project)
    heading = "approvals by mail that will be needed: 8, one for each name in eu-west-1, us-east-1"
    assert heading in announced
    assert "every name has to be approved, even if it was before; look into the spam" in announced
    for name in DOMAINS:
        assert f"\n  {name}: {PARENT}" in announced

    first = project.up()
    assert first.ok, first.output
    assert sandbox.calls("ListHostedZones") == 0, "nobody needs a zone"
    outputs = project.outputs()
    assert outputs.get("arn") is None
    assert outputs["arns"] == {}
    assert outputs["validation_records"] == outputs["external_records"] == []
    assert outputs["approvals_needed"] == 8
    [found] = certificates(sandbox)
    # Where AWS says that its mail goes is where we say it.
    assert {each["domain"]: each["addresses"] for each in outputs["approvals"]} == {
        each["DomainName"]: each["ValidationEmails"] for each in found["DomainValidationOptions"]
    }
    [warning] = first.diagnostics("warning")
    assert "approvals by mail that are missing: 8." in warning
    assert "`pulumi-acm resend-email` sends the mails again" in warning
    assert f"us-east-1, app.example.com: {PARENT}" in warning

    approve_all(sandbox, "us-east-1")
    approve(sandbox.endpoint, found["CertificateArn"], DOMAINS[1:])
    left = warnings(project)
    assert "approvals by mail that are missing: 1." in left
    assert f"eu-west-1, example.com: {PARENT}" in left
    assert "us-east-1" not in left

    approve_all(sandbox)
    again = project.up()
    assert again.ok
    assert not again.diagnostics("warning")
    assert project.outputs()["arn"] == found["CertificateArn"]
    assert not warnings(project)
    assert set(project.preview_json()["changeSummary"]) == {"same"}


def test_waiting_for_approvals(sandbox: EngineSandbox) -> None:
    """`wait: true` says at once whose approval it waits for, and goes on when it is there."""
    project = sandbox.project(by_mail(wait=True))
    running = project.start("up", "--yes", "--skip-preview")
    message = f"eu-west-1, app.example.com: {PARENT}"
    assert wait_until(lambda: message in running.output), running.output
    assert running.process.poll() is None
    approve_all(sandbox)
    result = running.wait()
    assert result.ok, result.output
    [issued] = certificates(sandbox)
    assert project.outputs()["arn"] == issued["CertificateArn"]
    assert not warnings(project)


def test_a_changed_list_is_approved_again_before_anything_is_switched(
    sandbox: EngineSandbox,
) -> None:
    """The preview says so; the listener keeps the old certificate until the new one is issued."""
    target = TARGETS["application load balancer"]
    options = {"validation": "EMAIL"}
    project = sandbox.project(target.text("www.example.com", **options))
    first = project.up()
    assert not first.ok
    assert 'acm.Certificate "site" is not issued in eu-west-1, so nothing can be attached' in (
        first.output
    )
    assert "it waits for approvals by mail (see the spam folders, too):" in first.output
    assert f"www.example.com: {PARENT}" in first.output
    assert "Traceback" not in first.output
    approve_all(sandbox)
    assert project.up().ok
    [old] = certificates(sandbox)

    project.write(target.text("www.example.com", "example.com", **options))
    assert "approvals by mail that will be needed: 2" in warnings(project)
    assert not project.up().ok
    found = {each["CertificateArn"]: each["Status"] for each in certificates(sandbox)}
    assert len(found) == 2
    assert found[old["CertificateArn"]] == "ISSUED"
    assert target.served(sandbox) == [old["CertificateArn"]]

    approve_all(sandbox)
    last = project.up()
    assert last.ok, last.output
    [new] = certificates(sandbox)
    assert target.served(sandbox) == [new["CertificateArn"]]
    assert new["CertificateArn"] != old["CertificateArn"]


def test_moved_to_dns_in_place(sandbox: EngineSandbox) -> None:
    """Once ACM has moved it, `up --refresh` writes what it renews by, and replaces nothing."""
    com = zone(sandbox, "example.com")
    project = sandbox.project(by_mail())
    assert project.up().ok
    approve_all(sandbox)
    assert project.up().ok
    [before] = certificates(sandbox)
    arn = before["CertificateArn"]

    acm = sandbox.client("acm")
    acm.update_certificate_options(CertificateArn=arn, Options={"ValidationMethod": "DNS"})
    project.write(program(**EMAIL | {"validation": "DNS"}))
    # Until ACM has seen the records, the certificate is one of email still.
    assert "replace" in project.preview_json("--refresh")["changeSummary"]
    records = move(sandbox, com)
    # And from then on, a program that says EMAIL would request it anew, and its preview says so.
    project.write(by_mail())
    late = project.preview("--refresh")
    assert ("create-replacement", "site/eu-west-1") in late.steps()
    assert "approvals by mail that will be needed: 4" in "".join(late.diagnostics("warning"))
    project.write(program(**EMAIL | {"validation": "DNS"}))
    up = project.up("--refresh")
    assert up.ok, up.output
    assert not [step for step in up.steps() if "replace" in step[0]]
    assert cnames(sandbox, com) == records
    assert {each["name"]: each["value"] for each in project.outputs()["validation_records"]} == (
        records
    )
    [after] = certificates(sandbox)
    assert after["CertificateArn"] == arn == project.outputs()["arn"]
    assert set(project.preview_json()["changeSummary"]) == {"same"}


def move(sandbox: EngineSandbox, zone_id: str) -> dict[str, str]:
    """Write the records that a move to DNS asks for: those of any certificate of the names."""
    acm = sandbox.client("acm")
    other = acm.request_certificate(
        DomainName=DOMAINS[0], SubjectAlternativeNames=DOMAINS, ValidationMethod="DNS"
    )["CertificateArn"]
    options = acm.describe_certificate(CertificateArn=other)["Certificate"][
        "DomainValidationOptions"
    ]
    acm.delete_certificate(CertificateArn=other)
    records = {each["ResourceRecord"]["Name"]: each["ResourceRecord"]["Value"] for each in options}
    for name, value in records.items():
        change_cname(sandbox, zone_id, "CREATE", name, value, ttl=60)
    return records


def test_a_dns_account_has_nothing_to_do(sandbox: EngineSandbox) -> None:
    """`dns_provider` is about records, and there are none."""
    own = 'import pulumi_aws as aws\nown = aws.Provider("own", region="eu-west-1")\n'
    text = program(domains=["example.com"], validation="EMAIL")
    result = sandbox.project(own + text.replace("})\n", "}, dns_provider=own)\n", 1)).preview()
    assert not result.ok
    assert (
        "dns_provider: there are no validation records with validation EMAIL; leave this out"
    ) in result.output
