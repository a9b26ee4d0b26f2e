"""What is read from a certificate."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from moto.core.utils import get_service_model

from acm_sandbox.aws.acm import contents
from support.pem import authority, issue, new_key, some_key

OID = x509.ObjectIdentifier


def test_all_key_usages() -> None:
    """API model, KeyUsageName; the two that only go with an agreement on keys come last."""
    usages = ("digital_signature", "key_agreement", "decipher_only", "crl_sign")
    assert contents.read(issue(usages=usages).x509).key_usages == (
        "DIGITAL_SIGNATURE",
        "KEY_AGREEMENT",
        "CRL_SIGNING",
        "DECIPHER_ONLY",
    )
    assert contents.read(issue(usages=None).x509).key_usages is None


def test_extended_key_usages() -> None:
    """API model, ExtendedKeyUsageName: what has no name is custom."""
    usages = (ExtendedKeyUsageOID.SERVER_AUTH, OID("1.3.6.1.5.5.7.3.6"), OID("1.2.3.4"))
    assert contents.read(issue(extended=usages).x509).extended_key_usages == (
        ("TLS_WEB_SERVER_AUTHENTICATION", "1.3.6.1.5.5.7.3.1"),
        ("IPSEC_TUNNEL", "1.3.6.1.5.5.7.3.6"),
        ("CUSTOM", "1.2.3.4"),
    )


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        (
            "KeyUsageName",
            {*contents._KEY_USAGES.values(), *contents._KEY_AGREEMENT_USAGES.values()},
        ),
        ("ExtendedKeyUsageName", {*contents._EXTENDED_KEY_USAGES.values(), contents.CUSTOM}),
    ],
)
def test_the_names_are_the_models(shape: str, names: set[str]) -> None:
    """None that the model does not have."""
    assert names <= set(get_service_model("acm").shape_for(shape).metadata["enum"])


@pytest.mark.parametrize(
    ("subject", "issuer"),
    [
        ([(NameOID.ORGANIZATION_NAME, "Org"), (NameOID.COMMON_NAME, "Name")], "Org"),
        ([(NameOID.COMMON_NAME, "Name")], "Name"),
        ([(NameOID.COUNTRY_NAME, "AU")], "C=AU"),
    ],
)
def test_an_issuer_is_called_by_its_organization(
    subject: list[tuple[x509.ObjectIdentifier, str]], issuer: str
) -> None:
    """LocalStack's recording has the organization; what comes without one is not documented."""
    assert contents.read(issue(subject=subject).x509).issuer == issuer


def test_signature_algorithms() -> None:
    """LocalStack's recording: `SHA256WITHRSA`."""
    assert contents.read(issue(algorithm="RSA_2048").x509).signature_algorithm == "SHA256WITHRSA"
    curve = issue(issuer=authority(algorithm="EC_secp384r1")).x509
    assert contents.read(curve).signature_algorithm == "SHA256WITHECDSA"


def test_a_signature_with_a_mask() -> None:
    """RSASSA-PSS is RSA, too."""
    key = some_key("RSA_2048")
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.com")])
    plain = issue(key=key).x509
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(plain.not_valid_before_utc)
        .not_valid_after(plain.not_valid_after_utc)
        .sign(
            key,
            hashes.SHA384(),
            rsa_padding=padding.PSS(padding.MGF1(hashes.SHA384()), 48),
        )
    )
    assert contents.is_signed_by_its_own_kind(made)
    assert contents.read(made).signature_algorithm == "SHA384WITHRSAANDMGF1"


def test_a_key_of_no_kind() -> None:
    """Only the seven kinds have a name."""
    made = issue(key=new_key("secp256k1")).x509
    assert contents.key_algorithm(made.public_key()) is None
    with pytest.raises(ValueError, match="a key of no kind that ACM has"):
        contents.read(made)
