"""What other services ask about a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws import certificates
from acm_sandbox.aws.acm.certificate import IMPORTED, Certificate
from unit.sandbox.aws.support import ACCOUNT, HOME

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

ARN = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/none"


def test_a_certificate_is_found_in_any_region(world: World) -> None:
    """CloudFront, which has no region, asks for those of us-east-1."""
    for region in (HOME, "us-east-1"):
        arn = world.request("example.com", region=region)
        found = certificates.find(ACCOUNT, arn)
        assert found is not None
        assert found.arn == arn
        assert certificates.find("222222222222", arn) is None
    assert certificates.find(ACCOUNT, ARN) is None
    assert certificates.find(ACCOUNT, "example.com") is None


def test_its_status_is_brought_up_to_date(world: World) -> None:
    """Nobody has described it since its records were made."""
    arn = world.request("example.com")
    found = certificates.find(ACCOUNT, arn)
    assert found is not None
    assert not certificates.is_issued(found)
    world.prove(arn, world.zone("example.com"))
    found = certificates.find(ACCOUNT, arn)
    assert found is not None
    assert certificates.is_issued(found)


@pytest.mark.parametrize(
    ("arn", "is_one", "region"),
    [
        (ARN, True, "us-east-1"),
        (f"arn:aws:iam::{ACCOUNT}:server-certificate/old", False, ""),
        (f"arn:aws:acm:us-east-1:{ACCOUNT}:other/x", False, "us-east-1"),
        ("example.com", False, ""),
    ],
)
def test_arns(arn: str, is_one: bool, region: str) -> None:
    """ACM guide, "ARNs"; IAM's have no region."""
    assert certificates.is_acm_arn(arn) == is_one
    assert certificates.region(arn) == region


def _certificate(*names: str) -> Certificate:
    return Certificate(
        arn=ARN,
        account=ACCOUNT,
        number=1,
        names=list(names),
        key_algorithm="RSA_2048",
        export="DISABLED",
        validation_domains={},
        tags={},
    )


@pytest.mark.parametrize(
    ("host", "covered"),
    [
        ("example.com", True),
        ("EXAMPLE.com.", True),
        ("www.example.com", False),
        ("a.apps.example.com", True),
        ("apps.example.com", False),
        ("a.b.apps.example.com", False),
        ("*.apps.example.com", True),
        ("*.example.com", False),
        (".apps.example.com", False),
        ("example", False),
        ("", False),
    ],
)
def test_coverage(host: str, covered: bool) -> None:
    """ACM guide, "Characteristics and limitations": a wildcard stands for one label."""
    certificate = _certificate("example.com", "*.apps.example.com")
    assert certificates.covers(certificate, host) == covered


def test_key_and_origin() -> None:
    """The names are those of RequestCertificate, not the hyphenated ones that ACM shows."""
    certificate = _certificate("example.com")
    assert certificates.has_key(certificate, {"RSA_2048"})
    assert not certificates.has_key(certificate, {"EC_prime256v1"})
    assert not certificates.is_imported(certificate)
    certificate.type = IMPORTED
    assert certificates.is_imported(certificate)
    assert certificate.renewal_eligibility(in_use=True) == "INELIGIBLE"
