"""RenewCertificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_it_is_for_exported_private_certificates_only(world: World) -> None:
    """API model, RenewalEligibility; the words of crossplane-contrib/provider-aws#908."""
    arn = world.issued("example.com")
    with refused(
        "ValidationException",
        f"Certificate ARN {arn} has not been exported so it is not eligible for the Renew "
        "Certificate API.",
    ):
        world.acm().renew_certificate(CertificateArn=arn)


def test_a_pending_one(world: World) -> None:
    """API model, RequestInProgressException."""
    with refused("RequestInProgressException"):
        world.acm().renew_certificate(CertificateArn=world.request("example.com"))


def test_one_that_is_not_there(world: World) -> None:
    """API model, ResourceNotFoundException."""
    with refused("ResourceNotFoundException"):
        world.acm().renew_certificate(
            CertificateArn=f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/none"
        )
