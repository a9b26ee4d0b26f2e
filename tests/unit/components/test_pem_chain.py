"""The chain: put in order where that can be done, and what is said where it cannot."""

import itertools

import pytest
from cryptography import x509

from pulumi_acm.pem_chain import Arranged, arrange, is_alone
from support.pem_sets import Issuer, family, issue, key

FAMILY = family()
LEAF = FAMILY.leaf().certificate
R1, ROOT = FAMILY.intermediate.certificate, FAMILY.root.certificate
OTHER = family("Other", number=1)
OLD_R1 = issue("Test R1", key(number=31), FAMILY.root, ca=True)
"""An earlier certificate of the same authority: the same name, another key."""


def said(found: Arranged) -> list[str]:
    """Return what is wrong, as a user reads it."""
    return [f"{at}: {message}" for at, message in found.problems]


@pytest.mark.parametrize("order", list(itertools.permutations([R1, ROOT])))
def test_any_order_of_the_chain(order: tuple[x509.Certificate, ...]) -> None:
    """The chain comes out in order, and a note says so where it was not."""
    found = arrange([LEAF], order)
    assert found.problems == []
    assert (found.leaf, found.chain) == (LEAF, [R1, ROOT])
    note = (
        'the chain was in another order, and was put right: "CN=example.com" <- "CN=Test R1" <- '
        '"CN=Test Root"'
    )
    assert found.notes == ([] if list(order) == [R1, ROOT] else [note])


@pytest.mark.parametrize("order", list(itertools.permutations([LEAF, R1, ROOT])))
def test_any_order_of_a_full_chain(order: tuple[x509.Certificate, ...]) -> None:
    """Certbot's fullchain.pem is split, wherever in it the certificate is."""
    found = arrange(order, [])
    assert found.problems == []
    assert (found.leaf, found.chain) == (LEAF, [R1, ROOT])
    assert found.notes[0] == (
        'certificate holds 3 certificates: "CN=example.com" is imported, with the others as its '
        "chain"
    )


def test_a_full_chain_beside_the_chain() -> None:
    """What is in both is taken once."""
    found = arrange([LEAF, R1], [R1, ROOT])
    assert (found.leaf, found.chain, found.problems) == (LEAF, [R1, ROOT], [])
    assert "certificates that are in it twice are left out of the chain" in found.notes


def test_without_a_chain() -> None:
    """Nothing to arrange; whether one is missing can be seen."""
    assert is_alone(arrange([LEAF], []))
    assert not is_alone(arrange([LEAF], [R1]))
    assert not is_alone(arrange([issue("example.com", key(), names=("example.com",))], []))
    assert not is_alone(arrange([ROOT], []))


def test_a_root_beside_its_cross_signed_twin() -> None:
    """Both are of use: the twin leads to another root."""
    root = FAMILY.root
    twin = issue("Test Root", root.private, OTHER.root, ca=True)
    chain = [R1, ROOT, twin, OTHER.root.certificate]
    for order in itertools.permutations(chain):
        found = arrange([LEAF], order)
        assert (found.chain, found.problems) == (chain, [])


def test_a_gap() -> None:
    """The missing certificate is named, and what there is instead."""
    assert said(arrange([LEAF], [ROOT])) == [
        (
            'chain: the certificate of "CN=Test R1", which certifies "CN=example.com", is not in '
            'it; what is there certifies something else: "CN=Test Root"'
        )
    ]
    assert said(arrange([LEAF, ROOT], [])) == said(arrange([LEAF], [ROOT]))


def test_an_older_certificate_of_the_authority() -> None:
    """The signature is checked, not the name alone."""
    assert said(arrange([LEAF], [OLD_R1])) == [
        (
            'chain: no certificate in it certifies "CN=example.com": "CN=Test R1" has the right '
            "name, but its key did not sign it (an older one of the same CA?)"
        )
    ]
    assert said(arrange([LEAF], [R1, OLD_R1])) == [
        (
            'chain: the certificate of "CN=Test Root", which certifies "CN=Test R1", is not in '
            'it; what is there certifies something else: "CN=Test R1"'
        )
    ]


def test_what_does_not_belong_to_it() -> None:
    """Other people's certificates are named."""
    stranger = OTHER.leaf(subject="other.example").certificate
    assert said(arrange([LEAF], [R1, ROOT, stranger])) == [
        'chain: it ends with "CN=Test Root", which is self-signed: leave out "CN=other.example"'
    ]


def test_a_self_signed_certificate_has_no_chain() -> None:
    """Nothing can certify it."""
    own = issue("example.com", key(), names=("example.com",))
    assert said(arrange([own], [R1])) == [
        'chain: "CN=example.com" is self-signed, nothing can certify it: leave the chain out'
    ]


def test_the_certificate_in_the_chain() -> None:
    """As with fullchain.pem in the place of chain.pem."""
    for chain, number in (([LEAF, R1], 1), ([R1, LEAF], 2)):
        assert said(arrange([LEAF], chain)) == [
            (
                f'chain: the certificate itself, "CN=example.com", is in it (number {number}): '
                "leave it out (of certbot's files, chain.pem is the chain)"
            )
        ]


def test_certificate_and_chain_swapped() -> None:
    """It is seen, and said."""
    assert said(arrange([R1], [LEAF])) == [
        (
            'certificate: "CN=Test R1" certifies "CN=example.com" of the chain: certificate and '
            "chain seem to be swapped"
        )
    ]


def test_two_certificates() -> None:
    """Which of them is meant, nobody can tell."""
    second = FAMILY.leaf(subject="b.example.com", number=1).certificate
    assert said(arrange([LEAF, second, R1], [])) == [
        (
            'certificate: it holds 2 certificates that certify no other: "CN=example.com", '
            '"CN=b.example.com"; give one'
        )
    ]
    assert arrange([LEAF, LEAF], []).problems == []


def test_an_issuer_that_is_no_authority() -> None:
    """A certificate for a server certifies nobody, whatever it has signed."""
    leaf_key = key(number=40)
    server = Issuer(issue("example.com", leaf_key, FAMILY.intermediate), leaf_key)
    below = issue("below.example.com", key(number=41), server)
    assert said(arrange([below], [server.certificate, R1])) == [
        (
            'chain: no certificate in it certifies "CN=below.example.com": "CN=example.com" is no '
            "certificate of a CA"
        )
    ]


def test_a_bundle_of_many() -> None:
    """Somebody's whole trust store: a short message, and no waiting."""
    store = [issue(f"Root {number}", key(), ca=True) for number in range(300)]
    [message] = said(arrange([LEAF], store))
    assert message.endswith('"CN=Root 4" and 295 more')
