"""The attributes of load balancers, listeners and target groups: text by key, each with a default.

API reference, LoadBalancerAttribute, ListenerAttribute and TargetGroupAttribute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from .facts import APPLICATION, NETWORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALL = {
    "deletion_protection.enabled": "false",
    "access_logs.s3.enabled": "false",
    "access_logs.s3.bucket": "",
    "access_logs.s3.prefix": "",
    "ipv6.deny_all_igw_traffic": "false",
    "zonal_shift.config.enabled": "false",
}
LOAD_BALANCER: Mapping[str, Mapping[str, str]] = {
    APPLICATION: _ALL
    | {
        "load_balancing.cross_zone.enabled": "true",
        "idle_timeout.timeout_seconds": "60",
        "client_keep_alive.seconds": "3600",
        "connection_logs.s3.enabled": "false",
        "connection_logs.s3.bucket": "",
        "connection_logs.s3.prefix": "",
        "health_check_logs.s3.enabled": "false",
        "health_check_logs.s3.bucket": "",
        "health_check_logs.s3.prefix": "",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "append",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
    },
    NETWORK: _ALL
    | {
        "load_balancing.cross_zone.enabled": "false",
        "dns_record.client_routing_policy": "any_availability_zone",
        "secondary_ips.auto_assigned.per_subnet": "0",
    },
}

_RESPONSE = {
    "routing.http.response.server.enabled": "true",
    **{
        f"routing.http.response.{header}.header_value": ""
        for header in (
            "strict_transport_security",
            "access_control_allow_origin",
            "access_control_allow_methods",
            "access_control_allow_headers",
            "access_control_allow_credentials",
            "access_control_expose_headers",
            "access_control_max_age",
            "content_security_policy",
            "x_content_type_options",
            "x_frame_options",
        )
    },
}
_REQUEST = {
    f"routing.http.request.{name}.header_name": header
    for name, header in (
        ("x_amzn_mtls_clientcert_serial_number", "X-Amzn-Mtls-Clientcert-Serial-Number"),
        ("x_amzn_mtls_clientcert_issuer", "X-Amzn-Mtls-Clientcert-Issuer"),
        ("x_amzn_mtls_clientcert_subject", "X-Amzn-Mtls-Clientcert-Subject"),
        ("x_amzn_mtls_clientcert_validity", "X-Amzn-Mtls-Clientcert-Validity"),
        ("x_amzn_mtls_clientcert_leaf", "X-Amzn-Mtls-Clientcert-Leaf"),
        ("x_amzn_mtls_clientcert", "X-Amzn-Mtls-Clientcert"),
        ("x_amzn_tls_version", "X-Amzn-Tls-Version"),
        ("x_amzn_tls_cipher_suite", "X-Amzn-Tls-Cipher-Suite"),
    )
}
LISTENER: Mapping[str, Mapping[str, str]] = {
    "HTTP": _RESPONSE,
    "HTTPS": _RESPONSE | _REQUEST,
    "TCP": {"tcp.idle_timeout.seconds": "350"},
    "TLS": {},
}

_ANY_TARGETS = {
    "deregistration_delay.timeout_seconds": "300",
    "stickiness.enabled": "false",
    "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
    "target_group_health.dns_failover.minimum_healthy_targets.count": "1",
    "target_group_health.dns_failover.minimum_healthy_targets.percentage": "off",
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count": "1",
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage": "off",
}
_HTTP_TARGETS = _ANY_TARGETS | {
    "stickiness.type": "lb_cookie",
    "stickiness.lb_cookie.duration_seconds": "86400",
    "stickiness.app_cookie.cookie_name": "",
    "stickiness.app_cookie.duration_seconds": "86400",
    "slow_start.duration_seconds": "0",
    "load_balancing.algorithm.type": "round_robin",
    "load_balancing.algorithm.anomaly_mitigation": "off",
}
_TCP_TARGETS = _ANY_TARGETS | {
    "stickiness.type": "source_ip",
    "deregistration_delay.connection_termination.enabled": "false",
    "preserve_client_ip.enabled": "true",
    "proxy_protocol_v2.enabled": "false",
    "target_health_state.unhealthy.connection_termination.enabled": "true",
    "target_health_state.unhealthy.draining_interval_seconds": "0",
}
TARGET_GROUP: Mapping[str, Mapping[str, str]] = {
    "HTTP": _HTTP_TARGETS,
    "HTTPS": _HTTP_TARGETS,
    "TCP": _TCP_TARGETS,
    "TLS": _TCP_TARGETS,
}


def changed(
    current: Mapping[str, str], given: Iterable[Mapping[str, str]], *, what: str, of: str
) -> dict[str, str]:
    """Apply changes of attributes.

    Args:
        current: the attributes that there are.
        given: the changes, as the API has them.
        what: the kind of thing, for the message: `Load balancer`.
        of: its type, for the message: `load balancers with type 'network'`.

    Raises:
        AwsError: for a key that nothing, or nothing of this type, has.
        NotInTheSandboxError: for logs, which would need a bucket.
    """
    result = dict(current)
    for attribute in given:
        key, value = attribute["Key"], attribute.get("Value", "")
        if key not in current:
            # Both wordings are in the provider's load_balancer.go, which reads them.
            if not any(key in known for known in _every()):
                raise AwsError("ValidationError", f"{what} attribute key '{key}' is not recognized")
            raise AwsError(
                "InvalidConfigurationRequest",
                f"{what} attribute key '{key}' is not supported on {of}",
            )
        if key.endswith("logs.s3.enabled") and value == "true":
            raise NotInTheSandboxError(f"elbv2 attribute {key}: there is no S3")
        result[key] = value
    return result


def shown(attributes: Mapping[str, str]) -> dict[str, Any]:
    """Show attributes as the API does."""
    return {"Attributes": [{"Key": key, "Value": value} for key, value in attributes.items()]}


def _every() -> Iterable[Mapping[str, str]]:
    for of_types in (LOAD_BALANCER, LISTENER, TARGET_GROUP):
        yield from of_types.values()
