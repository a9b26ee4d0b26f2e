"""From email to DNS with a stack: the certificates stay, the records become the stack's."""

from typing import Any

from acm_sandbox.aws.approval import approve
from support.certificates import certificates, cnames, program, zone
from support.cli import pulumi_acm
from support.engine import EngineSandbox, Project

EMAIL: dict[str, Any] = {
    "domains": ["example.com", "*.example.com", "www.example.com", "app.example.com"],
    "validation": "EMAIL",
    "validation_domains": {"app.example.com": "example.com"},
    "cloudfront": True,
}
BY_DNS = program(**EMAIL | {"validation": "DNS"})


def issued(sandbox: EngineSandbox) -> tuple[Project, dict[str, str]]:
    """Return a project with a certificate in two regions, approved by mail, and its ARNs."""
    project = sandbox.project(program(**EMAIL))
    assert project.up().ok
    pending: dict[str, str] = project.outputs()["unvalidated_arns"]
    for arn in pending.values():
        sent = pulumi_acm(project, "resend-email", arn)
        assert sent.returncode == 0, sent.stderr
        approve(sandbox.endpoint, arn, [each.split(":")[0] for each in sent.stdout.splitlines()])
    assert project.up().ok
    arns: dict[str, str] = project.outputs()["arns"]
    assert arns == pending
    return project, arns


def replaced(project: Project, *arguments: str) -> list[str]:
    """Return the certificates that a preview replaces, by the last part of their names."""
    return sorted(
        step["urn"].rpartition("/")[2]
        for step in project.preview_json(*arguments)["steps"]
        if step["op"] == "replace" and "acm/certificate:Certificate" in step["urn"]
    )


def test_the_whole_way(sandbox: EngineSandbox) -> None:
    """Issued by email, moved region by region, then the program: nothing is replaced."""
    com = zone(sandbox, "example.com")
    project, arns = issued(sandbox)
    home = pulumi_acm(project, "migrate-to-dns", arns["eu-west-1"], "--write", "--wait", "--yes")
    assert home.returncode == 0, home.stderr
    assert "If the Certificate has more regions, move the ARN of each first" in home.stderr
    written = cnames(sandbox, com)
    assert len(written) == 3
    assert set(project.preview_json()["changeSummary"]) == {"same"}, "nothing has to be hurried"

    # Each warning that the command gives is true.
    project.write(BY_DNS)
    assert replaced(project, "--refresh") == ["us-east-1"]
    away = pulumi_acm(project, "migrate-to-dns", arns["us-east-1"], "--wait", "--yes")
    assert away.returncode == 0, away.stderr
    assert replaced(project) == ["eu-west-1", "us-east-1"]
    assert replaced(project, "--refresh") == []

    up = project.up("--refresh")
    assert up.ok, up.output
    assert not [step for step in up.steps() if "replace" in step[0] or "delete" in step[0]]
    assert project.outputs()["arns"] == arns
    for region, arn in arns.items():
        [found] = certificates(sandbox, region)
        assert (found["CertificateArn"], found["Status"]) == (arn, "ISSUED")
    assert cnames(sandbox, com) == written
    records = [each for each in project.resources().values() if "route53/record" in each["type"]]
    assert {f"{each['outputs']['name']}." for each in records} == set(written)
    assert {each["name"]: each["value"] for each in project.outputs()["validation_records"]} == (
        written
    )
    assert set(project.preview_json()["changeSummary"]) == {"same"}


def test_before_acm_has_seen_the_records(sandbox: EngineSandbox) -> None:
    """That the program is to wait is not said for nothing."""
    project, arns = issued(sandbox)
    begun = pulumi_acm(project, "migrate-to-dns", arns["eu-west-1"], "--yes", "--format", "bind")
    assert begun.returncode == 0, begun.stderr
    assert begun.stdout.count(" IN CNAME ") == 3
    assert "Leave the program as it is until ACM has seen all records" in begun.stderr
    project.write(BY_DNS)
    assert replaced(project, "--refresh") == ["eu-west-1", "us-east-1"]
