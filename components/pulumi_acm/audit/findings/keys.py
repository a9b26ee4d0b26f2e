"""Keys that are refused, or soon may be."""

from collections.abc import Iterator
from typing import Final

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.eligibility import ISSUED
from pulumi_acm.audit.facts import WEAK_KEYS
from pulumi_acm.audit.model import Finding, Severity
from pulumi_acm.services import SERVICES

SERVICES_BY_NAME: Final = {each.name: each for each in SERVICES.values()}
_CHANGE: Final = (
    "request or import one with RSA_2048 or EC_prime256v1 under another ARN, as ACM cannot change "
    "the kind of key, and switch over"
)


def weak_key(case: Case) -> Iterator[Finding]:
    """Find keys that clients refuse."""
    for each in case.inventory.certificates:
        why = WEAK_KEYS.get(each.key_algorithm)
        if each.status == ISSUED and why is not None:
            severity: Severity = "low" if case.used(each) is False else "high"
            reason = f"its key is {each.key_algorithm}: {why}"
            yield of_certificate("weak-key", severity, each, reason, _CHANGE)


def key_refused(case: Case) -> Iterator[Finding]:
    """Find keys that the service at hand does not list among those that it takes."""
    for each in case.inventory.attachments:
        certificate = case.certificates.get(each.certificate_arn)
        service = SERVICES_BY_NAME.get(each.service)
        if certificate is None or service is None or not service.keys:
            continue
        key = certificate.key_algorithm
        if key in service.keys or key in WEAK_KEYS:
            continue
        yield Finding(
            "key-refused",
            "medium",
            each.resource,
            each.label,
            each.account,
            each.region,
            f"{certificate.arn} ({certificate.primary}) has a key {key}, and {service.name} takes "
            f"{', '.join(service.keys)} ({service.source})",
            _CHANGE,
            about=certificate.arn,
            certificates=(certificate.arn,),
        )
