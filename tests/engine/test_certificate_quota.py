"""The account's quota of names: read only where it matters, and said before anything is created."""

from typing import Any

from acm_sandbox.aws.servicequotas.decisions import decide
from acm_sandbox.aws.settings import Settings, current
from pulumi_acm.limits import NAMES_QUOTA_CODE
from support.certificates import certificates, program, zone
from support.engine import EngineSandbox

NAMES = ["example.com", *(f"{n}.example.com" for n in range(9))]
MORE = [*NAMES, "a.example.net", "b.example.net"]
QUESTION = "GetServiceQuota"


def twelve(**args: Any) -> str:
    """Return a program with 12 names whose records nobody has to write."""
    return program(domains=MORE, wait=False, **args)


def test_ten_names_cost_no_call(sandbox: EngineSandbox) -> None:
    """AWS gives every account 10: nobody has to be asked."""
    zone(sandbox, "example.com")
    assert sandbox.project(program(domains=NAMES)).up().ok
    assert sandbox.calls(QUESTION) == 0


def test_the_account_allows_fewer(sandbox: EngineSandbox) -> None:
    """Refused in the preview, with a split that fits; each region is asked once a run."""
    text = program(domains=MORE, cloudfront=True)
    project = sandbox.project(text + text.replace("'site'", "'other'"))
    result = project.preview()
    assert not result.ok
    assert 'acm.Certificate "site": 1 problem' in result.output
    assert (
        "domains: 12 names, the primary one included, where one certificate may have 10 "
        "(eu-west-1, us-east-1): quota L-FB94F0B0. Either several certificates, such as"
    ) in result.output
    assert '["a.example.net", "b.example.net"]' in result.output
    assert "or a higher quota: pulumi-acm quota --request 12" in result.output
    assert "Traceback" not in result.output
    assert sandbox.calls(QUESTION) == 2
    assert sandbox.calls("RequestCertificate") == 0
    assert sandbox.calls("ListHostedZones") == 0


def test_the_account_allows_more(sandbox: EngineSandbox) -> None:
    """A quota that AWS has raised is known without being told, by one call for two certificates."""
    current.value = Settings(names_per_certificate=12)
    text = twelve()
    project = sandbox.project(text + text.replace("'site'", "'other'"))
    sandbox.reset_journal()
    up = project.up()
    assert up.ok, up.output
    assert [len(each["SubjectAlternativeNames"]) for each in certificates(sandbox)] == [12, 12]
    assert sandbox.calls(QUESTION) == 1


def test_a_quota_that_is_given_is_not_asked_for(sandbox: EngineSandbox) -> None:
    """Neither where it is enough, nor where it is not."""
    current.value = Settings(names_per_certificate=12)
    project = sandbox.project(twelve(names_quota=12))
    assert project.up().ok
    project.write(twelve(names_quota=11))
    result = project.preview()
    assert not result.ok
    assert "where one certificate may have 11 (names_quota)" in result.output
    assert sandbox.calls(QUESTION) == 0


def test_a_quota_that_cannot_be_read(sandbox: EngineSandbox) -> None:
    """Then 10 counts, and the message says why and what to allow."""
    current.value = Settings(names_per_certificate=12, regions_off=frozenset({"eu-south-1"}))
    result = sandbox.project(twelve(regions=["eu-west-1", "eu-south-1"])).preview()
    assert not result.ok
    assert (
        "may have 10 (eu-south-1; what AWS gives every account, as this one's quota cannot be "
        "read: UnrecognizedClientException; allow servicequotas:GetServiceQuota, or say it: "
        "names_quota): quota L-FB94F0B0."
    ) in result.output


def test_nobody_may_read_the_quota(sandbox: EngineSandbox) -> None:
    """The same without permission; fewer names need none, and a quota that is said needs none."""
    current.value = Settings(names_per_certificate=12)
    sandbox.faults.deny("service-quotas:GetServiceQuota")
    project = sandbox.project(twelve())
    result = project.preview()
    assert not result.ok
    assert (
        "may have 10 (eu-west-1; what AWS gives every account, as this one's quota cannot be read: "
        "AccessDeniedException; allow servicequotas:GetServiceQuota, or say it: names_quota)"
    ) in result.output
    assert "Traceback" not in result.output
    assert sandbox.calls("RequestCertificate") == 0
    project.write(twelve(names_quota=12))
    assert project.up().ok


def test_raised_in_one_region_of_two(sandbox: EngineSandbox) -> None:
    """A quota is a region's: the message says in which one it is too low."""
    quotas = sandbox.client("service-quotas", "us-east-1")
    asked = quotas.request_service_quota_increase(
        ServiceCode="acm", QuotaCode=NAMES_QUOTA_CODE, DesiredValue=12
    )
    decide(asked["RequestedQuota"]["Id"])
    project = sandbox.project(twelve(cloudfront=True))
    result = project.preview()
    assert not result.ok
    assert "one certificate may have 10 (eu-west-1): quota L-FB94F0B0." in result.output
    project.write(twelve(regions=["us-east-1"]))
    up = project.up()
    assert up.ok, up.output


def test_a_provider_that_boto3_cannot_speak_for(sandbox: EngineSandbox) -> None:
    """Never another account's quota: 10 counts, unless it is said."""
    current.value = Settings(names_per_certificate=12)
    explicit = """
import pulumi_aws as aws
provider = aws.Provider("explicit", region="eu-west-1")
"""
    text = twelve().replace("})\n", "}, pulumi.ResourceOptions(provider=provider))\n", 1)
    project = sandbox.project(explicit + text)
    result = project.preview()
    assert not result.ok
    assert "cannot be read: boto3 cannot have the AWS provider's rights; allow" in result.output
    assert sandbox.calls(QUESTION) == 0
