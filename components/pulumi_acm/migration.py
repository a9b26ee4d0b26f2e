"""A certificate on its way from validation by email to DNS, its ARN kept. Pure.

https://docs.aws.amazon.com/acm/latest/userguide/email-to-dns-migration.html
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final, Literal, TypeAlias

from .dns.needed import Needed, dns_name
from .failures import PENDING
from .limits import MIGRATION_HOURS_MAX
from .mails import EMAIL
from .names import is_within, validation_name
from .zones import longest

DNS: Final = "DNS"
_UNDER_WAY: Final = "PENDING_DOMAIN_VALIDATION"
_PROVED: Final = "SUCCESS"

Standing: TypeAlias = Literal["email", "moving", "moved"]


class CannotMoveError(Exception):
    """ACM would not move this certificate; the message says why, and what to do instead."""


@dataclass(frozen=True)
class Name:
    """One name of the certificate."""

    domain: str
    record: tuple[str, str] | None
    """Name and value of its CNAME; None until ACM has named it."""
    seen: bool
    """Whether ACM has seen the record."""
    moved: bool
    """Whether ACM validates the name by DNS from now on."""


@dataclass(frozen=True)
class Progress:
    """How far a certificate has come."""

    names: tuple[Name, ...]

    @property
    def moved(self) -> bool:
        """Whether it is done: that of one name is that of none.

        https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-email-validation.html
        """
        return all(name.moved for name in self.names)

    @property
    def named(self) -> bool:
        """Whether ACM has named the record of each name."""
        return all(name.record for name in self.names)

    @property
    def silent(self) -> bool:
        """Whether ACM tells of no record at all: it has not begun yet, or has given up.

        "Present only when a migration is in progress", and then it expires:
        https://docs.aws.amazon.com/acm/latest/APIReference/API_DomainValidationSummary.html
        """
        return not any(name.record for name in self.names)

    @property
    def missing(self) -> dict[str, tuple[str, str]]:
        """The records that ACM has not seen yet, by the name that is validated."""
        return {
            validation_name(name.domain): name.record
            for name in self.names
            if name.record and not (name.seen or name.moved)
        }

    @property
    def number(self) -> int:
        """The number of records: an apex and its wildcard have one."""
        return len({validation_name(name.domain) for name in self.names})


def standing(certificate: Mapping[str, Any]) -> Standing:
    """Return where a certificate stands, as DescribeCertificate shows it.

    Raises:
        CannotMoveError: it can never be moved, or not as it is.
    """
    options = certificate.get("DomainValidationOptions", [])
    if certificate["Type"] != "AMAZON_ISSUED" or not options:
        kind = str(certificate["Type"]).lower()
        raise CannotMoveError(f"its type is {kind}: ACM has validated no names of it")
    if is_moved(certificate):
        return "moved"
    methods = {option.get("ValidationMethod") for option in options}
    if EMAIL not in methods:
        raise CannotMoveError(f"it is validated by {', '.join(sorted(map(str, methods)))}")
    status = certificate["Status"]
    if status == PENDING:
        raise CannotMoveError(
            "it is not issued yet. Have its mails approved (`pulumi-acm resend-email`), or request "
            'it by DNS: "validation": "DNS" in the program'
        )
    if status != "ISSUED":
        raise CannotMoveError(
            f'it is {status}, and only an issued one can be moved: "validation": "DNS" in the '
            "program requests it anew"
        )
    return "moving" if certificate.get("UpdateSummary", {}).get("Status") == _UNDER_WAY else "email"


def is_moved(certificate: Mapping[str, Any]) -> bool:
    """Tell whether all names are validated by DNS."""
    options = certificate.get("DomainValidationOptions", [])
    return {option.get("ValidationMethod") for option in options} == {DNS}


def deadline(certificate: Mapping[str, Any]) -> datetime | None:
    """Return until when ACM has to have seen the records, if it is looking for them."""
    summary = certificate.get("UpdateSummary", {})
    if summary.get("Status") != _UNDER_WAY:
        return None
    requested: datetime = summary["RequestedAt"]
    return (requested + timedelta(hours=MIGRATION_HOURS_MAX)).astimezone(timezone.utc)


def progress(summaries: Iterable[Mapping[str, Any]]) -> Progress:
    """Read what ListCertificateDomainValidations gives."""
    return Progress(tuple(map(_name, summaries)))


def needed(
    arn: str, found: Progress, zones: Collection[str], here: Collection[str]
) -> list[Needed]:
    """Return the CNAMEs as `pulumi-acm records` has them.

    Args:
        arn: what the certificate is called.
        found: with the records that ACM has named.
        zones: names of zones, as far as they are known.
        here: the names whose records are written here; the others are external.
    """
    names: dict[str, list[str]] = {}
    values: dict[str, tuple[str, str]] = {}
    for each in found.names:
        domain = validation_name(each.domain)
        names.setdefault(domain, []).append(each.domain)
        if each.record:
            values[domain] = each.record
    return [
        Needed(
            domain=domain,
            name=dns_name(values[domain][0]),
            value=dns_name(values[domain][1]),
            names=tuple(sorted(names[domain], reverse=True)),
            certificates=(arn,),
            external=domain not in here,
            zone=longest(domain, zones) or _topmost(domain, names),
        )
        for domain in sorted(values, key=lambda each: each.split(".")[::-1])
    ]


def _name(summary: Mapping[str, Any]) -> Name:
    active = summary.get("ActiveValidationConfiguration", {})
    if active.get("ValidationMethod") == DNS:
        return Name(summary["DomainName"], _record(active), seen=True, moved=True)
    asked = summary.get("RequestedValidationConfiguration", {})
    seen = asked.get("ValidationStatus") == _PROVED
    return Name(summary["DomainName"], _record(asked), seen=seen, moved=False)


def _record(configuration: Mapping[str, Any]) -> tuple[str, str] | None:
    challenge = configuration.get("ValidationChallenge", {}).get("DnsValidationChallenge", {})
    record = challenge.get("ResourceRecord")
    return (record["Name"], record["Value"]) if record else None


def _topmost(domain: str, domains: Iterable[str]) -> str:
    return min((each for each in domains if is_within(domain, each)), key=len)
