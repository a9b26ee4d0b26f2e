"""What makes a change dangerous, or one for a person, at what serves certificates."""

from collections.abc import Iterator, Mapping, Sequence

from .arns import certificate_region
from .attachments import serves_old
from .changes import Change
from .links import Links, arn_before
from .model import Attachment, Certificate, CertificateRef, Reason
from .needs import REQUESTED
from .vocabulary import Severity


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
            if reason := _still(each, subject, certificate, changes[certificate.urn]):
                yield reason
                break
        if each.switch == "detached":
            yield _left(each, subject)
        if each.switch == "gap":
            yield _gap(each, subject)
        if each.switch not in ("unchanged", "removed") and each.after and each.after.urn:
            yield from _unissued(each, subject, changes, certificates, links)


def _goes(certificate: Certificate, change: Change) -> bool:
    """Tell whether a certificate, or the one that stands there now, is deleted in AWS."""
    gone = certificate.action in ("deleted", "reissued", "replaced")
    return gone and not change.retained


def _severity(attachment: Attachment) -> Severity:
    # What an unknown kind of resource does with an ARN is not known: a parameter serves nobody.
    return "needs-person" if attachment.kind == "other" else "dangerous"


def _still(
    attachment: Attachment, subject: str, certificate: Certificate, change: Change
) -> Reason | None:
    """Tell of what goes on serving a certificate that is deleted."""
    ends = "AWS refuses to delete what is in use: the update would wait for 20 minutes and fail."
    before = attachment.before
    if attachment.retained and before is not None and before.urn == certificate.urn:
        if before.arn is not None and before.arn != arn_before(change):
            return None
        text = (
            f"It leaves the stack and stays in AWS, with {certificate.subject}, which is "
            f"deleted. {ends} Retain the certificate, too (`retain_on_delete`), or delete both."
        )
    elif serves_old(attachment, change):
        text = (
            f"It goes on serving {certificate.subject}, which is deleted. {ends} Give it the "
            "certificate's ARN as an output, neither written out nor ignored, in the same update."
        )
    else:
        return None
    return Reason("still-served", _severity(attachment), subject, text, attachment.urn)


def _left(attachment: Attachment, subject: str) -> Reason:
    text = (
        "It stays, and has no certificate afterwards: HTTPS for its names ends. "
        "Give it another one, or delete it if it is not needed."
    )
    return Reason("left-without", _severity(attachment), subject, text, attachment.urn)


def _region(
    attachment: Attachment, subject: str, certificates: Mapping[str, Certificate]
) -> Iterator[Reason]:
    if attachment.after is None or attachment.switch == "removed":
        return
    wanted, found = attachment.takes_region, _region_of(attachment.after, certificates)
    if wanted and found and wanted != found:
        way_out = (
            f"ask for it there, too (`regions`), and attach the one of {wanted}"
            if wanted == attachment.region
            else "ask for it there, too (`cloudfront: true`)"
        )
        text = f"It takes certificates of {wanted} only, and is given one of {found}: {way_out}."
        yield Reason("wrong-region", "dangerous", subject, text, attachment.urn)


def _region_of(ref: CertificateRef, certificates: Mapping[str, Certificate]) -> str | None:
    certificate = certificates.get(ref.urn or "")
    if certificate is not None and certificate.region:
        return certificate.region
    return certificate_region(ref.arn)


def _gap(attachment: Attachment, subject: str) -> Reason:
    if attachment.kind == "classic-load-balancer":
        text = (
            "It refuses connections for a moment: the AWS provider deletes its listener "
            "and creates it with the new certificate. Choose a quiet hour, or move to an "
            "Application Load Balancer, which switches in place."
        )
        return Reason("gap", "needs-person", subject, text, attachment.urn)
    text = (
        "It is deleted before it is created again, and serves nothing in between. "
        "Remove `delete_before_replace`, or a name that is fixed."
    )
    return Reason("gap", _severity(attachment), subject, text, attachment.urn)


def _unissued(
    attachment: Attachment,
    subject: str,
    changes: Mapping[str, Change],
    certificates: Mapping[str, Certificate],
    links: Links,
) -> Iterator[Reason]:
    ref = attachment.after
    certificate = certificates.get(ref.urn or "") if ref else None
    if ref is None or certificate is None or certificate.kind in ("imported", "private"):
        return
    prop = attachment.place.partition(".")[0].partition("[")[0]
    if certificate.action in REQUESTED and links.takes_unissued(changes[attachment.urn], prop, ref):
        text = (
            f"It takes the ARN of {certificate.subject} without waiting until it is issued, "
            "and AWS refuses one that is not. Take the ARN of its CertificateValidation."
        )
        yield Reason("not-awaited", "needs-person", subject, text, attachment.urn)
