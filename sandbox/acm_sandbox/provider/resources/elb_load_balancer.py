"""`aws:elb/loadBalancer:LoadBalancer`: a Classic Load Balancer, its listeners inline."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import doing, unfinished
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import ec2, elb, elbv2
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

_DESYNC: Final = "elb.http.desyncmitigationmode"
_PROTOCOLS: Final = ("HTTP", "HTTPS", "SSL", "TCP")
_PORTS: Final = range(1, 65536)
_HEALTH: Final = {
    "healthyThreshold": "HealthyThreshold",
    "interval": "Interval",
    "target": "Target",
    "timeout": "Timeout",
    "unhealthyThreshold": "UnhealthyThreshold",
}


class LoadBalancer(ResourceType):
    """A Classic Load Balancer."""

    token = "aws:elb/loadBalancer:LoadBalancer"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset(
        {"availabilityZones", "instances", "listeners", "securityGroups", "subnets"},
    )
    not_supported: ClassVar = {
        "accessLogs": "logs in S3 (accessLogs)",
        "instances": "EC2 instances (instances)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the name and the listeners."""
        yield from elbv2.check_name(inputs, internal=True)
        listeners = inputs["listeners"]
        for i, listener in enumerate(listeners if isinstance(listeners, list) else []):
            if listener is UNKNOWN:
                continue
            for name in ("instancePort", "lbPort"):
                if isinstance(listener[name], int) and listener[name] not in _PORTS:
                    reason = f"to be in the range (1 - 65535), got {listener[name]}"
                    yield Problem(f"listeners[{i}].{name}", f"expected {name} {reason}")
            for name in ("instanceProtocol", "lbProtocol"):
                value = listener[name]
                if value is not UNKNOWN and value.upper() not in _PROTOCOLS:
                    known = " ".join(f'"{one}"' for one in _PROTOCOLS)
                    reason = f"to be one of [{known}], got {value}"
                    yield Problem(f"listeners[{i}].{name}", f"expected {name} {reason}")

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare protocols in upper case."""
        del props
        return [elb.canonical(one) for one in value] if name == "listeners" else value

    def replaces(self, name: str, olds: Props, news: Props) -> bool:
        """Replace where none of the subnets stays."""
        if name == "subnets":
            new = news.get(name)
            return set(olds.get(name) or []).isdisjoint(new if isinstance(new, list) else [])
        return super().replaces(name, olds, news)

    def create(self, call: Call, inputs: Props) -> str:
        """Create it with its listeners, then set all that a create does not take."""
        name = inputs.get("name") or f"{inputs['namePrefix']}{secrets.token_hex(13)}"
        client = elb.client(call, inputs)
        request: dict[str, Any] = {
            "LoadBalancerName": name,
            "Listeners": elb.listeners_to_aws(inputs["listeners"]),
        }
        for prop, key in (
            ("availabilityZones", "AvailabilityZones"),
            ("securityGroups", "SecurityGroups"),
            ("subnets", "Subnets"),
        ):
            if inputs.get(prop):
                request[key] = inputs[prop]
        if inputs.get("internal"):
            request["Scheme"] = "internal"
        if inputs.get("tagsAll"):
            request["Tags"] = [{"Key": k, "Value": v} for k, v in inputs["tagsAll"].items()]
        with doing(f"creating ELB Classic Load Balancer ({name})"):
            elb.with_certificate(call, lambda: client.create_load_balancer(**request))
        made = {p: inputs[p] for p in inputs if p in {"availabilityZones", "listeners", "subnets"}}
        made |= {p: inputs[p] for p in inputs if p in {"securityGroups", "tagsAll"}}
        with unfinished(name):
            self.update(call, name, made, inputs)
        return str(name)

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, its attributes and its tags."""
        found = elb.describe(call, resource_id, state)
        if found is None:
            return None
        attributes = elb.attributes_of(call, resource_id, state)
        draining = attributes.get("ConnectionDraining") or {}
        desync = {
            one["Key"]: one["Value"] for one in attributes.get("AdditionalAttributes") or []
        }.get(_DESYNC)
        health = found.get("HealthCheck") or {}
        region, account = call.region(state), call.clients.account_id()
        timeout = (attributes.get("ConnectionSettings") or {}).get("IdleTimeout")
        return {
            "arn": f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/{resource_id}",
            "availabilityZones": found.get("AvailabilityZones") or [],
            "connectionDraining": bool(draining.get("Enabled")),
            # AWS forgets the timeout of what is switched off.
            "connectionDrainingTimeout": draining.get("Timeout")
            or state.get("connectionDrainingTimeout"),
            "crossZoneLoadBalancing": bool(attributes["CrossZoneLoadBalancing"]["Enabled"]),
            "desyncMitigationMode": desync or state.get("desyncMitigationMode"),
            "dnsName": found["DNSName"],
            "healthCheck": {name: health[key] for name, key in _HEALTH.items()}
            if health.get("Target")
            else None,
            "idleTimeout": timeout,
            "instances": [one["InstanceId"] for one in found.get("Instances") or []],
            "internal": found.get("Scheme") == "internal",
            "listeners": elb.listeners_from_aws(
                found["ListenerDescriptions"],
                state.get("listeners") or [],
            ),
            "name": found["LoadBalancerName"],
            "region": region,
            "securityGroups": found.get("SecurityGroups") or [],
            "subnets": found.get("Subnets") or [],
            "tagsAll": elb.tags_of(call, resource_id, state),
            "zoneId": found.get("CanonicalHostedZoneNameID", ""),
            **_source_group(call, state, found),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change listeners, attributes, health check, groups, places, tags."""
        client, what = elb.client(call, news), f"ELB Classic Load Balancer ({resource_id})"
        elb.change_listeners(call, resource_id, olds, news)
        for attributes in _attribute_changes(olds, news):
            with doing(f"modifying {what} attributes"):
                client.modify_load_balancer_attributes(
                    LoadBalancerName=resource_id,
                    LoadBalancerAttributes=attributes,
                )
        check = news.get("healthCheck")
        if check and check != olds.get("healthCheck"):
            with doing(f"configuring {what} health check"):
                client.configure_health_check(
                    LoadBalancerName=resource_id,
                    HealthCheck={key: check[name] for name, key in _HEALTH.items()},
                )
        if any(_changes("securityGroups", olds, news)):
            with doing(f"applying {what} security groups"):
                client.apply_security_groups_to_load_balancer(
                    LoadBalancerName=resource_id,
                    SecurityGroups=news["securityGroups"],
                )
        self._move(client, resource_id, olds, news)
        elb.update_tags(call, resource_id, olds, news)

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; to AWS, one that is gone is deleted."""
        with doing(f"deleting ELB Classic Load Balancer ({resource_id})"):
            elb.client(call, state).delete_load_balancer(LoadBalancerName=resource_id)

    def _move(self, client: Any, name: str, olds: Props, news: Props) -> None:
        """Change zones and subnets; of subnets, two in one zone may never be there at once."""
        what = f"ELB Classic Load Balancer ({name})"
        added, removed = _changes("availabilityZones", olds, news)
        with doing(f"enabling {what} Availability Zones"):
            if added:
                client.enable_availability_zones_for_load_balancer(
                    LoadBalancerName=name,
                    AvailabilityZones=added,
                )
            if removed:
                client.disable_availability_zones_for_load_balancer(
                    LoadBalancerName=name,
                    AvailabilityZones=removed,
                )
        added, removed = _changes("subnets", olds, news)
        with doing(f"attaching {what} to subnets"):
            if removed:
                client.detach_load_balancer_from_subnets(LoadBalancerName=name, Subnets=removed)
            if added:
                client.attach_load_balancer_to_subnets(LoadBalancerName=name, Subnets=added)


def _changes(name: str, olds: Props, news: Props) -> tuple[list[str], list[str]]:
    """Give what to add and what to remove; what the program does not name stays."""
    if news.get(name) is None:
        return [], []
    before, after = set(olds.get(name) or []), set(news[name])
    return sorted(after - before), sorted(before - after)


def _attribute_changes(olds: Props, news: Props) -> Iterable[dict[str, Any]]:
    names = ("crossZoneLoadBalancing", "desyncMitigationMode", "idleTimeout")
    if any(olds.get(name) != news.get(name) for name in names):
        yield {
            "AdditionalAttributes": [{"Key": _DESYNC, "Value": news["desyncMitigationMode"]}],
            "ConnectionSettings": {"IdleTimeout": int(news["idleTimeout"])},
            "CrossZoneLoadBalancing": {"Enabled": bool(news["crossZoneLoadBalancing"])},
        }
    seconds = news["connectionDrainingTimeout"]
    draining = bool(news["connectionDraining"])
    if seconds != olds.get("connectionDrainingTimeout"):
        # AWS takes a timeout only together with draining switched on.
        yield {"ConnectionDraining": {"Enabled": True, "Timeout": int(seconds)}}
        yield {"ConnectionDraining": {"Enabled": draining}}
    elif draining != bool(olds.get("connectionDraining")):
        yield {"ConnectionDraining": {"Enabled": draining}}


def _source_group(call: Call, state: Props, found: Any) -> Props:
    group = found.get("SourceSecurityGroup") or {}
    if not group.get("GroupName"):
        return {"sourceSecurityGroup": None, "sourceSecurityGroupId": None}
    owner, vpc = group.get("OwnerAlias"), found.get("VPCId")
    there = vpc and ec2.describe(
        call,
        state,
        "describe_security_groups",
        "SecurityGroups",
        Filters=[
            {"Name": "group-name", "Values": [group["GroupName"]]},
            {"Name": "vpc-id", "Values": [vpc]},
        ],
    )
    name = f"{owner}/{group['GroupName']}" if owner else group["GroupName"]
    return {
        "sourceSecurityGroup": name,
        "sourceSecurityGroupId": there["GroupId"] if there else None,
    }
