"""Replacements that depend on more than which property changes: through the Diff RPC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pulumi.runtime.proto import provider_pb2

from acm_sandbox.provider import facts
from acm_sandbox.provider.values import UNKNOWN

from .replacement import CONDITIONAL, FORCE_NEW, diff, sample

if TYPE_CHECKING:
    from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

APPLICATION = {"loadBalancerType": "application"}
NETWORK = {"loadBalancerType": "network"}
LB, ELB = "aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"
VPC, SUBNET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"


CASES: list[tuple[str, str, Any, Any, dict[str, Any], bool]] = [
    (VPC, "instanceTenancy", "dedicated", "default", {}, False),
    (VPC, "instanceTenancy", "default", "dedicated", {}, True),
    (SUBNET, "ipv6CidrBlock", "a", "b", {}, False),
    (SUBNET, "ipv6CidrBlock", "a", "b", {"assignIpv6AddressOnCreation": True}, True),
    # None of the old ones stays; some do.
    (ELB, "subnets", ["a", "b"], ["c"], {}, True),
    (ELB, "subnets", ["a", "b"], ["b", "c"], {}, False),
    (ELB, "subnets", ["a"], UNKNOWN, {}, True),
    # A network load balancer can only grow; an application load balancer can move.
    (LB, "subnets", ["a"], ["b"], APPLICATION, False),
    (LB, "subnets", ["a"], ["b"], NETWORK, True),
    (LB, "subnets", ["a", "b"], ["a"], NETWORK, True),
    (LB, "subnets", ["a"], ["a", "b"], NETWORK, False),
    (LB, "subnets", ["a"], UNKNOWN, NETWORK, False),
    (LB, "securityGroups", ["a"], ["b"], NETWORK, False),
    (LB, "securityGroups", [], ["b"], NETWORK, True),
    (LB, "securityGroups", ["a"], [], NETWORK, True),
    (LB, "securityGroups", [], ["b"], APPLICATION, False),
    (LB, "secondaryIpsAutoAssignedPerSubnet", 2, 1, NETWORK, True),
    (LB, "secondaryIpsAutoAssignedPerSubnet", 1, 2, NETWORK, False),
]


def test_every_one_has_its_cases() -> None:
    """No property is left out of the other test for nothing."""
    assert {(token, name) for token, name, *_ in CASES} == CONDITIONAL


@pytest.mark.parametrize(("token", "name", "old", "new", "beside", "replaced"), CASES)
def test_what_depends_on_the_values(
    stub: ResourceProviderStub,
    token: str,
    name: str,
    old: Any,
    new: Any,
    beside: dict[str, Any],
    replaced: bool,
) -> None:
    """Some changes AWS makes in place, others not."""
    response = diff(stub, token, {name: old, **beside}, {name: new, **beside})
    assert list(response.diffs) == [name]
    assert list(response.replaces) == ([name] if replaced else [])


def test_what_a_load_balancer_has_not(stub: ResourceProviderStub) -> None:
    """A property of another type of load balancer is no change."""
    old, new = {"idleTimeout": 60} | NETWORK, {"idleTimeout": 90} | NETWORK
    assert diff(stub, LB, old, new).changes == provider_pb2.DiffResponse.DIFF_NONE
    old, new = {"enableCrossZoneLoadBalancing": True}, {"enableCrossZoneLoadBalancing": False}
    response = diff(stub, LB, old | APPLICATION, new | APPLICATION)
    assert response.changes == provider_pb2.DiffResponse.DIFF_NONE


@pytest.mark.parametrize("token", [t for t in FORCE_NEW if facts.resource(t).autoname])
def test_a_name_of_the_program(stub: ResourceProviderStub, token: str) -> None:
    """It is taken as long as the old resource lives, so that one goes first."""
    name = next(iter(FORCE_NEW[token] - {"name", "namePrefix"}), None) or "name"
    autoname = facts.resource(token).autoname
    assert autoname is not None
    type_ = facts.resource(token).inputs[name].type
    old = {autoname.property: "mine", name: sample(type_, "a")}
    new = {autoname.property: "mine", name: sample(type_, "b")}
    assert diff(stub, token, old, new).deleteBeforeReplace
    automatic = new | {"__defaults": [autoname.property]}
    assert not diff(stub, token, old, automatic).deleteBeforeReplace
