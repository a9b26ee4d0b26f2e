"""What RequestCertificate refuses, beyond the model's constraints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

TOO_MANY = "Certificate has too many domains."


def test_the_common_name_has_64_octets_at_most(world: World) -> None:
    """API model, RequestCertificate.DomainName; the words are AWS's, as users report them."""
    longest = f"{'a' * 52}.example.com"
    assert len(longest) == 64
    world.request(longest)
    with refused(
        "InvalidDomainValidationOptionsException",
        "The first domain name can be no longer than 64 characters.",
    ):
        world.request(f"a{longest}")


def test_other_names_may_be_longer(world: World) -> None:
    """API model, RequestCertificate.SubjectAlternativeNames: up to 253."""
    longest = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 61])
    assert len(longest) == 253
    arn = world.request("example.com", longest)
    assert world.describe(arn)["SubjectAlternativeNames"] == ["example.com", longest]


def test_ten_names_are_allowed_the_common_name_among_them(world: World) -> None:
    """ACM guide, "Quotas"; the words of hashicorp/terraform-provider-aws#35825."""
    ten = [f"n{number}.example.com" for number in range(10)]
    world.request(*ten)
    world.request(*ten, ten[0], "N1.example.com")  # said twice is one name
    with refused("LimitExceededException", TOO_MANY):
        world.request("example.com", *ten)


def test_the_quota_can_be_raised(world: World) -> None:
    """ACM guide, "Quotas": adjustable to 100."""
    world.server.reset(Settings(names_per_certificate=100))
    hundred = [f"n{number}.example.com" for number in range(100)]
    world.request(*hundred)
    with refused("LimitExceededException", TOO_MANY):
        world.request("example.com", *hundred)


@pytest.mark.parametrize("algorithm", ["RSA_1024", "RSA_3072", "RSA_4096", "EC_secp521r1"])
def test_key_types_for_import_only_cannot_be_requested(world: World, algorithm: str) -> None:
    """API model, KeyAlgorithm; the words of floci-io/floci#3027, measured on AWS."""
    with refused(
        "ValidationException",
        f"Encryption Algorithm {algorithm} is not supported in eu-west-1 region",
    ):
        world.request("example.com", KeyAlgorithm=algorithm)


def test_validation_by_http_is_not_in_the_sandbox(world: World) -> None:
    """API model, ValidationMethod: for CloudFront's tenants, which are not here either."""
    with refused(
        "NotInTheSandbox", "the sandbox has no acm:RequestCertificate with ValidationMethod HTTP"
    ):
        world.request("example.com", ValidationMethod="HTTP")


def test_nobody_leaves_the_transparency_log(world: World) -> None:
    """API model, CertificateOptions: "opt-out is no longer available"."""
    with refused(
        "ValidationException", "Certificate transparency logging opt-out is no longer available."
    ):
        world.request(
            "example.com", Options={"CertificateTransparencyLoggingPreference": "DISABLED"}
        )
    world.request("example.com", Options={"CertificateTransparencyLoggingPreference": "ENABLED"})


def test_the_validation_domain_is_shown(world: World) -> None:
    """API model, DomainValidationOption: the name itself or a superdomain."""
    arn = world.request(
        "www.example.com",
        "*.example.com",
        DomainValidationOptions=[
            {"DomainName": "www.example.com", "ValidationDomain": "example.com"},
            {"DomainName": "*.example.com", "ValidationDomain": "example.com"},
        ],
    )
    options = world.describe(arn)["DomainValidationOptions"]
    assert {option["ValidationDomain"] for option in options} == {"example.com"}


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("other.example.com", "example.com"),
        ("www.example.com", "ample.com"),
        ("www.example.com", "a.www.example.com"),
    ],
)
def test_a_wrong_validation_domain_is_refused(world: World, name: str, domain: str) -> None:
    """API model, InvalidDomainValidationOptionsException."""
    with refused("InvalidDomainValidationOptionsException"):
        world.request(
            "www.example.com",
            DomainValidationOptions=[{"DomainName": name, "ValidationDomain": domain}],
        )
