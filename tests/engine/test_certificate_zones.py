"""Which zone a record goes to, and by whose rights that is found out."""

from pathlib import Path

from support.certificates import cnames, program, zone
from support.engine import ELSEWHERE, EngineSandbox


def test_names_in_several_zones(sandbox: EngineSandbox) -> None:
    """Each record goes into the longest public zone, on a label boundary."""
    com = zone(sandbox, "example.com")
    api = zone(sandbox, "api.example.com")
    org = zone(sandbox, "example.org")
    project = sandbox.project(
        program(domains=["www.example.com", "v2.api.example.com", "*.example.org"])
    )
    assert project.up().ok
    assert [key.rstrip(".").partition(".")[2] for key in cnames(sandbox, com)] == [
        "www.example.com"
    ]
    assert [key.rstrip(".").partition(".")[2] for key in cnames(sandbox, api)] == [
        "v2.api.example.com"
    ]
    assert [key.rstrip(".").partition(".")[2] for key in cnames(sandbox, org)] == ["example.org"]


def test_zone_of_the_same_program(sandbox: EngineSandbox) -> None:
    """A zone id may be an Output: the resources are known from the names alone."""
    project = sandbox.project(
        """
        import pulumi
        import pulumi_acm as acm
        import pulumi_aws as aws
        zone = aws.route53.Zone("zone", name="example.com")
        site = acm.Certificate("site", {
            "domains": ["example.com", "a.example.com"],
            "zones": {"example.com": zone.zone_id},
        })
        pulumi.export("arn", site.arn)
        pulumi.export("zone", zone.zone_id)
        """
    )
    sandbox.reset_journal()
    assert project.preview_json()["changeSummary"] == {"create": 7}
    result = project.up()
    assert result.ok, result.output
    assert len(cnames(sandbox, project.outputs()["zone"])) == 2
    assert sandbox.calls("ListHostedZones") == 0


def test_two_public_zones_of_one_name(sandbox: EngineSandbox) -> None:
    """The user is asked which one is meant, with both ids, and is believed."""
    first = zone(sandbox, "example.com")
    second = zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["a.example.com"]))
    preview = project.preview()
    assert not preview.ok
    assert 'zones["example.com"]: several public hosted zones have this name (' in preview.output
    assert first in preview.output
    assert second in preview.output
    assert "Traceback" not in preview.output

    project.write(program(domains=["a.example.com"], zones={"example.com": first}))
    assert project.up().ok
    assert len(cnames(sandbox, first)) == 1


def test_private_zone_only(sandbox: EngineSandbox) -> None:
    """ACM reads public DNS: a private zone does not count, and the user is told."""
    zone(sandbox, "example.com", private=True)
    project = sandbox.project(program(domains=["a.example.com"]))
    preview = project.preview()
    assert preview.ok
    warnings = "".join(preview.diagnostics("warning"))
    assert "only a private hosted zone, Z" in warnings
    assert "holds a.example.com: ACM reads public DNS" in warnings


def test_a_given_zone_that_cannot_hold_the_name(sandbox: EngineSandbox) -> None:
    """A zone id that was mixed up is seen before ACM waits for a record in the wrong place."""
    zone(sandbox, "example.com")
    wrong = zone(sandbox, "sub.example.com")
    project = sandbox.project(program(domains=["a.example.com"], zones={"example.com": wrong}))
    preview = project.preview()
    assert not preview.ok
    assert (
        f'zones["example.com"] "{wrong}": this is the hosted zone sub.example.com, which does not '
        "hold example.com"
    ) in preview.output


EXPLICIT = """
    import pulumi
    import pulumi_acm as acm
    import pulumi_aws as aws
    provider = aws.Provider("other", region="eu-central-1", access_key="{key}", secret_key="x")
    site = acm.Certificate("site", {{"domains": {domains!r}}},
        pulumi.ResourceOptions(provider=provider))
    pulumi.export("arns", site.arns)
    """


def test_explicit_provider_is_asked_itself(sandbox: EngineSandbox) -> None:
    """No session of ours has an explicit provider's credentials: it is asked, zone by zone."""
    com = zone(sandbox, "example.com")
    key = sandbox.environment["AWS_ACCESS_KEY_ID"]
    project = sandbox.project(
        EXPLICIT.format(key=key, domains=["example.com", "*.example.com", "a.b.example.com"])
    )
    sandbox.reset_journal()
    result = project.up()
    assert result.ok, result.output
    assert list(project.outputs()["arns"]) == ["eu-central-1"]
    assert len(cnames(sandbox, com)) == 2
    # example.com; then a.b.example.com and b.example.com, below what is known already.
    assert sandbox.calls("ListHostedZones") == 3


def test_zone_in_nobodys_account(sandbox: EngineSandbox) -> None:
    """A provider that finds no zone has its names validated elsewhere."""
    key = sandbox.environment["AWS_ACCESS_KEY_ID"]
    project = sandbox.project(EXPLICIT.format(key=key, domains=["example.net"]))
    result = project.up()
    assert result.ok, result.output
    assert project.outputs()["arns"] == {}


def test_provider_that_assumes_a_role(sandbox: EngineSandbox) -> None:
    """Zones are looked for by the rights of the provider, never by those of the shell."""
    elsewhere = sandbox.elsewhere()
    ours, theirs = zone(sandbox, "example.com"), zone(elsewhere, "example.com")
    project = sandbox.project(
        program(domains=["a.example.com"], wait=False),
        config={"aws:assumeRoles": [{"roleArn": ELSEWHERE}]},
    )
    sandbox.reset_journal()
    result = project.up()
    assert result.ok, result.output
    assert cnames(sandbox, ours) == {}
    assert len(cnames(elsewhere, theirs)) == 1


def profile(path: Path, account: EngineSandbox) -> str:
    """Write a credentials file whose profile `some` belongs to an account."""
    path.write_text(
        "[some]\n"
        f"aws_access_key_id = {account.environment['AWS_ACCESS_KEY_ID']}\n"
        f"aws_secret_access_key = {account.environment['AWS_SECRET_ACCESS_KEY']}\n",
        encoding="utf-8",
    )
    return str(path)


def test_provider_with_a_profile(sandbox: EngineSandbox, tmp_path: Path) -> None:
    """A profile is followed; that both come to the same account by it is seen once."""
    elsewhere = sandbox.elsewhere()
    ours, theirs = zone(sandbox, "example.com"), zone(elsewhere, "example.org")
    sandbox.environment["AWS_SHARED_CREDENTIALS_FILE"] = profile(tmp_path / "some", elsewhere)
    project = sandbox.project(
        program(domains=["a.example.com", "a.example.org"]), config={"aws:profile": "some"}
    )
    sandbox.reset_journal()
    result = project.up()
    assert result.ok, result.output
    assert len(cnames(elsewhere, theirs)) == 1
    assert cnames(sandbox, ours) == {}
    assert sandbox.calls("ListHostedZones") == 1
    assert sandbox.calls("GetCallerIdentity") == 2


def test_a_profile_of_another_account_is_not_believed(
    sandbox: EngineSandbox, tmp_path: Path
) -> None:
    """Where the same words lead boto3 to another account, the provider itself is asked."""
    elsewhere = sandbox.elsewhere()
    ours, theirs = zone(sandbox, "example.com"), zone(elsewhere, "example.org")
    sandbox.environment["AWS_SHARED_CREDENTIALS_FILE"] = profile(tmp_path / "ours", sandbox)
    project = sandbox.project(
        f"import os\nos.environ['AWS_SHARED_CREDENTIALS_FILE'] = "
        f"{profile(tmp_path / 'theirs', elsewhere)!r}\n"
        + program(domains=["a.example.com", "a.example.org"]),
        config={"aws:profile": "some"},
    )
    result = project.up()
    assert result.ok, result.output
    assert len(cnames(sandbox, ours)) == 1
    assert cnames(elsewhere, theirs) == {}
    assert [each["domain"] for each in project.outputs()["external_records"]] == ["a.example.org"]


def test_provider_that_cannot_answer(sandbox: EngineSandbox) -> None:
    """What the provider says reaches the user, without a traceback of ours."""
    project = sandbox.project(program(domains=["a.example.com"]), region=None)
    preview = project.preview()
    assert not preview.ok
    assert "Make sure you have set your AWS region" in preview.output
    assert "Traceback" not in preview.output


UNKNOWN = (
    "the AWS provider's settings are not known while planning, so it cannot look up the zone of "
    'example.com; give it: zones: {"example.com": "<hosted zone id>"}'
)


def test_provider_that_is_not_known_yet(sandbox: EngineSandbox) -> None:
    """A provider that waits for a resource cannot be asked: the message says what to give."""
    project = sandbox.project(
        """
        import pulumi
        import pulumi_acm as acm
        import pulumi_aws as aws
        zone = aws.route53.Zone("zone", name="example.com")
        provider = aws.Provider("late", region=zone.zone_id.apply(lambda _: "eu-west-1"))
        acm.Certificate("site", {"domains": ["example.com"]},
            pulumi.ResourceOptions(provider=provider))
        """
    )
    preview = project.preview()
    assert not preview.ok
    assert (
        'acm.Certificate "site": the region of the AWS provider is not known while planning; '
        "say which (`region` or `regions`)"
    ) in preview.output or UNKNOWN in preview.output
    assert "Traceback" not in preview.output

    program = (project.directory / "__main__.py").read_text(encoding="utf-8")
    project.write(program.replace('["example.com"]', '["example.com"], "regions": ["eu-west-1"]'))
    preview = project.preview()
    assert not preview.ok
    assert UNKNOWN in preview.output
    assert "Traceback" not in preview.output

    given = '["example.com"], "regions": ["eu-west-1"], "zones": {"example.com": zone.zone_id}'
    project.write(program.replace('["example.com"]', given))
    assert project.preview().ok
