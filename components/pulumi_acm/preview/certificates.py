"""Each certificate, and what happens to it."""

from collections.abc import Sequence
from typing import Final

from .changes import Change
from .links import (
    COMPONENT_PREFIX,
    VALIDATION,
    arn_before,
    is_certificate,
    region_of,
)
from .model import Certificate, Why
from .properties import MATERIAL, key, kind, names, names_known, not_after
from .steps import parse_urn
from .values import text
from .vocabulary import Action, Order
from .why import why

_STACK: Final = "pulumi:pulumi:Stack"


def label_of(change: Change) -> str:
    """Return what a certificate is called: like its component of ours, or by its own name."""
    parent = parse_urn(change.state.parent)
    if parent is not None and parent.type.startswith(COMPONENT_PREFIX):
        return parent.name
    return change.name.name


def labels_of(changes: Sequence[Change]) -> dict[str, str]:
    """Return each certificate's label with its region, by URN."""
    found = {}
    for change in changes:
        if is_certificate(change):
            region = region_of(change.state, arn_before(change))
            label = label_of(change)
            found[change.urn] = f"{label} ({region})" if region else label
    return found


def certificates_of(changes: Sequence[Change]) -> list[Certificate]:
    """Return the certificates, without the order in which traffic moves."""
    validated = _validated(changes)
    seen_now = _seen_now(changes)
    ours = [change for change in changes if is_certificate(change)]
    return [_certificate(change, ours, validated, seen_now) for change in ours]


def _certificate(
    change: Change, ours: Sequence[Change], validated: set[str], seen_now: dict[str, str]
) -> Certificate:
    old, new = change.old, change.new
    before, after = names(new if change.op == "import" else old), names(new)
    arn = arn_before(change)
    action = action_of(change)
    parent = parse_urn(change.state.parent)
    expires = not_after(old)
    # As long as some are not known, nobody can say which of the others is new or gone.
    known = all(map(names_known, (state for state in (old, new) if state is not None)))
    status = text(old.outputs.get("status")) if old else None
    if arn in validated and status == "PENDING_VALIDATION":
        # The state has the moment of the request; its validation waited for this one.
        status = "ISSUED"
    return Certificate(
        urn=change.urn,
        label=label_of(change),
        component=parent.type if parent and parent.type != _STACK else None,
        region=region_of(change.state, arn),
        kind=kind(change.state),
        action=action,
        order=_order(change),
        names_before=before,
        names_after=after,
        added=tuple(each for each in after if each not in before) if known else (),
        removed=tuple(each for each in before if each not in after) if known else (),
        names_known=new is None or names_known(new),
        why=why(change) or _why_there(change, ours),
        moves=(),
        key_algorithm_before=key(old),
        key_algorithm_after=key(new),
        arn=arn,
        status=seen_now.get(arn or "", status),
        not_after=expires.isoformat() if expires else None,
        outcome=change.outcome,
    )


def action_of(change: Change) -> Action:
    """Return what happens to a certificate."""
    if change.op == "replace":
        causes = {each.code for each in why(change)}
        return "replaced" if causes <= {"asked", "dependency"} else "reissued"
    if change.op == "update":
        return "reimported" if is_reimported(change) else "changed"
    if change.op == "delete":
        return "kept" if change.retained else "deleted"
    if change.op == "create":
        return "new"
    return "adopted" if change.op == "import" else "unchanged"


def is_reimported(change: Change) -> bool:
    """Tell whether other material is imported under the same ARN."""
    paths = {path.partition("[")[0] for path in (*change.diff_reasons, *change.diff)}
    return change.op == "update" and bool(paths & MATERIAL)


def _order(change: Change) -> Order | None:
    if change.op != "replace":
        return None
    return "delete-before-create" if change.delete_first else "create-before-delete"


def _why_there(change: Change, ours: Sequence[Change]) -> tuple[Why, ...]:
    """Say why one comes or goes: where a region is added to a component, or taken off."""
    if change.left_over:
        return (Why("other", "an earlier update was interrupted before it was deleted"),)
    parent = parse_urn(change.state.parent)
    if parent is None or not parent.type.startswith(COMPONENT_PREFIX):
        return ()
    if moved := _key_moved(change, ours):
        return moved
    siblings = [e for e in ours if e.state.parent == change.state.parent and e is not change]
    if change.op == "create" and any(each.old is not None for each in siblings):
        return (Why("region", "a region was added", None, region_of(change.state)),)
    if change.op == "delete" and any(each.new is not None for each in siblings):
        return (Why("region", "its region was removed", region_of(change.state), None),)
    return ()


def _key_moved(change: Change, ours: Sequence[Change]) -> tuple[Why, ...]:
    """Say of an import with another kind of key, which has a resource of its own, what it is."""
    region = region_of(change.state, arn_before(change))
    for each in ours:
        ops = {each.op, change.op}
        same = each.state.parent == change.state.parent and region_of(each.state) == region
        if ops == {"create", "delete"} and same and kind(change.state) == "imported":
            gone, comes = (change, each) if change.op == "delete" else (each, change)
            before, after = key(gone.old), key(comes.new)
            text_ = f"the type of its key changes from {before} to {after}"
            return (Why("key-type", text_, before, after),)
    return ()


def _validated(changes: Sequence[Change]) -> set[str]:
    """Return ARNs that a CertificateValidation has waited for."""
    return {
        arn
        for change in changes
        if change.type == VALIDATION and change.old is not None
        if (arn := text(change.old.outputs.get("certificateArn")))
    }


def _seen_now(changes: Sequence[Change]) -> dict[str, str]:
    """Return what was read of certificates in this run, by ARN: newer than the state."""
    found = {}
    for change in changes:
        if change.op == "read" and not is_certificate(change) and change.new is not None:
            arn, status = text(change.new.id), text(change.new.outputs.get("status"))
            if arn and status and ":certificate/" in arn:
                found[arn] = status
    return found
