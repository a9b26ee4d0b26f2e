"""The operations on certificates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws import usage
from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unit.sandbox.aws.support import World

NOBODY = f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000"
USER = f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/app/web/1"


@pytest.fixture
def users(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """What a service uses: pairs of a certificate and a user, to be filled by the test."""
    found: set[tuple[str, str]] = set()

    def uses(account: str) -> Iterator[tuple[str, str]]:
        assert account == ACCOUNT
        yield from sorted(found)

    monkeypatch.setattr(usage, "_asked", lambda: iter([uses]))
    return found


def test_an_arn_names_region_and_account(world: World) -> None:
    """API model, RequestCertificateResponse."""
    arn = world.request("example.com", region="us-east-1")
    assert arn.startswith(f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/")


@pytest.mark.parametrize(
    ("operation", "more"),
    [
        ("describe_certificate", {}),
        ("get_certificate", {}),
        ("delete_certificate", {}),
        ("list_tags_for_certificate", {}),
        ("add_tags_to_certificate", {"Tags": [{"Key": "a"}]}),
        ("remove_tags_from_certificate", {"Tags": [{"Key": "a"}]}),
        ("update_certificate_options", {"Options": {}}),
        ("resend_validation_email", {"Domain": "a.io", "ValidationDomain": "a.io"}),
    ],
)
def test_a_certificate_that_is_not_there(
    world: World, operation: str, more: dict[str, Any]
) -> None:
    """API model, ResourceNotFoundException; the words are AWS's, as users report them."""
    message = f"Could not find certificate {NOBODY} in account {ACCOUNT}."
    with refused("ResourceNotFoundException", message):
        getattr(world.acm(), operation)(CertificateArn=NOBODY, **more)


def test_a_certificate_is_in_its_region_only(world: World) -> None:
    """ACM guide, "Supported Regions"."""
    arn = world.request("example.com", region="us-east-1")
    with refused("ResourceNotFoundException"):
        world.acm(HOME).describe_certificate(CertificateArn=arn)


def test_the_body_of_a_pending_one_is_not_there_yet(world: World) -> None:
    """API model, RequestInProgressException."""
    with refused(
        "RequestInProgressException",
        "The certificate request is in process and the certificate in your account has not yet "
        "been issued.",
    ):
        world.acm().get_certificate(CertificateArn=world.request("example.com"))


def test_a_failed_one_has_no_body(world: World) -> None:
    """API model, ResourceNotFoundException."""
    arn = world.request("d111.cloudfront.net")
    with refused("ResourceNotFoundException", f"Certificate {arn} was never issued: it is FAILED."):
        world.acm().get_certificate(CertificateArn=arn)


def test_deleting(world: World) -> None:
    """API model, DeleteCertificate: in any status."""
    arns = [world.request("example.com"), world.issued("example.org")]
    for arn in arns:
        world.acm().delete_certificate(CertificateArn=arn)
    assert world.acm().list_certificates()["CertificateSummaryList"] == []


def test_one_in_use_cannot_be_deleted(world: World, users: set[tuple[str, str]]) -> None:
    """API model, ResourceInUseException; the words of hashicorp/terraform-provider-aws#3866."""
    arn = world.issued("example.com")
    users.add((arn, USER))
    with refused("ResourceInUseException", f"Certificate {arn} in account {ACCOUNT} is in use."):
        world.acm().delete_certificate(CertificateArn=arn)
    users.clear()
    world.acm().delete_certificate(CertificateArn=arn)


def test_only_what_is_in_use_is_renewed(world: World, users: set[tuple[str, str]]) -> None:
    """ACM guide, "Managed renewal": eligible if issued by ACM, valid, and in use."""
    arn = world.issued("example.com")
    assert world.describe(arn)["RenewalEligibility"] == "INELIGIBLE"
    users.add((arn, USER))
    detail = world.describe(arn)
    assert (detail["RenewalEligibility"], detail["InUseBy"]) == ("ELIGIBLE", [USER])
    assert world.acm().list_certificates()["CertificateSummaryList"][0]["InUse"] is True
    users.clear()
    assert world.describe(arn)["RenewalEligibility"] == "INELIGIBLE"


def test_the_same_token_and_request_give_the_same_certificate(world: World) -> None:
    """API model, IdempotencyToken: "will issue only one", for an hour."""
    options: dict[str, Any] = {"IdempotencyToken": "one"}
    arn = world.request("example.com", "www.example.com", **options)
    assert world.request("Example.com", "WWW.example.com", **options) == arn
    clock.advance(timedelta(minutes=59))
    assert world.request("example.com", "www.example.com", **options) == arn
    clock.advance(timedelta(minutes=2))
    assert world.request("example.com", "www.example.com", **options) != arn


@pytest.mark.parametrize(
    "other",
    [
        {"IdempotencyToken": "two"},
        {"KeyAlgorithm": "EC_prime256v1"},
        {"SubjectAlternativeNames": ["www.example.com"]},
        {"Tags": [{"Key": "a", "Value": "b"}]},
        {"Options": {"Export": "ENABLED"}},
    ],
)
def test_another_token_or_request_gives_another(world: World, other: dict[str, Any]) -> None:
    """API model, IdempotencyToken. That the request counts too is not documented."""
    arn = world.request("example.com", IdempotencyToken="one")
    assert world.request("example.com", **({"IdempotencyToken": "one"} | other)) != arn


def test_a_deleted_certificate_is_not_found_by_its_token(world: World) -> None:
    """The API model says nothing of it; moto answers with a 500."""
    arn = world.request("example.com", IdempotencyToken="one")
    world.acm().delete_certificate(CertificateArn=arn)
    assert world.request("example.com", IdempotencyToken="one") != arn


def test_without_a_token_each_request_is_one(world: World) -> None:
    """API model, IdempotencyToken."""
    assert world.request("example.com") != world.request("example.com")


def test_options_stay_as_they_are(world: World) -> None:
    """API model, CertificateOptions: Export cannot be updated, the log cannot be left."""
    acm, arn = world.acm(), world.request("example.com")
    acm.update_certificate_options(
        CertificateArn=arn,
        Options={"CertificateTransparencyLoggingPreference": "ENABLED", "Export": "DISABLED"},
    )
    with refused("ValidationException"):
        acm.update_certificate_options(CertificateArn=arn, Options={"Export": "ENABLED"})
    with refused("ValidationException"):
        acm.update_certificate_options(
            CertificateArn=arn,
            Options={"CertificateTransparencyLoggingPreference": "DISABLED"},
        )
