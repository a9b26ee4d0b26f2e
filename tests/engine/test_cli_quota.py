"""From the error of too many names over a request to a certificate with them."""

import json

from acm_sandbox.aws.servicequotas import decisions
from support.certificates import certificates, program
from support.cli import pulumi_acm
from support.engine import EngineSandbox

NAMES = [f"{n}.example.com" for n in range(12)]


def test_more_names(sandbox: EngineSandbox) -> None:
    """The command that the error names gets what the program needs, once AWS has granted it."""
    project = sandbox.project(program(domains=NAMES, wait=False))
    project.environment["AWS_REGION"] = "eu-west-1"
    refused = project.preview()
    assert not refused.ok
    assert "pulumi-acm quota --request 12" in refused.output

    asked = pulumi_acm(project, "quota", "--request", "12", "--yes", "--format", "json")
    assert asked.returncode == 0, asked.stderr
    [request] = json.loads(asked.stdout)
    assert not project.preview().ok, "nobody has granted it yet"
    decisions.decide(request["id"])

    up = project.up()
    assert up.ok, up.output
    [found] = certificates(sandbox)
    assert len(found["SubjectAlternativeNames"]) == 12
    shown = pulumi_acm(project, "quota", "--region", "eu-west-1", "--format", "json")
    [names, *_] = json.loads(shown.stdout)
    assert (names["used"], names["default"], names["applied"]) == (12, 10, 12)
