"""Malformed PEM sets, by a table and by chance: each is refused in words that show no key."""

from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulumi_acm.imported_spec import parse
from pulumi_acm.pem import armour
from pulumi_acm.pem_certificate import ACCEPTED
from pulumi_acm.problems import report
from support.pem_sets import NOW, family, issue, key, key_pem, pem, secret_lines

FAMILY = family()
LEAF = FAMILY.leaf()
ROOT, R1 = pem(FAMILY.root.certificate), FAMILY.chain
GOOD = {"certificate": LEAF.pem, "private_key": LEAF.key, "chain": R1}
OTHER = FAMILY.leaf(subject="b.example.com", names=("b.example.com",), number=1)
RSA = family(kind="RSA_2048").leaf("RSA_2048")


def lines(**args: Any) -> list[str]:
    """Return the messages about arguments that are wrong."""
    parsed, problems = parse(args, NOW)
    assert parsed is None
    return [str(problem) for problem in problems]


CUT = LEAF.pem.partition("-----END")[0]
KEY_BODY = "".join(secret_lines(LEAF.key))


def with_key(kind: str) -> dict[str, Any]:
    """Return a self-signed certificate with a kind of key."""
    private = key(kind)
    certificate = issue("example.com", private, names=("example.com",))
    return {"certificate": pem(certificate), "private_key": key_pem(private)}


def forged(old: bytes, new: bytes) -> str:
    """Return a certificate of which some bytes are others, as no library writes it."""
    extensions = (
        x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"),
        x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.5"), b"\x05\x00"),
    )
    der = FAMILY.leaf(extensions=extensions).certificate.public_bytes(Encoding.DER)
    assert der.count(old) == 1
    return armour("CERTIFICATE", der.replace(old, new))


UNREADABLE = "certificate: block 1 is no certificate that can be read: it was damaged or cut"
MALFORMED: dict[str, tuple[dict[str, Any], str]] = {
    # The form.
    "empty certificate": ({"certificate": ""}, "certificate: it is empty"),
    "empty key": ({"private_key": " \n"}, "private_key: it is empty"),
    "empty chain": ({"chain": "\n"}, "chain: it is empty"),
    "no certificate": ({"certificate": None}, "certificate: it is required: PEM, or the path"),
    "no key": ({"private_key": None}, "private_key: it is required: PEM, or the path"),
    "bytes": ({"private_key": LEAF.key.encode()}, "private_key: it must be a string"),
    "DER": ({"certificate": "0\x82\x01\x00\x02"}, "certificate: it is PEM that is expected here"),
    "long DER": ({"certificate": "0\x82\x01" * 200}, "certificate: it is binary (DER, PKCS #12"),
    "truncated": ({"certificate": CUT}, "certificate: block 1 (a certificate) is cut off"),
    "truncated key": (
        {"private_key": LEAF.key.partition("-----END")[0]},
        "private_key: block 1 (a private key) is cut off",
    ),
    "a line is missing": (
        {"certificate": LEAF.pem.replace(LEAF.pem.splitlines()[2] + "\n", "")},
        UNREADABLE,
    ),
    "an extension twice": ({"certificate": forged(b"\x2a\x03\x05", b"\x2a\x03\x04")}, UNREADABLE),
    "X.509 version 6": (
        {"certificate": forged(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x05")},
        UNREADABLE,
    ),
    "a name of a kind that nobody reads": (
        {"certificate": forged(b"\x82\x0bexample.com", b"\xa3\x0bexample.com")},
        UNREADABLE,
    ),
    "a line of the key is missing": (
        {"private_key": LEAF.key.replace(secret_lines(LEAF.key)[1] + "\n", "")},
        "private_key: it is no private key that can be read: it was damaged or cut",
    ),
    "no armour": ({"private_key": KEY_BODY * 2}, "private_key: it has no BEGIN and END lines"),
    "no armour, short": ({"private_key": KEY_BODY}, "private_key: it is PEM that is expected"),
    "damaged armour": (
        {"private_key": LEAF.key.replace("-----", "---")},
        "private_key: its BEGIN and END lines are damaged",
    ),
    "line ends written out": (
        {"private_key": LEAF.key.replace("\n", "\\n")},
        "private_key: its line ends are written out as \\n",
    ),
    "garbage between": (
        {"chain": R1 + "x" * 64 + "\n" + ROOT},
        "chain: there is base64 outside of its blocks",
    ),
    "garbage within": (
        {"chain": R1.replace("\n", "\n!!\n", 2)},
        "chain: block 1 (a certificate) is no base64",
    ),
    "oversize certificate": (
        {"certificate": LEAF.pem + " " * 2_200_000},
        "certificate: it has 2,200,",
    ),
    "oversize chain": ({"chain": R1 + "\n" * 2_200_000}, "chain: it has 2,200,"),
    "oversize key": (
        {"private_key": f"-----BEGIN PRIVATE KEY-----\n{'A' * 8000}\n-----END PRIVATE KEY-----"},
        "private_key: it has 8,",
    ),
    "paths": ({"private_key": "privkey.pem"}, "private_key: it is PEM that is expected here"),
    # The wrong thing.
    "swapped key and certificate": (
        {"certificate": LEAF.key, "private_key": LEAF.pem},
        "certificate: block 1 is a private key: it goes into private_key, where it is kept secret",
    ),
    "key beside the certificate": (
        {"certificate": LEAF.pem + LEAF.key},
        "certificate: block 2 is a private key: it goes into private_key",
    ),
    "certificate beside the key": (
        {"private_key": LEAF.key + LEAF.pem},
        "private_key: it holds a certificate beside the key: leave it out",
    ),
    "key in the chain": ({"chain": R1 + LEAF.key}, "chain: block 2 is a private key"),
    "two keys": ({"private_key": LEAF.key + OTHER.key}, "private_key: it holds 2 private keys"),
    "a request": (
        {"certificate": LEAF.pem.replace("CERTIFICATE", "CERTIFICATE REQUEST")},
        "certificate: block 1 is a certificate signing request, not a certificate",
    ),
    "a public key": (
        {"private_key": LEAF.key.replace("PRIVATE", "PUBLIC")},
        "private_key: it is a public key, not a private key",
    ),
    "encrypted": (
        {"private_key": key_pem(LEAF.private, password=b"secret")},
        "private_key: it is encrypted, ACM takes unencrypted keys only",
    ),
    "encrypted in the older form": (
        {"private_key": key_pem(LEAF.private, "TraditionalOpenSSL", b"secret")},
        "private_key: it is encrypted, ACM takes unencrypted keys only",
    ),
    "of OpenSSH": (
        {"private_key": key_pem(LEAF.private, "OpenSSH")},
        "private_key: it is a private key of OpenSSH",
    ),
    "wrong key": (
        {"private_key": OTHER.key},
        'private_key: it is not the key of the certificate "CN=example.com"',
    ),
    "wrong kind of key": (
        {"private_key": RSA.key},
        'private_key: it is not the key of the certificate "CN=example.com": it is RSA of 2048',
    ),
    "DSA": (with_key("DSA"), f"certificate: its key is DSA; ACM takes {ACCEPTED}"),
    "Ed25519": (with_key("Ed25519"), "certificate: its key is Ed25519; ACM takes"),
    "P-224": (with_key("P-224"), "certificate: its key is elliptic curve on secp224r1; ACM takes"),
    "RSA of 1536 bits": (with_key("RSA_1536"), "certificate: its key is RSA of 1536 bits; ACM"),
    # The certificate.
    "expired": (
        {"certificate": FAMILY.leaf(days=(-90, -1)).pem},
        "certificate: it expired at 2026-11-23T12:00:00Z; get a new one",
    ),
    "not yet valid": (
        {"certificate": FAMILY.leaf(days=(1, 90)).pem},
        "certificate: it is not valid before 2026-11-25T12:00:00Z",
    ),
    "no name": (
        {"certificate": FAMILY.leaf(subject="", names=None).pem},
        "certificate: it has no name",
    ),
    "two certificates": (
        {"certificate": LEAF.pem + OTHER.pem},
        "certificate: it holds 2 certificates that certify no other",
    ),
    "an RSA key, signed on a curve": (
        {"certificate": FAMILY.leaf("RSA_2048").pem},
        "certificate: its key is RSA of 2048 bits, but whoever issued it signed with",
    ),
    # The chain.
    "gap": ({"chain": ROOT}, 'chain: the certificate of "CN=Test R1", which certifies'),
    "the certificate in it": ({"chain": LEAF.pem + R1}, "chain: the certificate itself"),
    "only the certificate in it": ({"chain": LEAF.pem}, "chain: the certificate itself"),
    "swapped with the certificate": (
        {"certificate": R1, "chain": LEAF.pem},
        'certificate: "CN=Test R1" certifies "CN=example.com" of the chain',
    ),
    "strangers in it": (
        {"chain": R1 + ROOT + family("Other", number=1).chain},
        'chain: it ends with "CN=Test Root", which is self-signed: leave out "CN=Other R1"',
    ),
    "a chain of strangers": (
        {"chain": family("Other", number=1).chain},
        'chain: the certificate of "CN=Test R1", which certifies "CN=example.com", is not in it',
    ),
    "an older certificate of the authority": (
        {"chain": pem(issue("Test R1", key(number=31), FAMILY.root, ca=True))},
        'chain: no certificate in it certifies "CN=example.com": "CN=Test R1" has the right name',
    ),
    # The arguments.
    "given twice": ({"private_key_file": "x.pem"}, "private_key: it is given twice, by"),
    "a key as a path": (
        {"private_key": None, "private_key_file": LEAF.key},
        "private_key_file: a path is expected here, and this is PEM",
    ),
    "a line of a key as a path": (
        {"private_key": None, "private_key_file": KEY_BODY},
        "private_key_file: the file cannot be read: No such file or directory",
    ),
    "no such file": (
        {"private_key": None, "private_key_file": "no/such.pem"},
        'private_key_file "no/such.pem": the file cannot be read: No such file or directory',
    ),
    "a number": ({"private_key": 42}, "private_key: it must be a string"),
}
SECRETS = {
    line
    for text in (LEAF.key, OTHER.key, RSA.key, key_pem(LEAF.private, "OpenSSH"))
    for line in secret_lines(text)
}


@pytest.mark.parametrize("case", sorted(MALFORMED))
def test_malformed_sets(case: str) -> None:
    """Each is refused with a message that names the fault, and none shows a key."""
    changed, message = MALFORMED[case]
    found = lines(**{**GOOD, **changed})
    assert any(line.startswith(message) for line in found), found
    assert not any(secret in line for secret in SECRETS for line in found)


def damaged(text: str) -> st.SearchStrategy[str]:
    """Return a text with a piece of it changed, cut out, doubled or moved."""

    def at(start: int, length: int, piece: str, how: Callable[[str, str], str]) -> str:
        return text[:start] + how(text[start : start + length], piece) + text[start + length :]

    return st.builds(
        at,
        st.integers(0, len(text)),
        st.integers(0, 200),
        st.text(max_size=20) | st.sampled_from(["-----BEGIN PRIVATE KEY-----\n", "\n", "A"]),
        st.sampled_from(
            [
                lambda _old, new: new,
                lambda old, new: old + new + old,
                lambda old, new: new + old[::-1],
                lambda _old, _new: "",
            ]
        ),
    )


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged(LEAF.pem), damaged(LEAF.key), damaged(R1 + ROOT))
def test_nothing_crashes_and_nothing_is_shown(certificate: str, private: str, chain: str) -> None:
    """Whatever is damaged: it is read, or refused in words that show no line of the key."""
    for args in (
        GOOD | {"certificate": certificate},
        GOOD | {"private_key": private},
        GOOD | {"chain": chain},
        {"certificate": private, "private_key": chain, "chain": certificate},
        {"certificate_file": private, "private_key_file": private, "chain_file": private},
    ):
        parsed, problems = parse(args, NOW)
        assert (parsed is None) == bool(problems)
        said = report("it", problems)
        for line in secret_lines(LEAF.key):
            assert line not in said
            assert line[:20] not in said
