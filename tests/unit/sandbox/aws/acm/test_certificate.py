"""How AWS shows a certificate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

NAMES = ("example.com", "*.example.com", "www.example.com", "api.example.com")


def test_a_pending_one_has_neither_dates_nor_serial(world: World) -> None:
    """LocalStack's recording of AWS: issuer and signature algorithm are there from the start."""
    detail = world.describe(world.request("*.example.com"))
    del detail["CertificateArn"], detail["CreatedAt"]
    record = detail["DomainValidationOptions"][0].pop("ResourceRecord")
    assert record["Type"] == "CNAME"
    assert detail == {
        "DomainName": "*.example.com",
        "SubjectAlternativeNames": ["*.example.com"],
        "DomainValidationOptions": [
            {
                "DomainName": "*.example.com",
                "ValidationDomain": "*.example.com",
                "ValidationMethod": "DNS",
                "ValidationStatus": "PENDING_VALIDATION",
            }
        ],
        "Subject": "CN=*.example.com",
        "Issuer": "Amazon",
        "Status": "PENDING_VALIDATION",
        "KeyAlgorithm": "RSA-2048",
        "SignatureAlgorithm": "SHA256WITHRSA",
        "InUseBy": [],
        "Type": "AMAZON_ISSUED",
        "KeyUsages": [],
        "ExtendedKeyUsages": [],
        "RenewalEligibility": "INELIGIBLE",
        "Options": {
            "CertificateTransparencyLoggingPreference": "ENABLED",
            "Export": "DISABLED",
        },
        "CertificateKeyPairOrigin": "AWS_MANAGED",
    }


def test_an_issued_one_is_valid_for_198_days(world: World) -> None:
    """ACM guide, "Characteristics": since 2026-02-18; the last second counts (RFC 5280)."""
    detail = world.describe(world.issued("example.com"))
    assert detail["NotAfter"] - detail["NotBefore"] == timedelta(days=198, seconds=-1)
    assert detail["NotBefore"] <= detail["IssuedAt"] < detail["NotBefore"] + timedelta(days=1)
    assert len(detail["Serial"]) == 59
    assert detail["KeyUsages"] == [{"Name": "DIGITAL_SIGNATURE"}, {"Name": "KEY_ENCIPHERMENT"}]
    assert detail["ExtendedKeyUsages"] == [
        {"Name": "TLS_WEB_SERVER_AUTHENTICATION", "OID": "1.3.6.1.5.5.7.3.1"}
    ]


@pytest.mark.parametrize(
    ("asked", "shown", "signature"),
    [
        ("RSA_2048", "RSA-2048", "SHA256WITHRSA"),
        ("EC_prime256v1", "EC-prime256v1", "SHA256WITHECDSA"),
        ("EC_secp384r1", "EC-secp384r1", "SHA384WITHECDSA"),
    ],
)
def test_the_key_algorithm_is_shown_with_a_hyphen(
    world: World, asked: str, shown: str, signature: str
) -> None:
    """Terraform's AWS provider turns it back: "DescribeCertificate returns hyphenated values"."""
    detail = world.describe(world.request("example.com", KeyAlgorithm=asked))
    assert (detail["KeyAlgorithm"], detail["SignatureAlgorithm"]) == (shown, signature)


def test_options_are_not_in_the_order_of_the_request(world: World) -> None:
    """LocalStack's recording: "not guaranteed". Whoever takes the first one fails here too."""
    shown = [
        option["DomainName"]
        for option in world.describe(world.request(*NAMES))["DomainValidationOptions"]
    ]
    assert sorted(shown) == sorted(NAMES)
    assert shown != list(NAMES)
    assert shown != sorted(NAMES)


def test_the_names_are_lower_case_and_the_common_name_is_first(world: World) -> None:
    """API model, SubjectAlternativeNames: the common name is among them."""
    detail = world.describe(world.request("Example.COM", "www.Example.com", "example.com"))
    assert detail["DomainName"] == "example.com"
    assert detail["SubjectAlternativeNames"] == ["example.com", "www.example.com"]


def test_records_come_some_seconds_after_the_request(world: World) -> None:
    """Terraform's AWS provider waits up to 5 minutes for them."""
    world.server.reset(Settings(record_delay=5))
    arn = world.request("example.com")
    option = world.describe(arn)["DomainValidationOptions"][0]
    assert "ResourceRecord" not in option
    clock.advance(timedelta(seconds=6))
    assert world.records(arn)


def test_amazons_own_names_fail(world: World) -> None:
    """ACM guide, "Certificate request fails"; botocore's lightsail model has it too."""
    detail = world.describe(world.request("example.com", "d111.cloudfront.net"))
    assert detail["Status"] == "FAILED"
    assert detail["FailureReason"] == "ADDITIONAL_VERIFICATION_REQUIRED"
    assert {option["ValidationStatus"] for option in detail["DomainValidationOptions"]} == {
        "FAILED"
    }


def test_export_is_shown(world: World) -> None:
    """API model, CertificateOptions.Export."""
    arn = world.request("example.com", Options={"Export": "ENABLED"})
    assert world.describe(arn)["Options"].get("Export") == "ENABLED"
