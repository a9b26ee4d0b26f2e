"""From AWS's answers to what an audit works on: the corners that a healthy account has not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.session import Session
from cryptography.x509.oid import NameOID

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.install import backend
from acm_sandbox.aws.settings import Settings
from pulumi_acm.audit.attachments import cloudfront, load_balancers
from pulumi_acm.audit.attachments.load_balancers import hosts_of
from pulumi_acm.audit.clients import Clients
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.listing import domain_names
from pulumi_acm.audit.lookups import gather
from pulumi_acm.audit.reading import Access, Reader
from support.pem import issue
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.cloudfront.support import Cdn
from unit.sandbox.aws.support import ACCOUNT, HOME, record, upsert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from acm_sandbox.aws.acm.backend import AcmBackend
    from pulumi_acm.audit.model import Certificate, Inventory
    from unit.sandbox.aws.support import World


def taken() -> Inventory:
    """Take an inventory of a region."""
    return take(Wanted(regions=(HOME,)))


def only(inventory: Inventory) -> Certificate:
    """Give the one certificate that there is."""
    (found,) = inventory.certificates
    return found


@pytest.mark.parametrize("denied", [False, True])
def test_a_common_name_that_is_no_domain_name(world: World, *, denied: bool) -> None:
    """Imported certificates may have one; names are compared in lower case."""
    subject = [(NameOID.COMMON_NAME, "Example Shop")]
    world.import_(issue(["WWW.example.com", "example.com"], subject=subject))
    if denied:
        world.server.faults.deny("acm:SearchCertificates")
    found = only(taken())
    assert found.names == ("www.example.com", "example.com")
    assert (found.type, found.validation_method) == ("IMPORTED", None)
    assert found.imported_at is not None


@pytest.mark.parametrize("denied", [False, True])
def test_more_names_than_are_listed(world: World, *, denied: bool) -> None:
    """Only a description has all of them."""
    names = [f"n{number}.example.com" for number in range(150)]
    world.import_(issue(names))
    if denied:
        world.server.faults.deny("acm:SearchCertificates")
    found = taken()
    assert found.calls["acm:DescribeCertificate"] == 1
    assert set(only(found).names) == set(names)
    assert not only(found).more_names


def test_a_zone_s_contents(world: World) -> None:
    """Validation records, CAA, delegations, and CNAMEs at the names of certificates."""
    zone = world.zone("Example.com")
    world.private_zone("example.com")
    world.request("www.example.com")
    world.change(
        zone,
        upsert("_a.example.com", "CNAME", "_B.x.acm-validations.aws."),
        upsert("example.com", "CAA", '0 issue "amazon.com"', '0 issuewild ";"'),
        upsert("*.example.com", "CAA", '0 issue ";"'),
        upsert("dev.example.com", "NS", "ns.example.net."),
        upsert("www.example.com", "CNAME", "Web.example.net."),
        upsert("other.example.com", "CNAME", "web.example.net."),
        upsert("example.com", "A", "192.0.2.1"),
    )
    found = taken()
    (kept,) = found.zones
    assert (kept.name, kept.id, kept.account) == ("example.com", zone, ACCOUNT)
    assert dict(kept.caa) == {
        "example.com": ('0 issue "amazon.com"', '0 issuewild ";"'),
        "*.example.com": ('0 issue ";"',),
    }
    assert kept.cuts == ("dev.example.com",)
    assert kept.aliases == (("www.example.com", "web.example.net"),)
    assert kept.hosts == ("example.com", "other.example.com", "www.example.com")
    assert all(".awsdns-" in each for each in kept.name_servers)
    (validation,) = found.records
    assert (validation.name, validation.value) == ("_a.example.com", "_b.x.acm-validations.aws")
    assert (validation.zone, validation.zone_id, validation.ttl) == ("example.com", zone, 300)


def test_a_zone_of_several_pages(world: World) -> None:
    """300 records a page."""
    zone = world.zone("example.com")
    for start in range(0, 700, 100):
        changes = (
            upsert(f"n{number}.example.com", "CNAME", "_b.x.acm-validations.aws")
            for number in range(start, start + 100)
        )
        world.change(zone, *changes)
    found = taken()
    assert found.calls["route53:ListResourceRecordSets"] == 3
    assert len(found.records) == 700


def test_a_renewal_that_waits(world: World) -> None:
    """Which names it waits for is known of a description only."""
    zone = world.zone("example.com")
    arn = world.request("example.com", "www.example.com")
    world.prove(arn, zone)
    Balancing(world).classic(arn)
    name, value = world.records(arn)["www.example.com"]
    world.change(zone, {"Action": "DELETE", "ResourceRecordSet": record(name, "CNAME", value)})
    clock.advance(timedelta(days=160))
    found = only(taken())
    assert found.renewal_status == "PENDING_VALIDATION"
    assert found.detail is not None
    assert {each.domain: each.status for each in found.detail.validations} == {
        "example.com": "SUCCESS",
        "www.example.com": "PENDING_VALIDATION",
    }
    assert found.detail.in_use_by


def test_requests_of_an_earlier_year(world: World) -> None:
    """They count towards one quota and not towards the other, of which more may be used."""
    world.issued("example.com")
    old = world.request("www.example.com")
    acm: AcmBackend = backend("acm", ACCOUNT, HOME, regional=True)  # type: ignore[assignment]
    acm.certificates[old].created_at -= timedelta(days=366)
    found = {each.code: (each.used, each.at_least) for each in taken().quotas}
    assert found["L-F141DD1D"] == (2, False)
    assert found["L-DA1D8B98"] == (1, True)


def test_a_distribution_with_cloudfront_s_own_certificate(world: World) -> None:
    """One with no names of its own has nothing to do with certificates."""
    world.issued("example.com")
    Cdn(world).create()
    assert taken().attachments == ()


def test_a_record_that_acm_has_not_named_yet(world: World) -> None:
    """A request of a moment ago: neither the zone nor ACM can tell."""
    world.server.reset(Settings(record_delay=3600))
    zone = world.zone("example.com")
    arn = world.request("example.com")
    said = gather(taken())[arn]["example.com"]
    assert (said.state, said.record_name) == ("missing", None)
    assert zone in said.where


def test_host_rules() -> None:
    """Both forms of DescribeRules' answer, as its reference and example show them.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeRules.html
    """
    rules: list[dict[str, Any]] = [
        {
            "Conditions": [
                {
                    "Field": "host-header",
                    "Values": ["App.example.com"],
                    "HostHeaderConfig": {"Values": ["App.example.com", "*.shop.example.com"]},
                },
                {"Field": "path-pattern", "Values": ["/img/*"]},
            ],
        },
        {
            "Conditions": [
                {"Field": "host-header", "Values": ["app.example.com", "old.example.com"]}
            ]
        },
        {"Conditions": [{"Field": "host-header", "HostHeaderConfig": {"RegexValues": ["^a.*"]}}]},
        {"Conditions": [], "IsDefault": True},
    ]
    assert hosts_of(iter(rules)) == ("app.example.com", "*.shop.example.com", "old.example.com")


class Told(Reader):
    """A reader that is told what there is, of what the local AWS has not."""

    def __init__(self, **told: list[dict[str, Any]]) -> None:
        """Take the items of each method."""
        super().__init__(Access(ACCOUNT, "aws", Session()), HOME, Clients())
        self._told = told

    def items(self, client: Any, method: str, *_: Any, **__: Any) -> Iterator[Any]:
        """Yield those of a method."""
        del client
        yield from self._told.get(method, [])


IAM = f"arn:aws:iam::{ACCOUNT}:server-certificate/old"


def test_certificates_of_iam() -> None:
    """Of a listener, it is known that there is one; a distribution that has one lacks nothing."""
    balancer = {"LoadBalancerName": "web", "LoadBalancerArn": "arn:lb", "Type": "network"}
    arn = f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/1"
    reader = Told(
        describe_load_balancers=[balancer],
        describe_listeners=[{"ListenerArn": "arn:listener", "Protocol": "TLS", "Port": 443}],
        describe_listener_certificates=[
            {"CertificateArn": IAM, "IsDefault": True},
            {"CertificateArn": arn, "IsDefault": False},
        ],
    )
    found = load_balancers.attachments(reader)
    assert [(each.certificate_arn, each.default) for each in found] == [("", True), (arn, False)]

    def distribution(**certificate: Any) -> dict[str, Any]:
        return {
            "Id": "E1",
            "ARN": "arn:E1",
            "Aliases": {"Items": ["Example.com"]},
            "ViewerCertificate": certificate,
        }

    plain = distribution(CloudFrontDefaultCertificate=True)
    reader = Told(list_distributions=[distribution(IAMCertificateId="ASCA1"), plain])
    [one] = cloudfront.attachments(reader)
    assert (one.certificate_arn, one.hosts) == ("", ("example.com",))


def test_names_of_another_alphabet() -> None:
    """Imported certificates may have them as they are written; DNS has one form only."""
    assert domain_names("Bücher.example.com", ["bücher.example.com", "a b"]) == (
        "xn--bcher-kva.example.com",
    )


def test_a_chain_of_cnames(world: World) -> None:
    """The zone shows where the record leads, so it is not taken to be missing."""
    arn = world.issued("example.com")
    Balancing(world).classic(arn)
    [zone] = (each["Id"] for each in world.route53.list_hosted_zones()["HostedZones"])
    [(name, value)] = world.records(arn).values()
    world.change(
        zone,
        {"Action": "DELETE", "ResourceRecordSet": record(name, "CNAME", value)},
        upsert(name, "CNAME", "v.example.net."),
    )
    said = gather(taken())[arn]["example.com"]
    assert (said.state, said.reasons) == ("unknown", ("it is a CNAME that leads to v.example.net",))
