"""The attributes of load balancers, target groups and listeners."""

from __future__ import annotations

import pytest

from acm_sandbox.provider import facts
from acm_sandbox.provider.services import elbv2_attributes

LISTENER = facts.resource("aws:lb/listener:Listener")
TARGET_GROUP = facts.resource("aws:lb/targetGroup:TargetGroup")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (
            "routingHttpResponseServerEnabled",
            "routing.http.response.server.enabled",
        ),
        (
            "routingHttpResponseXContentTypeOptionsHeaderValue",
            "routing.http.response.x_content_type_options.header_value",
        ),
        (
            "routingHttpRequestXAmznMtlsClientcertHeaderName",
            "routing.http.request.x_amzn_mtls_clientcert.header_name",
        ),
        (
            "routingHttpRequestXAmznTlsCipherSuiteHeaderName",
            "routing.http.request.x_amzn_tls_cipher_suite.header_name",
        ),
        (
            "routingHttpResponseAccessControlMaxAgeHeaderValue",
            "routing.http.response.access_control_max_age.header_value",
        ),
    ],
)
def test_the_keys_of_a_listener(name: str, key: str) -> None:
    """They are the property's words."""
    assert elbv2_attributes.listener(LISTENER.inputs, "HTTPS")[name] == key


def test_by_protocol() -> None:
    """What speaks HTTP has headers, what speaks TCP a timeout, the rest nothing."""
    assert len(elbv2_attributes.listener(LISTENER.inputs, "HTTP")) == 19
    assert set(elbv2_attributes.listener(LISTENER.inputs, "TCP")) == {"tcpIdleTimeoutSeconds"}
    assert elbv2_attributes.listener(LISTENER.inputs, "TLS") == {}


def test_by_type() -> None:
    """An ALB has no say in crossing zones, an NLB no idle timeout."""
    application = elbv2_attributes.load_balancer("application")
    network = elbv2_attributes.load_balancer("network")
    assert "idleTimeout" in application.keys() - network.keys()
    assert "enableCrossZoneLoadBalancing" in network.keys() - application.keys()
    assert "enableDeletionProtection" in application.keys() & network.keys()


def test_to_aws() -> None:
    """Texts; of what stays the same, nothing is sent."""
    keys = elbv2_attributes.TARGET_GROUP
    props = {"deregistrationDelay": 10, "proxyProtocolV2": True, "slowStart": 0}
    assert elbv2_attributes.to_aws(keys, props) == [
        {"Key": "deregistration_delay.timeout_seconds", "Value": "10"},
        {"Key": "proxy_protocol_v2.enabled", "Value": "true"},
        {"Key": "slow_start.duration_seconds", "Value": "0"},
    ]
    olds = props | {"deregistrationDelay": 300}
    assert [one["Value"] for one in elbv2_attributes.to_aws(keys, props, olds)] == ["10"]


def test_from_aws() -> None:
    """Each as the type of its property; what nobody knows is left out."""
    attributes = [
        {"Key": "deregistration_delay.timeout_seconds", "Value": "10"},
        {"Key": "proxy_protocol_v2.enabled", "Value": "false"},
        {"Key": "preserve_client_ip.enabled", "Value": "true"},
        {"Key": "of.another.kind", "Value": "x"},
    ]
    keys = elbv2_attributes.TARGET_GROUP
    assert elbv2_attributes.from_aws(TARGET_GROUP, keys, attributes) == {
        "deregistrationDelay": 10,
        # A text upstream: it can also be unset.
        "preserveClientIp": "true",
        "proxyProtocolV2": False,
    }
