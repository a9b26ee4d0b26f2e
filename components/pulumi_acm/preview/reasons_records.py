"""What makes a change dangerous, or one for a person, at validation records and their zones."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from .changes import Change
from .model import Certificate, Reason, Record
from .values import text
from .wording import MOST, some

ZONE: Final = "aws:route53/zone:Zone"


def of_records(
    records: Sequence[Record], certificates: Sequence[Certificate], hidden: Collection[str]
) -> Iterator[Reason]:
    """Yield what is wrong with validation records.

    Those of the certificates in ``hidden`` are made where a preview does not see it.
    """
    there = [each for each in records if each.action not in ("deleted", "kept")]
    unclear = []
    shown = []
    for each in records:
        if each.lost is None:
            continue
        staying = [
            certificate.subject
            for certificate in certificates
            if certificate.urn in each.certificates
            and certificate.action not in ("deleted", "kept")
        ]
        # In the same zone one that is written over would be deleted after it is written.
        moves = each.lost == "moved" or any(
            other.domain == each.domain and other.zone_id != each.zone_id for other in there
        )
        if each.lost == "deleted" and staying and all(urn in hidden for urn in each.certificates):
            shown.append(each)
        elif staying and not moves:
            yield _needed(each, staying)
        else:
            unclear.append(each)
    if shown:
        yield _only_shown(shown)
    groups = [unclear] if len(unclear) > MOST else [[each] for each in unclear]
    for group in filter(None, groups):
        yield _may_be_needed(group)


def _needed(record: Record, staying: Sequence[str]) -> Reason:
    subject = f"validation record of {record.domain or record.label}"
    if record.lost == "changed":
        happens = f"It gets another value, and {some(staying)} renews by the one it has"
        way_out = "Leave the value as ACM asks for it."
    elif record.lost == "undone":
        happens = (
            f"It is written anew and then deleted, because the old one of a replacement goes last, "
            f"and {some(staying)} renews by it"
        )
        way_out = "Keep it (`retain_on_delete`), or do not replace it."
    else:
        happens = f"It is deleted, and {some(staying)} renews by it"
        way_out = "Keep it (`retain_on_delete`)."
    words = f"{happens}: nothing breaks today, and the next renewal fails. {way_out}"
    return Reason("record-needed", "dangerous", subject, words, record.urn)


def _only_shown(records: Sequence[Record]) -> Reason:
    names = some([each.domain or each.label for each in records])
    words = (
        f"The preview shows those of {names} as deleted. If the program makes them inside an "
        "`apply`, that is because a preview does not see it while their certificate is issued "
        "anew, and they stay. If it does not make them any more, the next renewal fails. Made from "
        "plain names, they would be in the preview."
    )
    return Reason("record-unseen", "needs-person", "validation records", words, records[0].urn)


def _may_be_needed(records: Sequence[Record]) -> Reason:
    one = len(records) == 1
    it, is_ = ("it", "it is") if one else ("them", "they are")
    words = (
        f"{is_[0].upper()}{is_[1:]} deleted. Every certificate of the same name in the account "
        "renews by the same record, in all regions and stacks, and this stack cannot know of them. "
        f"Keep {it} (`keep_validation_records`, or `retain_on_delete`), and prune later what "
        "nothing needs."
    )
    names = some([each.domain or each.label for each in records])
    subject = f"validation record{'' if one else 's'} of {names}"
    return Reason("record-may-be-needed", "dangerous", subject, words, records[0].urn)


def of_zones(changes: Sequence[Change], records: Sequence[Record]) -> Iterator[Reason]:
    """Yield the zones that go while validation records are in them."""
    for change in changes:
        if change.type != ZONE or change.op not in ("delete", "replace") or change.retained:
            continue
        ids = {text(change.old.id), text(change.old.outputs.get("zoneId"))} if change.old else set()
        inside = [each for each in records if each.zone_id and each.zone_id in ids]
        kept = [each.domain or each.label for each in inside if each.action != "deleted"]
        subject = f"zone {text(change.state.get('name')) or change.name.name}"
        if not kept:
            continue
        # The state decides, not the program: a deletion has no program any more.
        if change.old and change.old.get("forceDestroy") is True:
            words = (
                f"The zone is deleted with all that is in it (`force_destroy`), the validation "
                f"records of {some(kept)} among it: every certificate of these names in the "
                "account fails to renew."
            )
            yield Reason("zone-deleted", "dangerous", subject, words, change.urn)
        else:
            words = (
                f"The zone is deleted, and the validation records of {some(kept)} stay in it: AWS "
                "refuses to delete a zone that has records, and the update fails at its end. Keep "
                "the zone, or delete the records first, if nothing renews by them."
            )
            yield Reason("refused", "needs-person", subject, words, change.urn)
