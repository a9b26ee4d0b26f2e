"""`aws:ec2/vpc:Vpc`: a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unfinished, waiting
from acm_sandbox.provider.polling import Look, wait_for_state
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import ec2
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIMEOUT: Final = 5 * 60.0
"""The AWS provider's own, for its waits and for deleting."""
_SWITCHES: Final = {
    "enableDnsHostnames": "EnableDnsHostnames",
    "enableDnsSupport": "EnableDnsSupport",
    "enableNetworkAddressUsageMetrics": "EnableNetworkAddressUsageMetrics",
}
_MADE_ALONG: Final = {
    # output: (operation, what it gives, the id, a filter and its value)
    "defaultNetworkAclId": (
        *("describe_network_acls", "NetworkAcls", "NetworkAclId"),
        *("default", "true"),
    ),
    "defaultSecurityGroupId": (
        *("describe_security_groups", "SecurityGroups", "GroupId"),
        *("group-name", "default"),
    ),
    "mainRouteTableId": (
        *("describe_route_tables", "RouteTables", "RouteTableId"),
        *("association.main", "true"),
    ),
}
_IPV6: Final = "IPv6 networks"
_IPAM: Final = "address pools (IPAM)"


class Vpc(ResourceType):
    """A VPC."""

    token = "aws:ec2/vpc:Vpc"  # noqa: S105 - a type token, no secret
    not_supported: ClassVar = {
        "assignGeneratedIpv6CidrBlock": _IPV6,
        "ipv4IpamPoolId": _IPAM,
        "ipv4NetmaskLength": _IPAM,
        "ipv6CidrBlock": _IPV6,
        "ipv6CidrBlockNetworkBorderGroup": _IPV6,
        "ipv6IpamPoolId": _IPAM,
        "ipv6NetmaskLength": _IPAM,
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check that there is a network to make."""
        tenancy = inputs.get("instanceTenancy")
        if tenancy not in (None, UNKNOWN, "default", "dedicated"):
            yield Problem(
                "instanceTenancy",
                f'expected instance_tenancy to be one of ["default" "dedicated"], got {tenancy}',
            )

    def replaces(self, name: str, olds: Props, news: Props) -> bool:
        """Replace for every change of the tenancy but the one that AWS allows."""
        if name == "instanceTenancy":
            return (olds.get(name), news.get(name)) != ("dedicated", "default")
        return super().replaces(name, olds, news)

    def create(self, call: Call, inputs: Props) -> str:
        """Create it, wait until it is there, and set its switches."""
        request = {
            "InstanceTenancy": inputs["instanceTenancy"],
            **ec2.tag_specifications(inputs, "vpc"),
        }
        if inputs.get("cidrBlock"):
            request["CidrBlock"] = inputs["cidrBlock"]
        with doing("creating EC2 VPC"):
            made = ec2.client(call, inputs).create_vpc(**request)["Vpc"]["VpcId"]
        identifier = str(made)

        def look() -> Look[None]:
            found = self._describe(call, identifier, inputs)
            return Look(None, found["State"] if found else "pending")

        with unfinished(identifier), waiting(f"waiting for EC2 VPC ({identifier}) create"):
            wait_for_state(
                look,
                pending=("pending",),
                target="available",
                timeout=call.timeout(self, "create", _TIMEOUT),
                stop=call.stop,
            )
            self._switch(call, identifier, {"enableDnsSupport": True}, inputs)
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read the network, its switches, and what AWS made along with it."""
        with doing(f"reading EC2 VPC ({resource_id})"):
            found = self._describe(call, resource_id, state)
            if found is None:
                return None
            client = ec2.client(call, state)
            switches = {
                name: client.describe_vpc_attribute(
                    VpcId=resource_id,
                    Attribute=f"{attribute[0].lower()}{attribute[1:]}",
                )[attribute]["Value"]
                for name, attribute in _SWITCHES.items()
            }
            made = self._made_along(call, resource_id, state)
        owner = found.get("OwnerId") or call.clients.account_id()
        return {
            **switches,
            **made,
            "arn": ec2.arn(call, state, owner, f"vpc/{resource_id}"),
            "assignGeneratedIpv6CidrBlock": False,
            "cidrBlock": found["CidrBlock"],
            "dhcpOptionsId": found.get("DhcpOptionsId", ""),
            "instanceTenancy": found.get("InstanceTenancy", "default"),
            "ipv6AssociationId": "",
            "ownerId": owner,
            "region": call.region(state),
            "tagsAll": tags.from_list(found.get("Tags") or []),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the switches, the tenancy and the tags."""
        client = ec2.client(call, news)
        self._switch(call, resource_id, olds, news)
        if olds.get("instanceTenancy") != news["instanceTenancy"]:
            with doing(f"modifying EC2 VPC ({resource_id}) tenancy"):
                client.modify_vpc_tenancy(VpcId=resource_id, InstanceTenancy="default")
        ec2.update_tags(call, resource_id, olds, news, "EC2 VPC")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, as soon as nothing depends on it."""
        ec2.delete(
            call,
            f"EC2 VPC ({resource_id})",
            call.timeout(self, "delete", _TIMEOUT),
            lambda: ec2.client(call, state).delete_vpc(VpcId=resource_id),
        )

    def _switch(self, call: Call, identifier: str, olds: Props, news: Props) -> None:
        for name, attribute in _SWITCHES.items():
            if news.get(name) is not None and bool(news[name]) != bool(olds.get(name)):
                with doing(f"modifying EC2 VPC ({identifier}) {attribute}"):
                    ec2.client(call, news).modify_vpc_attribute(
                        VpcId=identifier,
                        **{attribute: {"Value": bool(news[name])}},
                    )

    def _describe(self, call: Call, identifier: str, props: Props) -> Any:
        return ec2.describe(call, props, "describe_vpcs", "Vpcs", VpcIds=[identifier])

    def _made_along(self, call: Call, identifier: str, state: Props) -> Props:
        found: Props = {}
        for name, (operation, key, identifies, which, value) in _MADE_ALONG.items():
            filters = {"vpc-id": identifier, which: value}
            one = ec2.describe(
                call,
                state,
                operation,
                key,
                Filters=[{"Name": k, "Values": [v]} for k, v in filters.items()],
            )
            found[name] = one[identifies] if one else ""
        return found | {"defaultRouteTableId": found["mainRouteTableId"]}
