"""Certificates that ACM has given up: named while planning, and replaced by the command given."""

import re
import shlex
from datetime import timedelta
from typing import Any

from acm_sandbox.aws.clock import clock
from support.certificates import certificates, program, zone
from support.engine import EngineSandbox, Project, Result

FORBIDDEN = '0 issue "letsencrypt.org"'
ALLOWED = '0 issue "amazon.com"'


def caa(sandbox: EngineSandbox, zone_id: str, value: str) -> None:
    """Say in DNS who may issue certificates."""
    record = {
        "Name": "example.com",
        "Type": "CAA",
        "TTL": 60,
        "ResourceRecords": [{"Value": value}],
    }
    sandbox.client("route53").change_resource_record_sets(
        HostedZoneId=zone_id,
        ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]},
    )


def warnings(project: Project, *arguments: str) -> str:
    """Return what a preview warns of; it goes through, or nothing could be replaced."""
    result = project.preview(*arguments)
    assert result.ok, result.output
    return "".join(result.diagnostics("warning"))


def run_what_it_says(project: Project, message: str) -> Result:
    """Run the command in a message, as a user would who pastes it into a shell."""
    [command] = re.findall(r"Then request (?:it )?anew: pulumi (up .*)", message)
    arguments = shlex.split(command)
    return project.up("--skip-preview=false", *arguments[1:])


def test_a_caa_record_forbids(sandbox: EngineSandbox) -> None:
    """FAILED in two regions: both are named, and one command replaces both, once it is mended."""
    zone_id = zone(sandbox, "example.com")
    caa(sandbox, zone_id, FORBIDDEN)
    project = sandbox.project(program(domains=["example.com"], cloudfront=True))
    first = project.up()
    assert not first.ok
    assert "CAA_ERROR" in first.output
    dead = [certificates(sandbox, region)[0] for region in ("eu-west-1", "us-east-1")]
    assert [each["Status"] for each in dead] == ["FAILED", "FAILED"]

    found = warnings(project)
    assert 'acm.Certificate "site" has certificates that ACM has given up:' in found
    for region, each in zip(("eu-west-1", "us-east-1"), dead, strict=True):
        assert f"  {region}: FAILED, CAA_ERROR: a CAA record of a name" in found
        assert each["CertificateArn"] in found
    assert "let it allow amazon.com" in found

    caa(sandbox, zone_id, ALLOWED)
    again = project.up()
    assert not again.ok, "ACM does not take it up again by itself"
    mended = run_what_it_says(project, found)
    assert mended.ok, mended.output
    for region, each in zip(("eu-west-1", "us-east-1"), dead, strict=True):
        [issued] = certificates(sandbox, region)
        assert issued["Status"] == "ISSUED"
        assert issued["CertificateArn"] != each["CertificateArn"]
    assert not warnings(project)
    assert set(project.preview_json()["changeSummary"]) == {"same"}


def test_a_caa_record_that_comes_later(sandbox: EngineSandbox) -> None:
    """What is issued stays so, and is still handed out; a region more fails, and is named."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]))
    assert project.up().ok
    [before] = certificates(sandbox)
    caa(sandbox, zone_id, FORBIDDEN)
    assert not warnings(project)
    project.write(program(domains=["example.com"], cloudfront=True))
    up = project.up()
    assert not up.ok
    assert "last error: CAA_ERROR" in up.output
    found = warnings(project)
    assert "us-east-1: FAILED, CAA_ERROR: a CAA record of a name" in found
    assert "eu-west-1" not in found
    caa(sandbox, zone_id, ALLOWED)
    mended = run_what_it_says(project, found)
    assert mended.ok, mended.output
    assert certificates(sandbox) == [before]
    assert list(project.outputs()["arns"]) == ["eu-west-1", "us-east-1"]


def test_nobody_is_asked_while_all_is_well(sandbox: EngineSandbox) -> None:
    """A certificate that is issued costs no call in a preview."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"], cloudfront=True))
    assert project.up().ok
    sandbox.reset_journal()
    assert not warnings(project)
    assert sandbox.calls("DescribeCertificate") == 0


def test_validation_timed_out(sandbox: EngineSandbox) -> None:
    """Nobody wrote the record for three days: the preview says so, and what to do."""
    project = sandbox.project(program(domains=["example.net"], wait=True, timeout="1s"))
    assert not project.up().ok
    clock.advance(timedelta(hours=73))
    [old] = certificates(sandbox)
    found = warnings(project)
    assert "eu-west-1: VALIDATION_TIMED_OUT: not every name was validated within 72 hours" in found
    assert old["CertificateArn"] in found
    assert not run_what_it_says(project, found).ok, "the new one waits for the record, too"
    # Replaced, but nothing is deleted while an update fails.
    assert [each["Status"] for each in certificates(sandbox)] == [
        "VALIDATION_TIMED_OUT",
        "PENDING_VALIDATION",
    ]


def test_validation_timed_out_where_nobody_waits(sandbox: EngineSandbox) -> None:
    """The same where the DNS is elsewhere; the AWS provider would say that it is not there."""
    project = sandbox.project(program(domains=["example.net"]))
    assert project.up().ok
    clock.advance(timedelta(hours=73))
    [old] = certificates(sandbox)
    found = warnings(project)
    assert "VALIDATION_TIMED_OUT" in found
    assert "DNS elsewhere has to have" not in found, "a record would not help any more"
    replaced = run_what_it_says(project, found)
    assert replaced.ok, replaced.output
    [new] = certificates(sandbox)
    assert new["Status"] == "PENDING_VALIDATION"
    assert new["CertificateArn"] != old["CertificateArn"]
    assert "DNS elsewhere has to have" in warnings(project)


CONSUMER = """
import pulumi_aws as aws
aws.route53.Record("user", zone_id="{zone}", name="user.example.com", type="TXT", ttl=60,
                   records=[made.arn])
"""


def test_a_dead_certificate_is_not_attached(sandbox: EngineSandbox) -> None:
    """Whoever takes its ARN is told that it is dead, not that a record is missing."""
    com = zone(sandbox, "example.com")
    text = program(domains=["example.net"]) + CONSUMER.format(zone=com)
    project = sandbox.project(text)
    assert not project.up().ok
    clock.advance(timedelta(hours=73))
    result = project.preview()
    assert not result.ok
    assert (
        'acm.Certificate "site" is not issued in eu-west-1, so nothing can be attached to it: '
        "ACM has given it up:"
    ) in result.output
    assert "Traceback" not in result.output
    replaced = run_what_it_says(project, "".join(result.diagnostics("error")))
    assert not replaced.ok, "the new one is not issued either, and that stops the program"
    assert "DNS elsewhere has to have" in replaced.output
    assert len(certificates(sandbox)) == 2


def test_expired(sandbox: EngineSandbox) -> None:
    """A refresh finds out; the preview names it, and the command replaces it."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]))
    assert project.up().ok
    clock.advance(timedelta(days=200))
    [old] = certificates(sandbox)
    assert old["Status"] == "EXPIRED"
    assert project.refresh().ok
    found = warnings(project)
    assert "eu-west-1: EXPIRED: it was not renewed in time" in found
    up = project.up()
    assert not up.ok
    assert "EXPIRED: it was not renewed in time" in up.output, "in an update, too"
    replaced = run_what_it_says(project, found)
    assert replaced.ok, replaced.output
    [new] = certificates(sandbox)
    assert new["Status"] == "ISSUED"
    assert not warnings(project)


def explicit(**args: Any) -> str:
    """Return a program whose AWS provider boto3 cannot speak for."""
    provider = 'import pulumi_aws as aws\nown = aws.Provider("own", region="eu-west-1")\n'
    text = program(**args)
    return provider + text.replace("})\n", "}, pulumi.ResourceOptions(provider=own))\n", 1)


def test_an_explicit_provider_is_asked_itself(sandbox: EngineSandbox) -> None:
    """The status by the provider's own rights, without ACM's reason, which it does not know."""
    zone_id = zone(sandbox, "example.com")
    caa(sandbox, zone_id, FORBIDDEN)
    project = sandbox.project(explicit(domains=["example.com"]))
    assert not project.up().ok
    found = warnings(project)
    assert "eu-west-1: FAILED: ACM has refused the request" in found
    caa(sandbox, zone_id, ALLOWED)
    replaced = run_what_it_says(project, found)
    assert replaced.ok, replaced.output
