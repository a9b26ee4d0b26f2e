"""Whether anything outside the stack uses a certificate that goes, as AWS says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from .arns import CERTIFICATE_ARN, is_someone_elses
from .model import Certificate, Reason, Report
from .reasons import is_deleted, of_use
from .reporting import NOT_LOOKED_UP, with_reasons

Lookup: TypeAlias = Callable[[str], Sequence[str]]
"""For the ARN of a certificate, its InUseBy: ARNs of what uses it now.

Raises `LookupFailedError` where AWS does not answer.

https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
"""
_RUN_BY_AWS: Final = frozenset(
    {"rest-domain", "http-domain", "user-pool-domain", "graphql-domain", "other"}
)
"""Targets that InUseBy does not, or may not, name: it has the load balancer or distribution behind
them, which is in an account of AWS's."""


class LookupFailedError(Exception):
    """AWS did not say what uses a certificate; the message says why."""


def check_in_use(report: Report, lookup: Lookup) -> Report:
    """Return the report with what uses the certificates that go, and what follows from it.

    Asked about are only those that are deleted, for good or because another one takes their place.
    """
    found: list[Reason] = []
    certificates = []
    looked_up = set()
    for each in report.certificates:
        arn = each.arn
        if arn is None or not is_deleted(each):
            certificates.append(each)
            continue
        looked_up.add(each.urn)
        try:
            users = tuple(lookup(arn))
        except LookupFailedError as error:
            text = f"What else uses it could not be looked up: {error}"
            found.append(Reason("use-unknown", "needs-person", each.subject, text, each.urn))
            certificates.append(each)
            continue
        certificates.append(replace(each, in_use_by=users))
        others = _others(report, each, users)
        if others:
            found.append(_reason(each, others))
    notes = tuple(each for each in report.notes if each != NOT_LOOKED_UP)
    kept = tuple(each for each in report.reasons if each.code != "use-unknown")
    found += of_use(certificates, report.attachments, but=looked_up)
    report = replace(report, certificates=tuple(certificates), notes=notes, reasons=kept)
    return with_reasons(report, found)


def _others(report: Report, certificate: Certificate, users: Sequence[str]) -> list[str]:
    """Return the users that the stack does not manage."""
    served = [
        each
        for each in report.attachments
        if each.before is not None and each.before.urn == certificate.urn
    ]
    own = {arn for each in served for arn in each.in_use_arns}
    by_aws = any(each.kind in _RUN_BY_AWS for each in served)
    matched = CERTIFICATE_ARN.fullmatch(certificate.arn or "")
    account = matched["account"] if matched else ""
    return [
        arn for arn in users if arn not in own and not (by_aws and is_someone_elses(arn, account))
    ]


def _reason(certificate: Certificate, others: Sequence[str]) -> Reason:
    one = len(others) == 1
    text = (
        f"It is deleted, and {', '.join(others)} {'uses' if one else 'use'} it, which this stack "
        "does not manage. AWS refuses to delete what is in use: the update would wait for 20 "
        f"minutes and fail. Give {'it' if one else 'them'} another certificate before."
    )
    return Reason("in-use-elsewhere", "dangerous", certificate.subject, text, certificate.urn)
