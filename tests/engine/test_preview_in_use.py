"""A preview says what the stack cannot know: that another stack uses what it deletes."""

import json

import boto3
import pytest

from pulumi_acm.preview.in_use import check_in_use
from pulumi_acm.preview.in_use_aws import acm_lookup
from pulumi_acm.preview.reading import read
from support.certificates import certificates, program, zone
from support.engine import EngineSandbox
from support.targets import IMPORTS, NETWORK

THEIRS = """
balancer = aws.lb.LoadBalancer("theirs", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=443, protocol="HTTPS",
    certificate_arn={arn!r}, ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    default_actions=[{{"type": "forward", "target_group_arn": targets.arn}}])
pulumi.export("balancer", balancer.arn)
"""


def test_destroying_what_another_stack_serves(
    sandbox: EngineSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not known as far as the stack knows, dangerous as soon as ACM is asked."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]), name="ours")
    assert project.up().ok
    [certificate] = certificates(sandbox)
    arn = certificate["CertificateArn"]
    other = sandbox.project(IMPORTS + NETWORK + THEIRS.format(arn=arn), name="theirs")
    assert other.up().ok
    preview = project.pulumi("destroy", "--preview-only", "--json")
    assert preview.ok, preview.output
    report = read(preview.stdout)
    assert (report.verdict, [each.code for each in report.reasons]) == (
        "needs-person",
        ["use-unknown"],
    )

    for key, value in sandbox.environment.items():
        if key.startswith("AWS_"):
            monkeypatch.setenv(key, value)
    checked = check_in_use(report, acm_lookup(boto3.Session()))
    [reason] = checked.reasons
    assert (checked.verdict, reason.code) == ("dangerous", "in-use-elsewhere")
    assert other.outputs()["balancer"] in reason.text
    json.dumps(checked.as_json())
