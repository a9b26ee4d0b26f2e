"""Unused certificates: those that no service of AWS has, and nobody has exported. Pure."""

from datetime import datetime
from typing import Final

from .eligibility import ACME, AMAZON_ISSUED, IMPORTED, used
from .model import Certificate, Inventory
from .prune_model import MANAGED, Candidate, Plan, Spared, Terms

_UNKNOWN_AGE: Final = "it is not known how old it is"
_UNKNOWN_USE: Final = "it is not known whether it is in use, or was exported and serves elsewhere"


def judged(inventory: Inventory, terms: Terms) -> Plan:
    """Return the certificates that nothing uses, and that are old enough to be forgotten ones."""
    found = Plan()
    attached = {each.certificate_arn for each in inventory.attachments}
    for each in inventory.certificates:
        is_used = used(each, attached=each.arn in attached)
        if is_used:
            continue
        since = last_touched(each)
        if since is not None and terms.now - since < terms.older_than:
            continue
        if since is None or is_used is None:
            unknown = _UNKNOWN_AGE if since is None else _UNKNOWN_USE
            found.unjudged.append(Spared("certificates", _subject(each), unknown))
        elif why := _not_ours(each, terms):
            found.spared.append(Spared("certificates", _subject(each), why))
        else:
            found.candidates.append(_candidate(each, since, terms.now))
    return found


def last_touched(certificate: Certificate) -> datetime | None:
    """Return when somebody last asked for a certificate."""
    moments = (certificate.created_at, certificate.imported_at)
    return max((each for each in moments if each is not None), default=None)


def _not_ours(certificate: Certificate, terms: Terms) -> str | None:
    """Return why somebody else has to delete a certificate, or nobody."""
    others = {
        MANAGED: certificate.arn in terms.managed,
        f"{certificate.managed_by} manages it": certificate.managed_by is not None,
        "an ACME client has requested it: it serves elsewhere": (
            certificate.key_pair_origin == ACME
        ),
        "somebody waits for it to be validated": certificate.status == "PENDING_VALIDATION",
        "it was imported, so nobody can restore it: --imported includes such": (
            certificate.type == IMPORTED and not terms.imported
        ),
        f"it is {certificate.type}: whoever has the authority has to know of it": (
            certificate.type not in (AMAZON_ISSUED, IMPORTED)
        ),
    }
    return next((why for why, applies in others.items() if applies), None)


def _candidate(certificate: Certificate, since: datetime, now: datetime) -> Candidate:
    age = f"{since:%Y-%m-%d}, {(now - since).days} days ago"
    proof = (
        "ACM: no service uses it, and it was never exported",
        f"{_verb(certificate)} {age}; its status is {certificate.status}",
    )
    return Candidate(
        "certificates",
        certificate,
        _subject(certificate),
        certificate.account,
        certificate.region,
        proof,
    )


def _subject(certificate: Certificate) -> str:
    names = f"{certificate.primary}"
    if len(certificate.names) > 1:
        names += f" and {len(certificate.names) - 1} more name(s)"
    return f"{names} in {certificate.region} ({certificate.arn.rpartition('/')[2]})"


def _verb(certificate: Certificate) -> str:
    return "imported" if certificate.type == IMPORTED else "requested"
