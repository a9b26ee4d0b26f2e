"""Mails of ACM that nobody has answered yet, as DescribeCertificate shows them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .approvals import approvals
from .failures import PENDING, REASONS, STATUSES
from .names import InvalidNameError, normalise

EMAIL: Final = "EMAIL"
_ISSUED: Final = "ISSUED"
_APPROVED: Final = "SUCCESS"


@dataclass(frozen=True)
class Mail:
    """The mail about one name."""

    domain: str
    validation_domain: str
    """The domain whose mailboxes get it."""
    addresses: tuple[str, ...]
    approved: bool


class NoMailError(Exception):
    """Nobody is to answer a mail; the message says why, and what to do instead."""


def mails(certificate: Mapping[str, Any]) -> list[Mail]:
    """Return the mails about a certificate's request, or about its renewal.

    Raises:
        NoMailError: ACM waits for no answer.
    """
    return [_mail(option) for option in _options(certificate)]


def chosen(found: Sequence[Mail], domains: Iterable[str]) -> list[Mail]:
    """Return the mails about some of the names, in the order in which these are given.

    Raises:
        NoMailError: a name is not one of the certificate's.
    """
    by_name = {mail.domain: mail for mail in found}
    return [by_name[name] for name in dict.fromkeys(_known(each, by_name) for each in domains)]


def _options(certificate: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    options: Sequence[Mapping[str, Any]] = certificate.get("DomainValidationOptions", [])
    if certificate["Type"] != "AMAZON_ISSUED" or not options:
        kind = str(certificate["Type"]).lower()
        raise NoMailError(f"its type is {kind}: nobody is asked by mail about it")
    methods = {option.get("ValidationMethod") for option in options}
    if EMAIL not in methods:
        raise NoMailError(
            "it is validated by DNS, not by email; `pulumi-acm records --check` says which of its "
            "records are missing"
        )
    status = certificate["Status"]
    if status == PENDING:
        return options
    if status == _ISSUED:
        renewal = certificate.get("RenewalSummary", {})
        if renewal.get("RenewalStatus") != PENDING:
            raise NoMailError("it is issued already, and no renewal waits for an approval")
        renewed: Sequence[Mapping[str, Any]] = renewal["DomainValidationOptions"]
        return renewed
    raise NoMailError(_dead(status, certificate.get("FailureReason")))


def _dead(status: str, reason: str | None) -> str:
    fact = REASONS.get(reason or "") or STATUSES.get(status)
    if fact is None:
        return f"it is {status}"
    return (
        f"it is {status}: {fact.meaning} ({fact.source}). Only a new request helps: "
        f"{fact.way_out}, then `pulumi up` with --replace"
    )


def _mail(option: Mapping[str, Any]) -> Mail:
    domain = option["DomainName"]
    told = option.get("ValidationDomain", domain)
    # ACM tells them a moment after the request; until then they are those of its own rule.
    [ours] = approvals([domain], {domain: told})
    addresses = option.get("ValidationEmails") or ours["addresses"]
    approved = option.get("ValidationStatus") == _APPROVED
    return Mail(domain, told, tuple(sorted(addresses)), approved)


def _known(domain: str, names: Iterable[str]) -> str:
    try:
        name = normalise(domain)
    except InvalidNameError as error:
        raise NoMailError(f'"{domain}" is no name of it: {error}') from error
    if name not in names:
        raise NoMailError(f'"{domain}" is no name of it; its names are {", ".join(sorted(names))}')
    return name
