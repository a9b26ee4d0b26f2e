"""The operations on load balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError
from acm_sandbox.aws.paging import page

from . import attributes, load_balancers, names, tags
from .facts import APPLICATION, ARN_TYPES, NETWORK
from .load_balancers import INTERNET_FACING, LoadBalancer
from .state import State

if TYPE_CHECKING:
    from collections.abc import Mapping


class LoadBalancerOperations(State):
    """Create, change, show, delete. A method takes and gives what the API does."""

    def create_load_balancer(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a load balancer, or find the one of this name if it is the same (model)."""
        name, kind = parameters["Name"], parameters.get("Type", APPLICATION)
        if kind not in ARN_TYPES:
            raise NotInTheSandboxError(f"elbv2 load balancer type {kind}")
        names.check(name, what="load balancer")
        networks = self.networks
        subnets = load_balancers.checked_subnets(parameters, networks, kind)
        vpc = subnets[0].vpc
        scheme = parameters.get("Scheme", INTERNET_FACING)
        load_balancers.check_reachable(networks, vpc, scheme)
        created = LoadBalancer(
            arn=self.new_arn(f"loadbalancer/{ARN_TYPES[kind]}/{name}/{names.new_id()}"),
            name=name,
            type=kind,
            scheme=scheme,
            ip_address_type=_ip_address_type(parameters),
            region=self.region_name,
            vpc=vpc,
            subnets=subnets,
            security_groups=load_balancers.checked_security_groups(
                parameters.get("SecurityGroups", []), networks, vpc, kind
            ),
            attributes=dict(attributes.LOAD_BALANCER[kind]),
            tags=tags.added(parameters.get("Tags", [])),
        )
        load_balancers.hosted_zone(self.region_name, kind)  # refused now rather than when shown
        for there in self.load_balancers.values():
            if there.name == name:
                return {"LoadBalancers": [_same(there, created).shown()]}
        self.load_balancers[created.arn] = created
        return {"LoadBalancers": [created.shown(state="provisioning")]}

    def describe_load_balancers(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show load balancers: those named, or a page of all."""
        if "LoadBalancerArns" in parameters:
            found = [self.find_load_balancer(arn) for arn in parameters["LoadBalancerArns"]]
        elif "Names" in parameters:
            wanted = parameters["Names"]
            found = [item for item in self.load_balancers.values() if item.name in wanted]
            missing = sorted(set(wanted) - {item.name for item in found})
            if missing:
                # As users report it.
                raise AwsError(
                    "LoadBalancerNotFound", f"Load balancers '[{', '.join(missing)}]' not found"
                )
        else:
            found = list(self.load_balancers.values())
        shown, marker = page(found, parameters)
        return {"LoadBalancers": [item.shown() for item in shown], "NextMarker": marker}

    def delete_load_balancer(self, parameters: Mapping[str, Any]) -> None:
        """Delete a load balancer with its listeners; to delete what is gone succeeds (model)."""
        arn = parameters["LoadBalancerArn"]
        there = self.load_balancers.get(arn)
        if there is None:
            return
        if there.attributes["deletion_protection.enabled"] == "true":
            # As users report it.
            raise AwsError(
                "OperationNotPermitted",
                f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
            )
        for listener in self.listeners_of(arn):
            del self.listeners[listener.arn]
        del self.load_balancers[arn]

    def set_subnets(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Move a load balancer to other subnets of its VPC."""
        there = self.find_load_balancer(parameters["LoadBalancerArn"])
        subnets = load_balancers.checked_subnets(parameters, self.networks, there.type)
        if subnets[0].vpc != there.vpc:
            raise AwsError("InvalidSubnet", f"All subnets must belong to VPC {there.vpc}")
        if there.type == NETWORK and not {item.id for item in there.subnets} <= {
            item.id for item in subnets
        }:
            # As users report it.
            raise AwsError(
                "InvalidConfigurationRequest",
                "Subnet removal is not supported for Network Load Balancers. You must specify all "
                "existing subnets along with any new ones",
            )
        there.subnets = subnets
        return {
            "AvailabilityZones": load_balancers.zones(subnets),
            "IpAddressType": there.ip_address_type,
        }

    def set_security_groups(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Give a load balancer other security groups."""
        there = self.find_load_balancer(parameters["LoadBalancerArn"])
        groups = parameters["SecurityGroups"]
        if there.type == NETWORK and bool(groups) != bool(there.security_groups):
            # model: SetSecurityGroups: not for one that was created without, nor all away.
            raise AwsError(
                "InvalidConfigurationRequest",
                "Security groups of a Network Load Balancer can be changed only if it was created "
                "with some, and not all removed",
            )
        there.security_groups = load_balancers.checked_security_groups(
            groups, self.networks, there.vpc, there.type
        )
        return {"SecurityGroupIds": there.security_groups}

    def set_ip_address_type(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Accept IPv4, which is all that the networks here have."""
        there = self.find_load_balancer(parameters["LoadBalancerArn"])
        there.ip_address_type = _ip_address_type(parameters)
        return {"IpAddressType": there.ip_address_type}

    def describe_load_balancer_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the attributes."""
        there = self.find_load_balancer(parameters["LoadBalancerArn"])
        return attributes.shown(there.attributes)

    def modify_load_balancer_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change attributes."""
        there = self.find_load_balancer(parameters["LoadBalancerArn"])
        there.attributes = attributes.changed(
            there.attributes,
            parameters["Attributes"],
            what="Load balancer",
            of=f"load balancers with type '{there.type}'",
        )
        return attributes.shown(there.attributes)

    def describe_capacity_reservation(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Tell that nothing is reserved; the provider asks whenever it reads a load balancer."""
        self.find_load_balancer(parameters["LoadBalancerArn"])
        return {"CapacityReservationState": []}


def _ip_address_type(parameters: Mapping[str, Any]) -> str:
    kind: str = parameters.get("IpAddressType", "ipv4")
    if kind != "ipv4":
        raise NotInTheSandboxError(f"elbv2 IpAddressType {kind}")
    return kind


def _same(there: LoadBalancer, wanted: LoadBalancer) -> LoadBalancer:
    """Take the one that is there for the one that is wanted, if it is as wanted."""

    def settings(item: LoadBalancer) -> tuple[object, ...]:
        return item.type, item.scheme, item.subnets, item.security_groups, item.tags

    if settings(there) != settings(wanted):
        # As users report it.
        raise AwsError(
            "DuplicateLoadBalancerName",
            f"A load balancer with the same name '{there.name}' exists, but with different "
            "settings",
        )
    return there
