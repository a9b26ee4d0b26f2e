"""Certificates in one account, their DNS in another."""

import pytest

from support.certificates import certificates, change_cname, cnames, zone
from support.engine import ELSEWHERE, EngineSandbox, Project

HEAD = f"""
import pulumi
import pulumi_acm as acm
import pulumi_aws as aws
dns = aws.Provider(
    "dns",
    region="eu-west-1",
    assume_roles=[aws.ProviderAssumeRoleArgs(role_arn="{ELSEWHERE}")],
)
in_dns = pulumi.ResourceOptions(provider=dns)
"""
IN_ONE = (
    HEAD
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


@pytest.fixture
def dns(sandbox: EngineSandbox) -> EngineSandbox:
    """The account that has the DNS."""
    return sandbox.elsewhere()


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
    HEAD
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


def by_name(records: str, domains: list[str], **more: object) -> str:
    """Return a program that writes records as they are given."""
    args = f'{{"domains": {domains!r}, "records": {records}, **{more!r}}}'
    return HEAD + f'made = acm.ValidationRecords("records", {args}, in_dns)\n'


RECORD = (
    '[{"domain": "a.example.com", "name": "_x.a.example.com.", "type": "CNAME", '
    '"value": "_y.acm-validations.aws."}]'
)


def test_names_without_a_zone(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """All of them are listed before anything is created, and no zone of one's own counts."""
    zone(dns, "example.com")
    zone(sandbox, "example.net")
    names = ["a.example.com", "a.example.net", "*.example.org"]
    preview = sandbox.project(by_name(RECORD, names)).preview()
    assert not preview.ok
    assert 'acm.ValidationRecords "records": 2 problems' in preview.output
    assert "no public hosted zone of this account holds a.example.net" in preview.output
    assert "no public hosted zone of this account holds example.org" in preview.output
    assert "Traceback" not in preview.output


def refusal(project: Project) -> str:
    """Return what is said of a program that is refused."""
    preview = project.preview()
    assert not preview.ok
    assert "Traceback" not in preview.output
    return preview.output


def test_bad_arguments(sandbox: EngineSandbox) -> None:
    """All that is wrong is said at once."""
    said = refusal(
        sandbox.project(
            by_name(
                '[{"domain": "a.example.com"}]',
                ["a..example.com"],
                zones={"example.com": 1},
                keep=1,
            )
        )
    )
    for each in (
        'acm.ValidationRecords "records": ',
        'domains[0] "a..example.com": a name may not have an empty label',
        "records[0].name: this argument is required",
        "records[0].value: this argument is required",
        'zones["example.com"] 1: it must be a string',
        "keep 1: it must be true or false",
    ):
        assert each in said


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (by_name(RECORD, []), "domains: there is at least one name"),
        (by_name(RECORD, ["example.net"], zones={"example.com": "Z1"}), "none of the names is in"),
        (HEAD + 'acm.ValidationRecords("r", {"domains": ["a.example.com"]})', "records: this"),
        (HEAD + 'acm.ValidationRecords("r", {"certificate": "site"})', "it must be a Certificate"),
        (HEAD + 'acm.ValidationRecords("r", "site")', "it must be a mapping of arguments"),
    ],
)
def test_other_bad_arguments(sandbox: EngineSandbox, program: str, message: str) -> None:
    """Shapes that nobody can mean."""
    assert message in refusal(sandbox.project(program))


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ("[]", "records: there is none for a.example.com: a certificate with this name has to be"),
        ("pulumi.Output.from_input([])", "records: there is none for a.example.com"),
        ("pulumi.Output.from_input(None)", "records: there is none for a.example.com"),
        ("pulumi.Output.secret('hunter2')", "records: it must be a list, even of one"),
        ("pulumi.Output.from_input([{}])", "records[0].value: this argument is required"),
    ],
)
def test_records_that_are_not_there(
    sandbox: EngineSandbox, dns: EngineSandbox, records: str, message: str
) -> None:
    """Another stack's output may be anything; what is wrong is said, and no secret."""
    zone(dns, "example.com")
    said = refusal(sandbox.project(by_name(records, ["a.example.com"])))
    assert message in said
    assert "hunter2" not in said


@pytest.mark.parametrize(("more", "left"), [({}, 1), ({"keep": False}, 0)])
def test_what_stays(
    sandbox: EngineSandbox, dns: EngineSandbox, more: dict[str, object], left: int
) -> None:
    """Records outlive this stack, unless that is not wanted."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(by_name(RECORD, ["a.example.com"], **more))
    assert project.up().ok
    assert cnames(dns, theirs) == {"_x.a.example.com.": "_y.acm-validations.aws."}
    assert project.destroy().ok
    assert len(cnames(dns, theirs)) == left


def test_a_record_changed_by_hand(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """It is named while planning, as a Certificate's own is."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(by_name(RECORD, ["a.example.com"]))
    assert project.up().ok
    change_cname(dns, theirs, "UPSERT", "_x.a.example.com", "elsewhere.example.net")
    assert project.refresh().ok
    assert "in the zone is _x.a.example.com CNAME elsewhere.example.net" in refusal(project)
