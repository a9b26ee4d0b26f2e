"""Listeners: protocols, ports, security policies, attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.elbv2 import policies
from unit.sandbox.aws.balancing import FIXED, forward
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing


def _shown(lb: Balancing, listener: str) -> dict[str, Any]:
    shown: dict[str, Any] = lb.elbv2.describe_listeners(ListenerArns=[listener])["Listeners"][0]
    return shown


def test_an_https_listener(lb: Balancing) -> None:
    """API model, Listener: "Certificates: the default certificate", without IsDefault."""
    certificate = lb.world.issued("example.com")
    balancer = lb.load_balancer(Name="web")
    made = lb.listener(balancer, certificate)
    assert made.startswith(balancer.replace(":loadbalancer/", ":listener/") + "/")
    assert _shown(lb, made) == {
        "ListenerArn": made,
        "LoadBalancerArn": balancer,
        "Port": 443,
        "Protocol": "HTTPS",
        "Certificates": [{"CertificateArn": certificate}],
        "SslPolicy": "ELBSecurityPolicy-2016-08",
        "DefaultActions": [FIXED],
        "MutualAuthentication": {"Mode": "off"},
    }


def test_target_groups_are_looked_up(lb: Balancing) -> None:
    """API model: TargetGroupNotFound, IncompatibleProtocols, TargetGroupAssociationLimit."""
    balancer, group = lb.load_balancer(), lb.target_group()
    with refused("TargetGroupNotFound"):
        lb.listener(balancer, None, DefaultActions=[forward(group + "x")])
    with refused("IncompatibleProtocols"):
        lb.listener(balancer, None, DefaultActions=[forward(lb.target_group("TCP"))])
    elsewhere = lb.target_group(VpcId=lb.vpc())
    with refused("InvalidConfigurationRequest"):
        lb.listener(balancer, None, DefaultActions=[forward(elsewhere)])
    lb.listener(balancer, None, DefaultActions=[forward(group)])
    with refused(
        "TargetGroupAssociationLimit",
        "The following target groups cannot be associated with more than one load balancer: "
        f"{group}",
    ):
        lb.listener(lb.load_balancer(), None, DefaultActions=[forward(group)])


@pytest.mark.parametrize(
    ("kind", "protocol", "message"),
    [
        ("application", "TLS", "Listener protocol 'TLS' must be one of 'HTTPS, HTTP'"),
        (
            "network",
            "HTTPS",
            (
                "Listener protocol 'HTTPS' is not supported with a load balancer with the load "
                "balancer type 'network'"
            ),
        ),
    ],
)
def test_protocols(lb: Balancing, kind: str, protocol: str, message: str) -> None:
    """API model, CreateListener.Protocol."""
    with refused("ValidationError", message):
        lb.listener(lb.load_balancer(kind), None, Protocol=protocol)


def test_one_listener_for_a_port(lb: Balancing) -> None:
    """API model, CreateListener: idempotent; DuplicateListenerException, in AWS's words."""
    balancer = lb.load_balancer()
    first = lb.listener(balancer, None, Port=80)
    assert lb.listener(balancer, None, Port=80) == first
    message = f"A listener already exists on this port for this load balancer '{balancer}'"
    with refused("DuplicateListener", message):
        lb.listener(balancer, lb.world.issued("example.com"), Port=80)
    other = lb.listener(balancer, None, Port=81)
    with refused("DuplicateListener", message):
        lb.elbv2.modify_listener(ListenerArn=other, Port=80)


@pytest.mark.parametrize("name", ["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", policies.DEFAULT])
def test_security_policies(lb: Balancing, name: str) -> None:
    """ALB guide, "Security policies"."""
    made = lb.listener(lb.load_balancer(), lb.world.issued("example.com"), SslPolicy=name)
    assert _shown(lb, made)["SslPolicy"] == name


@pytest.mark.parametrize("name", ["ELBSecurityPolicy-TLS13-1-4", "ELBSecurityPolicy-2015-05"])
def test_unknown_security_policies(lb: Balancing, name: str) -> None:
    """API model, SSLPolicyNotFoundException; 2015-05 is in the NLB guide only."""
    with refused("SSLPolicyNotFound", f"SSL policy '{name}' not found"):
        lb.listener(lb.load_balancer(), lb.world.issued("example.com"), SslPolicy=name)


def test_describing_security_policies(lb: Balancing) -> None:
    """API model, DescribeSSLPolicies: of a type, or by name."""
    of_application = lb.elbv2.describe_ssl_policies(LoadBalancerType="application")["SslPolicies"]
    of_network = lb.elbv2.describe_ssl_policies(LoadBalancerType="network")["SslPolicies"]
    assert len(of_network) == len(of_application) + 1 == len(policies.PROTOCOLS)
    (one,) = lb.elbv2.describe_ssl_policies(Names=["ELBSecurityPolicy-TLS13-1-2-2021-06"])[
        "SslPolicies"
    ]
    assert one["SslProtocols"] == ["TLSv1.2", "TLSv1.3"]
    with refused("SSLPolicyNotFound"):
        lb.elbv2.describe_ssl_policies(Names=["none"])


def test_alpn_is_for_tls_listeners(lb: Balancing) -> None:
    """NLB guide, "ALPN policies"; API model, ALPNPolicyNotFoundException."""
    certificate = lb.world.issued("example.com")
    network = lb.load_balancer("network")
    made = lb.listener(network, certificate, AlpnPolicy=["HTTP2Preferred"])
    assert _shown(lb, made)["AlpnPolicy"] == ["HTTP2Preferred"]
    with refused("ALPNPolicyNotFound"):
        lb.listener(network, certificate, Port=444, AlpnPolicy=["HTTP9"])
    with refused("ValidationError"):
        lb.listener(lb.load_balancer(), certificate, AlpnPolicy=["HTTP2Preferred"])


def test_modifying_leaves_the_rest(lb: Balancing) -> None:
    """API model, ModifyListener: "Any properties that you do not specify remain unchanged"."""
    made = lb.listener(lb.load_balancer(), lb.world.issued("example.com"))
    before = _shown(lb, made)
    policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    lb.elbv2.modify_listener(ListenerArn=made, SslPolicy=policy, Port=8443)
    assert _shown(lb, made) == before | {"SslPolicy": policy, "Port": 8443}


def test_from_https_to_http_and_back(lb: Balancing) -> None:
    """API model, ModifyListener: that removes policy and certificate, and back needs them again."""
    certificate = lb.world.issued("example.com")
    made = lb.listener(lb.load_balancer(), certificate)
    lb.elbv2.modify_listener(ListenerArn=made, Protocol="HTTP")
    assert not {"Certificates", "SslPolicy"} & set(_shown(lb, made))
    assert lb.world.describe(certificate)["InUseBy"] == []
    with refused("ValidationError", "A certificate must be specified for HTTPS listeners"):
        lb.elbv2.modify_listener(ListenerArn=made, Protocol="HTTPS")
    lb.elbv2.modify_listener(
        ListenerArn=made, Protocol="HTTPS", Certificates=[{"CertificateArn": certificate}]
    )
    assert _shown(lb, made)["SslPolicy"] == policies.DEFAULT


def test_a_refused_change_changes_nothing(lb: Balancing) -> None:
    """A listener that serves goes on serving what it served."""
    made = lb.listener(lb.load_balancer(), lb.world.issued("example.com"))
    before = _shown(lb, made)
    with refused("SSLPolicyNotFound"):
        lb.elbv2.modify_listener(ListenerArn=made, Port=8443, SslPolicy="none")
    assert _shown(lb, made) == before


def test_describing(lb: Balancing) -> None:
    """API model, DescribeListeners: of a load balancer, or by ARN."""
    balancer = lb.load_balancer()
    made = [lb.listener(balancer, None, Port=port) for port in (80, 81)]
    found = lb.elbv2.describe_listeners(LoadBalancerArn=balancer)["Listeners"]
    assert [item["ListenerArn"] for item in found] == made
    lb.elbv2.delete_listener(ListenerArn=made[0])
    with refused("ListenerNotFound", f"Listener '{made[0]}' not found"):
        _shown(lb, made[0])
    # The words of aws/aws-cli#3260.
    with refused("ValidationError", f"'{balancer}' is not a valid listener ARN"):
        _shown(lb, balancer)
    with refused("ValidationError", "You must specify either listener ARNs or a load balancer ARN"):
        lb.elbv2.describe_listeners()


def test_attributes(lb: Balancing) -> None:
    """API model, ListenerAttribute: those of the protocol."""
    certificate = lb.world.issued("example.com")
    https = lb.listener(lb.load_balancer(), certificate)
    tcp = lb.listener(lb.load_balancer("network"), None)
    lb.elbv2.modify_listener_attributes(
        ListenerArn=tcp, Attributes=[{"Key": "tcp.idle_timeout.seconds", "Value": "60"}]
    )
    shown = lb.elbv2.describe_listener_attributes(ListenerArn=tcp)["Attributes"]
    assert shown == [{"Key": "tcp.idle_timeout.seconds", "Value": "60"}]
    keys = {
        item["Key"]
        for item in lb.elbv2.describe_listener_attributes(ListenerArn=https)["Attributes"]
    }
    assert "routing.http.response.server.enabled" in keys
    assert "tcp.idle_timeout.seconds" not in keys


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"Protocol": "UDP"}, "elbv2 protocol UDP"),
        (
            {"MutualAuthentication": {"Mode": "verify", "TrustStoreArn": "x"}},
            "elbv2:CreateListener with MutualAuthentication.TrustStoreArn",
        ),
        (
            {
                "DefaultActions": [
                    {
                        "Type": "authenticate-cognito",
                        "AuthenticateCognitoConfig": {
                            "UserPoolArn": "x",
                            "UserPoolClientId": "x",
                            "UserPoolDomain": "x",
                        },
                    }
                ]
            },
            "elbv2:CreateListener with DefaultActions.AuthenticateCognitoConfig",
        ),
    ],
)
def test_what_is_not_there_is_refused_by_name(
    lb: Balancing, options: dict[str, Any], what: str
) -> None:
    """UDP, mutual authentication and logins; trust stores too."""
    with refused("NotInTheSandbox", f"the sandbox has no {what}"):
        lb.listener(lb.load_balancer(), None, **options)
    with refused("NotInTheSandbox", "the sandbox has no elbv2:DescribeTrustStores"):
        lb.elbv2.describe_trust_stores()
