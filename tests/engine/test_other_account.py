"""Certificates in one account, their DNS in another."""

import pytest

from support.accounts import IN_DNS, refusal
from support.certificates import certificates, change_cname, cnames, zone
from support.engine import ELSEWHERE, EngineSandbox

IN_ONE = (
    IN_DNS
    + """
site = acm.Certificate(
    "site",
    {"domains": ["example.com", "*.example.com", "a.example.com"], "cloudfront": True},
    dns_provider=dns,
)
pulumi.export("arn", site.arn)
pulumi.export("external_records", site.external_records)
"""
)


@pytest.mark.parametrize("parallel", [(), ("--parallel", "1")])
def test_dns_provider(
    sandbox: EngineSandbox, dns: EngineSandbox, parallel: tuple[str, ...]
) -> None:
    """Zones are found and records written by its rights, and the validation waits for them."""
    # In public DNS there is one example.com: that of the zone that was first.
    theirs, ours = zone(dns, "example.com"), zone(sandbox, "example.com")
    project = sandbox.project(IN_ONE)
    assert project.preview_json()["changeSummary"] == {"create": 9}
    result = project.up(*parallel)
    assert result.ok, result.output
    assert cnames(sandbox, ours) == {}
    assert len(cnames(dns, theirs)) == 2
    assert [each["Status"] for each in certificates(sandbox)] == ["ISSUED"]
    assert certificates(dns) == []
    assert project.outputs()["external_records"] == []
    assert project.outputs()["arn"] == certificates(sandbox)[0]["CertificateArn"]
    assert project.preview_json()["changeSummary"] == {"same": 9}
    assert project.destroy().ok
    assert len(cnames(dns, theirs)) == 2


def test_dns_provider_without_the_zone(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """A zone of one's own does not count; each domain is asked for once."""
    zone(sandbox, "example.com")
    zone(dns, "example.net")
    project = sandbox.project(IN_ONE.replace('pulumi.export("arn", site.arn)', ""))
    sandbox.reset_journal()
    result = project.up()
    assert result.ok, result.output
    assert (
        "no hosted zone of the DNS provider's account holds example.com, a.example.com"
    ) in result.output
    assert len(project.outputs()["external_records"]) == 2
    assert sandbox.calls("ListHostedZones") == 2


def test_a_zone_that_vanishes(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """The issued certificate is still handed out; its records are external from then on."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(IN_ONE)
    assert project.up().ok
    arn = project.outputs()["arn"]
    for name, value in cnames(dns, theirs).items():
        change_cname(dns, theirs, "DELETE", name, value)
    dns.client("route53").delete_hosted_zone(Id=theirs)
    preview = project.preview()
    assert preview.ok, preview.output
    assert "no hosted zone of the DNS provider's account holds example.com" in preview.output
    up = project.up()
    assert up.ok, up.output
    assert project.outputs()["arn"] == arn == certificates(sandbox)[0]["CertificateArn"]
    assert [each["domain"] for each in project.outputs()["external_records"]] == [
        "example.com",
        "a.example.com",
    ]
    assert project.up("--refresh").ok
    assert project.destroy().ok


def test_a_dns_account_that_comes_later(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """A provider whose settings are an Output cannot be asked while planning: `zones` says it."""
    theirs = zone(dns, "example.com")
    text = IN_ONE.replace(
        "dns = aws.Provider(",
        f'other = aws.route53.Zone("other", name="example.org")\n'
        f'role = other.zone_id.apply(lambda _: "{ELSEWHERE}")\ndns = aws.Provider(',
    ).replace(f'role_arn="{ELSEWHERE}"', "role_arn=role")
    project = sandbox.project(text)
    said = refusal(project)
    assert "the AWS provider's settings are not known while planning" in said
    assert 'zones: {"example.com": "<hosted zone id>"}' in said
    project.write(text.replace('"cloudfront": True', f'"zones": {{"example.com": "{theirs}"}}'))
    assert project.preview().ok
    up = project.up()
    assert up.ok, up.output
    assert len(cnames(dns, theirs)) == 2


def test_dns_provider_of_the_wrong_kind(sandbox: EngineSandbox) -> None:
    """What it has to be is said beside all else that is wrong."""
    project = sandbox.project(
        """
        import pulumi_acm as acm
        acm.Certificate("site", {"domains": ["example"]}, dns_provider="dns")
        """
    )
    preview = project.preview()
    assert not preview.ok
    assert 'acm.Certificate "site": 2 problems' in preview.output
    assert (
        "dns_provider: it must be an aws.Provider, of the account with the zones" in preview.output
    )


BESIDE = (
    IN_DNS
    + """
site = acm.Certificate("site", {"domains": ["example.com", "*.example.com", "a.example.com"]})
records = acm.ValidationRecords("records", {"certificate": site}, in_dns)
issued = aws.acm.CertificateValidation(
    "issued",
    certificate_arn=site.unvalidated_arns["eu-west-1"],
    opts=pulumi.ResourceOptions(depends_on=[records]),
)
pulumi.export("arn", issued.certificate_arn)
pulumi.export("records", records.records)
"""
)


@pytest.mark.parametrize("parallel", [(), ("--parallel", "1")])
def test_records_beside_a_certificate(
    sandbox: EngineSandbox, dns: EngineSandbox, parallel: tuple[str, ...]
) -> None:
    """A Certificate that does not wait, its records, and the wait for them: no dead-lock."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(BESIDE)
    # Stack, provider, both components, the certificate, two records and the validation.
    assert project.preview_json()["changeSummary"]["create"] == 8
    result = project.up(*parallel)
    assert result.ok, result.output
    assert [each["Status"] for each in certificates(sandbox)] == ["ISSUED"]
    outputs = project.outputs()
    assert outputs["arn"] == certificates(sandbox)[0]["CertificateArn"]
    assert {each["name"]: each["value"] for each in outputs["records"]} == cnames(dns, theirs)
    assert project.preview_json()["changeSummary"].keys() <= {"same", "read"}


def test_a_name_more(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """Only the new record is created; those in place stay the same."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(BESIDE)
    assert project.up().ok
    project.write(BESIDE.replace('"a.example.com"', '"a.example.com", "b.example.com"'))
    result = project.up()
    assert result.ok, result.output
    steps = [step for step in result.steps() if step[1].startswith("records/")]
    assert sorted(steps) == [
        ("create", "records/b.example.com"),
        ("same", "records/a.example.com"),
        ("same", "records/example.com"),
    ]
    assert len(cnames(dns, theirs)) == 3
    [found] = certificates(sandbox)
    assert found["Status"] == "ISSUED"


def test_a_certificate_that_waits_for_what_is_written_beside_it(
    sandbox: EngineSandbox, dns: EngineSandbox
) -> None:
    """With an engine that does one thing at a time, neither would end: it is refused."""
    zone(dns, "example.com")
    project = sandbox.project(BESIDE.replace('"a.example.com"]', '"a.example.com"], "wait": True'))
    preview = project.preview()
    assert not preview.ok
    assert (
        'acm.ValidationRecords "records": 1 problem\n  certificate: "site" waits (wait: True) for '
        "the records that are written here."
    ) in preview.output.replace("      ", "  ")
    assert "dns_provider=..." in preview.output
    assert "Traceback" not in preview.output


def test_nothing_to_write(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """Where the certificate's own account has the zones, there is nothing to do."""
    zone(sandbox, "example.com")
    theirs = zone(dns, "example.com")
    project = sandbox.project(BESIDE)
    result = project.up()
    assert result.ok, result.output
    assert cnames(dns, theirs) == {}
    assert project.outputs()["records"] == []
