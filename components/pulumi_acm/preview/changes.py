"""From the engine's steps to one change for each resource."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from .errors import PreviewError
from .providers import Provider, provider_urn, providers_of
from .steps import Name, State, Step, parse_urn
from .vocabulary import Outcome

Operation: TypeAlias = Literal["create", "update", "replace", "delete", "same", "import", "read"]

_LOGICAL: Final[dict[str, Operation]] = {
    "same": "same",
    "create": "create",
    "update": "update",
    "delete": "delete",
    "replace": "replace",
    "read": "read",
    "import": "import",
    # A refresh that found nothing new; what it finds comes as an update or a delete.
    "refresh": "same",
}
_PHASES: Final[dict[str, Operation]] = {
    # An update that ends early has only these.
    "create-replacement": "replace",
    "import-replacement": "replace",
    "delete-replaced": "delete",
    "read-replacement": "read",
}
"""Other operations end the life of what was only read, or are the engine's own bookkeeping.

https://github.com/pulumi/pulumi/blob/v3.200.0/pkg/resource/deploy/step.go
"""


@dataclass(frozen=True)
class Change:
    """What happens to one resource."""

    urn: str
    name: Name
    op: Operation
    old: State | None
    """As it stands; None where it is created or only read."""
    new: State | None
    """As it will be; None where it is deleted."""
    replace_reasons: tuple[str, ...]
    diff_reasons: tuple[str, ...]
    diff: dict[str, str]
    delete_first: bool
    """Of a replacement: the old one goes before the new one comes."""
    old_remains: bool
    """Of a replacement, in an update that ended early: the old one was not deleted."""
    outcome: Outcome
    left_over: bool = False
    """An earlier update was interrupted before it was deleted. Its URN ends in `#` and its id."""

    @property
    def type(self) -> str:
        """The type token."""
        return self.name.type

    @property
    def state(self) -> State:
        """The state after the change, or of what is deleted the one before."""
        return self.new or self.old or State()

    @property
    def retained(self) -> bool:
        """Whether what leaves the state stays in AWS."""
        # The engine goes by the state that there is, not by the program's option.
        return self.old is not None and self.old.retain_on_delete


def changes_of(steps: Sequence[Step]) -> list[Change]:
    """Return one change for each resource, in the order in which the engine comes to them.

    Raises:
        PreviewError: a URN is none.
    """
    by_urn: dict[str, list[Step]] = defaultdict(list)
    providers = providers_of(steps)
    for step in steps:
        old, new = (_with_provider(state, providers) for state in (step.old, step.new))
        by_urn[step.urn].append(replace(step, old=old, new=new))
    found: list[Change] = []
    for urn, together in by_urn.items():
        name = parse_urn(urn)
        if name is None:
            raise PreviewError(f"{urn[:200]!r} is not a URN")
        found += _fold(urn, name, together)
    return found


def _with_provider(state: State | None, providers: Mapping[str, Provider]) -> State | None:
    """Return a state with what its provider says: its region stands with it since v7 only."""
    provider = providers.get(provider_urn(state)) if state else None
    if state is None or provider is None:
        return state
    return state.model_copy(
        update={"provider_region": provider.region, "provider_rights": provider.rights}
    )


def _fold(urn: str, name: Name, steps: list[Step]) -> Iterable[Change]:
    logical = [each for each in steps if each.op in _LOGICAL]
    phases = [each for each in steps if each.op in _PHASES]
    main = logical[-1] if logical else None
    if main is None:
        made = [each for each in phases if each.op != "delete-replaced"]
        main = made[-1] if made else None
    if main is not None:
        yield _change(urn, name, main, phases)
    replaced = main is not None and _operation(main) == "replace"
    for each in phases:
        # What an earlier update, interrupted, left to be deleted.
        if each.op == "delete-replaced" and not (replaced and _same_id(each, main)):
            yield replace(
                _change(urn, name, each, []),
                urn=f"{urn}#{each.old.id if each.old else ''}",
                left_over=True,
            )


def _same_id(one: Step, other: Step | None) -> bool:
    return bool(other and one.old and other.old and one.old.id == other.old.id)


def _change(urn: str, name: Name, step: Step, phases: list[Step]) -> Change:
    op = _operation(step)
    made = [each for each in phases if each.op.endswith("-replacement")]
    gone = [each for each in phases if each.op == "delete-replaced" and _same_id(each, step)]
    # What is asked with --replace stands with the phase alone in some versions.
    reasons = step.replace_reasons or next((e.replace_reasons for e in made), ())
    old, new = step.old, step.new
    if old is not None and not old.external and new is not None and new.external:
        # It was managed, and is only read from now on: it leaves the state. Another one that is
        # read instead is a replacement, and the old one is deleted.
        op = "delete"
        if step.op == "read":
            old = old.model_copy(update={"retain_on_delete": True})
    outcomes = {each.outcome for each in (step, *made)} if op == "replace" else {step.outcome}
    outcome: Outcome = step.outcome
    if "failed" in outcomes:
        outcome = "failed"
    elif "not-reached" in outcomes:
        outcome = "not-reached"
    return Change(
        urn=urn,
        name=name,
        op=op,
        old=None if op in ("create", "read", "import") else old,
        new=None if op == "delete" else new or old,
        replace_reasons=tuple(reasons),
        diff_reasons=step.diff_reasons,
        diff=step.diff,
        delete_first=op == "replace" and _delete_first(step, phases),
        old_remains=(
            op == "replace"
            and step.outcome != "planned"
            and not any(each.outcome == "done" for each in gone)
        ),
        outcome=outcome,
    )


def _operation(step: Step) -> Operation:
    return _LOGICAL.get(step.op) or _PHASES[step.op]


def _delete_first(step: Step, phases: list[Step]) -> bool:
    if step.old is not None and (step.old.pending_replacement or step.old.delete):
        return step.old.pending_replacement
    # An event log's states do not say so, its order does.
    order = [each.op for each in phases]
    if "delete-replaced" not in order:
        return False
    made = next((order.index(each) for each in order if each.endswith("-replacement")), len(order))
    return order.index("delete-replaced") < made
