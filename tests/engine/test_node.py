"""Our components from a program in another language: Node's Automation API."""

import json
from pathlib import Path
from typing import Any

import pytest

from support.certificates import certificates, cnames, zone
from support.engine import ELSEWHERE, EngineSandbox
from support.node import node


def run(sandbox: EngineSandbox, program: Path, directory: Path, **args: Any) -> tuple[int, str]:
    """Run the program; return its status and all that it printed."""
    return node(sandbox, program, directory, json.dumps(args))


def test_a_certificate_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """A Node program constructs the Python component and reads its outputs."""
    zone_id = zone(sandbox, "example.com")
    status, output = run(
        sandbox,
        node_program,
        tmp_path,
        domains=["example.com", "*.example.com"],
        cloudfront=True,
        keyAlgorithm="EC_prime256v1",
        tags={"team": "web"},
    )
    assert status == 0, output
    outputs = json.loads(output.splitlines()[-1])
    assert list(outputs["arns"]) == ["eu-west-1", "us-east-1"]
    assert outputs["arn"] == outputs["arns"]["eu-west-1"]
    assert outputs["cloudfrontArn"] == outputs["arns"]["us-east-1"]
    assert outputs["domains"] == ["example.com", "*.example.com"]
    [record] = outputs["validationRecords"]
    assert cnames(sandbox, zone_id) == {record["name"]: record["value"]}
    [found] = certificates(sandbox, "us-east-1")
    assert found["Status"] == "ISSUED"


def test_many_certificates_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """The component plugin lists the zones once a run, however many components ask at once."""
    zone(sandbox, "example.com")
    sandbox.reset_journal()
    status, output = run(sandbox, node_program, tmp_path, domains=["example.com"], copies=5)
    assert status == 0, output
    assert sandbox.calls("RequestCertificate") == 5
    assert sandbox.calls("ListHostedZones") == 1


def test_a_provider_that_cannot_be_asked(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """An error of planning has no Python traceback either."""
    zone(sandbox, "example.com")
    zone(sandbox, "example.com")
    status, output = run(sandbox, node_program, tmp_path, domains=["example.com"])
    assert status != 0
    assert "several public hosted zones have this name" in output
    assert "Traceback" not in output
    assert "Unexpected" not in output


BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012"
OTHERS: dict[str, Any] = {
    "HttpsListener": {
        "args": {
            "loadBalancerArn": f"{BALANCER}:loadbalancer/app/x/0123456789abcdef",
            "targetGroupArn": f"{BALANCER}:targetgroup/x/0123456789abcdef",
            "hosts": ["example.com"],
            "port": 8443,
            "redirectHttp": True,
        }
    },
    "ListenerCertificates": {
        "list": "certificates",
        "args": {"listenerArn": f"{BALANCER}:listener/app/x/0123456789abcdef/0123456789abcdef"},
    },
    "ApiDomain": {
        "args": {
            "domain": "example.com",
            "mappings": [{"apiId": "a1b2c3d4e5", "stage": "$default", "path": "v1"}],
        }
    },
}


@pytest.mark.parametrize("kind", sorted(OTHERS))
def test_attachments_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path, kind: str
) -> None:
    """Nested references, numbers and lists arrive as they are meant."""
    zone(sandbox, "example.com")
    others = {kind: OTHERS[kind]}
    status, output = run(sandbox, node_program, tmp_path, domains=["example.com"], others=others)
    assert status == 0, output


def test_bad_attachment_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """What is wrong is said with the names that a Node program has for it."""
    zone(sandbox, "example.com")
    wrong = {**OTHERS["HttpsListener"]["args"], "hosts": ["example.org"], "redirectHttp": "yes"}
    status, output = run(
        sandbox,
        node_program,
        tmp_path,
        domains=["example.com"],
        others={"HttpsListener": {"args": wrong}},
    )
    assert status != 0
    assert 'redirectHttp "yes"' in output
    assert "Traceback" not in output


def test_unknown_arguments_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """What is not an argument is refused: here the default would keep what was to be deleted."""
    status, output = run(
        sandbox, node_program, tmp_path, domains=["example.com"], keep_validation_records=False
    )
    assert status != 0
    assert "keep_validation_records" in output
    assert 'there is no such argument. Did you mean "keepValidationRecords"?' in output
    assert "Traceback" not in output


def test_unknown_arguments_within_others_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """A name that is declared by a misspelt argument would not be proved, and nobody would know."""
    wrong = {**OTHERS["ApiDomain"]["args"], "certificate": {"arn": "x", "domain": ["example.com"]}}
    wrong["mappings"] = [{"apiId": "a", "stage": "b", "paths": "c"}]
    status, output = run(
        sandbox,
        node_program,
        tmp_path,
        domains=["example.com"],
        others={"ApiDomain": {"args": wrong}},
    )
    assert status != 0
    assert 'acm.ApiDomain "other": 2 problems' in output
    assert "certificate.domain: there is no such argument. Did you mean" in output
    assert "mappings[0].paths: there is no such argument. Did you mean" in output


def test_bad_arguments_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """All that is wrong is said at once, and nobody sees a Python traceback."""
    status, output = run(
        sandbox, node_program, tmp_path, domains=["*.a.*.example.com"], timeout="soon"
    )
    assert status != 0
    assert 'acm.Certificate "site": 2 problems' in output
    assert 'domains[0] "*.a.*.example.com"' in output
    assert 'timeout "soon"' in output
    assert "Unexpected" not in output
    assert "an asterisk may only stand alone, as the leftmost label" in output
    assert "a duration is written as in 90s, 75m or 1h30m" in output
    assert "Traceback" not in output
    assert "certificate.py" not in output


def test_dns_in_another_account_from_node(
    sandbox: EngineSandbox, node_program: Path, tmp_path: Path
) -> None:
    """Certificate, ValidationRecords and the wait for both, one thing at a time."""
    elsewhere = sandbox.elsewhere()
    zone_id = zone(elsewhere, "example.com")
    program = node_program.with_name("other_account.js")
    status, output = node(sandbox, program, tmp_path, ELSEWHERE)
    assert status == 0, output
    outputs = json.loads(output.splitlines()[-1])
    [found] = certificates(sandbox)
    assert (outputs["arn"], found["Status"]) == (found["CertificateArn"], "ISSUED")
    written = {each["name"]: each["value"] for each in outputs["records"]}
    assert cnames(elsewhere, zone_id) == written
    assert len(written) == 2
