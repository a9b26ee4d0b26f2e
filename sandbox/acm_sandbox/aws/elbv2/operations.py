"""What the local Elastic Load Balancing v2 has: application and network load balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = {"Marker", "PageSize"}
# Not here: OpenID Connect, Cognito and JWT.
_ACTION = (
    "Type",
    "Order",
    "TargetGroupArn",
    "ForwardConfig",
    "RedirectConfig",
    "FixedResponseConfig",
)
_ACTIONS = {f"DefaultActions.{name}" for name in _ACTION}
# Not here: transforms, RegexValues beside a condition's config, and what is for network ones only.
_RULE = {f"Actions.{name}" for name in _ACTION} | {
    f"Conditions.{name}"
    for name in (
        "Field",
        "Values",
        "HostHeaderConfig",
        "HttpHeaderConfig",
        "HttpRequestMethodConfig",
        "PathPatternConfig",
        "QueryStringConfig",
        "SourceIpConfig.Values",
    )
}
_HEALTH_CHECK = {
    "HealthCheckProtocol",
    "HealthCheckPort",
    "HealthCheckEnabled",
    "HealthCheckPath",
    "HealthCheckIntervalSeconds",
    "HealthCheckTimeoutSeconds",
    "HealthyThresholdCount",
    "UnhealthyThresholdCount",
    "Matcher",
}
_LISTENER = {"Port", "Protocol", "SslPolicy", "Certificates", "AlpnPolicy", *_ACTIONS} | {
    "MutualAuthentication.Mode"
}

OPERATIONS: Mapping[str, frozenset[str]] = {
    "AddListenerCertificates": frozenset({"ListenerArn", "Certificates"}),
    "AddTags": frozenset({"ResourceArns", "Tags"}),
    "CreateListener": frozenset({"LoadBalancerArn", "Tags", *_LISTENER}),
    # Not here: Outposts, IPAM, IPv6, addresses of one's own in SubnetMappings.
    "CreateLoadBalancer": frozenset(
        {
            "Name",
            "Subnets",
            "SubnetMappings.SubnetId",
            "SecurityGroups",
            "Scheme",
            "Tags",
            "Type",
            "IpAddressType",
        }
    ),
    "CreateRule": frozenset({"ListenerArn", "Priority", "Tags", *_RULE}),
    "CreateTargetGroup": frozenset(
        {"Name", "Protocol", "ProtocolVersion", "Port", "VpcId", "TargetType", "Tags"}
        | _HEALTH_CHECK
    ),
    "DeleteListener": frozenset({"ListenerArn"}),
    "DeleteLoadBalancer": frozenset({"LoadBalancerArn"}),
    "DeleteRule": frozenset({"RuleArn"}),
    "DeleteTargetGroup": frozenset({"TargetGroupArn"}),
    "DescribeCapacityReservation": frozenset({"LoadBalancerArn"}),
    "DescribeListenerAttributes": frozenset({"ListenerArn"}),
    "DescribeListenerCertificates": frozenset({"ListenerArn", *_PAGE}),
    "DescribeListeners": frozenset({"LoadBalancerArn", "ListenerArns", *_PAGE}),
    "DescribeLoadBalancerAttributes": frozenset({"LoadBalancerArn"}),
    "DescribeLoadBalancers": frozenset({"LoadBalancerArns", "Names", *_PAGE}),
    "DescribeRules": frozenset({"ListenerArn", "RuleArns", *_PAGE}),
    "DescribeSSLPolicies": frozenset({"Names", "LoadBalancerType", *_PAGE}),
    "DescribeTags": frozenset({"ResourceArns"}),
    "DescribeTargetGroupAttributes": frozenset({"TargetGroupArn"}),
    "DescribeTargetGroups": frozenset({"LoadBalancerArn", "TargetGroupArns", "Names", *_PAGE}),
    "ModifyListener": frozenset({"ListenerArn", *_LISTENER}),
    "ModifyListenerAttributes": frozenset({"ListenerArn", "Attributes"}),
    "ModifyLoadBalancerAttributes": frozenset({"LoadBalancerArn", "Attributes"}),
    "ModifyRule": frozenset({"RuleArn", *_RULE}),
    "ModifyTargetGroup": frozenset({"TargetGroupArn", *_HEALTH_CHECK}),
    "ModifyTargetGroupAttributes": frozenset({"TargetGroupArn", "Attributes"}),
    "RemoveListenerCertificates": frozenset({"ListenerArn", "Certificates"}),
    "RemoveTags": frozenset({"ResourceArns", "TagKeys"}),
    "SetIpAddressType": frozenset({"LoadBalancerArn", "IpAddressType"}),
    "SetRulePriorities": frozenset({"RulePriorities"}),
    "SetSecurityGroups": frozenset({"LoadBalancerArn", "SecurityGroups"}),
    "SetSubnets": frozenset({"LoadBalancerArn", "Subnets", "SubnetMappings.SubnetId"}),
}
