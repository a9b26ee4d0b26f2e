"""Whose accounts are read: profiles, roles, an organization; and who cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import environment
from pulumi_acm.audit.accounts import Who
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.lookups import gather
from pulumi_acm.audit.model import Scope
from support.pem import issue
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import ACCOUNT, HOME, upsert

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pulumi_acm.audit.model import Inventory
    from unit.sandbox.aws.support import World

DNS, SHOP = "210987654321", "222222222222"


def role(account: str) -> str:
    """Give the ARN of a role."""
    return f"arn:aws:iam::{account}:role/audit"


def taken(**who: Any) -> Inventory:
    """Take an inventory of some accounts."""
    return take(Wanted(Who(**who), regions=(HOME,)))


def client(world: World, account: str, service: str) -> Any:
    """Make a client of another account."""
    keys = world.sts.assume_role(RoleArn=role(account), RoleSessionName="test")["Credentials"]
    return world.client(service, key=keys["AccessKeyId"])


def requested(world: World, account: str, name: str = "example.com") -> str:
    """Request a certificate in another account."""
    acm = client(world, account, "acm")
    arn: str = acm.request_certificate(DomainName=name, ValidationMethod="DNS")["CertificateArn"]
    return arn


def test_roles(world: World) -> None:
    """Their accounts are read, and not the one that assumes them."""
    world.issued("example.com")
    arns = [requested(world, DNS), requested(world, SHOP)]
    found = taken(role_arns=(role(DNS), role(SHOP), role(DNS)))
    assert found.accounts == (DNS, SHOP)
    assert [each.arn for each in found.certificates] == arns
    assert [each.account for each in found.certificates] == [DNS, SHOP]
    assert found.gaps == ()
    assert found.calls["sts:AssumeRole"] == 2


def test_a_role_that_cannot_be_assumed(world: World) -> None:
    """The others are read."""
    arn = requested(world, SHOP)
    world.server.faults.deny("sts:AssumeRole", resource=role(DNS))
    found = taken(role_arns=(role(DNS), role(SHOP)))
    assert found.accounts == (SHOP,)
    assert [each.arn for each in found.certificates] == [arn]
    (gap,) = found.gaps
    assert gap.scope == Scope(DNS, None)
    assert gap.what == f"the whole account, by {role(DNS)}"
    assert gap.error.startswith("AccessDenied: ")
    assert gap.hint == "allow sts:AssumeRole"


def test_what_is_no_role(world: World) -> None:
    """A slip is named as it was written."""
    world.server.journal.clear()
    found = taken(role_arns=("audit",))
    (gap,) = found.gaps
    assert (gap.scope.account, found.accounts) == ("audit", ())


def organization(world: World) -> list[str]:
    """Make an organization of three accounts, one of them closed; give the two new ones."""
    client = world.client("organizations")
    client.create_organization(FeatureSet="ALL")
    made = []
    for number in range(2):
        asked = client.create_account(Email=f"a{number}@example.com", AccountName=f"a{number}")
        status = client.describe_create_account_status(
            CreateAccountRequestId=asked["CreateAccountStatus"]["Id"]
        )
        made.append(status["CreateAccountStatus"]["AccountId"])
    client.close_account(AccountId=made[1])
    return made


def test_an_organization(world: World) -> None:
    """All its active accounts by a role's name, and the one that asks without it."""
    member, _ = organization(world)
    arns = [world.issued("example.com"), requested(world, member)]
    world.server.faults.deny("sts:AssumeRole", resource=role(ACCOUNT))
    found = taken(organization_role="audit")
    assert found.accounts == (ACCOUNT, member)
    assert [each.arn for each in found.certificates] == arns
    assert found.gaps == ()


def test_an_organization_that_may_not_be_listed(world: World) -> None:
    """What is left is the account that asks."""
    world.server.faults.deny("organizations:ListAccounts")
    arn = world.issued("example.com")
    found = taken(organization_role="audit")
    assert [each.arn for each in found.certificates] == [arn]
    (gap,) = found.gaps
    assert (gap.what, gap.hint) == (
        "the accounts of the organization",
        "allow organizations:ListAccounts",
    )


def test_profiles(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is an account; one that there is not is a gap."""
    keys = f"aws_access_key_id = {environment.ACCESS_KEY_ID}\naws_secret_access_key = -\n"
    credentials = tmp_path / "credentials"
    credentials.write_text(f"[one]\n{keys}[again]\n{keys}", encoding="utf-8")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(credentials))
    arn = world.issued("example.com")
    found = taken(profiles=("one", "two", "again"))
    assert [each.arn for each in found.certificates] == [arn]
    (gap,) = found.gaps
    assert (gap.scope, gap.what) == (Scope("profile two", None), "the whole account")
    assert gap.error.startswith("ProfileNotFound: ")
    assert gap.hint


def test_nobody_is_signed_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be read, and that is all that is said."""
    assert world.endpoint
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    found = taken()
    assert (found.accounts, found.certificates, found.calls) == ((), (), {})
    (gap,) = found.gaps
    assert gap.scope.account == "the default profile"
    assert gap.error.startswith("NoCredentialsError: ")
    assert gap.hint.startswith("sign in")


def test_zones_in_an_account_of_their_own(world: World) -> None:
    """The record there is the right one, while no other account wants one of the name."""
    route53 = client(world, DNS, "route53")
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
    arn = world.request("example.com")
    name, value = world.records(arn)["example.com"]
    changes = [upsert(name, "CNAME", value)]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
    Balancing(world).classic(arn)

    found = take(Wanted(Who(organization_role=None, role_arns=(role(ACCOUNT), role(DNS)))))
    assert "acm:DescribeCertificate" not in found.calls
    assert gather(found)[arn]["example.com"].state == "right"

    other = requested(world, SHOP)
    roles = tuple(map(role, (ACCOUNT, DNS, SHOP)))
    found = taken(role_arns=roles)
    assert found.calls["acm:DescribeCertificate"] == 2
    seen = gather(found)
    assert seen[arn]["example.com"].state == "right"
    assert seen[other]["example.com"].state == "missing"


def test_credentials_that_nobody_can_fetch(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program or a file that is not there: the account is a gap, and the others are read."""
    config = tmp_path / "config"
    config.write_text(
        "[profile tool]\ncredential_process = /nowhere/tool\n"
        f"[profile web]\nrole_arn = {role(DNS)}\nweb_identity_token_file = /nowhere/token\n"
        f"[profile keys]\naws_access_key_id = {environment.ACCESS_KEY_ID}\n"
        f"aws_secret_access_key = {environment.SECRET_ACCESS_KEY}\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    world.import_(issue(["example.com"]))
    found = taken(profiles=("tool", "keys", "web"))
    assert (found.accounts, len(found.certificates)) == ((ACCOUNT,), 1)
    assert [each.scope.account for each in found.gaps] == ["profile tool", "profile web"]
    assert "/nowhere/tool" in found.gaps[0].error
    assert found.gaps[1].hint.startswith("look at the program or the file")


def test_the_region_of_the_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS_REGION counts, and first: organizations commonly forbid what is elsewhere."""
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    world.server.journal.clear()
    take(Wanted())
    assert {"ec2:DescribeRegions eu-central-1", "sts:GetCallerIdentity eu-central-1"} <= set(
        world.calls()
    )
