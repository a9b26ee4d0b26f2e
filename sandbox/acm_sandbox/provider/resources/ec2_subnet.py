"""`aws:ec2/subnet:Subnet`: a part of a network, in one availability zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unfinished, waiting
from acm_sandbox.provider.polling import Look, wait_for_state
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import ec2

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props

_IPV6: Final = "IPv6 networks"
_IPAM: Final = "address pools (IPAM)"
_OUTPOSTS: Final = "Outposts"
_LAUNCH: Final = "how instances are named when they start"


class Subnet(ResourceType):
    """A subnet."""

    token = "aws:ec2/subnet:Subnet"  # noqa: S105 - a type token, no secret
    not_imported: ClassVar = frozenset({"availabilityZoneId", "privateDnsHostnameTypeOnLaunch"})
    not_supported: ClassVar = {
        "assignIpv6AddressOnCreation": _IPV6,
        "customerOwnedIpv4Pool": _OUTPOSTS,
        "enableDns64": _IPV6,
        "enableLniAtDeviceIndex": _OUTPOSTS,
        "enableResourceNameDnsAaaaRecordOnLaunch": _IPV6,
        "enableResourceNameDnsARecordOnLaunch": _LAUNCH,
        "ipv4IpamPoolId": _IPAM,
        "ipv4NetmaskLength": _IPAM,
        "ipv6CidrBlock": _IPV6,
        "ipv6IpamPoolId": _IPAM,
        "ipv6Native": _IPV6,
        "ipv6NetmaskLength": _IPAM,
        "mapCustomerOwnedIpOnLaunch": _OUTPOSTS,
        "outpostArn": _OUTPOSTS,
        "privateDnsHostnameTypeOnLaunch": _LAUNCH,
    }

    def replaces(self, name: str, olds: Props, news: Props) -> bool:
        """Replace for another IPv6 block where the old one was given out at creation."""
        if name == "ipv6CidrBlock":
            return bool(olds.get("assignIpv6AddressOnCreation"))
        return super().replaces(name, olds, news)

    def create(self, call: Call, inputs: Props) -> str:
        """Create it, wait until it is there."""
        request = {"VpcId": inputs["vpcId"], **ec2.tag_specifications(inputs, "subnet")}
        for name, key in (
            ("availabilityZone", "AvailabilityZone"),
            ("availabilityZoneId", "AvailabilityZoneId"),
            ("cidrBlock", "CidrBlock"),
        ):
            if inputs.get(name):
                request[key] = inputs[name]
        with doing("creating EC2 Subnet"):
            made = ec2.client(call, inputs).create_subnet(**request)["Subnet"]["SubnetId"]
        identifier = str(made)

        def look() -> Look[None]:
            found = self._describe(call, identifier, inputs)
            return Look(None, found["State"] if found else "pending")

        with unfinished(identifier), waiting(f"waiting for EC2 Subnet ({identifier}) create"):
            wait_for_state(
                look,
                pending=("pending",),
                target="available",
                timeout=call.timeout(self, "create"),
                stop=call.stop,
            )
            self._map_public_ip(call, identifier, {}, inputs)
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        with doing(f"reading EC2 Subnet ({resource_id})"):
            found = self._describe(call, resource_id, state)
        if found is None:
            return None
        owner = found.get("OwnerId") or call.clients.account_id()
        return {
            "arn": found.get("SubnetArn") or ec2.arn(call, state, owner, f"subnet/{resource_id}"),
            "availabilityZone": found["AvailabilityZone"],
            "availabilityZoneId": found.get("AvailabilityZoneId", ""),
            "cidrBlock": found["CidrBlock"],
            "ipv6CidrBlockAssociationId": "",
            "mapPublicIpOnLaunch": bool(found.get("MapPublicIpOnLaunch")),
            "ownerId": owner,
            "privateDnsHostnameTypeOnLaunch": "ip-name",
            "region": call.region(state),
            "tagsAll": tags.from_list(found.get("Tags") or []),
            "vpcId": found["VpcId"],
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change whether instances get a public address, and the tags."""
        self._map_public_ip(call, resource_id, olds, news)
        ec2.update_tags(call, resource_id, olds, news, "EC2 Subnet")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, as soon as nothing depends on it."""
        ec2.delete(
            call,
            f"EC2 Subnet ({resource_id})",
            call.timeout(self, "delete"),
            lambda: ec2.client(call, state).delete_subnet(SubnetId=resource_id),
        )

    def _map_public_ip(self, call: Call, identifier: str, olds: Props, news: Props) -> None:
        wanted = bool(news.get("mapPublicIpOnLaunch"))
        if wanted != bool(olds.get("mapPublicIpOnLaunch")):
            with doing(f"setting EC2 Subnet ({identifier}) MapPublicIpOnLaunch"):
                ec2.client(call, news).modify_subnet_attribute(
                    SubnetId=identifier,
                    MapPublicIpOnLaunch={"Value": wanted},
                )

    def _describe(self, call: Call, identifier: str, props: Props) -> Any:
        return ec2.describe(call, props, "describe_subnets", "Subnets", SubnetIds=[identifier])
