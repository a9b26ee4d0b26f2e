"""Recordings with imported certificates; their keys are made from numbers, so they are the same."""

from datetime import datetime, timezone
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .programs import BALANCER, listener, program, raw_listener
from .scenario import Scenario

_FROM: Final = datetime(2026, 1, 1, tzinfo=timezone.utc)
UNTIL: Final = datetime(2046, 1, 1, tzinfo=timezone.utc)
"""Far away, so that it can be recorded again."""
WWW: Final = ("example.com", "www.example.com")


def pem(*names: str, number: int = 1, curve: ec.EllipticCurve | None = None) -> tuple[str, str]:
    """Return a self-signed certificate and its key."""
    key = ec.derive_private_key(7919, curve or ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(number)
        .not_valid_before(_FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), False)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return built.public_bytes(serialization.Encoding.PEM).decode(), private.decode()


def _ours(*names: str, **args: Any) -> str:
    body, key = pem(*names, **args)
    given = {"certificate": body, "private_key": key}
    return program(BALANCER, f'\nsite = acm.ImportedCertificate("site", {given!r})\n', listener())


def _raw(*names: str, **args: Any) -> str:
    body, key = pem(*names, **args)
    return program(
        BALANCER,
        f"\nsite = aws.acm.Certificate('site', certificate_body={body!r}, private_key={key!r})\n",
        raw_listener("site.arn"),
    )


_P384: Final = ec.SECP384R1()

IMPORT_SCENARIOS: Final = [
    Scenario("import-first", "A certificate from elsewhere, on a listener.", None, _ours(*WWW)),
    Scenario(
        "import-renewed", "Other material under the same ARN.", _ours(*WWW), _ours(*WWW, number=2)
    ),
    Scenario("import-other-key", "Another kind of key.", _ours(*WWW), _ours(*WWW, curve=_P384)),
    Scenario(
        "import-raw-renewed",
        "By pulumi-aws alone, with one more name.",
        _raw(*WWW),
        _raw(*WWW, "api.example.com", number=2),
    ),
    Scenario(
        "import-raw-other-key",
        "By pulumi-aws alone: AWS would refuse the other key under the same ARN.",
        _raw(*WWW),
        _raw(*WWW, curve=_P384),
    ),
    Scenario("import-no-change", "The same program again.", _ours(*WWW)),
]
