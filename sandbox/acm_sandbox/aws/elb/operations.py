"""What the local Elastic Load Balancing has: Classic Load Balancers, without instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPERATIONS: Mapping[str, frozenset[str]] = {
    "AddTags": frozenset({"LoadBalancerNames", "Tags"}),
    "ApplySecurityGroupsToLoadBalancer": frozenset({"LoadBalancerName", "SecurityGroups"}),
    "AttachLoadBalancerToSubnets": frozenset({"LoadBalancerName", "Subnets"}),
    "ConfigureHealthCheck": frozenset({"LoadBalancerName", "HealthCheck"}),
    "CreateLoadBalancer": frozenset(
        {
            "LoadBalancerName",
            "Listeners",
            "AvailabilityZones",
            "Subnets",
            "SecurityGroups",
            "Scheme",
            "Tags",
        }
    ),
    "CreateLoadBalancerListeners": frozenset({"LoadBalancerName", "Listeners"}),
    "DeleteLoadBalancer": frozenset({"LoadBalancerName"}),
    "DeleteLoadBalancerListeners": frozenset({"LoadBalancerName", "LoadBalancerPorts"}),
    "DescribeLoadBalancerAttributes": frozenset({"LoadBalancerName"}),
    "DescribeLoadBalancers": frozenset({"LoadBalancerNames", "Marker", "PageSize"}),
    "DescribeTags": frozenset({"LoadBalancerNames"}),
    "DetachLoadBalancerFromSubnets": frozenset({"LoadBalancerName", "Subnets"}),
    "DisableAvailabilityZonesForLoadBalancer": frozenset({"LoadBalancerName", "AvailabilityZones"}),
    "EnableAvailabilityZonesForLoadBalancer": frozenset({"LoadBalancerName", "AvailabilityZones"}),
    "ModifyLoadBalancerAttributes": frozenset({"LoadBalancerName", "LoadBalancerAttributes"}),
    "RemoveTags": frozenset({"LoadBalancerNames", "Tags"}),
    "SetLoadBalancerListenerSSLCertificate": frozenset(
        {"LoadBalancerName", "LoadBalancerPort", "SSLCertificateId"}
    ),
}
