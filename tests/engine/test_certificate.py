"""Certificate: what is requested, what a change does, what it costs."""

from collections import Counter
from typing import Any

from acm_sandbox.aws.settings import Settings, current
from support.certificates import certificates, cnames, program, zone
from support.engine import EngineSandbox, wait_until


def planned(digest: dict[str, Any]) -> dict[str, set[str]]:
    """Return the operations of a preview: operation to `type name`, the stack aside."""
    found: dict[str, set[str]] = {}
    for step in digest["steps"]:
        _, _, kind, name = step["urn"].split("::", 3)
        if "pulumi:" not in kind:
            kind = kind.rsplit("$", 1)[-1].rsplit(":", 1)[-1]
            found.setdefault(step["op"], set()).add(f"{kind} {name}")
    return found


def test_two_regions_and_cloudfront(sandbox: EngineSandbox) -> None:
    """One certificate a region, one record for an apex and its wildcard, all of them issued."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(
        program(
            domains=["example.com", "*.example.com", "api.example.com"],
            regions=["eu-west-1"],
            cloudfront=True,
            tags={"team": "web"},
            key_algorithm="EC_prime256v1",
        )
    )
    result = project.up()
    assert result.ok, result.output

    outputs = project.outputs()
    assert list(outputs["arns"]) == ["eu-west-1", "us-east-1"]
    assert outputs["arn"] == outputs["arns"]["eu-west-1"]
    assert outputs["cloudfront_arn"] == outputs["arns"]["us-east-1"]
    assert outputs["unvalidated_arns"] == outputs["arns"]
    assert outputs["domains"] == ["example.com", "*.example.com", "api.example.com"]
    assert outputs["external_records"] == []
    wanted = {r["name"]: r["value"] for r in outputs["validation_records"]}
    assert len(wanted) == 2
    assert cnames(sandbox, zone_id) == wanted

    for region, arn in outputs["arns"].items():
        [found] = certificates(sandbox, region)
        assert found["CertificateArn"] == arn
        assert found["Status"] == "ISSUED"
        assert found["DomainName"] == "example.com"
        assert set(found["SubjectAlternativeNames"]) == set(outputs["domains"])
        assert found["KeyAlgorithm"] in {"EC_prime256v1", "EC-prime256v1"}
        acm = sandbox.client("acm", region)
        tags = acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]
        assert {"Key": "team", "Value": "web"} in tags


def test_the_same_names_otherwise_written_are_no_change(sandbox: EngineSandbox) -> None:
    """Order, case, a trailing dot, duplicates and Unicode do not make another certificate."""
    zone(sandbox, "example.com")
    zone(sandbox, "xn--bcher-kva.example")
    project = sandbox.project(
        program(domains=["example.com", "*.example.com", "a.example.com", "bücher.example"])
    )
    assert project.up().ok
    for others in (
        ["a.example.com", "bücher.example", "*.example.com"],
        ["A.EXAMPLE.com", "*.Example.com.", "xn--bcher-kva.example."],
        ["*.example.com", "a.example.com.", "BÜCHER.example", "*.example.com", "example.com"],
    ):
        project.write(program(domains=["Example.com.", *others]))
        changes = project.preview_json()["changeSummary"]
        assert set(changes) == {"same"}, (others, changes)


def test_a_name_added_in_two_regions(sandbox: EngineSandbox) -> None:
    """The preview shows the new record and the certificates, and nothing else as changed."""
    zone_id = zone(sandbox, "example.com")
    before: dict[str, Any] = {"domains": ["example.com", "*.example.com"], "cloudfront": True}
    project = sandbox.project(program(**before))
    assert project.up().ok
    project.write(program(**before | {"domains": [*before["domains"], "api.example.com"]}))

    plan = planned(project.preview_json("--show-sames"))
    replaced = {
        f"{kind} site/{region}"
        for kind in ("Certificate", "CertificateValidation")
        for region in ("eu-west-1", "us-east-1")
    }
    assert plan.pop("create") == {"Record site/api.example.com"}
    assert plan.pop("replace") == replaced
    assert plan.pop("same") == {"Certificate site", "Record site/example.com"}
    assert plan == {}

    up = project.up()
    assert up.ok, up.output
    order = [
        (op, name) for op, name in up.steps() if op in {"create-replacement", "delete-replaced"}
    ]
    assert [op for op, _ in order] == ["create-replacement"] * 4 + ["delete-replaced"] * 4
    assert len(cnames(sandbox, zone_id)) == 2
    for region in ("eu-west-1", "us-east-1"):
        [left] = certificates(sandbox, region)
        assert left["Status"] == "ISSUED"
        assert "api.example.com" in left["SubjectAlternativeNames"]


def test_calls_do_not_grow_with_regions_times_names(sandbox: EngineSandbox) -> None:
    """Five names in four regions: four requests, a change a validation name, one listing."""
    zone(sandbox, "example.com")
    zone(sandbox, "example.org")
    regions = ["eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-2"]
    project = sandbox.project(
        program(
            domains=[
                "example.com",
                "*.example.com",
                "a.example.com",
                "b.example.com",
                "example.org",
            ],
            regions=regions,
        )
    )
    sandbox.reset_journal()
    assert project.up().ok
    calls: Counter[str] = Counter()
    for entry in sandbox.journal():
        calls[entry["operation"]] += entry["count"]
    assert calls["RequestCertificate"] == len(regions)
    assert calls["ChangeResourceRecordSets"] == 4
    assert calls["ListHostedZones"] == 1
    # What the AWS provider reads after it has written, and while it waits.
    reads = {
        "DescribeCertificate",
        "GetChange",
        "GetHostedZone",
        "ListResourceRecordSets",
        "ListTagsForCertificate",
    }
    assert set(calls) - reads == {
        "RequestCertificate",
        "ChangeResourceRecordSets",
        "ListHostedZones",
    }


def test_two_certificates_share_one_listing(sandbox: EngineSandbox) -> None:
    """One listing of zones a run, however many components ask."""
    zone(sandbox, "example.com")
    project = sandbox.project(
        """
        import pulumi_acm as acm
        for name in ("a", "b", "c"):
            acm.Certificate(name, {"domains": [f"{name}.example.com"]})
        """
    )
    sandbox.reset_journal()
    assert project.up().ok
    assert sandbox.calls("ListHostedZones") == 1
    assert sandbox.calls("RequestCertificate") == 3


def test_a_region_added_and_removed(sandbox: EngineSandbox) -> None:
    """Another region is two more resources, and its removal leaves the others alone."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"], regions=["eu-west-1"]))
    assert project.up().ok
    project.write(program(domains=["example.com"], regions=["eu-central-1", "eu-west-1"]))
    plan = planned(project.preview_json("--show-sames"))
    assert plan["create"] == {
        "Certificate site/eu-central-1",
        "CertificateValidation site/eu-central-1",
    }
    assert set(plan) == {"create", "same"}
    assert project.up().ok
    assert project.outputs()["arn"] == project.outputs()["arns"]["eu-central-1"]
    project.write(program(domains=["example.com"], regions=["eu-central-1"]))
    plan = planned(project.preview_json("--show-sames"))
    assert plan["delete"] == {"Certificate site/eu-west-1", "CertificateValidation site/eu-west-1"}
    assert set(plan) == {"delete", "same"}
    assert project.up().ok
    assert certificates(sandbox, "eu-west-1") == []


def test_exportability_and_key_are_fixed_at_the_request(sandbox: EngineSandbox) -> None:
    """A change of either is a new certificate, never an update that AWS refuses."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]))
    assert project.up().ok
    key = {"key_algorithm": "EC_secp384r1"}
    for change in ({"export": True}, {"export": True, **key}, {"export": False, **key}):
        project.write(program(domains=["example.com"], **change))
        assert "Certificate site/eu-west-1" in planned(project.preview_json())["replace"]
        up = project.up()
        assert up.ok, up.output
    [left] = certificates(sandbox)
    assert left["Options"]["Export"] == "DISABLED"


def test_a_certificate_that_is_issued_keeps_its_arn(sandbox: EngineSandbox) -> None:
    """Not to wait any more, or a zone that moves away, takes no ARN from what serves it."""
    zone(sandbox, "example.com")
    moving = zone(sandbox, "example.org")
    names = ["example.com", "a.example.org"]
    project = sandbox.project(program(domains=names))
    assert project.up().ok
    arn = project.outputs()["arn"]
    assert arn

    project.write(program(domains=names, wait=False))
    assert project.up().ok
    assert project.outputs()["arn"] == arn

    project.write(program(domains=names))
    route53 = sandbox.client("route53")
    for record in route53.list_resource_record_sets(HostedZoneId=moving)["ResourceRecordSets"]:
        if record["Type"] == "CNAME":
            change = {"Action": "DELETE", "ResourceRecordSet": record}
            route53.change_resource_record_sets(
                HostedZoneId=moving, ChangeBatch={"Changes": [change]}
            )
    route53.delete_hosted_zone(Id=moving)
    assert project.up().ok
    outputs = project.outputs()
    assert [each["domain"] for each in outputs["external_records"]] == ["a.example.org"]
    assert outputs["arn"] == arn


def test_a_record_that_acm_names_late(sandbox: EngineSandbox) -> None:
    """The AWS provider goes on with the first record: the message says how to get the others."""
    current.value = Settings(record_delay=1.5)
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com", "a.example.com", "b.example.com"]))
    up = project.up()
    assert not up.ok
    assert "ACM has not named the validation record of " in up.output
    assert "in a moment, `pulumi up --refresh` will find it" in up.output
    assert "Traceback" not in up.output
    assert wait_until(lambda: _all_named(certificates(sandbox)[0]))
    assert project.up("--refresh").ok
    assert len(certificates(sandbox)) == 1


def test_a_record_for_dns_elsewhere_that_acm_names_late(sandbox: EngineSandbox) -> None:
    """The same where no zone is here: the outputs say it, and nobody sees a KeyError."""
    current.value = Settings(record_delay=1.5)
    up = sandbox.project(program(domains=["a.example.net", "b.example.net"])).up()
    assert not up.ok
    assert "ACM has not named the validation record of " in up.output
    assert "Traceback" not in up.output


def _all_named(certificate: dict[str, Any]) -> bool:
    return all("ResourceRecord" in each for each in certificate["DomainValidationOptions"])


def test_bad_arguments_create_nothing(sandbox: EngineSandbox) -> None:
    """All that is wrong is said at once, while planning, without a traceback."""
    zone(sandbox, "example.com")
    project = sandbox.project(
        program(
            domains=["example.com", "*.api.*.example.com", *(f"a{n}.com" for n in range(120))],
            cloudfornt=True,
        )
    )
    sandbox.reset_journal()
    for result in (project.preview(), project.up()):
        assert not result.ok
        assert 'acm.Certificate "site": 3 problems' in result.output
        assert (
            'domains[1] "*.api.*.example.com": an asterisk may only stand alone, as the leftmost '
            'label. Did you mean "*.example.com"?'
        ) in result.output
        assert "domains: a certificate has at most 100 names" in result.output
        assert 'cloudfornt: there is no such argument. Did you mean "cloudfront"?' in result.output
        assert "Traceback" not in result.output
    assert project.resources() == {}
    assert sandbox.calls("RequestCertificate") == 0


def test_only_one_of_two_certificates_is_targeted(sandbox: EngineSandbox) -> None:
    """`pulumi up --target` leaves the other one out, and does not stumble over it."""
    zone(sandbox, "example.com")
    project = sandbox.project(
        """
        import pulumi_acm as acm
        for name in ("a", "b"):
            acm.Certificate(name, {"domains": [f"{name}.example.com"]})
        """
    )
    target = "urn:pulumi:test::project::acm:index:Certificate::a"
    up = project.up("--target", target, "--target-dependents")
    assert up.ok, up.output
    assert [each["DomainName"] for each in certificates(sandbox)] == ["a.example.com"]
    assert project.up().ok


def test_a_region_that_nobody_knows_is_pointed_out(sandbox: EngineSandbox) -> None:
    """A region with a typing error is seen in the preview, before a connection times out."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"], regions=["eu-wset-1"]))
    warnings = "".join(project.preview().diagnostics("warning"))
    assert 'eu-wset-1 is not a region that botocore knows; did you mean "eu-west-1"?' in warnings
