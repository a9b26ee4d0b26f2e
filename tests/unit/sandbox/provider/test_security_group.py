"""`aws:ec2/securityGroup:SecurityGroup` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:ec2/securityGroup:SecurityGroup"
HTTPS = {
    "protocol": "tcp",
    "fromPort": 443,
    "toPort": 443,
    "cidrBlocks": ["0.0.0.0/0", "10.0.0.0/8"],
}
ALL = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]}


@pytest.fixture
def vpc(make: Callable[..., State]) -> str:
    """Give a network's id."""
    return make("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}).id


def _permissions(provider: Provider, state: State, key: str = "IpPermissions") -> Any:
    ec2 = provider.clients.get("ec2")
    return ec2.describe_security_groups(GroupIds=[state.id])["SecurityGroups"][0][key]


def test_life(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    provider: Provider,
    vpc: str,
) -> None:
    """Rules are kept as the program wrote them, changed one source at a time."""
    state = settle(TOKEN, {"vpcId": vpc, "ingress": [HTTPS], "egress": [ALL]})
    assert state.outputs["ingress"] == [HTTPS | {"self": False}]
    assert state.outputs["description"] == "Managed by Pulumi"
    http = {"protocol": "TCP", "fromPort": 80, "toPort": 80, "self": True, "description": "us"}
    inputs = {"vpcId": vpc, "ingress": [http], "egress": [], "tags": {"a": "b"}}
    changed = change(TOKEN, state, inputs)
    rules = _permissions(provider, changed)
    assert [(rule["FromPort"], rule["UserIdGroupPairs"][0]["GroupId"]) for rule in rules] == [
        (80, state.id),
    ]
    assert _permissions(provider, changed, "IpPermissionsEgress") == []
    gone(TOKEN, changed)


def test_the_rule_of_aws_is_taken_away(
    make: Callable[..., State],
    provider: Provider,
    vpc: str,
) -> None:
    """Nothing may go out that the program does not say."""
    state = make(TOKEN, {"vpcId": vpc})
    assert _permissions(provider, state, "IpPermissionsEgress") == []


def test_a_rule_from_elsewhere(make: Callable[..., State], provider: Provider, vpc: str) -> None:
    """A refresh shows it as a block of its own."""
    state = make(TOKEN, {"vpcId": vpc, "ingress": [HTTPS]})
    provider.clients.get("ec2").authorize_security_group_ingress(
        GroupId=state.id,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 22,
                "ToPort": 22,
                "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "by hand"}],
            },
        ],
    )
    read = provider.read(urn(TOKEN), state.id, state.outputs, {"vpcId": vpc, "ingress": [HTTPS]})
    assert read is not None
    assert read.outputs["ingress"][0] == HTTPS | {"self": False}
    assert read.outputs["ingress"][1]["fromPort"] == 22
    assert read.outputs["ingress"][1]["cidrBlocks"] == ["10.0.0.0/8"]
    assert read.outputs["ingress"][1]["description"] == "by hand"
    assert read.inputs["ingress"] == read.outputs["ingress"]


def test_the_order_of_rules(provider: Provider) -> None:
    """It means nothing, nor does the spelling of a protocol."""
    olds = {"ingress": [HTTPS | {"self": False}, ALL | {"securityGroups": ["sg-1", "sg-2"]}]}
    news = {"ingress": [ALL | {"protocol": "ALL", "securityGroups": ["sg-2", "sg-1"]}, HTTPS]}
    assert provider.diff(urn(TOKEN), olds, news).detailed == {}


def test_a_name(provider: Provider) -> None:
    """AWS keeps `sg-` for ids."""
    failures = provider.check(urn(TOKEN), {}, {"name": "sg-mine"}).failures
    assert failures[0].startswith("invalid value for name (cannot begin with sg-)")


def test_revoke_rules_on_delete(
    make: Callable[..., State],
    provider: Provider,
    gone: Callable[..., None],
    aws: LocalAws,
    vpc: str,
) -> None:
    """With it the group's own rules go first: two groups may name each other."""
    state = make(TOKEN, {"vpcId": vpc, "revokeRulesOnDelete": True, "ingress": [HTTPS]})
    aws.journal.clear()
    provider.delete(urn(TOKEN), state.id, state.outputs)
    assert calls(aws) == {"RevokeSecurityGroupIngress": 1, "DeleteSecurityGroup": 1}
    gone(TOKEN, make(TOKEN, {"vpcId": vpc}))
