"""RevokeCertificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

from .renewals import VALIDITY, advance

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


@pytest.fixture
def exported(world: World) -> str:
    """A certificate that was exported."""
    arn = world.issued("example.com", Options={"Export": "ENABLED"})
    world.acm().export_certificate(CertificateArn=arn, Passphrase=b"passphrase")
    return arn


def _revoke(world: World, arn: str) -> str:
    answer = world.acm().revoke_certificate(CertificateArn=arn, RevocationReason="KEY_COMPROMISE")
    return answer["CertificateArn"]


def test_it_shows_when_and_why(world: World, exported: str) -> None:
    """API model, CertificateDetail.RevokedAt, RevocationReason; CertificateSummary.RevokedAt."""
    assert _revoke(world, exported) == exported
    shown = world.describe(exported)
    assert (shown["Status"], shown["RevocationReason"]) == ("REVOKED", "KEY_COMPROMISE")
    assert abs((shown["RevokedAt"] - clock.now()).total_seconds()) < 60
    (summary,) = world.acm().list_certificates()["CertificateSummaryList"]
    assert (summary["Status"], summary["RevokedAt"]) == ("REVOKED", shown["RevokedAt"])
    (found,) = world.acm().search_certificates()["Results"]
    metadata = found["CertificateMetadata"]["AcmCertificateMetadata"]
    assert (metadata["Status"], metadata["RevokedAt"]) == ("REVOKED", shown["RevokedAt"])
    assert world.acm().get_certificate(CertificateArn=exported)["Certificate"]


def test_it_is_permanent(world: World, exported: str) -> None:
    """API model: "Once a certificate is revoked, you cannot reuse the certificate"."""
    _revoke(world, exported)
    balancing = Balancing(world)
    with refused("UnsupportedCertificate"):
        balancing.listener(balancing.load_balancer(), exported)
    with refused("ValidationException"):
        _revoke(world, exported)
    assert world.describe(exported)["RenewalEligibility"] == "INELIGIBLE"
    advance(VALIDITY + 1)
    assert world.describe(exported)["Status"] == "REVOKED"


def test_only_what_was_exported(world: World) -> None:
    """API model: "You can only revoke certificates that have been previously exported"."""
    arn = world.issued("example.com", Options={"Export": "ENABLED"})
    with refused("ValidationException"):
        _revoke(world, arn)


def test_not_what_is_in_use(world: World, exported: str) -> None:
    """API model, ResourceInUseException."""
    balancing = Balancing(world)
    balancing.listener(balancing.load_balancer(), exported)
    with refused(
        "ResourceInUseException", f"Certificate {exported} in account {ACCOUNT} is in use."
    ):
        _revoke(world, exported)


def test_reasons_and_arns(world: World, exported: str) -> None:
    """API model, RevocationReason, ResourceNotFoundException."""
    with refused("ValidationException"):
        world.client("acm").revoke_certificate(CertificateArn=exported, RevocationReason="BORED")
    with refused("ResourceNotFoundException"):
        _revoke(world, f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/none")
