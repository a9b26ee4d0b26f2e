"""ExportCertificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_the_key_is_encrypted_and_is_the_certificates(world: World) -> None:
    """API model, ExportCertificate."""
    arn = world.issued("example.com", Options={"Export": "ENABLED"})
    answer = world.acm().export_certificate(CertificateArn=arn, Passphrase=b"pass phrase")
    assert answer["PrivateKey"].startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    key = load_pem_private_key(answer["PrivateKey"].encode(), password=b"pass phrase")
    certificate = x509.load_pem_x509_certificate(answer["Certificate"].encode())
    assert key.public_key() == certificate.public_key()
    assert answer["CertificateChain"].startswith("-----BEGIN CERTIFICATE-----")
    assert world.acm().list_certificates()["CertificateSummaryList"][0]["Exported"] is True


def test_only_what_was_requested_so(world: World) -> None:
    """API model, CertificateOptions.Export: fixed at the request."""
    arn = world.issued("example.com")
    with refused("ValidationException"):
        world.acm().export_certificate(CertificateArn=arn, Passphrase=b"passphrase")


def test_only_what_is_issued(world: World) -> None:
    """API model, RequestInProgressException."""
    arn = world.request("example.com", Options={"Export": "ENABLED"})
    with refused("RequestInProgressException"):
        world.acm().export_certificate(CertificateArn=arn, Passphrase=b"passphrase")


@pytest.mark.parametrize(
    "passphrase", [b"pass#phrase", b"pass$", b"100%", "pässe".encode(), b"abc"]
)
def test_the_passphrase(world: World, passphrase: bytes) -> None:
    """API model, Passphrase: 4 to 128 ASCII characters, without #, $ and %."""
    arn = world.issued("example.com", Options={"Export": "ENABLED"})
    with refused("ValidationException"):
        world.acm().export_certificate(CertificateArn=arn, Passphrase=passphrase)
