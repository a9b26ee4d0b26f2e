"""Target groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.balancing import forward
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing


def _shown(lb: Balancing, arn: str) -> dict[str, Any]:
    found = lb.elbv2.describe_target_groups(TargetGroupArns=[arn])["TargetGroups"]
    shown: dict[str, Any] = found[0]
    return shown


def test_the_defaults_of_a_protocol(lb: Balancing) -> None:
    """API model, CreateTargetGroup: the health check is HTTP's or TCP's."""
    http = _shown(lb, lb.target_group("HTTPS"))
    assert http["HealthCheckProtocol"] == "HTTP"
    assert (http["HealthCheckPath"], http["Matcher"], http["ProtocolVersion"]) == (
        "/",
        {"HttpCode": "200"},
        "HTTP1",
    )
    tcp = _shown(lb, lb.target_group("TLS"))
    assert (tcp["HealthCheckProtocol"], tcp["HealthCheckTimeoutSeconds"]) == ("TCP", 10)
    assert not {"HealthCheckPath", "Matcher", "ProtocolVersion"} & set(tcp)


def test_changing_the_health_check(lb: Balancing) -> None:
    """API model, ModifyTargetGroup."""
    group = lb.target_group()
    lb.elbv2.modify_target_group(
        TargetGroupArn=group, HealthCheckPath="/ok", Matcher={"HttpCode": "200-299"}
    )
    shown = _shown(lb, group)
    assert (shown["HealthCheckPath"], shown["Matcher"]) == ("/ok", {"HttpCode": "200-299"})
    with refused("ValidationError", "Health check interval must be greater than the timeout."):
        lb.elbv2.modify_target_group(TargetGroupArn=group, HealthCheckTimeoutSeconds=30)


@pytest.mark.parametrize(
    ("protocol", "options", "code", "message"),
    [
        ("HTTP", {"VpcId": "vpc-none"}, "ValidationError", "The VPC ID 'vpc-none' is not found"),
        (
            "TCP",
            {"HealthCheckPath": "/"},
            "InvalidConfigurationRequest",
            "HealthCheckPath cannot be specified for health checks with protocol 'TCP'",
        ),
        (
            "TCP",
            {"ProtocolVersion": "HTTP2"},
            "ValidationError",
            "A protocol version cannot be specified for protocol 'TCP'",
        ),
        (
            "HTTP",
            {"HealthCheckProtocol": "TLS"},
            "ValidationError",
            "Health check protocol 'TLS' must be one of 'HTTP, HTTPS, TCP'",
        ),
        (
            "HTTP",
            {"TargetType": "lambda"},
            "NotInTheSandbox",
            "the sandbox has no elbv2 target type lambda",
        ),
        ("UDP", {}, "NotInTheSandbox", "the sandbox has no elbv2 protocol UDP"),
    ],
)
def test_what_does_not_go(
    lb: Balancing, protocol: str, options: dict[str, Any], code: str, message: str
) -> None:
    """API model, CreateTargetGroup."""
    with refused(code, message):
        lb.target_group(protocol, **options)


def test_one_name_is_one_target_group(lb: Balancing) -> None:
    """API model, CreateTargetGroup: idempotent; DuplicateTargetGroupNameException."""
    made = lb.target_group(Name="web")
    assert lb.target_group(Name="web") == made
    with refused(
        "DuplicateTargetGroupName",
        "A target group with the same name 'web' exists, but with different settings",
    ):
        lb.target_group(Name="web", Port=81)
    with refused("ValidationError", "A port must be specified"):
        lb.elbv2.create_target_group(Name="none", Protocol="HTTP", VpcId="x")


def test_one_in_use_cannot_be_deleted(lb: Balancing) -> None:
    """API model, ResourceInUseException; the provider's target_group.go retries on the words."""
    group, balancer = lb.target_group(), lb.load_balancer()
    listener = lb.listener(balancer, None, Port=80, DefaultActions=[forward(group)])
    assert _shown(lb, group)["LoadBalancerArns"] == [balancer]
    found = lb.elbv2.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"]
    assert [item["TargetGroupArn"] for item in found] == [group]
    with refused(
        "ResourceInUse", f"Target group '{group}' is currently in use by a listener or a rule"
    ):
        lb.elbv2.delete_target_group(TargetGroupArn=group)
    lb.elbv2.delete_listener(ListenerArn=listener)
    for _ in range(2):
        lb.elbv2.delete_target_group(TargetGroupArn=group)
    with refused("TargetGroupNotFound"):
        _shown(lb, group)


def test_describing(lb: Balancing) -> None:
    """API model, DescribeTargetGroups: by name, or all."""
    made = lb.target_group(Name="web")
    assert len(lb.elbv2.describe_target_groups()["TargetGroups"]) == 1
    found = lb.elbv2.describe_target_groups(Names=["web"])["TargetGroups"]
    assert [item["TargetGroupArn"] for item in found] == [made]
    with refused("TargetGroupNotFound", "One or more target groups not found"):
        lb.elbv2.describe_target_groups(Names=["web", "none"])


def test_attributes(lb: Balancing) -> None:
    """API model, TargetGroupAttribute; NLB guide, "Client IP preservation" for addresses."""
    http, addresses = lb.target_group(), lb.target_group("TCP", TargetType="ip")
    lb.elbv2.modify_target_group_attributes(
        TargetGroupArn=http,
        Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "10"}],
    )
    values = _attributes(lb, http)
    assert values["deregistration_delay.timeout_seconds"] == "10"
    assert values["stickiness.type"] == "lb_cookie"
    assert _attributes(lb, addresses)["preserve_client_ip.enabled"] == "false"
    with refused("InvalidConfigurationRequest"):
        lb.elbv2.modify_target_group_attributes(
            TargetGroupArn=http,
            Attributes=[{"Key": "proxy_protocol_v2.enabled", "Value": "true"}],
        )


def _attributes(lb: Balancing, group: str) -> dict[str, str]:
    found = lb.elbv2.describe_target_group_attributes(TargetGroupArn=group)["Attributes"]
    return {item["Key"]: item["Value"] for item in found}
