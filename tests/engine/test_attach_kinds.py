"""What each kind of attachment leaves in AWS, beyond the certificate: mappings, DNS, redirects."""

from typing import Any

import pytest

from support.certificates import certificates, zone
from support.engine import REGION, EngineSandbox, Project
from support.importing import EC, SITE, imported, project_of
from support.targets import IMPORTS, NETWORK, TARGETS, VARIANTS

HOST = "www.example.com"
TRUSTSTORE = "s3://trust/clients.pem"
IMPORTED = SITE % {}


def in_use_by(sandbox: EngineSandbox, name: str, region: str = REGION) -> list[str]:
    """Return what AWS says to use the certificate of a name."""
    [found] = [each for each in certificates(sandbox, region) if each["DomainName"] == name]
    users: list[str] = found["InUseBy"]
    return users


def records(sandbox: EngineSandbox, zone_id: str) -> dict[str, dict[str, Any]]:
    """Return the A records of a zone: where each leads."""
    sets = sandbox.client("route53").list_resource_record_sets(HostedZoneId=zone_id)
    return {
        each["Name"]: each["AliasTarget"]
        for each in sets["ResourceRecordSets"]
        if each["Type"] == "A"
    }


def leads_to(name: str, zone_id: str) -> dict[str, Any]:
    """Return an alias record's target, as Route 53 has it."""
    return {"DNSName": f"{name}.", "HostedZoneId": zone_id, "EvaluateTargetHealth": False}


def settled(project: Project) -> None:
    """Run it, and expect that nothing is left to do."""
    up = project.up()
    assert up.ok, up.output
    assert project.preview_json()["changeSummary"].keys() == {"same"}


@pytest.mark.parametrize("endpoint", ["regional", "edge"])
def test_a_rest_api_is_mapped_and_led_to(sandbox: EngineSandbox, endpoint: str) -> None:
    """A base path mapping to the stage, and an alias record: of an edge endpoint, CloudFront's."""
    zone_id = zone(sandbox, "example.com")
    target = TARGETS[f"api gateway {endpoint}"]
    project = sandbox.project(target.text("*.example.com"))
    settled(project)
    gateway = sandbox.client("apigateway")
    [api] = gateway.get_rest_apis()["items"]
    assert gateway.get_base_path_mappings(domainName=HOST)["items"] == [
        {"basePath": "shop", "restApiId": api["id"], "stage": "v1"}
    ]
    domain = gateway.get_domain_name(domainName=HOST)
    assert domain["endpointConfiguration"]["types"] == [endpoint.upper()]
    assert domain["securityPolicy"] == "TLS_1_2"
    users = in_use_by(sandbox, "*.example.com", target.region)
    if endpoint == "edge":
        where = domain["distributionDomainName"], domain["distributionHostedZoneId"]
        assert where[0].endswith(".cloudfront.net")
        assert [each.split(":")[2] for each in users] == ["cloudfront"]
        # The certificate of the API's own region is there, and nothing serves it.
        assert in_use_by(sandbox, "*.example.com") == []
    else:
        where = domain["regionalDomainName"], domain["regionalHostedZoneId"]
        assert {each.split(":")[2] for each in users} == {"elasticloadbalancing"}
    assert records(sandbox, zone_id) == {f"{HOST}.": leads_to(*where)}
    # The stage is not deleted before the mapping that leads to it.
    assert project.destroy().ok
    assert gateway.get_domain_names()["items"] == []
    assert records(sandbox, zone_id) == {}


def test_a_mapping_without_a_path_is_of_the_root(sandbox: EngineSandbox) -> None:
    """API Gateway calls that `(none)`; giving it a path later is done in place."""
    zone(sandbox, "example.com")
    text = TARGETS["api gateway regional"].text("*.example.com")
    project = sandbox.project(text.replace(', "path": "shop"', ""))
    settled(project)
    gateway = sandbox.client("apigateway")
    [mapping] = gateway.get_base_path_mappings(domainName=HOST)["items"]
    assert mapping["basePath"] == "(none)"
    project.write(text)
    settled(project)
    [mapping] = gateway.get_base_path_mappings(domainName=HOST)["items"]
    assert mapping["basePath"] == "shop"


def test_a_websocket_api_is_mapped_and_led_to(sandbox: EngineSandbox) -> None:
    """The same as an HTTP API: a regional domain name of API Gateway's second interface."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(VARIANTS["api gateway websocket"].text("*.example.com"))
    settled(project)
    gateway = sandbox.client("apigatewayv2")
    [api] = gateway.get_apis()["Items"]
    assert api["ProtocolType"] == "WEBSOCKET"
    [mapping] = gateway.get_api_mappings(DomainName=HOST)["Items"]
    assert (mapping["ApiId"], mapping["Stage"]) == (api["ApiId"], "live")
    [configuration] = gateway.get_domain_name(DomainName=HOST)["DomainNameConfigurations"]
    where = configuration["ApiGatewayDomainName"], configuration["HostedZoneId"]
    assert records(sandbox, zone_id) == {f"{HOST}.": leads_to(*where)}
    assert in_use_by(sandbox, "*.example.com")


@pytest.mark.parametrize("kind", ["http", "rest"])
def test_clients_show_certificates(sandbox: EngineSandbox, kind: str) -> None:
    """Mutual TLS: the truststore is taken, changed and given up in place."""
    zone(sandbox, "example.com")

    def text(**trust: str) -> str:
        args = {"domain": HOST, "api": kind, **trust}
        return (
            f"{IMPORTS}site = acm.Certificate('site', {{'domains': ['*.example.com']}})\n"
            f"acm.ApiDomain('api', {{**{args!r}, 'certificate': site}})\n"
        )

    project = sandbox.project(text(truststore_uri=TRUSTSTORE, truststore_version="one"))
    settled(project)
    gateway = sandbox.client("apigatewayv2")

    def trusted() -> dict[str, str] | None:
        found: dict[str, Any] = gateway.get_domain_name(DomainName=HOST)
        return found.get("MutualTlsAuthentication")

    assert trusted() == {"TruststoreUri": TRUSTSTORE, "TruststoreVersion": "one"}
    assert in_use_by(sandbox, "*.example.com")
    sandbox.reset_journal()
    project.write(text(truststore_uri=TRUSTSTORE, truststore_version="two"))
    settled(project)
    assert trusted() == {"TruststoreUri": TRUSTSTORE, "TruststoreVersion": "two"}
    project.write(text())
    settled(project)
    assert trusted() is None
    assert sandbox.calls("UpdateDomainName") == 2
    assert sandbox.calls("DeleteDomainName") == 0


@pytest.mark.parametrize("kind", ["http", "rest"])
def test_an_imported_certificate_and_its_ownership(sandbox: EngineSandbox, kind: str) -> None:
    """Mutual TLS with a certificate from elsewhere needs ACM's proof that the name is ours."""
    zone(sandbox, "example.com")
    program = f"""{IMPORTS}
site = {IMPORTED}
proof = acm.Certificate("proof", {{"domains": [{HOST!r}]}})
acm.ApiDomain("api", {{"domain": {HOST!r}, "certificate": site, "api": {kind!r},
                      "truststore_uri": {TRUSTSTORE!r}, OWNERSHIP}})
"""
    project = project_of(sandbox, program.replace("OWNERSHIP", ""), EC.leaf())
    refused = project.preview()
    assert refused.diagnostics() == [
        (
            'acm.ApiDomain "api": 1 problem\n'
            "  ownership_certificate_arn: needed to check client certificates with an imported "
            "certificate: the ARN of one issued by ACM for the same domain\n"
        )
    ]
    project.write(program.replace("OWNERSHIP", '"ownership_certificate_arn": proof.arn'))
    settled(project)
    [configuration] = sandbox.client("apigatewayv2").get_domain_name(DomainName=HOST)[
        "DomainNameConfigurations"
    ]
    [ours] = imported(sandbox)
    [proof] = [each for each in certificates(sandbox) if each["DomainName"] == HOST]
    assert configuration["CertificateArn"] == ours["CertificateArn"]
    assert configuration["OwnershipVerificationCertificateArn"] == proof["CertificateArn"]
    # So neither may be deleted.
    assert ours["InUseBy"] == proof["InUseBy"] != []


LISTENER = f"""{IMPORTS}{NETWORK}
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
site = acm.Certificate("site", {{"domains": ["*.example.com"]}})
web = acm.HttpsListener("web", {{
    "load_balancer_arn": balancer.arn, "target_group_arn": targets.arn, "certificate": site,
    "port": 8443, "redirect_http": REDIRECT,
}})
pulumi.export("listener", web.listener_arn)
pulumi.export("redirect", web.redirect_listener_arn)
"""


def test_port_80_redirects(sandbox: EngineSandbox) -> None:
    """To the listener's own port, for good; and no more once it is switched off."""
    zone(sandbox, "example.com")
    project = sandbox.project(LISTENER.replace("REDIRECT", "True"))
    settled(project)
    elbv2 = sandbox.client("elbv2")
    [balancer] = elbv2.describe_load_balancers()["LoadBalancers"]
    arn = balancer["LoadBalancerArn"]
    listeners = elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]
    by_port = {each["Port"]: each for each in listeners}
    assert {port: each["Protocol"] for port, each in by_port.items()} == {80: "HTTP", 8443: "HTTPS"}
    [action] = by_port[80]["DefaultActions"]
    assert action["Type"] == "redirect"
    assert action["RedirectConfig"] == {
        "Protocol": "HTTPS",
        "Port": "8443",
        "Host": "#{host}",
        "Path": "/#{path}",
        "Query": "#{query}",
        "StatusCode": "HTTP_301",
    }
    assert project.outputs() == {
        "listener": by_port[8443]["ListenerArn"],
        "redirect": by_port[80]["ListenerArn"],
    }
    assert in_use_by(sandbox, "*.example.com") == [arn]
    project.write(LISTENER.replace("REDIRECT", "False"))
    settled(project)
    [left] = elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]
    assert left["Port"] == 8443
    assert "redirect" not in project.outputs()


@pytest.mark.parametrize("target", ["api gateway http", "api gateway regional", "api gateway edge"])
def test_without_an_alias_the_name_is_left_alone(sandbox: EngineSandbox, target: str) -> None:
    """`alias: False`: DNS is somebody else's, who is told where to lead the name."""
    zone_id = zone(sandbox, "example.com")
    text = TARGETS[target].text("*.example.com")
    text = text.replace('acm.ApiDomain("api", {', 'made = acm.ApiDomain("api", {"alias": False, ')
    text += 'pulumi.export("where", [made.target_domain_name, made.target_zone_id])\n'
    project = sandbox.project(text)
    settled(project)
    assert records(sandbox, zone_id) == {}
    domain = sandbox.client("apigateway").get_domain_name(domainName=HOST)
    kind = "distribution" if target.endswith("edge") else "regional"
    assert project.outputs()["where"] == [
        domain[f"{kind}DomainName"],
        domain[f"{kind}HostedZoneId"],
    ]
    assert in_use_by(sandbox, "*.example.com", TARGETS[target].region)
