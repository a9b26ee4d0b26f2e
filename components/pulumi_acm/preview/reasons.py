"""What makes a change dangerous, or one for a person, at certificates themselves."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from .links import COMPONENT_PREFIX
from .model import Approval, Attachment, Certificate, Reason, WaitingName
from .needs import REQUESTED
from .wording import MOST, some

REIMPORT_DAYS: Final = 30
"""Days before its end from which an imported certificate is told to be renewed.

AWS Config's rule acm-certificate-expiration-check has 14 days by default, ACM's own events begin
45 days before: https://docs.aws.amazon.com/acm/latest/userguide/supported-events.html
"""
DEAD: Final = frozenset({"EXPIRED", "FAILED", "REVOKED", "VALIDATION_TIMED_OUT", "INACTIVE"})
"""https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html"""
_NEVER_ISSUED: Final = frozenset({"FAILED", "VALIDATION_TIMED_OUT"})
"""What nothing can be using."""


def of_certificates(
    certificates: Sequence[Certificate],
    attachments: Sequence[Attachment],
    now: datetime | None,
) -> Iterator[Reason]:
    """Yield what is wrong with certificates themselves."""
    for each in certificates:
        if each.order == "delete-before-create" and (used := _serving(each, attachments)):
            names = ", ".join(used)
            text = (
                f"The old certificate is deleted before the new one is requested, and {names} "
                "serves it: AWS refuses that for 20 minutes, then the update fails. Remove "
                "`delete_before_replace`."
            )
            yield Reason("delete-first", "dangerous", each.subject, text, each.urn)
        if each.action == "reimported":
            yield from _refused(each)
        if each.action in ("unchanged", "changed", "adopted"):
            if each.status in DEAD:
                text = (
                    f"It is {each.status} in the state, and stays as it is: nothing renews it. "
                    "Have it issued anew (`pulumi up --replace` with its URN)."
                )
                yield Reason("dead-certificate", "needs-person", each.subject, text, each.urn)
            else:
                yield from _reimport(each, now)


def of_use(
    certificates: Sequence[Certificate],
    attachments: Sequence[Attachment],
    *,
    but: Collection[str] = (),
) -> Iterator[Reason]:
    """Yield the certificates that go and that nothing here serves: then something else may.

    Those of the URNs in ``but`` were looked up.
    """
    served = {
        each.before.urn for each in attachments if each.before is not None and each.kind != "other"
    }
    found = [
        each
        for each in certificates
        if is_deleted(each) and each.urn not in {*served, *but} and each.status not in _NEVER_ISSUED
    ]
    for group in [found] if len(found) > MOST else [[each] for each in found]:
        one = len(group) == 1
        text = (
            f"Nothing in this stack is known to serve {'it' if one else 'them'}, so whatever does "
            "is elsewhere, in another stack or made by hand. If there is anything, AWS refuses to "
            "delete what it uses: the update waits for 20 minutes and fails. `--check-in-use` "
            "looks it up."
        )
        subject = some([each.subject for each in group])
        yield Reason("use-unknown", "needs-person", subject, text, group[0].urn)


def is_deleted(certificate: Certificate) -> bool:
    """Tell whether one goes in AWS: for good, or because another one takes its place."""
    return any(each.code == "deleted" for each in certificate.moves)


def _serving(certificate: Certificate, attachments: Sequence[Attachment]) -> list[str]:
    return [
        f"{each.service} {each.label}"
        for each in attachments
        if each.before is not None and each.before.urn == certificate.urn
    ]


def _refused(certificate: Certificate) -> Iterator[Reason]:
    """https://docs.aws.amazon.com/acm/latest/APIReference/API_ImportCertificate.html."""
    before, after = certificate.key_algorithm_before, certificate.key_algorithm_after
    if before and after and before != after:
        text = (
            f"Its key changes from {before} to {after}, which AWS refuses under the same ARN: the "
            "update fails. Give the resource another name, so that a new certificate is imported "
            "before this one is deleted (ImportedCertificate does)."
        )
        yield Reason("refused", "needs-person", certificate.subject, text, certificate.urn)


def _reimport(certificate: Certificate, now: datetime | None) -> Iterator[Reason]:
    if certificate.kind != "imported" or now is None or not certificate.not_after:
        return
    end = datetime.fromisoformat(certificate.not_after)
    if end - now < timedelta(days=REIMPORT_DAYS):
        verb = "expired" if end < now else "expires"
        text = (
            f"It is imported, which ACM does not renew, and {verb} on {end:%Y-%m-%d}. Get a new "
            "one and import it."
        )
        yield Reason("reimport-due", "needs-person", certificate.subject, text, certificate.urn)


def of_needs(
    approvals: Sequence[Approval],
    waiting: Sequence[WaitingName],
    certificates: Mapping[str, Certificate],
) -> Iterator[Reason]:
    """Yield what a person has to do before certificates are issued."""
    for urn, mails in Counter(each.certificate for each in approvals).items():
        one = mails == 1
        text = (
            f"{mails} name{'' if one else 's'} {'has' if one else 'have'} to be approved by a "
            "click in a mail within 72 hours, at every renewal, too. DNS validation needs nobody."
        )
        yield Reason("email-approval", "needs-person", certificates[urn].subject, text, urn)
    yield from _unknown(certificates)
    by_domains: dict[tuple[str, ...], list[str]] = {}
    domains_of: dict[str, list[str]] = {}
    for each in waiting:
        domains_of.setdefault(each.certificate, []).append(each.domain)
    for urn, found in domains_of.items():
        by_domains.setdefault(tuple(found), []).append(urn)
    if len(by_domains) > MOST:
        every = tuple(dict.fromkeys(domain for domains in by_domains for domain in domains))
        by_domains = {every: list(dict.fromkeys(each.certificate for each in waiting))}
    for domains, urns in by_domains.items():
        its = "it is" if len(urns) == 1 else "they are"
        has = f"until DNS elsewhere has {'it' if len(domains) == 1 else 'them'}, {its} not issued."
        text = f"This stack writes no validation record for {some(domains)}: {has}"
        components = [certificates[urn].component or "" for urn in urns]
        if not all(each.startswith(COMPONENT_PREFIX) for each in components):
            text = (
                f"There is no validation record for {some(domains)} in this preview, which does "
                f"not see what a program makes inside an `apply`. If it makes none, {has}"
            )
        subject = some([certificates[urn].subject for urn in urns])
        yield Reason("dns-elsewhere", "needs-person", subject, text, urns[0])


def _unknown(certificates: Mapping[str, Certificate]) -> Iterator[Reason]:
    """Yield the requests of which nobody can say what they will ask for."""
    for each in certificates.values():
        if each.action not in REQUESTED or each.kind in ("imported", "private"):
            continue
        if each.kind == "unknown":
            text = (
                "How its names are validated is not known while planning: by email, somebody has "
                "to approve each of them. Say it (`validation_method`)."
            )
        elif not each.names_known:
            text = (
                "Not all of its names are known while planning, so what has to be approved or "
                "written for them is not, either."
            )
        else:
            continue
        yield Reason("validation-unknown", "needs-person", each.subject, text, each.urn)
