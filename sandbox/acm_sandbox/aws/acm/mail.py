"""Validation by email: who approved, and when mail is sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from .certificate import AMAZON_ISSUED, EMAIL, ISSUED, PENDING
from .names import base, is_below, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .certificate import Certificate


class NotAwaitedError(Exception):
    """Nobody could approve: no mail of this certificate and name waits for an answer."""


def awaits_approval(certificate: Certificate) -> bool:
    """Tell whether mail was sent for a certificate, or its renewal, that waits for an answer."""
    if certificate.validation_method != EMAIL or certificate.type != AMAZON_ISSUED:
        return False
    renewing = certificate.renewal is not None and certificate.renewal.is_open
    return certificate.status == PENDING or (certificate.status == ISSUED and renewing)


def approve(certificate: Certificate, names: Iterable[str] = ()) -> list[str]:
    """Do as if somebody had followed the link in each name's mail; all names if none is given.

    Gives the names that were approved.

    Raises:
        NotAwaitedError: where there is nothing to approve, or not for these names.
    """
    if not awaits_approval(certificate):
        raise NotAwaitedError(
            f"{certificate.arn} awaits no approval by email: it is validated by "
            f"{certificate.validation_method} and is {certificate.status}"
        )
    chosen = list(dict.fromkeys(map(normal, names))) or list(certificate.names)
    unknown = [name for name in chosen if name not in certificate.names]
    if unknown:
        raise NotAwaitedError(
            f"{certificate.arn} has no name {', '.join(unknown)}: it has "
            f"{', '.join(certificate.names)}"
        )
    now = clock.now()
    certificate.approvals |= dict.fromkeys(chosen, now)
    return chosen


def resend(certificate: Certificate, domain: str, validation_domain: str) -> None:
    """Send the mail of one name again, to the addresses of this validation domain from now on.

    The API model has the codes and the rule on the two domains; the words are ours.

    Raises:
        AwsError: InvalidStateException, InvalidDomainValidationOptionsException.
    """
    domain, validation_domain = normal(domain), normal(validation_domain)
    if not awaits_approval(certificate):
        raise AwsError(
            "InvalidStateException",
            f"Certificate {certificate.arn} awaits no validation by email.",
        )
    if domain not in certificate.names:
        raise AwsError(
            "InvalidDomainValidationOptionsException",
            f"The domain name {domain} is not in the certificate request.",
        )
    check_validation_domain(domain, validation_domain)
    certificate.validation_domains[domain] = validation_domain


def check_validation_domain(name: str, domain: str) -> None:
    """Hold a validation domain to its rule: the name itself, or one above it (model).

    Raises:
        AwsError: InvalidDomainValidationOptionsException.
    """
    if domain != name and not is_below(base(name), domain):
        raise AwsError(
            "InvalidDomainValidationOptionsException",
            f"The validation domain {domain} is not {name} or a superdomain of it.",
        )
