"""The attributes of load balancers, target groups and listeners: properties as keys and texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from acm_sandbox.provider.facts import Resource
    from acm_sandbox.provider.values import Props

APPLICATION: Final = frozenset({"application"})
NETWORK: Final = frozenset({"network"})
BOTH: Final = APPLICATION | NETWORK

LOAD_BALANCER: Final = {
    # property: (key, the types of load balancer that have it)
    "clientKeepAlive": ("client_keep_alive.seconds", APPLICATION),
    "desyncMitigationMode": ("routing.http.desync_mitigation_mode", APPLICATION),
    "dnsRecordClientRoutingPolicy": ("dns_record.client_routing_policy", NETWORK),
    "dropInvalidHeaderFields": ("routing.http.drop_invalid_header_fields.enabled", APPLICATION),
    # An ALB always has it, and does not let it be set.
    "enableCrossZoneLoadBalancing": ("load_balancing.cross_zone.enabled", NETWORK),
    "enableDeletionProtection": ("deletion_protection.enabled", BOTH),
    "enableHttp2": ("routing.http2.enabled", APPLICATION),
    "enableTlsVersionAndCipherSuiteHeaders": (
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
        APPLICATION,
    ),
    "enableWafFailOpen": ("waf.fail_open.enabled", APPLICATION),
    "enableXffClientPort": ("routing.http.xff_client_port.enabled", APPLICATION),
    "enableZonalShift": ("zonal_shift.config.enabled", BOTH),
    "idleTimeout": ("idle_timeout.timeout_seconds", APPLICATION),
    "preserveHostHeader": ("routing.http.preserve_host_header.enabled", APPLICATION),
    "xffHeaderProcessingMode": ("routing.http.xff_header_processing.mode", APPLICATION),
}

TARGET_GROUP: Final = {
    "connectionTermination": "deregistration_delay.connection_termination.enabled",
    "deregistrationDelay": "deregistration_delay.timeout_seconds",
    "lambdaMultiValueHeadersEnabled": "lambda.multi_value_headers.enabled",
    "loadBalancingAlgorithmType": "load_balancing.algorithm.type",
    "loadBalancingAnomalyMitigation": "load_balancing.algorithm.anomaly_mitigation",
    "loadBalancingCrossZoneEnabled": "load_balancing.cross_zone.enabled",
    "preserveClientIp": "preserve_client_ip.enabled",
    "proxyProtocolV2": "proxy_protocol_v2.enabled",
    "slowStart": "slow_start.duration_seconds",
}


def load_balancer(kind: str) -> dict[str, str]:
    """Give the keys of the attributes that a type of load balancer has, by property."""
    return {name: key for name, (key, kinds) in LOAD_BALANCER.items() if kind in kinds}


def listener(names: Iterable[str], protocol: str) -> dict[str, str]:
    """Give the keys of the attributes that a listener of a protocol has, by property."""
    if protocol in {"HTTP", "HTTPS"}:
        return {name: _routing_key(name) for name in names if name.startswith("routingHttp")}
    return {"tcpIdleTimeoutSeconds": "tcp.idle_timeout.seconds"} if protocol == "TCP" else {}


def to_aws(keys: Mapping[str, str], props: Props, olds: Props | None = None) -> list[Any]:
    """Write the attributes that are set; with the old properties, only those that change."""
    return [
        {"Key": key, "Value": _text(props[name])}
        for name, key in keys.items()
        if props.get(name) is not None and (olds is None or olds.get(name) != props[name])
    ]


def from_aws(facts: Resource, keys: Mapping[str, str], attributes: Iterable[Any]) -> Props:
    """Read the attributes that AWS tells, each as the type of its property."""
    values = {attribute["Key"]: attribute.get("Value", "") for attribute in attributes}
    return {
        name: _value(values[key], facts.inputs[name].type.kind)
        for name, key in keys.items()
        if key in values
    }


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(text: str, kind: str) -> Any:
    if kind == "boolean":
        return text == "true"
    return int(text) if kind == "integer" else text


def _routing_key(name: str) -> str:
    """Write `routingHttpResponseServerEnabled` as `routing.http.response.server.enabled`."""
    words = re.sub(r"([A-Z])", r"_\1", name).lower()
    return re.sub(
        r"^routing_http_(request|response)_(.+)_(header_name|header_value|enabled)$",
        r"routing.http.\1.\2.\3",
        words,
    )
