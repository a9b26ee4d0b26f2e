"""What is read in a certificate, and ACM's rules for it."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID

from pulumi_acm.pem_certificate import (
    ACCEPTED,
    broken_by_certificate,
    certificates_in,
    key_algorithm,
    names_of,
    title,
)
from support.pem_sets import NOW, family, issue, key, name_of, pem

FAMILY = family()
AUTHORITIES = {"RSA": family(kind="RSA_2048"), "EC": FAMILY}
EXPIRED = "it expired at 2026-11-23T12:00:00Z; get a new one"


def broken(certificate: x509.Certificate) -> list[str]:
    """Return the rules that a certificate breaks now."""
    return list(broken_by_certificate(certificate, NOW))


@pytest.mark.parametrize("kind", ACCEPTED.split(", "))
def test_keys_that_acm_takes(kind: str) -> None:
    """All seven, by ACM's names."""
    leaf = AUTHORITIES[kind.partition("_")[0]].leaf(kind)
    assert key_algorithm(leaf.certificate.public_key()) == kind
    assert key_algorithm(leaf.private) == kind
    assert broken(leaf.certificate) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("RSA_1536", "RSA of 1536 bits"),
        ("P-224", "elliptic curve on secp224r1"),
        ("secp256k1", "elliptic curve on secp256k1"),
        ("DSA", "DSA"),
        ("Ed25519", "Ed25519"),
        ("Ed448", "Ed448"),
    ],
)
def test_keys_that_it_does_not_take(kind: str, said: str) -> None:
    """The message says what it is instead."""
    certificate = issue("example.com", key(kind), names=("example.com",))
    assert broken(certificate) == [f"its key is {said}; ACM takes {ACCEPTED}"]


def test_a_key_of_another_kind_than_the_issuers() -> None:
    """ACM's API reference: both are RSA, or both are on a curve."""
    certificate = FAMILY.leaf("RSA_2048").certificate
    assert broken(certificate) == [
        (
            "its key is RSA of 2048 bits, but whoever issued it signed with a key of another kind: "
            "ACM wants both to be RSA, or both on an elliptic curve"
        )
    ]


def test_validity() -> None:
    """With the exact moments, and to the second."""
    assert broken(FAMILY.leaf(days=(-90, -1)).certificate) == [EXPIRED]
    assert broken(FAMILY.leaf(days=(2, 90)).certificate) == [
        "it is not valid before 2026-11-26T12:00:00Z; ACM imports it from then on"
    ]
    certificate = FAMILY.leaf().certificate
    last = certificate.not_valid_after_utc
    assert list(broken_by_certificate(certificate, last)) == []
    assert list(broken_by_certificate(certificate, last + timedelta(seconds=1)))
    assert list(broken_by_certificate(certificate, certificate.not_valid_before_utc)) == []


def ocsp(length: int) -> x509.AuthorityInformationAccess:
    """Return an extension with a responder's address of some length."""
    url = x509.UniformResourceIdentifier("http://o.example/".ljust(length, "x"))
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, url)]
    )


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ({"subject": "", "names": None}, "it has no name: neither a subject alternative name nor"),
        ({"issuer_name": name_of("")}, "its issuer is empty"),
        ({"extensions": (ocsp(1001),)}, "the address of its OCSP responder is longer than 1000"),
    ],
    ids=["no name", "no issuer", "ocsp"],
)
def test_other_rules(how: dict[str, Any], rule: str) -> None:
    """Each by itself."""
    [found] = broken(FAMILY.leaf(**how).certificate)
    assert found.startswith(rule)


def test_all_rules_at_once() -> None:
    """Not one after the other."""
    certificate = issue("example.com", key("P-224"), names=("example.com",), days=(-90, -1))
    assert broken(certificate) == [
        f"its key is elliptic curve on secp224r1; ACM takes {ACCEPTED}",
        EXPIRED,
    ]


def test_what_is_no_fault() -> None:
    """An address of 1,000 characters, an IP address as the only name, no common name."""
    assert broken(FAMILY.leaf(extensions=(ocsp(1000),)).certificate) == []
    assert broken(FAMILY.leaf(subject="").certificate) == []


@pytest.mark.parametrize(
    ("subject", "names", "expected"),
    [
        ("b.example.com", ("a.example.com", "b.example.com"), ["b.example.com", "a.example.com"]),
        ("Other", ("b.example.com", "a.example.com"), ["a.example.com", "b.example.com"]),
        ("B.Example.com", ("A.example.COM.", "b.example.com"), ["b.example.com", "a.example.com"]),
        ("Old.example.com", None, ["old.example.com"]),
        (
            "",
            ("*.example.com", "intranet", "_x.example.com"),
            ["*.example.com", "_x.example.com", "intranet"],
        ),
        ("", None, []),
    ],
)
def test_names(subject: str, names: tuple[str, ...] | None, expected: list[str]) -> None:
    """The alternative names, and the common name only where there are none; its own name first."""
    assert names_of(issue(subject, key(), names=names)) == expected


def test_a_subject_is_shown_harmlessly() -> None:
    """No control characters, nothing endless."""
    assert title(issue("a\x1b[31mb", key())) == '"CN=a?[31mb"'
    assert len(title(issue("x" * 64, key()))) < 110
    assert title(issue("", key())) == "(without a subject)"


def test_what_is_no_certificate() -> None:
    """Each block by its number, all at once."""
    request = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"
    leaf = FAMILY.leaf()
    broken_der = leaf.pem.replace(leaf.pem.splitlines()[3], "A" * 64)
    found, faults = certificates_in(request + leaf.key + pem(leaf.certificate) + broken_der)
    assert found == [leaf.certificate]
    assert faults == [
        "block 1 is a certificate signing request, not a certificate",
        "block 2 is a private key: it goes into private_key, where it is kept secret",
        "block 4 is no certificate that can be read: it was damaged or cut",
    ]
