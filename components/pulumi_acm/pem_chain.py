"""Which of several certificates is the one to serve, and the chain that leads away from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from .pem_certificate import UNREADABLE, title, title_of

_MOST_LISTED: Final = 5


@dataclass
class Arranged:
    """The certificate, its chain, and what there is to say about them."""

    leaf: x509.Certificate
    chain: list[x509.Certificate] = field(default_factory=list)
    """Each certifies the one before; the first one certifies the leaf."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """What is wrong, with where: `certificate` or `chain`."""
    notes: list[str] = field(default_factory=list)
    """What was put right."""


def arrange(
    certificates: Sequence[x509.Certificate], chain: Sequence[x509.Certificate]
) -> Arranged:
    """Find the certificate to serve and put its chain in order.

    `certificates` is what was given as the certificate: with more than one, as in certbot's
    fullchain.pem, the others belong to the chain.
    """
    given = _distinct(certificates)
    by_issuer = _by((each.issuer, each) for each in given)
    ends = [each for each in given if not _certified(each, by_issuer)]
    # Of a file with a gap, the last one certifies nothing either, but it is a CA.
    leaves = [each for each in ends if not _is_ca(each)] or ends[:1] or given[:1]
    found = Arranged(leaves[0])
    if len(leaves) > 1:
        listed = _listed(leaves)
        message = f"it holds {len(leaves)} certificates that certify no other: {listed}; give one"
        found.problems.append(("certificate", message))
        return found
    leaf = leaves[0]
    extra = [each for each in given if each != leaf]
    if extra:
        found.notes.append(
            f"certificate holds {len(given)} certificates: {title(leaf)} is imported, with the "
            "others as its chain"
        )
    _refuse_misplaced(found, chain)
    if not found.problems:
        pool = _distinct([*extra, *chain])
        if len(pool) < len(extra) + len(chain):
            found.notes.append("certificates that are in it twice are left out of the chain")
        _order(found, pool)
    return found


def _refuse_misplaced(found: Arranged, chain: Sequence[x509.Certificate]) -> None:
    """Refuse a chain that begins with, or is mixed up with, the certificate itself."""
    leaf = found.leaf
    if leaf in chain:
        message = (
            f"the certificate itself, {title(leaf)}, is in it (number {chain.index(leaf) + 1}): "
            "leave it out (of certbot's files, chain.pem is the chain)"
        )
        found.problems.append(("chain", message))
        return
    below = _certified(leaf, _by((each.issuer, each) for each in chain))
    if below:
        message = (
            f"{title(leaf)} certifies {title(below[0])} of the chain: certificate and chain seem "
            "to be swapped"
        )
        found.problems.append(("certificate", message))


def _order(found: Arranged, pool: list[x509.Certificate]) -> None:
    by_subject = _by((each.subject, each) for each in pool)
    last, left = found.leaf, len(pool)
    while left:
        namesakes = by_subject.get(last.issuer.public_bytes(), [])
        # A root beside its cross-signed twin goes first: the twin certifies it, but not the
        # other way round.
        fitting = sorted(
            (each for each in namesakes if _fault(each, last) is None),
            key=lambda each: not _is_self_signed(each),
        )
        if not fitting:
            break
        namesakes.remove(fitting[0])
        found.chain.append(fitting[0])
        last, left = fitting[0], left - 1
    placed = set(found.chain)
    unused = [each for each in pool if each not in placed]
    if unused:
        found.problems.append(("chain", _broken_chain(found.leaf, last, unused)))
    elif found.chain != pool:
        listed = " <- ".join(title(each) for each in [found.leaf, *found.chain])
        found.notes.append(f"the chain was in another order, and was put right: {listed}")


def _broken_chain(
    leaf: x509.Certificate, last: x509.Certificate, unused: list[x509.Certificate]
) -> str:
    if last == leaf and _is_self_signed(leaf):
        return f"{title(leaf)} is self-signed, nothing can certify it: leave the chain out"
    if _is_self_signed(last):
        return f"it ends with {title(last)}, which is self-signed: leave out {_listed(unused)}"
    namesakes = [each for each in unused if each.subject == last.issuer]
    faults = [f"{title(each)} {_fault(each, last)}" for each in namesakes]
    if faults:
        return f"no certificate in it certifies {title(last)}: {'; '.join(faults[:_MOST_LISTED])}"
    return (
        f"the certificate of {title_of(last.issuer)}, which certifies {title(last)}, is not in it; "
        f"what is there certifies something else: {_listed(unused)}"
    )


def _fault(issuer: x509.Certificate, certificate: x509.Certificate) -> str | None:
    """Return why a certificate with the issuer's name does not certify another."""
    if not _may_certify(issuer):
        return "is no certificate of a CA"
    try:
        certificate.verify_directly_issued_by(issuer)
    except InvalidSignature:
        return "has the right name, but its key did not sign it (an older one of the same CA?)"
    except UNREADABLE:
        return "has the right name, but a key or signature of a kind that cannot be checked"
    return None


def _certified(
    issuer: x509.Certificate, by_issuer: Mapping[bytes, list[x509.Certificate]]
) -> list[x509.Certificate]:
    """Return the other certificates that one certifies."""
    named = by_issuer.get(issuer.subject.public_bytes(), [])
    return [each for each in named if each != issuer and _fault(issuer, each) is None]


def _by(
    named: Iterable[tuple[x509.Name, x509.Certificate]],
) -> dict[bytes, list[x509.Certificate]]:
    found: dict[bytes, list[x509.Certificate]] = {}
    for name, certificate in named:
        found.setdefault(name.public_bytes(), []).append(certificate)
    return found


def _is_self_signed(certificate: x509.Certificate) -> bool:
    if certificate.issuer != certificate.subject:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


def _may_certify(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate may be that of a CA: old roots do not say."""
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return certificate.version is x509.Version.v1
    return constraints.value.ca


def _is_ca(certificate: x509.Certificate) -> bool:
    return certificate.version is x509.Version.v3 and _may_certify(certificate)


def is_alone(found: Arranged) -> bool:
    """Tell whether a certificate that somebody else certifies has no chain."""
    return not found.chain and not _is_self_signed(found.leaf)


def _distinct(certificates: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    return list(dict.fromkeys(certificates))


def _listed(certificates: Sequence[x509.Certificate]) -> str:
    more = len(certificates) - _MOST_LISTED
    listed = ", ".join(title(each) for each in certificates[:_MOST_LISTED])
    return f"{listed} and {more} more" if more > 0 else listed
