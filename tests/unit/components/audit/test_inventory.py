"""What is read of an account, by how many calls, and what becomes of what cannot be read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.acm.names import validation_record
from acm_sandbox.aws.settings import Settings
from pulumi_acm.audit import listing
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.lookups import gather
from pulumi_acm.audit.model import Scope
from support import seeding
from support.pem import issue
from unit.sandbox.aws.apigateway.support import Gateway
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.cloudfront.support import Cdn, serving
from unit.sandbox.aws.support import ACCOUNT, HOME, record, upsert

if TYPE_CHECKING:
    import pytest

    from pulumi_acm.audit.model import Certificate, Inventory
    from pulumi_acm.audit.progress import Step
    from unit.sandbox.aws.support import World

VIRGINIA = "us-east-1"
REGIONS = (HOME, VIRGINIA, "eu-central-1", "us-west-2")


def taken(*regions: str, **wanted: Any) -> Inventory:
    """Take an inventory of some regions."""
    return take(Wanted(regions=regions or (HOME,), **wanted))


def journal(world: World) -> Counter[str]:
    """Count the calls that the local AWS has seen, as the inventory does."""
    found: Counter[str] = Counter()
    for entry in world.server.journal.entries():
        found[f"{entry['service']}:{entry['operation']}"] += entry["count"]
    return found


def without_host_rules(inventory: Inventory) -> list[str]:
    """Give what could not be read; the local AWS may have no DescribeRules."""
    return [each.what for each in inventory.gaps if not each.what.startswith("host rules of")]


def only(inventory: Inventory) -> Certificate:
    """Give the one certificate that there is."""
    (found,) = inventory.certificates
    return found


def test_an_account(world: World) -> None:
    """All that a healthy account has is seen, and nothing has to be described."""
    arn = world.issued("example.com", "*.example.com")
    elsewhere = world.request("example.com", "*.example.com", region=VIRGINIA)
    assert world.describe(elsewhere)["Status"] == "ISSUED"
    balancing = Balancing(world)
    listener = balancing.listener(balancing.load_balancer(Name="web"), arn)
    more = world.with_key("EC_prime256v1", "more.example.com")
    balancing.add(listener, more)
    balancing.listener(balancing.load_balancer("network", Name="net"), more)
    balancing.classic(arn, LoadBalancerName="old")
    Gateway(world).regional(arn, "api.example.com")
    Gateway(world).http_name(arn, "http.example.com")
    Gateway(world).edge(elsewhere, "edge.example.com")
    distribution = Cdn(world).create("example.com", ViewerCertificate=serving(elsewhere))
    world.server.journal.clear()

    found = taken(HOME, VIRGINIA)

    assert without_host_rules(found) == []
    assert (found.accounts, found.regions) == ((ACCOUNT,), (HOME, VIRGINIA))
    first = next(each for each in found.certificates if each.arn == arn)
    assert first.names == ("example.com", "*.example.com")
    assert (first.key_algorithm, first.validation_method) == ("RSA_2048", "DNS")
    assert (first.in_use, first.renewal_eligibility) == (True, "ELIGIBLE")
    assert first.serial
    assert first.detail is None
    assert {each.arn for each in found.certificates} == {arn, elsewhere, more}
    (zone,) = found.zones
    (kept,) = found.records
    value = validation_record(ACCOUNT, "example.com")
    assert f"{kept.name}. {kept.value}" == " ".join(value).removesuffix(".")
    assert (zone.name, kept.domain, kept.zone_id) == ("example.com", "example.com", zone.id)
    assert len(zone.name_servers) == 4
    assert {
        (each.service, each.label, each.certificate_arn, each.default, each.hosts)
        for each in found.attachments
    } == {
        ("Application Load Balancer", "web:443", arn, True, ()),
        ("Application Load Balancer", "web:443", more, False, ()),
        ("Network Load Balancer", "net:443", more, True, ()),
        ("Classic Load Balancer", "old:443", arn, True, ()),
        ("API Gateway (regional)", "api.example.com", arn, True, ("api.example.com",)),
        ("API Gateway (regional)", "http.example.com", arn, True, ("http.example.com",)),
        (
            "API Gateway (edge-optimized)",
            "edge.example.com",
            elsewhere,
            True,
            ("edge.example.com",),
        ),
        ("CloudFront", f"{distribution} (example.com)", elsewhere, True, ("example.com",)),
    }
    resources = {each.label: each.resource for each in found.attachments}
    assert resources["web:443"] == listener
    assert resources["old:443"] == (
        f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/old"
    )
    assert (
        resources["api.example.com"] == f"arn:aws:apigateway:{HOME}::/domainnames/api.example.com"
    )
    used = {(each.scope.region, each.name): (each.used, each.limit) for each in found.quotas}
    assert used[HOME, "ACM certificates"] == (1, 2500)
    assert used[HOME, "Domain names per ACM certificate"] == (2, 10)
    assert used[HOME, "Imported certificates"] == (1, 2500)
    assert found.calls == dict(journal(world))
    assert found.retries == {}


def test_ten_thousand_certificates(world: World) -> None:
    """Pages, and nothing besides: no certificate is described."""
    zone = world.zone("example.com")
    world.client("elbv2").describe_load_balancers()
    names = [f"n{number}.example.com" for number in range(2500)]
    for region in REGIONS:
        seeding.listener(region, seeding.certificates(region, names))
    seeding.records(zone, names)
    world.server.journal.clear()
    steps: list[Step] = []

    found = take(Wanted(regions=REGIONS), progress=steps.append)

    assert (len(found.certificates), len(found.attachments)) == (10_000, 10_000)
    assert found.gaps == ()
    states = {seen.state for each in gather(found).values() for seen in each.values()}
    assert states == {"right"}
    assert found.calls == dict(journal(world))
    assert found.calls == {
        "acm:SearchCertificates": 4 * 5,
        "apigateway:GetDomainNames": 4,
        "cloudfront:ListDistributions": 1,
        "elb:DescribeLoadBalancers": 4,
        "elbv2:DescribeListenerCertificates": 4 * 7,
        "elbv2:DescribeListeners": 4,
        "elbv2:DescribeLoadBalancers": 4,
        "route53:ListHostedZones": 1,
        "route53:ListResourceRecordSets": 9,
        "service-quotas:ListServiceQuotas": 4,
        "sts:GetCallerIdentity": 1,
    }
    last = {step.what: (step.done, step.total) for step in steps}
    assert last == {
        "certificates": (4, 4),
        "hosted zones": (1, 1),
        "services": (13, 13),
        "quotas": (4, 4),
    }


def test_services_are_read_where_something_is_used(world: World) -> None:
    """A region with nothing in use costs the listing and the quotas, an empty one the listing."""
    world.issued("example.com")
    world.server.journal.clear()
    found = taken(HOME, VIRGINIA)
    assert found.calls == dict(journal(world))
    assert found.calls == {
        "acm:SearchCertificates": 2,
        "cloudfront:ListDistributions": 1,
        "route53:ListHostedZones": 1,
        "route53:ListResourceRecordSets": 1,
        "service-quotas:ListServiceQuotas": 1,
        "sts:GetCallerIdentity": 1,
    }


def test_an_edge_optimized_name_where_nothing_else_is(world: World) -> None:
    """Its certificate is in CloudFront's region, wherever it is itself."""
    arn = world.issued("example.com", "api.example.com", region=VIRGINIA)
    Gateway(world).edge(arn, "api.example.com")
    found = taken(HOME, VIRGINIA)
    (attached,) = found.attachments
    assert (attached.region, attached.certificate_arn) == (HOME, arn)
    assert found.calls["elbv2:DescribeLoadBalancers"] == 1


def test_what_is_not_wanted_is_not_read(world: World) -> None:
    """Services and quotas can be left out."""
    arn = world.issued("example.com")
    balancing = Balancing(world)
    balancing.listener(balancing.load_balancer("network"), arn)
    found = taken(attachments=False, quotas=False)
    assert (found.attachments, found.quotas) == ((), ())
    assert set(found.calls) == {
        "acm:SearchCertificates",
        "route53:ListHostedZones",
        "route53:ListResourceRecordSets",
        "sts:GetCallerIdentity",
    }


def test_all_regions_that_are_on(world: World) -> None:
    """EC2 tells which; those that nobody has opted in to are not asked."""
    world.server.reset(Settings(regions_off=frozenset({"eu-south-1"})))
    arn = world.issued("example.com", region="af-south-1")
    found = take()
    assert only(found).arn == arn
    assert {HOME, "af-south-1"} <= set(found.regions)
    assert "eu-south-1" not in found.regions
    assert found.gaps == ()


def test_regions_that_nobody_may_ask_for(world: World) -> None:
    """Then all that boto3 knows are read, and that is said."""
    world.server.faults.deny("ec2:DescribeRegions")
    arn = world.issued("example.com", region="af-south-1")
    found = take()
    assert only(found).arn == arn
    (gap,) = found.gaps
    assert gap.scope == Scope(ACCOUNT, None)
    assert gap.error.startswith("UnauthorizedOperation: ")
    assert gap.hint == "allow ec2:DescribeRegions"


def test_a_region_that_may_not_be_read(world: World) -> None:
    """The rest is reported; the gap says where, what, why and what to do."""
    world.server.faults.deny("acm:*", region=VIRGINIA)
    arn = world.issued("example.com")
    found = taken(HOME, VIRGINIA)
    assert only(found).arn == arn
    gaps = {(each.scope.region, each.what): each for each in found.gaps}
    assert set(gaps) == {
        (VIRGINIA, "certificates"),
        (VIRGINIA, "serial numbers, validation methods and renewals"),
    }
    assert gaps[VIRGINIA, "certificates"].hint == "allow acm:ListCertificates"
    assert "is not authorized to perform: acm:ListCertificates" in found.gaps[0].error


def test_a_region_that_is_off(world: World) -> None:
    """One that the user has named, or an old boto3 lists."""
    world.server.reset(Settings(regions_off=frozenset({"eu-south-1"})))
    arn = world.issued("example.com")
    found = taken(HOME, "eu-south-1")
    assert only(found).arn == arn
    (gap,) = found.gaps
    assert (gap.scope, gap.what) == (Scope(ACCOUNT, "eu-south-1"), "certificates")
    assert gap.error.startswith("UnrecognizedClientException: ")
    assert "not switched on" in gap.hint
    # Nothing was asked twice, and no other listing was tried.
    assert "acm:ListCertificates" not in found.calls


def test_a_service_that_may_not_be_read(world: World) -> None:
    """One listing fails, all others are there."""
    arn = world.issued("example.com")
    balancing = Balancing(world)
    balancing.listener(balancing.load_balancer("network"), arn)
    world.server.faults.deny("elb:*")
    world.server.faults.deny("apigateway:*")
    world.server.faults.deny("cloudfront:*")
    world.server.faults.deny("service-quotas:*")
    found = taken()
    assert [each.service for each in found.attachments] == ["Network Load Balancer"]
    assert {each.what: (each.scope.region, each.hint) for each in found.gaps} == {
        "Classic Load Balancers": (HOME, "allow elasticloadbalancing:DescribeLoadBalancers"),
        "domain names of API Gateway": (HOME, "allow apigateway:GET"),
        "CloudFront distributions": (None, "allow cloudfront:ListDistributions"),
        "quotas": (HOME, "allow servicequotas:ListServiceQuotas"),
    }


def test_where_nobody_may_search(world: World) -> None:
    """The plain listing has to do; what it does not tell is said, and asked for by the probe."""
    keys = ["EC_prime256v1", "RSA_4096"]
    arns = {world.with_key(key, "key.example.com") for key in keys} | {world.issued("example.com")}
    world.server.faults.deny("acm:SearchCertificates")
    found = taken(serials=True)
    assert {each.arn for each in found.certificates} == arns
    assert {each.key_algorithm for each in found.certificates} == {*keys, "RSA_2048"}
    (gap,) = found.gaps
    assert gap.what == "serial numbers, validation methods and renewals"
    assert gap.hint == "allow acm:SearchCertificates"
    assert found.calls["acm:GetCertificate"] == 3
    serials = {each.arn: each.serial for each in found.certificates}
    world.server.faults.clear()
    assert serials == {each.arn: each.serial for each in taken().certificates}


def test_how_it_is_validated_where_nobody_may_search(world: World) -> None:
    """A record that is left over proves nothing of a certificate that is validated by mail."""
    world.issued("example.com")
    mailed = world.by_email("example.com")
    world.server.faults.deny("acm:SearchCertificates")
    Balancing(world).classic(world.request("example.com"))
    methods = {each.arn: each.validation_method for each in taken().certificates}
    assert methods[mailed] == "EMAIL"


def test_a_boto3_that_cannot_search(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """SearchCertificates is younger than the oldest boto3 that we take."""
    arn = world.with_key("EC_secp384r1", "key.example.com")
    monkeypatch.setattr(listing, "_SEARCH", "NothingOfTheKind")
    found = taken()
    assert only(found).arn == arn
    (gap,) = found.gaps
    assert gap.hint == "upgrade boto3"


def test_throttling_is_waited_for(world: World) -> None:
    """Requests are repeated, which AWS counts as well; it is known which."""
    world.server.faults.throttle("acm:SearchCertificates", calls=2)
    arn = world.issued("example.com")
    world.server.journal.clear()
    found = taken()
    assert only(found).arn == arn
    assert found.gaps == ()
    assert found.retries == {"acm:SearchCertificates": 2}
    assert found.calls["acm:SearchCertificates"] == 3
    assert found.calls == dict(journal(world))


def test_throttling_without_end(world: World) -> None:
    """It is given up some time."""
    world.server.faults.throttle("acm:SearchCertificates", calls=1000, region=VIRGINIA)
    arn = world.issued("example.com")
    found = taken(HOME, VIRGINIA, attempts=2)
    assert only(found).arn == arn
    (gap,) = found.gaps
    assert gap.scope == Scope(ACCOUNT, VIRGINIA)
    assert gap.error.startswith("ThrottlingException: ")
    assert "again later" in gap.hint
    assert found.retries == {"acm:SearchCertificates": 1}


def test_an_endpoint_that_is_not_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a firewall, say."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_ROUTE_53", "http://127.0.0.1:9")
    arn = world.issued("example.com")
    found = taken(attempts=1)
    assert only(found).arn == arn
    (gap,) = (each for each in found.gaps if each.what == "hosted zones")
    assert gap.error.startswith("EndpointConnectionError: ")
    assert "could not be reached" in gap.hint


def test_a_zone_that_is_read_in_part_is_left_out(world: World) -> None:
    """What is not in a part of a zone is not missing."""
    arn = world.issued("example.com")
    Balancing(world).classic(arn)
    world.server.faults.deny("route53:ListResourceRecordSets")
    found = taken()
    assert found.zones == ()
    (gap,) = found.gaps
    assert gap.what.startswith("hosted zone example.com (Z")
    assert gather(found)[arn]["example.com"].state == "unknown"


def test_records_that_are_in_no_doubt(world: World) -> None:
    """The zone says it, in whatever account it is: one record, and one account that wants it."""
    zone = world.zone("example.com")
    arn = world.request("www.example.com")
    world.prove(arn, zone)
    Balancing(world).classic(arn)
    found = taken()
    assert only(found).detail is None
    assert gather(found)[arn]["www.example.com"].state == "right"


def test_a_record_that_is_gone(world: World) -> None:
    """One certificate of the name is described, whatever the number of regions: all share it."""
    zone = world.zone("example.com")
    arns = []
    for region in (HOME, VIRGINIA):
        arns.append(world.request("www.example.com", region=region))
        world.prove(arns[-1], zone)
        Balancing(world, region).classic(arns[-1])
    name, value = world.records(arns[0])["www.example.com"]
    world.change(zone, {"Action": "DELETE", "ResourceRecordSet": record(name, "CNAME", value)})
    found = taken(HOME, VIRGINIA)
    assert found.calls["acm:DescribeCertificate"] == 1
    seen = gather(found)
    for arn in arns:
        said = seen[arn]["www.example.com"]
        assert (said.state, said.where) == ("missing", f"hosted zone example.com ({zone})")
        assert f"{said.record_name}. {said.record_value}." == f"{name} {value}"


def test_a_record_of_somebody_else(world: World) -> None:
    """Two in one place: what ACM asks for decides."""
    arn = world.issued("example.com")
    (zone,) = (each["Id"] for each in world.route53.list_hosted_zones()["HostedZones"])
    Balancing(world).classic(arn)
    other = validation_record("999999999999", "example.com")
    world.change(zone, upsert(other.name, "CNAME", other.value))
    found = taken()
    assert only(found).detail is not None
    assert gather(found)[arn]["example.com"].state == "right"
    name, value = world.records(arn)["example.com"]
    world.change(zone, upsert(name, "CNAME", other.value))
    said = gather(taken())[arn]["example.com"]
    assert (said.state, said.found) == ("wrong", other.value.removesuffix("."))
    assert f"{said.record_value}." == value


def test_what_has_a_reason_is_described(world: World) -> None:
    """Requests that wait or were refused, and mails: nothing else tells why and where."""
    pending = world.request("www.example.org")
    failed = world.request("www.amazonaws.com")
    mailed = world.by_email("example.net")
    imported = world.import_(issue(["imported.example.com"]))
    found = taken()
    details = {each.arn: each.detail for each in found.certificates}
    assert details[imported] is None
    assert found.calls["acm:DescribeCertificate"] == 3
    detail = details[failed]
    assert detail is not None
    assert detail.failure_reason == "ADDITIONAL_VERIFICATION_REQUIRED"
    detail = details[mailed]
    assert detail is not None
    assert "admin@example.net" in detail.validations[0].addresses
    detail = details[pending]
    assert detail is not None
    name, value = world.records(pending)["www.example.org"]
    assert f"{detail.validations[0].record_name}." == name
    assert f"{detail.validations[0].record_value}." == value
    assert detail.validations[0].status == "PENDING_VALIDATION"


def test_no_more_are_described_than_wanted(world: World) -> None:
    """What is left in doubt is a gap."""
    arns = [world.request(f"n{number}.example.org") for number in range(3)]
    found = taken(described_max=1)
    assert found.calls["acm:DescribeCertificate"] == 1
    (gap,) = found.gaps
    assert gap.what.startswith("details of 2 certificates")
    assert any(arn in gap.error for arn in arns)


def test_details_that_may_not_be_read(world: World) -> None:
    """One reason is one gap, however many certificates it keeps from being read."""
    arn = world.request("www.example.org")
    world.server.faults.deny("acm:DescribeCertificate")
    found = taken()
    assert only(found).detail is None
    (gap,) = found.gaps
    assert (gap.what, gap.hint) == (f"details of {arn}", "allow acm:DescribeCertificate")
    for number in range(2):
        world.request(f"n{number}.example.org")
    (gap,) = taken().gaps
    assert gap.what.endswith(" and 2 more certificates")
