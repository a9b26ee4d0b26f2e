"""Custom domain names, as HTTP and WebSocket APIs have them; their rules are tested beside v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.apigateway import facts
from unit.sandbox.aws.apigateway.support import NAME, VIRGINIA, configuration
from unit.sandbox.aws.support import HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway

CODE = "BadRequestException"
TRUSTSTORE = "s3://bucket/truststore.pem"


def test_one(gateway: Gateway) -> None:
    """API model, DomainNameConfiguration: the target of its record, and its hosted zone."""
    arn = gateway.world.issued(NAME)
    made = gateway.http_name(arn, Tags={"team": "web"})
    assert made["DomainNameArn"] == f"arn:aws:apigateway:{HOME}::/domainnames/{NAME}"
    assert (made["Tags"], made["RoutingMode"]) == ({"team": "web"}, "API_MAPPING_ONLY")
    assert made["ApiMappingSelectionExpression"] == "$request.basepath"
    (shown,) = made["DomainNameConfigurations"]
    target = shown.pop("ApiGatewayDomainName")
    assert target.endswith(f".execute-api.{HOME}.amazonaws.com")
    assert shown == {
        "CertificateArn": arn,
        "DomainNameStatus": "AVAILABLE",
        "EndpointType": "REGIONAL",
        "HostedZoneId": facts.HOSTED_ZONE_IDS[HOME],
        "IpAddressType": "ipv4",
        "SecurityPolicy": "TLS_1_2",
    }


def test_both_interfaces_show_the_same_names(gateway: Gateway) -> None:
    """Guide, "Mapping API stages to a custom domain name": REST and HTTP APIs share them."""
    arn = gateway.world.issued("*.example.com")
    gateway.http_name(arn)
    gateway.regional(arn, "rest.example.com")
    edge = gateway.world.issued("edge.example.org", region=VIRGINIA)
    gateway.edge(edge, "edge.example.org")
    names = [NAME, "rest.example.com", "edge.example.org"]
    listed = gateway.v2.get_domain_names()["Items"]
    assert [item["DomainName"] for item in listed] == names
    assert [item["domainName"] for item in gateway.v1.get_domain_names()["items"]] == names
    types = [item["DomainNameConfigurations"][0]["EndpointType"] for item in listed]
    assert types == ["REGIONAL", "REGIONAL", "EDGE"]
    with refused(CODE, "The domain name you provided already exists."):
        gateway.regional(arn)


def test_a_new_certificate_in_place(gateway: Gateway) -> None:
    """API model, UpdateDomainName; what is not given stays (the provider sends all of it)."""
    old, new = gateway.world.issued(NAME), gateway.world.issued("*.example.com")
    (before,) = gateway.http_name(old)["DomainNameConfigurations"]
    changed = gateway.v2.update_domain_name(
        DomainName=NAME, DomainNameConfigurations=[{"CertificateArn": new}]
    )
    assert changed["DomainNameConfigurations"] == [before | {"CertificateArn": new}]


def test_what_was_read_can_be_sent_back(gateway: Gateway) -> None:
    """What AWS computed is not to be given, but is not refused either."""
    (shown,) = gateway.http_name(gateway.world.issued(NAME))["DomainNameConfigurations"]
    changed = gateway.v2.update_domain_name(DomainName=NAME, DomainNameConfigurations=[shown])
    assert changed["DomainNameConfigurations"] == [shown]


def test_mutual_tls(gateway: Gateway) -> None:
    """API model, MutualTlsAuthentication; an empty truststore turns it off (guide)."""
    gateway.http_name(gateway.world.issued(NAME))
    on = gateway.v2.update_domain_name(
        DomainName=NAME,
        MutualTlsAuthentication={"TruststoreUri": TRUSTSTORE, "TruststoreVersion": "1"},
    )
    assert on["MutualTlsAuthentication"]["TruststoreVersion"] == "1"
    off = gateway.v2.update_domain_name(
        DomainName=NAME, MutualTlsAuthentication={"TruststoreUri": ""}
    )
    assert "MutualTlsAuthentication" not in off


def test_only_regional_ones_with_one_configuration(gateway: Gateway) -> None:
    """Guide, "Custom domain names for HTTP APIs"; the words are from memory."""
    arn = gateway.world.issued(NAME)
    with refused(CODE, "The endpoint type EDGE is not supported: use REGIONAL"):
        gateway.v2.create_domain_name(
            DomainName=NAME, DomainNameConfigurations=[configuration(arn, EndpointType="EDGE")]
        )
    with refused(CODE, "A domain name has exactly one configuration."):
        gateway.v2.create_domain_name(DomainName=NAME)


def test_routing_rules_are_refused_by_name(gateway: Gateway) -> None:
    """API model, RoutingMode."""
    with refused(
        "NotInTheSandbox", "the sandbox has no apigatewayv2 routing mode ROUTING_RULE_ONLY"
    ):
        gateway.http_name(gateway.world.issued(NAME), RoutingMode="ROUTING_RULE_ONLY")


def test_deleting(gateway: Gateway) -> None:
    """API model, DeleteDomainName."""
    gateway.http_name(gateway.world.issued(NAME))
    gateway.v2.delete_domain_name(DomainName=NAME)
    with refused("NotFoundException"):
        gateway.v2.get_domain_name(DomainName=NAME)
