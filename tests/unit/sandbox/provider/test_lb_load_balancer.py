"""`aws:lb/loadBalancer:LoadBalancer` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider import checking
from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:lb/loadBalancer:LoadBalancer"


def test_life(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    provider: Provider,
    subnets: list[str],
) -> None:
    """What the state has, what changes in place, how it ends."""
    state = settle(TOKEN, {"subnets": list(reversed(subnets)), "tags": {"a": "b"}})
    outputs = state.outputs
    assert outputs["arn"] == state.id
    assert state.id.endswith(f":loadbalancer/{outputs['arnSuffix']}")
    assert outputs["arnSuffix"].startswith(f"app/{outputs['name']}/")
    assert outputs["dnsName"].startswith(f"{outputs['name']}-")
    assert outputs["subnets"] == sorted(subnets)
    assert sorted(one["subnetId"] for one in outputs["subnetMappings"]) == outputs["subnets"]
    assert (outputs["internal"], outputs["ipAddressType"]) == (False, "ipv4")
    assert outputs["vpcId"].startswith("vpc-")
    assert outputs["zoneId"].startswith("Z")
    inputs = {"subnets": subnets, "idleTimeout": 90, "enableHttp2": False, "tags": {"c": "d"}}
    changed = change(TOKEN, state, inputs)
    assert (changed.outputs["idleTimeout"], changed.outputs["enableHttp2"]) == (90, False)
    assert changed.outputs["tagsAll"] == {"c": "d"}
    attributes = provider.clients.get("elbv2").describe_load_balancer_attributes(
        LoadBalancerArn=state.id,
    )["Attributes"]
    assert {"Key": "idle_timeout.timeout_seconds", "Value": "90"} in attributes
    gone(TOKEN, changed)


def test_a_network_load_balancer(settle: Callable[..., State], subnets: list[str]) -> None:
    """It has its own attributes, and none of the others'."""
    inputs = {"subnets": subnets, "loadBalancerType": "network", "internal": True}
    state = settle(TOKEN, inputs | {"enableCrossZoneLoadBalancing": True})
    assert state.outputs["arnSuffix"].startswith("net/")
    assert state.outputs["enableCrossZoneLoadBalancing"] is True
    assert state.outputs["internal"] is True


def test_preview(subnets: list[str]) -> None:
    """Only AWS knows where it will be reached."""
    found = resource_type(TOKEN).preview_create({"name": "web", "subnets": subnets})
    assert found["name"] == "web"
    for name in ("arn", "dnsName", "zoneId", "vpcId"):
        assert found[name] is UNKNOWN


def test_a_second_one(make: Callable[..., State], aws: LocalAws, subnets: list[str]) -> None:
    """One of a name there is already: the provider does not take it over."""
    make(TOKEN, {"name": "web", "subnets": subnets})
    aws.journal.clear()
    with pytest.raises(ProviderError, match=r"^ELBv2 Load Balancer \(web\) already exists$"):
        make(TOKEN, {"name": "web", "subnets": subnets})
    assert "CreateLoadBalancer" not in calls(aws)


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ({"name": "x" * 33}, f'"name" cannot be longer than 32 characters: "{"x" * 33}"'),
        ({"name": "a_b"}, 'only alphanumeric characters and hyphens allowed in "name": "a_b"'),
        ({"name": "-a"}, '"name" cannot begin with a hyphen: "-a"'),
        ({"name": "a-"}, '"name" cannot end with a hyphen: "a-"'),
        ({"name": "internal-a"}, '"name" cannot begin with "internal-": "internal-a"'),
        ({"namePrefix": "too-long"}, '"name_prefix" cannot be longer than 6 characters'),
        ({"loadBalancerType": "gateway"}, "expected load_balancer_type to be one of"),
        ({"accessLogs": {"bucket": "b"}}, "the sandbox's AWS provider does not support logs in S3"),
    ],
)
def test_what_is_refused(provider: Provider, inputs: dict[str, Any], reason: str) -> None:
    """Names and types, before anything is created."""
    failures = provider.check(urn(TOKEN), {}, {"subnets": ["subnet-1"]} | inputs).failures
    assert failures[0].startswith(reason)


def test_an_automatic_name(provider: Provider) -> None:
    """It is made of the resource's, and checked by nobody but AWS."""
    naming = checking.Naming(seed=b"seed")
    checked = provider.check(urn(TOKEN, "web"), {}, {"subnets": ["subnet-1"]}, naming)
    assert checked.inputs["name"].startswith("web-")
    assert "name" in checked.inputs["__defaults"]


def test_one_of_subnets_and_mappings(provider: Provider) -> None:
    """Without either, AWS would not know where."""
    failures = provider.check(urn(TOKEN), {}, {}).failures
    assert '"subnet_mappings": one of `subnet_mappings,subnets` must be specified' in failures[0]


def test_what_aws_refuses(make: Callable[..., State]) -> None:
    """It is told in AWS's words."""
    with pytest.raises(ProviderError, match=r"^creating ELBv2 application Load Balancer .*Subnet"):
        make(TOKEN, {"name": "web", "subnets": ["subnet-1", "subnet-2"]})


@pytest.mark.parametrize("suffix", ["", "@us-west-2"])
def test_another_region(make: Callable[..., State], provider: Provider, suffix: str) -> None:
    """An import finds it: the ARN says where it is, or the id does."""
    region = {"region": "us-west-2"}
    vpc = make("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"} | region)
    subnet = {"vpcId": vpc.id, "availabilityZone": "us-west-2a", "cidrBlock": "10.0.0.0/24"}
    subnets = [
        make("aws:ec2/subnet:Subnet", subnet | region).id,
        make(
            "aws:ec2/subnet:Subnet",
            subnet | region | {"availabilityZone": "us-west-2b", "cidrBlock": "10.0.1.0/24"},
        ).id,
    ]
    state = make(TOKEN, {"subnets": subnets, "internal": True} | region)
    assert state.id.split(":")[3] == "us-west-2"
    imported = provider.read(urn(TOKEN), f"{state.id}{suffix}", {}, {})
    assert imported is not None
    assert (imported.id, imported.inputs["region"]) == (state.id, "us-west-2")
