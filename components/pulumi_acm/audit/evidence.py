"""What is known of each name that a certificate renews by, as far as AWS's listings tell. Pure.

The validation record of a name is a function of the account. So the record in place is taken for
the right one if it is the only one for its name, and no other account has a certificate of that
name: this certificate was issued, and by which other record? Where there are several, or none, one
certificate of the account and name has to be described, to compare with what ACM asks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from pulumi_acm.dns.caa import forbids
from pulumi_acm.dns.seen import Caa
from pulumi_acm.names import validation_name

from .model import Certificate, Record
from .zone_index import Zones

State: TypeAlias = Literal["right", "wrong", "missing", "unknown"]
Served: TypeAlias = Literal["same", "another", "expired", "wrong-name", "unreachable"]
Asked: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]
"""By account and name: the name and the value of the record that ACM asks for."""

_STUCK: Final = ("PENDING_VALIDATION", "FAILED")
"""Statuses of requests, and of renewals, that have reasons of their own."""


@dataclass(frozen=True)
class Seen:
    """What was seen of the validation record of one name."""

    state: State
    where: str
    """As a person calls it: `hosted zone example.com (Z1)`, `DNS`."""
    found: str | None = None
    """The value in place, if it is wrong."""
    caa: str | None = None
    """The CAA records that forbid Amazon, with their owner: `example.com: 0 issue "other.org"`.

    None: none does, or it is unknown.
    """
    record_name: str | None = None
    record_value: str | None = None
    """What ACM asks for, if that is known."""
    reasons: tuple[str, ...] = ()
    """Why the state is not known, or what else DNS has in the place of the record."""


def is_alive(certificate: Certificate) -> bool:
    """Tell whether ACM will ask for the validation records of a certificate (again)."""
    if certificate.type != "AMAZON_ISSUED" or certificate.managed_by:
        return False
    if certificate.key_pair_origin == "ACME" or certificate.validation_method == "HTTP":
        return False  # its client, or CloudFront, renews it
    return certificate.status == "PENDING_VALIDATION" or (
        certificate.status == "ISSUED" and certificate.renewal_eligibility != "INELIGIBLE"
    )


def in_doubt(certificate: Certificate, zones: Zones) -> bool:
    """Tell whether the listings leave open what is to be known: it is to be described."""
    if certificate.detail is not None:
        return False
    return _is_alone(certificate) or (
        is_alive(certificate)
        and any(
            zones.only(domain, certificate.account) is None for domain in domains_of(certificate)
        )
    )


def _is_alone(certificate: Certificate) -> bool:
    """Tell whether a certificate has something to tell that no other one tells."""
    if certificate.more_names or not certificate.names:
        return True
    if certificate.type != "AMAZON_ISSUED":
        return False
    if certificate.status in _STUCK:
        return True
    return is_alive(certificate) and (
        # Where its mails go, if it is validated by mail; or why its renewal does not go on.
        certificate.validation_method in ("EMAIL", None) or certificate.renewal_status in _STUCK
    )


def domains_of(certificate: Certificate) -> list[str]:
    """Return the distinct names that are validated: those without an asterisk."""
    return list(dict.fromkeys(validation_name(name) for name in certificate.names))


def most_useful(
    certificates: Sequence[Certificate], zones: Zones, ceiling: int
) -> Sequence[Certificate]:
    """Return the certificates that have to be described, at most so many.

    One is enough for an account and a name: the record is the same for all certificates. Those with
    many names come first, because they make most others needless.
    """
    doubtful = [each for each in certificates if in_doubt(each, zones)]
    chosen = [each for each in doubtful if _is_alone(each)]
    asked = {*shared_details(certificates)}
    asked |= {(each.account, domain) for each in chosen for domain in domains_of(each)}
    for each in sorted(doubtful, key=lambda each: -len(each.names)):
        new = {
            (each.account, domain)
            for domain in domains_of(each)
            if zones.only(domain, each.account) is None
        } - asked
        if new and not _is_alone(each):
            chosen.append(each)
            asked |= new
    return chosen[:ceiling]


def shared_details(certificates: Iterable[Certificate]) -> Asked:
    """Return what ACM asks for by account and name, of all certificates that were described."""
    return {
        (each.account, validation_name(validation.domain)): (
            validation.record_name,
            validation.record_value,
        )
        for each in certificates
        if each.detail
        for validation in each.detail.validations
        if validation.record_name and validation.record_value
    }


def seen_in_zones(
    certificate: Certificate, zones: Zones, asked: Asked | None = None
) -> dict[str, Seen]:
    """Return what the zones at hand say of each name; `unknown` where none holds it.

    Args:
        certificate: the certificate.
        zones: the zones.
        asked: what ACM asks for, where it is known (`shared_details`).
    """
    known = shared_details([certificate]) if asked is None else asked
    return {
        domain: _seen(certificate, domain, zones, known.get((certificate.account, domain)))
        for domain in domains_of(certificate)
    }


def forbidden(certificate: Certificate, domain: str, caa: Caa) -> str | None:
    """Return the CAA records that forbid Amazon a name which is validated by a domain."""
    names = [name for name in certificate.names if validation_name(name) == domain]
    if not any(forbids(caa.records, name) for name in names):
        return None
    return f"{caa.at}: {', '.join(map(str, caa.records))}"


def _seen(
    certificate: Certificate, domain: str, zones: Zones, wanted: tuple[str, str] | None
) -> Seen:
    caa = forbidden(certificate, domain, zones.caa(domain).caa)
    name, value = wanted or (None, None)
    holding = zones.of(domain)
    if not holding:
        return Seen("unknown", "DNS", caa=caa, record_name=name, record_value=value)
    where = " or ".join(f"hosted zone {zone.name} ({zone.id})" for zone in holding)
    seen = Seen("unknown", where, caa=caa, record_name=name, record_value=value)
    if wanted is not None:
        return _compared(seen, zones.records(domain), wanted, zones, len(holding))
    if not zones.records(domain):
        return replace(seen, state="missing")
    return replace(seen, state="right") if zones.only(domain, certificate.account) else seen


def _compared(
    seen: Seen, records: Sequence[Record], wanted: tuple[str, str], zones: Zones, holding: int
) -> Seen:
    """Compare the records of so many zones with what ACM asks for."""
    having = {each.zone_id for each in records if (each.name, each.value) == wanted}
    if len(having) == holding:
        return replace(seen, state="right")
    if having:
        # Of zones with one name, DNS leads to one.
        return replace(seen, reasons=("one of these zones has it and another one has not",))
    if values := [each.value for each in records if each.name == wanted[0]]:
        return replace(seen, state="wrong", found=values[0])
    if target := zones.leads_on(wanted[0]):
        return replace(seen, reasons=(f"it is a CNAME that leads to {target}",))
    return replace(seen, state="missing")
