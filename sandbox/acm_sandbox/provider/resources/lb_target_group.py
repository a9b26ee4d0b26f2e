"""`aws:lb/targetGroup:TargetGroup`: where a load balancer sends requests."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import ProviderError, doing, unfinished, unless_gone
from acm_sandbox.provider.polling import retry_while
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import elbv2, elbv2_attributes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.values import Props

_HEALTH: Final = {
    "enabled": "HealthCheckEnabled",
    "healthyThreshold": "HealthyThresholdCount",
    "interval": "HealthCheckIntervalSeconds",
    "path": "HealthCheckPath",
    "port": "HealthCheckPort",
    "protocol": "HealthCheckProtocol",
    "timeout": "HealthCheckTimeoutSeconds",
    "unhealthyThreshold": "UnhealthyThresholdCount",
}
_NOT_OF_LAMBDA: Final = frozenset({"port", "protocol", "protocolVersion", "stickiness", "vpcId"})
_HEALTH_RULES: Final = "rules for unhealthy targets"


class TargetGroup(ResourceType):
    """A target group."""

    token = "aws:lb/targetGroup:TargetGroup"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset({"loadBalancerArns"})
    not_supported: ClassVar = {
        "targetControlPort": "the control of targets (targetControlPort)",
        "targetFailovers": _HEALTH_RULES,
        "targetGroupHealth": _HEALTH_RULES,
        "targetHealthStates": _HEALTH_RULES,
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the name, and that what is no function has a port, a protocol and a network."""
        yield from elbv2.check_name(inputs, internal=True)
        if inputs.get("targetType") != "lambda":
            for name, words in (("port", "port"), ("protocol", "protocol"), ("vpcId", "vpc_id")):
                if not inputs.get(name):
                    kind = inputs.get("targetType", "instance")
                    reason = f'Attribute "{words}" must be specified when "target_type" is "{kind}"'
                    yield Problem(name, reason)

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare protocols in upper case."""
        del props
        if name in {"protocol", "protocolVersion"}:
            return value.upper()
        if name == "healthCheck" and isinstance(value.get("protocol"), str):
            return value | {"protocol": value["protocol"].upper()}
        return value

    def suppresses(self, name: str, olds: Props, news: Props) -> bool:
        """Pass over what a group of functions has not."""
        kind = news.get("targetType") or olds.get("targetType")
        return kind == "lambda" and name in _NOT_OF_LAMBDA

    def create(self, call: Call, inputs: Props) -> str:
        """Create it and set its attributes."""
        name = inputs.get("name") or f"{inputs['namePrefix']}{secrets.token_hex(13)}"
        client = elbv2.client(call, inputs)
        with doing(f"reading ELBv2 Target Group ({name})"):
            there = self._describe(call, inputs, Names=[name])
        if there:
            raise ProviderError(f"ELBv2 Target Group ({name}) already exists")
        request = {
            "Name": name,
            "TargetType": inputs["targetType"],
            **_health_check(inputs),
            **elbv2.tags_to_aws(inputs),
        }
        if inputs["targetType"] != "lambda":
            request["Port"] = int(inputs["port"])
            request["Protocol"] = inputs["protocol"].upper()
            request["VpcId"] = inputs["vpcId"]
            if inputs.get("protocolVersion"):
                request["ProtocolVersion"] = inputs["protocolVersion"].upper()
            if inputs.get("ipAddressType"):
                request["IpAddressType"] = inputs["ipAddressType"]
        with doing(f"creating ELBv2 Target Group ({name})"):
            made = client.create_target_group(**request)["TargetGroups"][0]["TargetGroupArn"]
        arn = str(made)
        defaults = {p.name: p.default for p in self.facts.inputs.values() if p.default is not None}
        with unfinished(arn):
            self._set_attributes(call, arn, inputs, defaults)
        return arn

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, its attributes and its tags."""
        with doing(f"reading ELBv2 Target Group ({resource_id})"):
            found = self._describe(call, state, TargetGroupArns=[resource_id])
            if found is None:
                return None
            attributes = elbv2.client(call, state).describe_target_group_attributes(
                TargetGroupArn=resource_id,
            )["Attributes"]
        read = elbv2_attributes.from_aws(self.facts, elbv2_attributes.TARGET_GROUP, attributes)
        matcher = found.get("Matcher") or {}
        health = {name: found[key] for name, key in _HEALTH.items() if key in found}
        health["matcher"] = matcher.get("HttpCode") or matcher.get("GrpcCode") or ""
        return read | {
            "arn": resource_id,
            "arnSuffix": resource_id.rpartition(":")[2],
            "healthCheck": health,
            "ipAddressType": found.get("IpAddressType"),
            "loadBalancerArns": found.get("LoadBalancerArns") or [],
            "name": found["TargetGroupName"],
            "port": found.get("Port"),
            "protocol": found.get("Protocol"),
            "protocolVersion": found.get("ProtocolVersion"),
            "region": call.region(state),
            "stickiness": _stickiness_from_aws(attributes),
            "tagsAll": elbv2.tags_of(call, state, resource_id),
            "targetType": found.get("TargetType", "instance"),
            "vpcId": found.get("VpcId"),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the health check, the attributes and the tags."""
        if news.get("healthCheck") and _health_check(olds) != _health_check(news):
            with doing(f"modifying ELBv2 Target Group ({resource_id})"):
                elbv2.client(call, news).modify_target_group(
                    TargetGroupArn=resource_id,
                    **_health_check(news),
                )
        self._set_attributes(call, resource_id, news, olds)
        elbv2.update_tags(call, resource_id, olds, news, "ELBv2 Target Group")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, as soon as no listener sends anything to it."""
        client = elbv2.client(call, state)
        with doing(f"deleting ELBv2 Target Group ({resource_id})"):
            retry_while(
                lambda: unless_gone(
                    lambda: client.delete_target_group(TargetGroupArn=resource_id),
                    "TargetGroupNotFound",
                ),
                "ResourceInUse",
                timeout=call.timeout(self, "delete"),
                stop=call.stop,
            )

    def _set_attributes(self, call: Call, arn: str, news: Props, olds: Props) -> None:
        attributes = elbv2_attributes.to_aws(elbv2_attributes.TARGET_GROUP, news, olds)
        if news.get("stickiness") and news["stickiness"] != olds.get("stickiness"):
            attributes += _stickiness_to_aws(news["stickiness"])
        if attributes:
            with doing(f"modifying ELBv2 Target Group ({arn}) attributes"):
                elbv2.client(call, news).modify_target_group_attributes(
                    TargetGroupArn=arn,
                    Attributes=attributes,
                )

    def _describe(self, call: Call, props: Props, **which: Any) -> Any:
        return elbv2.describe(call, props, "describe_target_groups", "TargetGroups", **which)


def _health_check(props: Props) -> dict[str, Any]:
    check = props.get("healthCheck") or {}
    request = {_HEALTH[name]: check[name] for name in _HEALTH if check.get(name) not in (None, "")}
    if "HealthCheckProtocol" in request:
        request["HealthCheckProtocol"] = request["HealthCheckProtocol"].upper()
    if check.get("matcher"):
        grpc = props.get("protocolVersion") == "GRPC"
        request["Matcher"] = {"GrpcCode" if grpc else "HttpCode": check["matcher"]}
    return request


def _stickiness_to_aws(stickiness: Props) -> list[dict[str, str]]:
    kind = stickiness["type"]
    values = {
        "stickiness.enabled": str(bool(stickiness["enabled"])).lower(),
        "stickiness.type": kind,
    }
    if kind in {"app_cookie", "lb_cookie"}:
        values[f"stickiness.{kind}.duration_seconds"] = str(stickiness["cookieDuration"])
    if kind == "app_cookie":
        values["stickiness.app_cookie.cookie_name"] = stickiness.get("cookieName", "")
    return [{"Key": key, "Value": value} for key, value in values.items()]


def _stickiness_from_aws(attributes: Iterable[Any]) -> Props | None:
    values = {one["Key"]: one.get("Value", "") for one in attributes}
    kind = values.get("stickiness.type")
    if not kind:
        return None
    seconds = values.get(f"stickiness.{kind}.duration_seconds")
    return {
        "cookieDuration": int(seconds or 0),
        "cookieName": values.get("stickiness.app_cookie.cookie_name", ""),
        "enabled": values.get("stickiness.enabled") == "true",
        "type": kind,
    }
