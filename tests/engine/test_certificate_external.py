"""Names whose DNS is elsewhere: nobody is handed an ARN before its time."""

from support.certificates import certificates, change_cname, program, zone
from support.engine import EngineSandbox, wait_until

DOMAINS = ["example.com", "shop.example.net"]


def test_records_to_be_written_elsewhere(sandbox: EngineSandbox) -> None:
    """`up` does not wait, says what to write, and hands out the ARN once it is issued."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=DOMAINS, cloudfront=True))
    first = project.up()
    assert first.ok, first.output
    outputs = project.outputs()
    assert outputs.get("arn") is None
    assert outputs["arns"] == {}
    assert list(outputs["unvalidated_arns"]) == ["eu-west-1", "us-east-1"]
    [record] = outputs["external_records"]
    assert record["domain"] == "shop.example.net"
    assert record["name"].endswith(".shop.example.net.")
    assert len(outputs["validation_records"]) == 2
    [warning] = first.diagnostics("warning")
    assert (
        "nothing can be attached yet: PENDING_VALIDATION in eu-west-1, PENDING_VALIDATION in "
        "us-east-1. DNS elsewhere has to have:"
    ) in warning
    assert f"{record['name']} CNAME {record['value']}" in warning
    assert "`pulumi up` hands out the ARN" in warning

    elsewhere = sandbox.elsewhere()
    change_cname(
        elsewhere, zone(elsewhere, "example.net"), "CREATE", record["name"], record["value"]
    )
    # ACM is asked in a plain `up`, and in its preview: no refresh is needed.
    assert not project.preview().diagnostics("warning")
    again = project.up()
    assert again.ok
    assert not again.diagnostics("warning")
    outputs = project.outputs()
    assert outputs["arns"] == outputs["unvalidated_arns"]
    assert outputs["arn"] == outputs["arns"]["eu-west-1"]


def test_waiting_for_records_elsewhere(sandbox: EngineSandbox) -> None:
    """`wait: true` says at once which records it waits for, and goes on when they are there."""
    project = sandbox.project(program(domains=["shop.example.net"], wait=True))
    running = project.start("up", "--yes", "--skip-preview")
    message = "waits for a record in DNS elsewhere: "
    assert wait_until(lambda: message in running.output), running.output
    [pending] = certificates(sandbox)
    record = pending["DomainValidationOptions"][0]["ResourceRecord"]
    assert f"{message}{record['Name']} CNAME {record['Value']}" in running.output
    assert running.process.poll() is None
    elsewhere = sandbox.elsewhere()
    change_cname(
        elsewhere, zone(elsewhere, "example.net"), "CREATE", record["Name"], record["Value"]
    )
    result = running.wait()
    assert result.ok, result.output
    assert project.outputs()["arn"] == pending["CertificateArn"]


def test_a_wait_that_is_too_short_is_taken_up_again(sandbox: EngineSandbox) -> None:
    """A timeout loses nothing: the next `up` waits for the same certificate."""
    project = sandbox.project(program(domains=["shop.example.net"], wait=True, timeout="2s"))
    result = project.up()
    assert not result.ok
    assert "timeout while waiting for state to become 'ISSUED'" in result.output
    assert "Traceback" not in result.output
    [pending] = certificates(sandbox)
    record = pending["DomainValidationOptions"][0]["ResourceRecord"]
    elsewhere = sandbox.elsewhere()
    change_cname(
        elsewhere, zone(elsewhere, "example.net"), "CREATE", record["Name"], record["Value"]
    )
    project.write(program(domains=["shop.example.net"], wait=True))
    again = project.up()
    assert again.ok, again.output
    assert project.outputs()["arn"] == pending["CertificateArn"]
    assert len(certificates(sandbox)) == 1


def test_a_name_added_while_it_waits(sandbox: EngineSandbox) -> None:
    """With `wait: true` the issued certificate stays until the new one is issued, too."""
    elsewhere = sandbox.elsewhere()
    net = zone(elsewhere, "example.net")
    project = sandbox.project(program(domains=["a.example.net"]))
    assert project.up().ok
    [record] = project.outputs()["external_records"]
    change_cname(elsewhere, net, "CREATE", record["name"], record["value"])
    assert project.up().ok
    old = project.outputs()["arn"]

    project.write(program(domains=["a.example.net", "b.example.net"], wait=True, timeout="2s"))
    assert not project.up().ok
    assert {each["Status"] for each in certificates(sandbox)} == {"ISSUED", "PENDING_VALIDATION"}
    [pending] = [each for each in certificates(sandbox) if each["Status"] != "ISSUED"]
    assert old in [each["CertificateArn"] for each in certificates(sandbox)]
    for option in pending["DomainValidationOptions"]:
        record = option["ResourceRecord"]
        change_cname(elsewhere, net, "UPSERT", record["Name"], record["Value"])
    project.write(program(domains=["a.example.net", "b.example.net"], wait=True))
    assert project.up().ok
    [new] = certificates(sandbox)
    assert new["Status"] == "ISSUED"
    assert project.outputs()["arn"] == new["CertificateArn"] != old


CONSUMER = """
import pulumi_aws as aws
aws.route53.Record("user", zone_id="{zone}", name="user.example.com", type="TXT", ttl=60,
                   records=[made.arn])
"""


def test_nothing_is_switched_to_an_unissued_certificate(sandbox: EngineSandbox) -> None:
    """A program that takes `arn` stops; what was issued before stays, and stays where it is."""
    com = zone(sandbox, "example.com")
    elsewhere = sandbox.elsewhere()
    net = zone(elsewhere, "example.net")
    consumer = CONSUMER.format(zone=com)
    project = sandbox.project(program(domains=["a.example.net"]) + consumer)
    first = project.up()
    assert not first.ok
    assert 'acm.Certificate "site" is not issued in eu-west-1' in first.output
    assert ".acm-validations.aws." in first.output
    assert "Traceback" not in first.output
    [option] = certificates(sandbox)[0]["DomainValidationOptions"]
    record = option["ResourceRecord"]
    change_cname(elsewhere, net, "CREATE", record["Name"], record["Value"])
    assert project.up().ok
    [old] = certificates(sandbox)

    project.write(program(domains=["a.example.net", "b.example.net"]) + consumer)
    preview = project.preview()
    assert "no hosted zone here holds a.example.net, b.example.net" in preview.output
    assert not project.up().ok
    found = {each["CertificateArn"]: each["Status"] for each in certificates(sandbox)}
    assert found[old["CertificateArn"]] == "ISSUED"
    assert len(found) == 2
    sets = sandbox.client("route53").list_resource_record_sets(HostedZoneId=com)
    [user] = [each for each in sets["ResourceRecordSets"] if each["Type"] == "TXT"]
    assert old["CertificateArn"] in user["ResourceRecords"][0]["Value"]
