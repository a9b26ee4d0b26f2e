"""ListCertificateDomainValidations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import approval
from support.pem import issue
from unit.sandbox.aws.support import refused, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def _listed(world: World, arn: str, **options: Any) -> dict[str, Any]:
    answer: dict[str, Any] = world.client("acm").list_certificate_domain_validations(
        CertificateArn=arn, **options
    )
    return answer


def _by_name(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        item["DomainName"]: {key: value for key, value in item.items() if key != "DomainName"}
        for item in answer["DomainValidationSummaryList"]
    }


def test_the_record_of_each_name(world: World) -> None:
    """API model, DnsValidationChallenge."""
    arn = world.request("example.com", "*.example.com")
    name, value = world.records(arn)["example.com"]
    expected = {
        "ActiveValidationConfiguration": {
            "ValidationMethod": "DNS",
            "ValidationStatus": "PENDING_VALIDATION",
            "ValidationChallenge": {
                "DnsValidationChallenge": {
                    "ResourceRecord": {"Name": name, "Type": "CNAME", "Value": value}
                }
            },
        }
    }
    assert _by_name(_listed(world, arn)) == {"example.com": expected, "*.example.com": expected}


def test_a_move_to_dns_shows_both(world: World) -> None:
    """API model: "present only when a migration is in progress"."""
    arn = world.request("example.com", ValidationMethod="EMAIL")
    approval.approve(world.endpoint, arn)
    emails = _by_name(_listed(world, arn))["example.com"]["ActiveValidationConfiguration"]
    assert emails["ValidationMethod"] == "EMAIL"
    assert emails["ValidationStatus"] == "SUCCESS"
    challenge = emails["ValidationChallenge"]["EmailValidationChallenge"]
    assert challenge["ValidationDomain"] == "example.com"
    assert "admin@example.com" in challenge["ValidationEmails"]

    world.client("acm").update_certificate_options(
        CertificateArn=arn, Options={"ValidationMethod": "DNS"}
    )
    shown = _by_name(_listed(world, arn))["example.com"]
    assert shown["ActiveValidationConfiguration"] == emails
    requested = shown["RequestedValidationConfiguration"]
    assert requested["ValidationMethod"] == "DNS"
    assert requested["ValidationStatus"] == "PENDING_VALIDATION"
    record = requested["ValidationChallenge"]["DnsValidationChallenge"]["ResourceRecord"]
    assert record["Name"].endswith(".example.com.")
    assert record["Value"].endswith(".acm-validations.aws.")
    assert record["Type"] == "CNAME"


def test_a_move_to_dns_goes_name_by_name(world: World) -> None:
    """API model, ValidationConfiguration: "the validation status for this domain"."""
    arn = world.request("example.com", "*.example.com", "a.example.net", ValidationMethod="EMAIL")
    approval.approve(world.endpoint, arn)
    acm = world.client("acm")
    acm.update_certificate_options(CertificateArn=arn, Options={"ValidationMethod": "DNS"})
    asked = _by_name(_listed(world, arn))["example.com"]["RequestedValidationConfiguration"]
    record = asked["ValidationChallenge"]["DnsValidationChallenge"]["ResourceRecord"]
    world.change(world.zone("example.com"), upsert(record["Name"], "CNAME", record["Value"]))
    assert {
        name: each["RequestedValidationConfiguration"]["ValidationStatus"]
        for name, each in _by_name(_listed(world, arn)).items()
    } == {
        "example.com": "SUCCESS",
        "*.example.com": "SUCCESS",
        "a.example.net": "PENDING_VALIDATION",
    }


def test_nobody_proved_an_import(world: World) -> None:
    """API model, DomainValidationSummary: only the name is required."""
    arn = world.import_(issue(["example.com"]))
    assert _by_name(_listed(world, arn)) == {"example.com": {}}


def test_pages(world: World) -> None:
    """API model, MaxItems and NextToken."""
    arn = world.request("a.example.com", "b.example.com", "c.example.com")
    first = _listed(world, arn, MaxItems=2)
    second = _listed(world, arn, MaxItems=2, NextToken=first["NextToken"])
    assert len(first["DomainValidationSummaryList"]) == 2
    assert "NextToken" not in second
    assert {*_by_name(first), *_by_name(second)} == set(world.records(arn))
    with refused("InvalidArgsException"):
        _listed(world, arn, NextToken="nonsense")
