"""Certificates that a TLS server can serve."""

from __future__ import annotations

import socket
import ssl
import threading
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from moto.acm.models import acm_backends

from acm_sandbox.aws.acm.authority import Authority
from acm_sandbox.aws.acm.authority import current as current_authority
from acm_sandbox.aws.acm.backend import AcmBackend
from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.support import ACCOUNT, HOME

if TYPE_CHECKING:
    from pathlib import Path

    from unit.sandbox.aws.support import World


@pytest.mark.parametrize(
    ("algorithm", "key_type", "signature"),
    [
        ("RSA_2048", rsa.RSAPublicKey, "sha256WithRSAEncryption"),
        ("EC_prime256v1", ec.EllipticCurvePublicKey, "ecdsa-with-SHA256"),
        ("EC_secp384r1", ec.EllipticCurvePublicKey, "ecdsa-with-SHA384"),
    ],
)
def test_the_certificate_is_what_acm_says_it_is(
    world: World, algorithm: str, key_type: type, signature: str
) -> None:
    """API model, GetCertificate: the body agrees with the description."""
    arn = world.issued("example.com", "*.example.com", KeyAlgorithm=algorithm)
    detail = world.describe(arn)
    body = world.acm().get_certificate(CertificateArn=arn)
    leaf = x509.load_pem_x509_certificate(body["Certificate"].encode())
    (issuer,) = x509.load_pem_x509_certificates(body["CertificateChain"].encode())
    leaf.verify_directly_issued_by(issuer)
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["example.com", "*.example.com"]
    assert isinstance(leaf.public_key(), key_type)
    assert leaf.signature_algorithm_oid._name == signature
    assert leaf.not_valid_before_utc == detail["NotBefore"]
    assert leaf.not_valid_after_utc == detail["NotAfter"]
    assert f"{leaf.serial_number:040x}" == detail["Serial"].replace(":", "")


def test_a_standard_client_trusts_what_a_server_serves(world: World, tmp_path: Path) -> None:
    """It answers for the covered names, and for no other (RFC 6125)."""
    arn = world.issued("*.example.com")
    backend: object = acm_backends[ACCOUNT][HOME]
    assert isinstance(backend, AcmBackend)
    material = backend.certificates[arn].body()
    pem = tmp_path / "server.pem"
    pem.write_text(material.private_key + material.certificate + material.chain)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    client = ssl.create_default_context(cadata=current_authority.value.trusted())

    assert _handshake(server, client, "www.example.com") == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError, match="not valid for 'example\\.com'"):
        _handshake(server, client, "example.com")
    with pytest.raises(ssl.SSLCertVerificationError, match="verify failed: self-signed"):
        _handshake(server, ssl.create_default_context(), "www.example.com")


def test_keys_are_made_when_they_are_first_needed(world: World) -> None:
    """An RSA key takes a tenth of a second: a thousand requests must not."""
    arn = world.issued("example.com")
    backend: object = acm_backends[ACCOUNT][HOME]
    assert isinstance(backend, AcmBackend)
    assert backend.certificates[arn].material is None
    assert current_authority.value.issuers == {}
    first = world.acm().get_certificate(CertificateArn=arn)["Certificate"]
    assert world.acm().get_certificate(CertificateArn=arn)["Certificate"] == first
    assert list(current_authority.value.issuers) == ["RSA_2048"]


def test_no_key_is_shown_by_accident() -> None:
    """A log or a traceback prints the objects' own descriptions."""
    authority = Authority()
    material = authority.issue(["example.com"], "EC_prime256v1", 1, (clock.now(), clock.now()))
    assert "PRIVATE" not in repr(material)
    assert "PRIVATE" not in repr(authority)


def _handshake(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> str | None:
    ours, theirs = socket.socketpair()

    def serve() -> None:
        try:
            with server.wrap_socket(theirs, server_side=True) as connection:
                connection.recv(1)
        except OSError:
            pass  # the client turned away

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with client.wrap_socket(ours, server_hostname=name) as connection:
            return connection.version()
    finally:
        ours.close()
        thread.join()
        theirs.close()
