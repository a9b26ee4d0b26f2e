"""SearchCertificates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from moto.core.utils import get_service_model

from acm_sandbox.aws import inventory
from acm_sandbox.aws.acm.searching import SORT_BY
from acm_sandbox.aws.clock import clock
from support.pem import issue
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

A, B, PENDING, IMPORTED = "a.example.com", "b.example.com", "p.example.com", "i.example.com"


@pytest.fixture
def four(world: World) -> World:
    """Certificates that differ in all that a filter can ask for."""
    world.issued(A, "x.a.example.com", "*.a.example.com")
    world.issued(B, KeyAlgorithm="EC_secp384r1")
    world.request(PENDING, ValidationMethod="EMAIL", Options={"Export": "ENABLED"})
    world.import_(issue([IMPORTED]))
    return world


def _search(world: World, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.client("acm").search_certificates(**options)["Results"]
    return found


def _names(world: World, **options: Any) -> list[str]:
    return [
        result["X509Attributes"]["Subject"]["CommonName"] for result in _search(world, **options)
    ]


def _x509(**content: Any) -> dict[str, Any]:
    return {"Filter": {"X509AttributeFilter": content}}


def _metadata(**content: Any) -> dict[str, Any]:
    return {"Filter": {"AcmCertificateMetadataFilter": content}}


def _name(operator: str, value: str) -> dict[str, str]:
    return {"ComparisonOperator": operator, "Value": value}


def test_a_result_has_what_a_description_has(world: World) -> None:
    """API model, CertificateSearchResult."""
    arn = world.issued(A, "b.a.example.com")
    detail = world.describe(arn)
    (found,) = _search(world)
    assert found == {
        "CertificateArn": arn,
        "X509Attributes": {
            "Issuer": {"CommonName": "Amazon"},
            "Subject": {"CommonName": A},
            "SubjectAlternativeNames": [{"DnsName": A}, {"DnsName": "b.a.example.com"}],
            "ExtendedKeyUsages": ["TLS_WEB_SERVER_AUTHENTICATION"],
            "KeyAlgorithm": "RSA-2048",
            "KeyUsages": ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"],
            "SerialNumber": detail["Serial"],
            "NotAfter": detail["NotAfter"],
            "NotBefore": detail["NotBefore"],
        },
        "CertificateMetadata": {
            "AcmCertificateMetadata": {
                "CreatedAt": detail["CreatedAt"],
                "Exported": False,
                "InUse": False,
                "IssuedAt": detail["IssuedAt"],
                "RenewalEligibility": "INELIGIBLE",
                "Status": "ISSUED",
                "Type": "AMAZON_ISSUED",
                "ExportOption": "DISABLED",
                "ValidationMethod": "DNS",
                "CertificateKeyPairOrigin": "AWS_MANAGED",
            }
        },
    }


def test_all_key_types_are_found(four: World) -> None:
    """API model: the default filter by key types is ListCertificates' alone."""
    assert _names(four) == [A, B, PENDING, IMPORTED]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (_x509(Subject={"CommonName": _name("EQUALS", A)}), [A]),
        (_x509(Subject={"CommonName": _name("EQUALS", "A.Example.com")}), [A]),
        (_x509(Subject={"CommonName": _name("EQUALS", "example.com")}), []),
        (_x509(Subject={"CommonName": _name("CONTAINS", "x.a")}), []),
        (_x509(SubjectAlternativeName={"DnsName": _name("CONTAINS", "x.a")}), [A]),
        (_x509(SubjectAlternativeName={"DnsName": _name("EQUALS", "*.a.example.com")}), [A]),
        (_x509(KeyAlgorithm="EC_secp384r1"), [B]),
        (_x509(KeyUsage="KEY_ENCIPHERMENT"), [A]),
        (_x509(KeyUsage="KEY_AGREEMENT"), []),
        (_metadata(Status="PENDING_VALIDATION"), [PENDING]),
        (_metadata(Type="IMPORTED"), [IMPORTED]),
        (_metadata(InUse=True), []),
        (_metadata(InUse=False), [A, B, PENDING, IMPORTED]),
        (_metadata(Exported=True), []),
        (_metadata(ExportOption="ENABLED"), [PENDING]),
        (_metadata(ValidationMethod="EMAIL"), [PENDING]),
        (_metadata(ValidationMethod="DNS"), [A, B]),
        (_metadata(CertificateKeyPairOrigin="CUSTOMER_PROVIDED"), [IMPORTED]),
        (_metadata(RenewalStatus="SUCCESS"), []),
        (_metadata(ManagedBy="CLOUDFRONT"), []),
        ({"Not": _metadata(Status="ISSUED")}, [PENDING]),
        ({"And": [_metadata(Status="ISSUED"), _x509(KeyAlgorithm="EC_secp384r1")]}, [B]),
        (
            {"Or": [_metadata(Type="IMPORTED"), _metadata(ValidationMethod="EMAIL")]},
            [PENDING, IMPORTED],
        ),
        (
            {"Not": {"Or": [_metadata(Type="IMPORTED"), {"And": [_metadata(Status="ISSUED")]}]}},
            [PENDING],
        ),
    ],
)
def test_filters(four: World, statement: dict[str, Any], found: list[str]) -> None:
    """API model, CertificateFilterStatement, X509AttributeFilter, AcmCertificateMetadataFilter."""
    assert _names(four, FilterStatement=statement) == found


def test_by_arn_and_by_serial_number(four: World) -> None:
    """API model, CertificateFilter and X509AttributeFilter."""
    first = _search(four)[0]
    serial = first["X509Attributes"]["SerialNumber"]
    assert _names(four, FilterStatement=_x509(SerialNumber=serial)) == [A]
    by_arn = {"Filter": {"CertificateArn": first["CertificateArn"]}}
    assert _names(four, FilterStatement=by_arn) == [A]


def test_by_the_time_of_expiry(world: World) -> None:
    """API model, TimestampRange: both ends count."""
    world.issued(A)
    clock.advance(timedelta(days=100))
    world.issued(B)
    soon = {"NotAfter": {"End": clock.now() + timedelta(days=100)}}
    assert _names(world, FilterStatement=_x509(**soon)) == [A]
    later = {"NotAfter": {"Start": clock.now() + timedelta(days=100)}}
    assert _names(world, FilterStatement=_x509(**later)) == [B]
    exact = _search(world)[0]["X509Attributes"]["NotAfter"]
    both = {"NotAfter": {"Start": exact, "End": exact}}
    assert _names(world, FilterStatement=_x509(**both)) == [A]
    assert _names(world, FilterStatement=_x509(NotBefore={"Start": clock.now()})) == []


@pytest.mark.parametrize(
    "statement",
    [
        {"And": [_metadata(InUse=True)] * 16},
        _x509(Subject={"CommonName": _name("STARTS_WITH", "a")}),
        _metadata(Status="NONE"),
    ],
)
def test_what_the_model_forbids(world: World, statement: dict[str, Any]) -> None:
    """API model: 15 statements at most, and enumerations."""
    with refused("ValidationException"):
        world.client("acm").search_certificates(FilterStatement=statement)


@pytest.mark.parametrize("field", SORT_BY)
def test_every_field_sorts_both_ways(four: World, field: str) -> None:
    """API model, SearchCertificatesSortBy; those without a value are together at one end."""
    ascending = _names(four, SortBy=field, SortOrder="ASCENDING")
    descending = _names(four, SortBy=field, SortOrder="DESCENDING")
    assert sorted(ascending) == sorted(descending) == sorted([A, B, PENDING, IMPORTED])
    assert ascending == descending[::-1]


def test_the_fields_are_the_models() -> None:
    """A field that botocore comes to know has to be thought of here."""
    shape = get_service_model("acm").shape_for("SearchCertificatesSortBy")
    assert set(SORT_BY) == set(shape.enum)  # type: ignore[attr-defined]  # a StringShape's


def test_sorted_by_what_it_says(four: World) -> None:
    """API model, SortBy."""
    assert _names(four, SortBy="COMMON_NAME", SortOrder="DESCENDING") == [PENDING, IMPORTED, B, A]
    assert _names(four, SortBy="ISSUED_AT", SortOrder="ASCENDING")[:2] == [A, B]


def test_pages_of_500(world: World) -> None:
    """API model, MaxResults: 500 at most, 100 without it."""
    for number in range(101):
        world.request(f"n{number}.example.com")
    first = world.client("acm").search_certificates()
    assert len(first["Results"]) == 100
    rest = world.client("acm").search_certificates(NextToken=first["NextToken"])
    assert len(rest["Results"]) == 1
    assert "NextToken" not in rest
    assert len(_search(world, MaxResults=500)) == 101
    with refused("ValidationException"):
        _search(world, MaxResults=501)
    with refused("ValidationException"):
        _search(world, NextToken="nonsense")


def test_looking_is_no_change() -> None:
    """Otherwise each search would write a snapshot."""
    assert not inventory.changes("SearchCertificates")
