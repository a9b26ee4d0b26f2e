"""`aws:lb/loadBalancer:LoadBalancer`: an Application or Network Load Balancer."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import ProviderError, doing, unfinished, waiting
from acm_sandbox.provider.polling import Look, wait_for_state
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import elbv2, elbv2_attributes
from acm_sandbox.provider.values import UNKNOWN, Props, contains_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPES: Final = ("application", "network")
_LOGS: Final = "logs in S3"


class LoadBalancer(ResourceType):
    """A load balancer."""

    token = "aws:lb/loadBalancer:LoadBalancer"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset({"securityGroups", "subnetMappings", "subnets"})
    not_imported: ClassVar = frozenset({"subnetMappings"})
    not_supported: ClassVar = {
        "accessLogs": _LOGS,
        "connectionLogs": _LOGS,
        "customerOwnedIpv4Pool": "Outposts",
        "enablePrefixForIpv6SourceNat": "IPv6 source addresses",
        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "PrivateLink",
        "healthCheckLogs": _LOGS,
        "ipamPools": "address pools (IPAM)",
        "minimumLoadBalancerCapacity": "reserved capacity",
        "secondaryIpsAutoAssignedPerSubnet": "secondary addresses",
        "subnetMappings": "addresses in subnets (subnetMappings)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check type and name."""
        kind = inputs.get("loadBalancerType", "application")
        if kind is not UNKNOWN and kind not in _TYPES:
            known = " ".join(f'"{one}"' for one in _TYPES)
            reason = f"expected load_balancer_type to be one of [{known}], got {kind}"
            yield Problem("loadBalancerType", f"{reason} (the sandbox has no others)")
        yield from elbv2.check_name(inputs, internal=False)

    def suppresses(self, name: str, olds: Props, news: Props) -> bool:
        """Pass over what this type of load balancer has not."""
        of_all = elbv2_attributes.LOAD_BALANCER
        return name in of_all and _kind(olds, news) not in of_all[name][1]

    def replaces(self, name: str, olds: Props, news: Props) -> bool:
        """Replace for a change of subnets or groups that AWS cannot make in place."""
        old, new = olds.get(name) or [], news.get(name) or []
        network = _kind(olds, news) == "network"
        if contains_unknown(new):
            return super().replaces(name, olds, news)
        if name == "subnets":
            return network and len(new) <= len(old)
        if name == "securityGroups":
            return network and bool(old) != bool(new)
        if name == "secondaryIpsAutoAssignedPerSubnet":
            return network and (news.get(name) or 0) < (olds.get(name) or 0)
        return super().replaces(name, olds, news)

    def create(self, call: Call, inputs: Props) -> str:
        """Create it, wait until it works, set its attributes."""
        name = inputs.get("name") or f"{inputs['namePrefix']}{secrets.token_hex(13)}"
        client, kind = elbv2.client(call, inputs), inputs["loadBalancerType"]
        with doing(f"reading ELBv2 Load Balancer ({name})"):
            there = self._describe(call, inputs, Names=[name])
        if there and there["Type"] == kind:
            raise ProviderError(f"ELBv2 Load Balancer ({name}) already exists")
        request: dict[str, Any] = {"Name": name, "Type": kind, **elbv2.tags_to_aws(inputs)}
        if inputs.get("internal"):
            request["Scheme"] = "internal"
        if inputs.get("ipAddressType"):
            request["IpAddressType"] = inputs["ipAddressType"]
        for prop, key in (("securityGroups", "SecurityGroups"), ("subnets", "Subnets")):
            if inputs.get(prop):
                request[key] = inputs[prop]
        with doing(f"creating ELBv2 {kind} Load Balancer ({name})"):
            arn = str(client.create_load_balancer(**request)["LoadBalancers"][0]["LoadBalancerArn"])
        with unfinished(arn):
            self._wait(call, arn, inputs, "create")
            self._set_attributes(call, arn, inputs, None)
            self._wait(call, arn, inputs, "create")
        return arn

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, its attributes and its tags."""
        with doing(f"reading ELBv2 Load Balancer ({resource_id})"):
            found = self._describe(call, state, LoadBalancerArns=[resource_id])
        if found is None:
            return None
        with doing(f"reading ELBv2 Load Balancer ({resource_id}) attributes"):
            attributes = elbv2.client(call, state).describe_load_balancer_attributes(
                LoadBalancerArn=resource_id,
            )["Attributes"]
        keys = elbv2_attributes.load_balancer(found["Type"])
        zones = found.get("AvailabilityZones") or []
        return elbv2_attributes.from_aws(self.facts, keys, attributes) | {
            "arn": resource_id,
            "arnSuffix": resource_id.partition(":loadbalancer/")[2],
            "dnsName": found["DNSName"],
            "internal": found.get("Scheme") == "internal",
            "ipAddressType": found.get("IpAddressType", "ipv4"),
            "loadBalancerType": found["Type"],
            "name": found["LoadBalancerName"],
            "region": call.region(state),
            "securityGroups": found.get("SecurityGroups") or [],
            "subnetMappings": [_mapping(zone) for zone in zones],
            "subnets": [zone["SubnetId"] for zone in zones],
            "tagsAll": elbv2.tags_of(call, state, resource_id),
            "vpcId": found.get("VpcId", ""),
            "zoneId": found.get("CanonicalHostedZoneId", ""),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change attributes, groups, subnets, the kind of addresses, tags."""
        client, what = elbv2.client(call, news), f"ELBv2 Load Balancer ({resource_id})"
        self._set_attributes(call, resource_id, news, olds)
        if news.get("securityGroups") and _differ("securityGroups", olds, news):
            with doing(f"setting {what} security groups"):
                client.set_security_groups(
                    LoadBalancerArn=resource_id,
                    SecurityGroups=news["securityGroups"],
                )
        if news.get("subnets") and _differ("subnets", olds, news):
            with doing(f"setting {what} subnets"):
                client.set_subnets(LoadBalancerArn=resource_id, Subnets=news["subnets"])
        kind = news.get("ipAddressType")
        if kind and kind != olds.get("ipAddressType"):
            with doing(f"setting {what} address type"):
                client.set_ip_address_type(LoadBalancerArn=resource_id, IpAddressType=kind)
        elbv2.update_tags(call, resource_id, olds, news, "ELBv2 Load Balancer")
        self._wait(call, resource_id, news, "update")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it and its listeners; to AWS, one that is gone is deleted."""
        with doing(f"deleting ELBv2 Load Balancer ({resource_id})"):
            elbv2.client(call, state).delete_load_balancer(LoadBalancerArn=resource_id)

    def _set_attributes(self, call: Call, arn: str, news: Props, olds: Props | None) -> None:
        keys = elbv2_attributes.load_balancer(news["loadBalancerType"])
        if attributes := elbv2_attributes.to_aws(keys, news, olds):
            with doing(f"modifying ELBv2 Load Balancer ({arn}) attributes"):
                elbv2.client(call, news).modify_load_balancer_attributes(
                    LoadBalancerArn=arn,
                    Attributes=attributes,
                )

    def _wait(self, call: Call, arn: str, props: Props, operation: str) -> None:
        def look() -> Look[None]:
            found = self._describe(call, props, LoadBalancerArns=[arn])
            state = found["State"] if found else {"Code": "gone"}
            return Look(None, state["Code"], state.get("Reason", ""))

        with waiting(f"waiting for ELBv2 Load Balancer ({arn}) {operation}"):
            wait_for_state(
                look,
                pending=("provisioning", "failed"),
                target="active",
                timeout=call.timeout(self, operation),
                stop=call.stop,
            )

    def _describe(self, call: Call, props: Props, **which: Any) -> Any:
        return elbv2.describe(call, props, "describe_load_balancers", "LoadBalancers", **which)


def _kind(olds: Props, news: Props) -> str:
    return str(news.get("loadBalancerType") or olds.get("loadBalancerType") or "application")


def _differ(name: str, olds: Props, news: Props) -> bool:
    return set(olds.get(name) or []) != set(news.get(name) or [])


def _mapping(zone: Any) -> Props:
    addresses = (zone.get("LoadBalancerAddresses") or [{}])[0]
    return {
        "allocationId": addresses.get("AllocationId", ""),
        "ipv6Address": addresses.get("IPv6Address", ""),
        "outpostId": zone.get("OutpostId", ""),
        "privateIpv4Address": addresses.get("PrivateIPv4Address", ""),
        "subnetId": zone["SubnetId"],
    }
