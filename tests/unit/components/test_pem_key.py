"""Private keys: which are read, and what is said of the others, without showing any."""

import pytest

from pulumi_acm.pem_certificate import ACCEPTED
from pulumi_acm.pem_key import read_key
from support.pem_sets import family, issue, key, key_pem, secret_lines

FAMILY = family()
LEAF = FAMILY.leaf()
RSA = family(kind="RSA_2048").leaf("RSA_2048")
CURVE = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
DAMAGED = LEAF.key.replace(LEAF.key.splitlines()[2][:20], "A" * 20)


@pytest.mark.parametrize("form", ["PKCS8", "TraditionalOpenSSL"])
@pytest.mark.parametrize("leaf", [LEAF, RSA], ids=["EC", "RSA"])
def test_forms(leaf: object, form: str) -> None:
    """Both of OpenSSL's, which are kept; with the curve before it, as `openssl ecparam` writes."""
    assert leaf in (LEAF, RSA)
    found = LEAF if leaf is LEAF else RSA
    text = key_pem(found.private, form)
    for given in (text, text.replace("\n", "\r\n"), f"Key Attributes\n{text}", CURVE + text):
        assert read_key(given, found.certificate) == (text, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (key_pem(LEAF.private, password=b"x"), "it is encrypted, ACM takes unencrypted keys only"),
        (
            key_pem(RSA.private, "TraditionalOpenSSL", b"x"),
            "it is encrypted, ACM takes unencrypted keys only",
        ),
        (key_pem(LEAF.private, "OpenSSH"), "it is a private key of OpenSSH; ACM takes RSA and EC"),
        (
            key_pem(key("DSA"), "TraditionalOpenSSL"),
            "it is a DSA private key; ACM takes RSA and EC",
        ),
        (key_pem(key("DSA")), f"it is DSA; ACM takes {ACCEPTED}"),
        (key_pem(key("Ed25519")), f"it is Ed25519; ACM takes {ACCEPTED}"),
        (key_pem(key("P-224")), f"it is elliptic curve on secp224r1; ACM takes {ACCEPTED}"),
        (key_pem(key("RSA_1536")), f"it is RSA of 1536 bits; ACM takes {ACCEPTED}"),
        (LEAF.pem, "it is a certificate, not a private key"),
        (LEAF.key + LEAF.pem, "it holds a certificate beside the key: leave it out"),
        (LEAF.key + RSA.key, "it holds 2 private keys: give one"),
        (DAMAGED, "it is no private key that can be read: it was damaged or cut"),
        (LEAF.key.replace("PRIVATE", "RSA PRIVATE"), "it is no private key that can be read"),
        (
            f"-----BEGIN PRIVATE KEY-----\n{'A' * 5200}\n-----END PRIVATE KEY-----",
            "it has 5,336 bytes, ACM takes 5,120 at most",
        ),
        (CURVE, "it is parameters of an elliptic curve, not a private key"),
        ("", "it is empty"),
    ],
    ids=range(16),
)
def test_faults(text: str, fault: str) -> None:
    """Each is named."""
    normal, faults = read_key(text, LEAF.certificate)
    assert normal == ""
    assert [each for each in faults if each.startswith(fault)], faults
    assert not any(line in each for line in secret_lines(text) for each in faults)


def test_another_key() -> None:
    """Of the same kind, and of another, which is said."""
    other = key_pem(key(number=99))
    assert read_key(other, LEAF.certificate)[1] == [
        'it is not the key of the certificate "CN=example.com"'
    ]
    assert read_key(RSA.key, LEAF.certificate)[1] == [
        (
            'it is not the key of the certificate "CN=example.com": it is RSA of 2048 bits, the '
            "certificate's is elliptic curve on secp256r1"
        )
    ]


def test_alone() -> None:
    """Where the certificate is not known yet, or unreadable, the key's own faults are all."""
    assert read_key(LEAF.key, None) == (LEAF.key, [])
    assert read_key(key_pem(key("DSA")), None)[1] == [f"it is DSA; ACM takes {ACCEPTED}"]
    bad = issue("example.com", key("Ed25519"))
    assert read_key(LEAF.key, bad)[1] != []
