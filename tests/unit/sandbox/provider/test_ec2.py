"""`aws:ec2/...` against the local AWS: networks and their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.values import UNKNOWN

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.operations import Provider, State

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"


@pytest.fixture
def vpc(make: Callable[..., State]) -> State:
    """Give a network."""
    return make(VPC, {"cidrBlock": "10.0.0.0/16"})


class TestVpc:
    """Networks."""

    def test_life(
        self,
        settle: Callable[..., State],
        change: Callable[..., State],
        gone: Callable[..., None],
    ) -> None:
        """What the state has, what changes in place, how it ends."""
        state = settle(VPC, {"cidrBlock": "10.0.0.0/16", "tags": {"a": "b"}})
        made = {name: state.outputs.pop(name) for name in list(state.outputs) if name[-2:] == "Id"}
        assert set(made) >= {"defaultSecurityGroupId", "mainRouteTableId", "defaultNetworkAclId"}
        assert all(made[name] for name in made if name != "ipv6AssociationId")
        assert state.outputs == {
            "arn": f"arn:aws:ec2:eu-west-1:123456789012:vpc/{state.id}",
            "assignGeneratedIpv6CidrBlock": False,
            "cidrBlock": "10.0.0.0/16",
            "enableDnsHostnames": False,
            "enableDnsSupport": True,
            "enableNetworkAddressUsageMetrics": False,
            "instanceTenancy": "default",
            "region": "eu-west-1",
            "tags": {"a": "b"},
            "tagsAll": {"a": "b"},
        }
        inputs = {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": True, "tags": {"c": "d"}}
        changed = change(VPC, state, inputs)
        assert changed.outputs["enableDnsHostnames"] is True
        assert changed.outputs["tags"] == {"c": "d"}
        gone(VPC, changed)

    def test_preview(self) -> None:
        """Only AWS knows the ids."""
        found = resource_type(VPC).preview_create({"cidrBlock": "10.0.0.0/16"})
        assert found["cidrBlock"] == "10.0.0.0/16"
        assert found["defaultSecurityGroupId"] is UNKNOWN

    @pytest.mark.parametrize("name", ["ipv6CidrBlock", "ipv4IpamPoolId"])
    def test_what_is_not_there(self, provider: Provider, name: str) -> None:
        """It is refused by name."""
        failures = provider.check(urn(VPC), {}, {name: "x"}).failures
        assert "does not support" in failures[0]
        assert f"'thing.{name}'" in failures[0]

    def test_tenancy(self, provider: Provider) -> None:
        """There are two."""
        failures = provider.check(urn(VPC), {}, {"instanceTenancy": "host"}).failures
        reason = 'expected instance_tenancy to be one of ["default" "dedicated"], got host.'
        assert failures == [f"{reason} Examine values at 'thing.instanceTenancy'."]

    def test_in_use(self, make: Callable[..., State], provider: Provider, vpc: State) -> None:
        """It is tried again for a time; then AWS's own words are told."""
        make(SUBNET, {"vpcId": vpc.id, "cidrBlock": "10.0.1.0/24"})
        with pytest.raises(ProviderError, match=r"deleting EC2 VPC .*DependencyViolation"):
            provider.delete(urn(VPC), vpc.id, vpc.outputs, timeout=0.3)


class TestSubnet:
    """Parts of networks."""

    def test_life(
        self,
        settle: Callable[..., State],
        change: Callable[..., State],
        gone: Callable[..., None],
        vpc: State,
    ) -> None:
        """What the state has, what changes in place, how it ends."""
        inputs: dict[str, Any] = {
            "vpcId": vpc.id,
            "cidrBlock": "10.0.1.0/24",
            "availabilityZone": "eu-west-1b",
            "enableDns64": False,
        }
        state = settle(SUBNET, inputs)
        assert state.outputs["availabilityZone"] == "eu-west-1b"
        assert state.outputs["availabilityZoneId"].startswith("euw1-az")
        assert state.outputs["arn"].endswith(f":subnet/{state.id}")
        changed = change(SUBNET, state, inputs | {"mapPublicIpOnLaunch": True, "tags": {"a": "b"}})
        assert changed.outputs["mapPublicIpOnLaunch"] is True
        gone(SUBNET, changed)

    def test_two_names_of_a_zone(self, provider: Provider) -> None:
        """One is enough."""
        inputs = {"vpcId": "v", "availabilityZone": "a", "availabilityZoneId": "b"}
        failures = provider.check(urn(SUBNET), {}, inputs).failures
        assert "conflicts with availability_zone_id" in failures[0]

    def test_no_network(self, make: Callable[..., State]) -> None:
        """AWS says so."""
        with pytest.raises(ProviderError, match=r"creating EC2 Subnet: .*InvalidVpcID.NotFound"):
            make(SUBNET, {"vpcId": "vpc-1", "cidrBlock": "10.0.1.0/24"})


class TestInternetGateway:
    """Ways out of networks."""

    def test_life(
        self,
        make: Callable[..., State],
        settle: Callable[..., State],
        change: Callable[..., State],
        gone: Callable[..., None],
        vpc: State,
    ) -> None:
        """It is attached, moves to another network, and is detached before it goes."""
        other = make(VPC, {"cidrBlock": "10.1.0.0/16"})
        state = settle(GATEWAY, {"vpcId": vpc.id})
        assert state.outputs["vpcId"] == vpc.id
        moved = change(GATEWAY, state, {"vpcId": other.id, "tags": {"a": "b"}})
        assert moved.outputs["vpcId"] == other.id
        gone(GATEWAY, moved)
        gone(VPC, vpc, other)

    def test_no_network(self, make: Callable[..., State]) -> None:
        """It may be attached to none."""
        assert make(GATEWAY, {}).outputs["vpcId"] == ""
