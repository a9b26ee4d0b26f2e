"""The operations on custom domain names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from acm_sandbox.aws import install, snapshot
from acm_sandbox.aws.apigateway import facts
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.apigateway.support import NAME, VIRGINIA, Gateway
from unit.sandbox.aws.support import HOME, refused

if TYPE_CHECKING:
    from pathlib import Path

NOT_THERE = "Invalid domain name identifier specified"


def test_a_regional_one(gateway: Gateway) -> None:
    """API model, DomainName: the target of its record, and that target's hosted zone."""
    arn = gateway.world.issued(NAME)
    made = gateway.regional(arn, tags={"team": "web"})
    assert made["regionalCertificateArn"] == arn
    assert made["regionalDomainName"].endswith(f".execute-api.{HOME}.amazonaws.com")
    assert made["regionalHostedZoneId"] == facts.HOSTED_ZONE_IDS[HOME]
    assert made["endpointConfiguration"] == {"types": ["REGIONAL"], "ipAddressType": "ipv4"}
    assert made["domainNameArn"] == f"arn:aws:apigateway:{HOME}::/domainnames/{NAME}"
    assert (made["domainNameStatus"], made["securityPolicy"]) == ("AVAILABLE", "TLS_1_2")
    assert made["tags"] == {"team": "web"}
    assert not {"distributionDomainName", "certificateArn"} & set(made)


def test_an_edge_optimized_one(gateway: Gateway) -> None:
    """API model, distributionHostedZoneId: "The valid value is Z2FDTNDATAQYW2"."""
    arn = gateway.world.issued(NAME, region=VIRGINIA)
    made = gateway.edge(arn)
    assert made["certificateArn"] == arn
    assert made["distributionDomainName"].endswith(".cloudfront.net")
    assert made["distributionHostedZoneId"] == "Z2FDTNDATAQYW2"
    assert made["endpointConfiguration"]["types"] == ["EDGE"]
    assert not {"regionalDomainName", "regionalCertificateArn"} & set(made)


def test_they_are_found_and_listed(gateway: Gateway) -> None:
    """API model, GetDomainName and GetDomainNames, page by page."""
    arn = gateway.world.issued("*.example.com")
    names = [f"n{number}.example.com" for number in range(3)]
    made = [gateway.regional(arn, name) for name in names]
    found = gateway.v1.get_domain_name(domainName=names[1])
    assert found["regionalDomainName"] == made[1]["regionalDomainName"]
    pages = gateway.v1.get_paginator("get_domain_names").paginate(PaginationConfig={"PageSize": 2})
    listed = [[item["domainName"] for item in page["items"]] for page in pages]
    assert listed == [names[:2], names[2:]]
    with refused("NotFoundException", NOT_THERE):
        gateway.v1.get_domain_name(domainName="other.example.com")


def test_a_name_is_there_once(gateway: Gateway) -> None:
    """The words are from memory; in another region it is another name."""
    arn = gateway.world.issued(NAME)
    gateway.regional(arn)
    with refused("BadRequestException", "The domain name you provided already exists."):
        gateway.regional(arn)
    other = Gateway(gateway.world, VIRGINIA)
    other.regional(gateway.world.issued("*.example.com", region=VIRGINIA))


def test_a_new_certificate_in_place(gateway: Gateway) -> None:
    """API model, UpdateDomainName, with the patch of the provider's domain_name.go."""
    old, new = gateway.world.issued(NAME), gateway.world.issued("*.example.com")
    made = gateway.regional(old)
    changed = gateway.patch(regionalCertificateArn=new)
    assert changed["regionalCertificateArn"] == new
    assert changed["regionalDomainName"] == made["regionalDomainName"]


def test_a_new_certificate_at_the_edge(gateway: Gateway) -> None:
    """API model, certificateUploadDate."""
    old = gateway.world.issued(NAME, region=VIRGINIA)
    new = gateway.world.issued("*.example.com", region=VIRGINIA)
    made = gateway.edge(old)
    clock.advance(timedelta(hours=1))
    changed = gateway.patch(certificateArn=new)
    assert changed["certificateArn"] == new
    assert changed["certificateUploadDate"] > made["certificateUploadDate"]


def test_an_update_is_checked_too(gateway: Gateway) -> None:
    """And changes nothing where it is refused, not even what goes with it."""
    gateway.regional(gateway.world.issued(NAME))
    before = gateway.v1.get_domain_name(domainName=NAME)
    with refused("BadRequestException"):
        gateway.patch(
            securityPolicy="TLS_1_0",
            regionalCertificateArn=gateway.world.request("*.example.com"),
        )
    after = gateway.v1.get_domain_name(domainName=NAME)
    del before["ResponseMetadata"], after["ResponseMetadata"]
    assert after == before


def test_other_patches_are_refused_by_name(gateway: Gateway) -> None:
    """To move between endpoint types takes a second certificate, for a time."""
    gateway.regional(gateway.world.issued(NAME))
    with refused(
        "NotInTheSandbox",
        "the sandbox has no apigateway:UpdateDomainName with patch replace "
        "/endpointConfiguration/types/0",
    ):
        gateway.patch(endpointConfiguration__types__0="EDGE")
    with refused("NotInTheSandbox"):  # the other endpoint type's
        gateway.patch(certificateArn="arn")


def test_private_ones_are_refused_by_name(gateway: Gateway) -> None:
    """They have policies and access associations of VPC endpoints."""
    with refused(
        "NotInTheSandbox", "the sandbox has no apigateway domain name of endpoint type PRIVATE"
    ):
        gateway.v1.create_domain_name(
            domainName=NAME, certificateArn="arn", endpointConfiguration={"types": ["PRIVATE"]}
        )
    with refused("NotInTheSandbox"):
        gateway.v1.create_domain_name(domainName=NAME, policy="{}")
    with refused("NotInTheSandbox"):
        gateway.v1.create_domain_name(domainName=NAME, routingMode="ROUTING_RULE_ONLY")


def test_a_change_can_take_time(gateway: Gateway) -> None:
    """API model, domainNameStatus: UPDATING "cannot be modified further"."""
    gateway.world.server.reset(Settings(domain_delay=60))
    old, new = gateway.world.issued(NAME), gateway.world.issued("*.example.com")
    assert gateway.regional(old)["domainNameStatus"] == "AVAILABLE"
    assert gateway.patch(regionalCertificateArn=new)["domainNameStatus"] == "UPDATING"
    with refused("BadRequestException"):
        gateway.patch(regionalCertificateArn=old)
    assert gateway.world.describe(old)["InUseBy"] == gateway.world.describe(new)["InUseBy"]
    clock.advance(timedelta(minutes=1))
    assert gateway.v1.get_domain_name(domainName=NAME)["domainNameStatus"] == "AVAILABLE"
    assert gateway.world.describe(old)["InUseBy"] == []


def test_deleting(gateway: Gateway) -> None:
    """API model, DeleteDomainName: the mappings go with it."""
    gateway.regional(gateway.world.issued(NAME))
    api = gateway.rest_api("prod")
    gateway.v1.create_base_path_mapping(domainName=NAME, restApiId=api)
    gateway.v1.delete_domain_name(domainName=NAME)
    gateway.v1.delete_rest_api(restApiId=api)
    with refused("NotFoundException", NOT_THERE):
        gateway.v1.delete_domain_name(domainName=NAME)


def test_everything_is_there_again(gateway: Gateway, tmp_path: Path) -> None:
    """A second `run --state` continues the first, mappings and the newer interface included."""
    gateway.regional(gateway.world.issued(NAME))
    api = gateway.http_api()
    mapping = {"DomainName": NAME, "ApiId": api, "Stage": "$default"}
    made = gateway.v2.create_api_mapping(**mapping)["ApiMappingId"]
    before = gateway.v2.get_domain_name(DomainName=NAME)["DomainNameConfigurations"]
    snapshot.save(tmp_path / "state")
    install.install()
    snapshot.load(tmp_path / "state")
    assert gateway.v2.get_domain_name(DomainName=NAME)["DomainNameConfigurations"] == before
    found = gateway.v2.get_api_mapping(DomainName=NAME, ApiMappingId=made)
    assert (found["ApiId"], found["Stage"]) == (api, "$default")


def test_a_region_whose_hosted_zone_nobody_wrote_down(gateway: Gateway) -> None:
    """A made-up id would lead a record nowhere."""
    other = Gateway(gateway.world, "ap-southeast-3")
    arn = gateway.world.issued(NAME, region="ap-southeast-3")
    with refused(
        "NotInTheSandbox",
        "the sandbox has no apigateway hosted zone id of region ap-southeast-3",
    ):
        other.regional(arn)
