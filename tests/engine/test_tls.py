"""What the local AWS issues is a certificate: a standard TLS client believes it, or does not."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from moto.acm.models import acm_backends

from acm_sandbox.aws.acm import authority
from support.certificates import certificates, program, zone
from support.engine import REGION, EngineSandbox

ACCOUNT = "123456789012"


@contextmanager
def serving(material: Path) -> Iterator[int]:
    """Serve TLS on a local port with a certificate, its chain and its key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(material)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)

        def serve() -> None:
            while not over.is_set():
                try:
                    client, _ = listening.accept()
                except TimeoutError:
                    continue
                try:
                    with context.wrap_socket(client, server_side=True) as connection:
                        connection.sendall(b"hello")
                except ssl.SSLError:
                    continue  # the client did not believe the certificate, and hung up

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            over.set()
            thread.join()


def ask(port: int, host: str, trusted: str) -> bytes:
    """Connect as a browser would: the name is asked for, and looked for in the certificate."""
    context = ssl.create_default_context(cadata=trusted)
    with (
        socket.create_connection(("127.0.0.1", port)) as connection,
        context.wrap_socket(connection, server_hostname=host) as encrypted,
    ):
        return encrypted.recv(5)


def test_covered_names_and_no_others(sandbox: EngineSandbox, tmp_path: Path) -> None:
    """The issued certificate answers for the names that it covers, and fails for all others."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com", "*.example.com"]))
    assert project.up().ok
    [issued] = certificates(sandbox)
    body = acm_backends[ACCOUNT][REGION].certificates[issued["CertificateArn"]].body()  # type: ignore[attr-defined]  # ours, in moto's place
    material = tmp_path / "material.pem"
    material.write_text(body.certificate + body.chain + body.private_key, encoding="ascii")
    trusted = authority.current.value.trusted()
    with serving(material) as port:
        for host in ("example.com", "www.example.com"):
            assert ask(port, host, trusted) == b"hello"
        for host in ("a.b.example.com", "example.org", "notexample.com"):
            with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
                ask(port, host, trusted)
