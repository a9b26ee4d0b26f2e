"""In which order traffic moves from one certificate to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .changes import Change
from .model import Approval, Attachment, Certificate, Move, Record, WaitingName
from .needs import REQUESTED
from .vocabulary import Outcome

_NOT_DONE: Final[dict[Outcome, str]] = {"failed": "this failed", "not-reached": "not reached"}


@dataclass(frozen=True)
class Around:
    """What has to do with one certificate."""

    attachments: Sequence[Attachment]
    """Those that have it before or after."""
    records: Sequence[Record]
    """Those that validate it."""
    approvals: Sequence[Approval]
    waiting: Sequence[WaitingName]
    waited_for: bool
    """A CertificateValidation stands between it and what serves it."""


def moves_of(certificate: Certificate, change: Change, around: Around) -> tuple[Move, ...]:
    """Return the moments, in order."""
    if certificate.action in REQUESTED:
        end = list(_end(certificate, change))
        first = certificate.order == "delete-before-create"
        made = [*_made(certificate), *_proved(certificate, around)]
        switched = [*_taking(certificate, around), *_leaving(certificate, around)]
        return (*end, *made, *switched) if first else (*made, *switched, *end)
    if certificate.action == "reimported":
        served = [
            each for each in around.attachments if each.after and each.after.urn == certificate.urn
        ]
        return (
            Move("imported", "another certificate is imported under the same ARN", certificate.urn),
            *(
                Move("switched", f"{_subject(each)} serves it, in place", each.urn)
                for each in served
            ),
        )
    if certificate.action in ("deleted", "kept"):
        return (*_leaving(certificate, around), *_end(certificate, change))
    return (*_taking(certificate, around), *_leaving(certificate, around))


def _made(certificate: Certificate) -> Iterator[Move]:
    where = f" in {certificate.region}" if certificate.region else ""
    what = "a certificate" if certificate.action == "new" else "a new certificate"
    if certificate.kind == "imported":
        yield Move("imported", f"{what} is imported{where}", certificate.urn)
    else:
        yield Move("requested", f"{what} is requested{where}", certificate.urn)


def _proved(certificate: Certificate, around: Around) -> Iterator[Move]:
    if certificate.kind == "imported":
        return
    if mails := around.approvals:
        yield Move("approved", f"{_number(mails, 'name')} approved by email", certificate.urn)
    for each in around.records:
        if each.action in ("created", "replaced"):
            name = each.domain or "a name"
            yield Move("recorded", f"the validation record of {name} is written", each.urn)
    if missing := around.waiting:
        text = f"DNS elsewhere has to have {_number(missing, 'validation record', verb=False)}"
        yield Move("recorded", text, certificate.urn)
    if around.waited_for:
        yield Move("issued", "ACM issues it", certificate.urn)


def _taking(certificate: Certificate, around: Around) -> Iterator[Move]:
    """Yield what has the certificate, or its successor, afterwards."""
    for each in around.attachments:
        if each.after is None or each.after.urn != certificate.urn:
            continue
        if each.switch in ("unchanged", "removed"):
            continue
        which = "it" if each.before is None or certificate.action == "new" else "the new one"
        if certificate.action not in REQUESTED:
            which = "it"
        how = _NOT_DONE.get(each.outcome, each.text)
        yield Move("switched", f"{_subject(each)} takes {which}: {how}", each.urn)


def _leaving(certificate: Certificate, around: Around) -> Iterator[Move]:
    """Yield what had the certificate, and has another one or none afterwards."""
    for each in around.attachments:
        if each.before is None or each.before.urn != certificate.urn:
            continue
        if each.after is not None and each.after.urn != certificate.urn:
            # An import with another kind of key is another resource of the same component.
            same = each.after.label == certificate.subject
            which = "the new one" if same else each.after.label
            text = f"{_subject(each)} takes {which} instead: {each.text}"
            yield Move("switched", text, each.urn)
        elif each.after is None:
            yield Move("switched", f"{_subject(each)}: {each.text}", each.urn)


def _end(certificate: Certificate, change: Change) -> Iterator[Move]:
    which = "the old one" if certificate.action in REQUESTED else "it"
    if certificate.action == "new":
        return
    if change.old_remains:
        text = f"{which} is still there; running the update again deletes it"
        yield Move("kept", text, certificate.urn)
    elif change.retained:
        yield Move("kept", f"{which} leaves the state and stays in AWS", certificate.urn)
    else:
        yield Move("deleted", f"{which} is deleted", certificate.urn)


def _subject(attachment: Attachment) -> str:
    return f"{attachment.service} {attachment.label}"


def _number(found: Sequence[object], noun: str, *, verb: bool = True) -> str:
    one = len(found) == 1
    plural = noun if one else f"{noun}s"
    return f"{len(found)} {plural}" + ((" is" if one else " are") if verb else "")
