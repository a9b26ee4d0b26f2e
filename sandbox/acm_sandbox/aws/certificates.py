"""What other services see of a certificate, and the questions that they ask before they take it.

What follows from an answer, a service's own words included, is in the service's package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.acm.models import acm_backends

from .acm.backend import AcmBackend
from .acm.certificate import IMPORTED, ISSUED
from .acm.validation import refresh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .acm.certificate import Certificate

_PARTS_OF_AN_ARN = 6


def find(account: str, arn: str) -> Certificate | None:
    """Find a certificate of an account in whatever region, its status brought up to date."""
    if account not in acm_backends:
        return None
    # moto's type, but what is kept there is ours: see install.py.
    backend: object = acm_backends[account].get(region(arn))
    if not isinstance(backend, AcmBackend):
        return None
    certificate = backend.certificates.get(arn)
    if certificate is not None and refresh(certificate):
        backend.changed = True
    return certificate


def is_acm_arn(arn: str) -> bool:
    """Tell whether an ARN is one of ACM's, as opposed to an IAM server certificate's, say."""
    parts = arn.split(":")
    return (
        len(parts) == _PARTS_OF_AN_ARN
        and parts[0] == "arn"
        and parts[2] == "acm"
        and parts[5].startswith("certificate/")
    )


def region(arn: str) -> str:
    """Read the region off a certificate's ARN; empty for what is no ARN, or has none."""
    return arn.split(":")[3] if arn.count(":") >= _PARTS_OF_AN_ARN - 1 else ""


def account(arn: str) -> str:
    """Read the account off a certificate's ARN; empty for what is no ARN."""
    return arn.split(":")[4] if is_acm_arn(arn) else ""


def is_issued(certificate: Certificate) -> bool:
    """Tell whether it can be served: issued, and not expired."""
    return certificate.status == ISSUED


def is_imported(certificate: Certificate) -> bool:
    """Tell whether it came from elsewhere, so that ACM neither proved its names nor renews it."""
    return certificate.type == IMPORTED


def has_key(certificate: Certificate, algorithms: Iterable[str]) -> bool:
    """Tell whether its key is one of these, in the names of RequestCertificate (`RSA_2048`)."""
    return certificate.key_algorithm in algorithms


def covers(certificate: Certificate, host: str) -> bool:
    """Tell whether one of its names is that of a host.

    A wildcard stands for exactly one label (guide, "Characteristics and limitations"), and a host
    that is a wildcard itself needs the very same.
    """
    host = host.lower().removesuffix(".")
    first, _, parent = host.partition(".")
    return host in certificate.names or (bool(first) and f"*.{parent}" in certificate.names)
