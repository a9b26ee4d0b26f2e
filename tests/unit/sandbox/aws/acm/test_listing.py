"""ListCertificates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def _names(world: World, **options: Any) -> list[str]:
    answer = world.acm().list_certificates(**options)
    return [summary["DomainName"] for summary in answer["CertificateSummaryList"]]


def test_a_summary_has_what_a_description_has(world: World) -> None:
    """LocalStack's recording of AWS, and API model, CertificateSummary."""
    arn = world.issued("example.com", "www.example.com")
    detail = world.describe(arn)
    assert world.acm().list_certificates()["CertificateSummaryList"] == [
        {
            "CertificateArn": arn,
            "DomainName": "example.com",
            "SubjectAlternativeNameSummaries": ["example.com", "www.example.com"],
            "HasAdditionalSubjectAlternativeNames": False,
            "Status": "ISSUED",
            "Type": "AMAZON_ISSUED",
            "KeyAlgorithm": "RSA-2048",
            "KeyUsages": ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"],
            "ExtendedKeyUsages": ["TLS_WEB_SERVER_AUTHENTICATION"],
            "ExportOption": "DISABLED",
            "InUse": False,
            "Exported": False,
            "RenewalEligibility": "INELIGIBLE",
            "NotBefore": detail["NotBefore"],
            "NotAfter": detail["NotAfter"],
            "CreatedAt": detail["CreatedAt"],
            "IssuedAt": detail["IssuedAt"],
            "CertificateKeyPairOrigin": "AWS_MANAGED",
        }
    ]


def test_elliptic_curves_are_left_out_unless_asked_for(world: World) -> None:
    """API model, Filters.keyTypes: the default is RSA_1024 and RSA_2048."""
    world.request("rsa.example.com")
    world.request("ec.example.com", KeyAlgorithm="EC_prime256v1")
    assert _names(world) == ["rsa.example.com"]
    assert _names(world, Includes={"keyTypes": []}) == ["rsa.example.com"]
    assert _names(world, Includes={"keyTypes": ["EC_prime256v1"]}) == ["ec.example.com"]
    both = {"keyTypes": ["RSA_2048", "EC_prime256v1"]}
    assert _names(world, Includes=both) == ["rsa.example.com", "ec.example.com"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"CertificateStatuses": ["ISSUED"]}, ["issued.example.com"]),
        ({"CertificateStatuses": ["PENDING_VALIDATION", "FAILED"]}, ["pending.example.com"]),
        ({"CertificateStatuses": []}, ["issued.example.com", "pending.example.com"]),
        ({"Includes": {"exportOption": "ENABLED"}}, ["pending.example.com"]),
        ({"Includes": {"keyUsage": ["KEY_ENCIPHERMENT"]}}, ["issued.example.com"]),
        ({"Includes": {"keyUsage": ["KEY_AGREEMENT"]}}, []),
        (
            {"Includes": {"extendedKeyUsage": ["TLS_WEB_SERVER_AUTHENTICATION"]}},
            ["issued.example.com"],
        ),
        ({"Includes": {"managedBy": "CLOUDFRONT"}}, []),
        ({"CertificateKeyPairOrigins": ["ACME"]}, []),
        (
            {"CertificateKeyPairOrigins": ["AWS_MANAGED"]},
            ["issued.example.com", "pending.example.com"],
        ),
        (
            {"SortBy": "CREATED_AT", "SortOrder": "DESCENDING"},
            ["pending.example.com", "issued.example.com"],
        ),
    ],
)
def test_filters(world: World, options: dict[str, Any], found: list[str]) -> None:
    """API model, ListCertificatesRequest and Filters."""
    world.issued("issued.example.com")
    world.request("pending.example.com", Options={"Export": "ENABLED"})
    assert _names(world, **options) == found


@pytest.mark.parametrize("options", [{"SortBy": "CREATED_AT"}, {"SortOrder": "ASCENDING"}])
def test_field_and_order_go_together(world: World, options: dict[str, Any]) -> None:
    """API model: "If you specify SortBy, you must also specify SortOrder"."""
    with refused("ValidationException"):
        world.acm().list_certificates(**options)


def test_pages_stay_right_while_certificates_come_and_go(world: World) -> None:
    """API model, NextToken."""
    arns = [world.request(f"n{number}.example.com") for number in range(5)]
    first = world.acm().list_certificates(MaxItems=2)
    world.acm().delete_certificate(CertificateArn=arns[1])
    world.acm().delete_certificate(CertificateArn=arns[3])
    assert _names(world, MaxItems=2, NextToken=first["NextToken"]) == [
        "n2.example.com",
        "n4.example.com",
    ]


def test_a_paginator_finds_them_all_once(world: World) -> None:
    """100 in a page without MaxItems (schwamster/serverless-certificate-creator#40)."""
    for number in range(101):
        world.request(f"n{number}.example.com")
    pages = list(world.acm().get_paginator("list_certificates").paginate())
    sizes = [len(page["CertificateSummaryList"]) for page in pages]
    assert sizes == [100, 1]
    assert "NextToken" not in pages[-1]
    options: dict[str, Any] = {"SortBy": "CREATED_AT", "SortOrder": "DESCENDING"}
    backwards = [
        summary["DomainName"]
        for page in world.acm()
        .get_paginator("list_certificates")
        .paginate(**options, PaginationConfig={"PageSize": 40})
        for summary in page["CertificateSummaryList"]
    ]
    assert backwards == [f"n{number}.example.com" for number in reversed(range(101))]


def test_a_page_has_1000_at_most(world: World) -> None:
    """API model, MaxItems."""
    for number in range(101):
        world.request(f"n{number}.example.com")
    assert len(_names(world, MaxItems=1000)) == 101
    with refused("ValidationException"):
        _names(world, MaxItems=1001)


def test_a_summary_says_who_uses_and_renews_it(world: World, arn: str) -> None:
    """API model, CertificateSummary: InUse, RenewalEligibility, NotAfter of the renewed one."""
    clock.advance(timedelta(days=160))
    (summary,) = world.acm().list_certificates()["CertificateSummaryList"]
    assert summary["CertificateArn"] == arn
    assert (summary["InUse"], summary["RenewalEligibility"]) == (True, "ELIGIBLE")
    assert summary["NotAfter"] == world.describe(arn)["NotAfter"] > clock.now()


def test_100_names_are_all_there(world: World) -> None:
    """API model, HasAdditionalSubjectAlternativeNames: more than 100 can only be imported."""
    world.server.reset(Settings(names_per_certificate=100))
    names = [f"n{number}.example.com" for number in range(100)]
    world.request(*names)
    (summary,) = world.acm().list_certificates()["CertificateSummaryList"]
    assert summary["SubjectAlternativeNameSummaries"] == names
    assert summary["HasAdditionalSubjectAlternativeNames"] is False


@pytest.mark.parametrize("token", ["nonsense", "YWZ0ZXIgeA==", "/"])
def test_a_token_of_ones_own_making_is_refused(world: World, token: str) -> None:
    """API model, InvalidArgsException."""
    with refused("InvalidArgsException"):
        world.acm().list_certificates(NextToken=token)
