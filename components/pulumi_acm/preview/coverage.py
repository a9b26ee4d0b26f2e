"""Whether what clients connect to has a certificate for the same names afterwards."""

from collections.abc import Iterator, Mapping, Sequence

from pulumi_acm.names import covers

from .changes import Change
from .model import Attachment, Certificate, CertificateRef, Reason
from .needs import REQUESTED
from .targets import target_type
from .values import text
from .wording import some

_ANOTHER = (*REQUESTED, "reimported")
"""Actions after which clients are shown another certificate."""


def of_names(
    attachments: Sequence[Attachment],
    changes: Mapping[str, Change],
    certificates: Mapping[str, Certificate],
) -> Iterator[Reason]:
    """Yield the names that something served and has no certificate for any more."""
    endpoints: dict[str, list[Attachment]] = {}
    for each in attachments:
        if each.kind != "other":
            endpoints.setdefault(each.endpoint, []).append(each)
    for urn, there in endpoints.items():
        endpoint = changes.get(urn)
        if endpoint is None or endpoint.op != "delete":
            yield from _endpoint(there, certificates, ours=endpoint is not None)


def _endpoint(
    there: Sequence[Attachment], certificates: Mapping[str, Certificate], *, ours: bool
) -> Iterator[Reason]:
    if all(each.switch == "detached" for each in there):
        return  # told as such
    after = _names(there, certificates)
    if after is None:
        return
    hosts = [host for each in there if each.after for host in each.hosts]
    first = there[0]
    subject = f"{first.service} {first.label}"
    if hosts:
        missing = _uncovered(hosts, after)
        if missing and any(_changes(each, certificates) for each in there):
            words = (
                f"Its certificate does not cover {some(missing)}, which it is to serve: AWS "
                "refuses that, and the update fails. Add the name, or take it off the service."
            )
            yield Reason("refused", "needs-person", subject, words, first.urn)
        return
    moment = [
        name
        for name in _gap(there, certificates)
        if any(covers(pattern, name) for pattern in after)
    ]
    if moment:
        words = (
            f"It takes its other default certificate first, and the one for {some(moment)} is "
            "added to it after that: for a moment nothing serves "
            f"{'it' if len(moment) == 1 else 'them'}. Add it in an update before (`list_default`)."
        )
        default = next(each for each in there if each.kind == "listener")
        subject = f"{default.service} {default.label}"
        yield Reason("gap", "dangerous", subject, words, default.urn)
    lost = _uncovered(_before(there, certificates), after)
    if lost:
        on_it = "no certificate on it covers" if ours else "this stack has none on it for"
        it = "it" if len(lost) == 1 else "them"
        words = (
            f"It serves {some(lost)} no more: {on_it} {it} afterwards, and browsers refuse "
            f"whatever they get instead. Go on if nobody asks for {it} there any more."
        )
        changed = next((each for each in there if each.switch != "unchanged"), first)
        subject = f"{changed.service} {changed.label}"
        yield Reason("names-lost", "needs-person", subject, words, changed.urn)


def _gap(there: Sequence[Attachment], certificates: Mapping[str, Certificate]) -> list[str]:
    """Return names that a listener's default certificate has no more, before an entry has them.

    Entries depend on their listener, so those that are new come after it; what goes, goes last.
    """
    default = next((each for each in there if each.kind == "listener"), None)
    if default is None or default.switch != "in-place" or not default.before or not default.after:
        return []
    meanwhile = list(_of(default.after, certificates) or ())
    meanwhile += _before([each for each in there if each is not default], certificates)
    return _uncovered(_before([default], certificates), meanwhile)


def _before(there: Sequence[Attachment], certificates: Mapping[str, Certificate]) -> list[str]:
    return [
        name
        for each in there
        if each.before and (certificate := certificates.get(each.before.urn or ""))
        for name in certificate.names_before
    ]


def _names(
    there: Sequence[Attachment], certificates: Mapping[str, Certificate]
) -> list[str] | None:
    """Return the names that are covered afterwards; None if not all of them are known."""
    found: list[str] = []
    for each in there:
        if each.after is None or each.switch == "removed":
            continue
        names = _of(each.after, certificates)
        if names is None:
            return None
        found += names
    return found


def _of(ref: CertificateRef, certificates: Mapping[str, Certificate]) -> Sequence[str] | None:
    certificate = certificates.get(ref.urn or "")
    if certificate is None or not certificate.names_known:
        return None
    return certificate.names_after or certificate.names_before


def _uncovered(names: Sequence[str], by: Sequence[str]) -> list[str]:
    return [
        name for name in dict.fromkeys(names) if not any(covers(pattern, name) for pattern in by)
    ]


def _changes(attachment: Attachment, certificates: Mapping[str, Certificate]) -> bool:
    ref = attachment.after
    certificate = certificates.get(ref.urn or "") if ref else None
    return attachment.switch != "unchanged" or (
        certificate is not None and certificate.action in _ANOTHER
    )


def of_twins(attachments: Sequence[Attachment], changes: Mapping[str, Change]) -> Iterator[Reason]:
    """Yield what is made twice for a moment, where AWS has it once: after a rename, mostly."""
    entries = [each for each in attachments if each.kind == "listener-certificate"]
    pairs = {each.urn: _pair(changes[each.urn], after=True) for each in entries}
    for each in entries:
        change = changes[each.urn]
        goes = change.op == "delete" or (change.op == "replace" and not change.delete_first)
        pair = _pair(change, after=False)
        if not goes or change.retained or pair is None:
            continue
        for twin in entries:
            if pairs[twin.urn] == pair and changes[twin.urn].op != "delete":
                yield _undone(each, twin)
    yield from _refused(attachments, changes)


def _pair(change: Change, *, after: bool) -> tuple[str, str] | None:
    """Return an entry's listener and certificate: AWS knows it by nothing else."""
    state = change.new if after else change.old
    listener = text(state.get("listenerArn")) if state else None
    certificate = text(state.get("certificateArn")) if state else None
    return (listener, certificate) if listener and certificate else None


def _undone(gone: Attachment, twin: Attachment) -> Reason:
    subject = f"{twin.service} {twin.label}"
    first = "AWS has one entry for a certificate on a listener"
    if gone.urn == twin.urn:
        words = (
            f"{first}: the new entry is added, which changes nothing, and deleting the old one "
            "takes the certificate off the listener. Do not replace it."
        )
    else:
        words = (
            f"{first}: {twin.label} is there first, and deleting {gone.label} takes it off. If it "
            f"is renamed, give {twin.label} an alias (`aliases`)."
        )
    return Reason("left-without", "dangerous", subject, words, twin.urn)


def _refused(attachments: Sequence[Attachment], changes: Mapping[str, Change]) -> Iterator[Reason]:
    targets = list(dict.fromkeys((each.urn, each.service, each.label) for each in attachments))
    held: dict[tuple[str, str], str] = {}
    for urn, service, label in targets:
        change = changes[urn]
        if change.old is not None and not change.delete_first:
            held |= {(service, claim): label for claim in _claims(change, after=False)}
    for urn, service, label in targets:
        change = changes[urn]
        if change.op not in ("create", "replace") or change.delete_first:
            continue
        for claim in _claims(change, after=True):
            if owner := held.get((service, claim)):
                same = owner == label
                way_out = (
                    "Do not replace it, or have it deleted first (`delete_before_replace`)."
                    if same
                    else f"If it is {owner} renamed, give it an alias (`aliases`)."
                )
                words = (
                    f"{claim} is taken until {'the old one' if same else owner} is deleted, which "
                    f"comes last: AWS refuses the new one, and the update fails. {way_out}"
                )
                yield Reason("refused", "needs-person", f"{service} {label}", words, urn)
                break


def _claims(change: Change, *, after: bool) -> tuple[str, ...]:
    known, state = target_type(change.type), change.new if after else change.old
    return known.claims(state) if known is not None and state is not None else ()
