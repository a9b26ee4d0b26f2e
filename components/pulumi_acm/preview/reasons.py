"""What makes a change dangerous, or one that needs a person."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from .arns import certificate_region
from .attachments import required_region, serves_old
from .changes import Change
from .links import Links
from .model import (
    Approval,
    Attachment,
    Certificate,
    CertificateRef,
    Reason,
    Record,
    WaitingName,
)
from .needs import REQUESTED

REIMPORT_DAYS: Final = 30
"""Days before its end from which an imported certificate is told to be renewed.

AWS Config's rule acm-certificate-expiration-check has 14 days by default, ACM's own events begin
45 days before: https://docs.aws.amazon.com/acm/latest/userguide/supported-events.html
"""
_MOST_SUBJECTS: Final = 5
"""From more on, what is the same for all of them is said once."""
DEAD: Final = frozenset({"EXPIRED", "FAILED", "REVOKED", "VALIDATION_TIMED_OUT", "INACTIVE"})
"""https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html"""


def of_attachments(
    attachments: Sequence[Attachment],
    changes: Mapping[str, Change],
    certificates: Mapping[str, Certificate],
    links: Links,
) -> Iterator[Reason]:
    """Yield what is wrong with what serves certificates."""
    for each in attachments:
        subject = f"{each.service} {each.label}"
        yield from _region(each, subject, certificates)
        for ref in (each.before, each.after):
            certificate = certificates.get(ref.urn or "") if ref else None
            if certificate is None or not _goes(certificate, changes[certificate.urn]):
                continue
            if serves_old(each, changes[certificate.urn]):
                text = (
                    f"{subject} goes on serving {certificate.subject}, which is deleted. AWS "
                    "refuses to delete what is in use: the update would wait for 20 minutes and "
                    f"fail. Give {each.label} the certificate's ARN as an output, not written out."
                )
                yield Reason("still-served", "dangerous", subject, text, each.urn)
                break
        if each.switch == "detached":
            text = (
                f"{subject} stays, and has no certificate afterwards: HTTPS for its names ends. "
                "Give it another one, or delete it if it is not needed."
            )
            yield Reason("left-without", "dangerous", subject, text, each.urn)
        if each.switch == "gap":
            yield _gap(each, subject)
        if each.switch in ("created", "in-place") and each.after and each.after.urn:
            yield from _unissued(each, subject, changes, certificates, links)


def _goes(certificate: Certificate, change: Change) -> bool:
    """Tell whether a certificate, or the one that stands there now, is deleted in AWS."""
    gone = certificate.action in ("deleted", "reissued", "replaced")
    return gone and not change.retained


def _region(
    attachment: Attachment, subject: str, certificates: Mapping[str, Certificate]
) -> Iterator[Reason]:
    if attachment.after is None or attachment.switch == "removed":
        return
    wanted, found = required_region(attachment), _region_of(attachment.after, certificates)
    if wanted and found and wanted != found:
        way_out = (
            "ask for it there, too (`cloudfront: true`)"
            if attachment.kind in ("distribution", "rest-domain")
            else f"ask for it there, too (`regions`), and attach the one of {wanted}"
        )
        text = (
            f"{subject} takes certificates of {wanted} only, and is given one of {found}: "
            f"{way_out}."
        )
        yield Reason("wrong-region", "dangerous", subject, text, attachment.urn)


def _region_of(ref: CertificateRef, certificates: Mapping[str, Certificate]) -> str | None:
    certificate = certificates.get(ref.urn or "")
    if certificate is not None and certificate.region:
        return certificate.region
    return certificate_region(ref.arn)


def _gap(attachment: Attachment, subject: str) -> Reason:
    if attachment.kind == "classic-load-balancer":
        text = (
            f"{subject} refuses connections for a moment: the AWS provider deletes its listener "
            "and creates it with the new certificate. Choose a quiet hour, or move to an "
            "Application Load Balancer, which switches in place."
        )
        return Reason("gap", "needs-person", subject, text, attachment.urn)
    text = (
        f"{subject} is deleted before it is created again, and serves nothing in between. "
        "Remove delete_before_replace, or a name that is fixed."
    )
    return Reason("gap", "dangerous", subject, text, attachment.urn)


def _unissued(
    attachment: Attachment,
    subject: str,
    changes: Mapping[str, Change],
    certificates: Mapping[str, Certificate],
    links: Links,
) -> Iterator[Reason]:
    ref = attachment.after
    certificate = certificates.get(ref.urn or "") if ref else None
    if ref is None or certificate is None or certificate.kind not in ("dns", "email"):
        return
    prop = attachment.place.partition(".")[0].partition("[")[0]
    if certificate.action in REQUESTED and links.takes_unissued(changes[attachment.urn], prop, ref):
        text = (
            f"{subject} takes the ARN of {certificate.subject} without waiting until it is issued, "
            "and AWS refuses one that is not. Take the ARN of its CertificateValidation."
        )
        yield Reason("not-awaited", "needs-person", subject, text, attachment.urn)


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
                "delete_before_replace."
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


def of_records(records: Sequence[Record], certificates: Sequence[Certificate]) -> Iterator[Reason]:
    """Yield what is wrong with validation records."""
    there = [each for each in records if each.action not in ("deleted", "kept")]
    unclear = []
    for each in records:
        if each.action != "deleted":
            continue
        staying = [
            certificate.subject
            for certificate in certificates
            if certificate.urn in each.certificates
            and certificate.action not in ("deleted", "kept")
        ]
        # In the same zone one that is written over would be deleted after it is written.
        moves = any(
            other.domain == each.domain and other.zone_id != each.zone_id for other in there
        )
        if staying and not moves:
            text = (
                f"It is deleted, and {_some(staying)} renews by it: nothing breaks today, and the "
                "next renewal fails. Keep it (`retain_on_delete`)."
            )
            subject = f"validation record of {each.domain or each.label}"
            yield Reason("record-needed", "dangerous", subject, text, each.urn)
        else:
            unclear.append(each)
    groups = [unclear] if len(unclear) > _MOST_SUBJECTS else [[each] for each in unclear]
    for group in filter(None, groups):
        yield _may_be_needed(group)


def _may_be_needed(records: Sequence[Record]) -> Reason:
    one = len(records) == 1
    it, is_ = ("it", "it is") if one else ("them", "they are")
    text = (
        f"{is_[0].upper()}{is_[1:]} deleted. Every certificate of the same name in the account "
        "renews by the same record, in all regions and stacks, and this stack cannot know of them. "
        f"Keep {it} (`keep_validation_records`, or `retain_on_delete`), and prune later what "
        "nothing needs."
    )
    names = _some([each.domain or each.label for each in records])
    subject = f"validation record{'' if one else 's'} of {names}"
    return Reason("record-may-be-needed", "dangerous", subject, text, records[0].urn)


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
    by_domains: dict[tuple[str, ...], list[str]] = {}
    domains_of: dict[str, list[str]] = {}
    for each in waiting:
        domains_of.setdefault(each.certificate, []).append(each.domain)
    for urn, found in domains_of.items():
        by_domains.setdefault(tuple(found), []).append(urn)
    if len(by_domains) > _MOST_SUBJECTS:
        every = tuple(dict.fromkeys(domain for domains in by_domains for domain in domains))
        by_domains = {every: list(dict.fromkeys(each.certificate for each in waiting))}
    for domains, urns in by_domains.items():
        one = len(urns) == 1
        text = (
            f"This stack writes no validation record for {_some(domains)}: until DNS elsewhere has "
            f"{'it' if len(domains) == 1 else 'them'}, {'it is' if one else 'they are'} not issued."
        )
        subject = _some([certificates[urn].subject for urn in urns])
        yield Reason("dns-elsewhere", "needs-person", subject, text, urns[0])


def _some(found: Sequence[str]) -> str:
    """Return the first ones of a list in words, and how many more there are."""
    shown = ", ".join(found[:_MOST_SUBJECTS])
    more = len(found) - _MOST_SUBJECTS
    return f"{shown} and {more} more" if more > 0 else shown
