"""Which certificate a target has: by its ARN where that is known, else by what it depends on."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, TypeAlias

from .arns import certificate_region
from .changes import Change
from .model import CertificateRef
from .steps import State
from .values import text

CERTIFICATE: Final = "aws:acm/certificate:Certificate"
VALIDATION: Final = "aws:acm/certificateValidation:CertificateValidation"
COMPONENT_PREFIX: Final = "acm:index:"

Side: TypeAlias = Literal["before", "after"]


def is_certificate(change: Change) -> bool:
    """Tell whether a change is one of a certificate that the stack manages."""
    return change.type == CERTIFICATE and change.op != "read" and not change.state.external


def arn_before(change: Change) -> str | None:
    """Return the ARN of the certificate as it stands."""
    if change.op == "import" and change.new is not None:
        return text(change.new.import_id) or text(change.new.id)
    old = change.old
    return (text(old.outputs.get("arn")) or text(old.id)) if old else None


def arn_after(change: Change) -> str | None:
    """Return the ARN of the certificate after the change, where it is known."""
    if change.op in ("same", "update", "import"):
        return arn_before(change)
    new = change.new
    return (text(new.outputs.get("arn")) or text(new.id)) if new else None


def region_of(state: State, arn: str | None = None) -> str | None:
    """Return a resource's region: as it says, as its provider does, or as an ARN of it does."""
    return text(state.get("region")) or state.provider_region or certificate_region(arn)


class Links:
    """The certificates of a stack, and who refers to them."""

    def __init__(
        self, changes: Sequence[Change], labels: dict[str, str], *, has_dependencies: bool = True
    ) -> None:
        """Index the changes; ``labels`` has the certificates' labels with regions, by URN."""
        self._labels = labels
        self._has_dependencies = has_dependencies
        self._changes = {change.urn: change for change in changes if change.op != "read"}
        # Targets may have been renamed: their dependencies then name what was.
        former = {c.old.urn: c for c in self._changes.values() if c.old and c.old.urn}
        self._changes = {**former, **self._changes}
        self._children: dict[str, list[str]] = {}
        self._by_arn: dict[str, str] = {}
        self._by_id = {c.old.id: c.urn for c in self._changes.values() if c.old and c.old.id}
        for change in changes:
            self._children.setdefault(change.state.parent, []).append(change.urn)
            if is_certificate(change):
                for arn in (arn_before(change), arn_after(change)):
                    if arn:
                        self._by_arn[arn] = change.urn

    def certificate(self, urn: str | None) -> Change | None:
        """Return the change of a certificate of the stack."""
        change = self._changes.get(urn or "")
        return change if change is not None and is_certificate(change) else None

    def ref(self, urn: str, arn: str | None) -> CertificateRef:
        """Return a reference to a certificate of the stack."""
        return CertificateRef(self._labels[urn], urn, arn)

    def by_arn(self, arn: str) -> CertificateRef:
        """Return a reference to a certificate by its ARN: the stack's own, or another."""
        urn = self._by_arn.get(arn)
        return self.ref(urn, arn) if urn else CertificateRef(arn, None, arn)

    def resolve(
        self,
        value: Any,
        change: Change,
        prop: str,
        side: Side,
        *,
        region: str | None,
        former: CertificateRef | None,
    ) -> CertificateRef:
        """Return the certificate that a property has.

        Args:
            value: what the property has: an ARN, or that it is unknown.
            change: the target.
            prop: the property's top-level name.
            side: which of the target's states it is from.
            region: the region whose certificates the target takes, to choose by.
            former: the certificate that it had before, if it is known.
        """
        if (arn := text(value)) is not None:
            return self.by_arn(arn)
        state = change.new if side == "after" else change.old
        urns = self._upstream(_dependencies(state, prop), side)
        return self._chosen(urns, region, former)

    def upstream(self, change: Change, prop: str) -> list[str]:
        """List the certificates that a property of a resource is made from."""
        return self._upstream(_dependencies(change.new or change.old, prop), "after")

    def listener(self, state: State) -> str | None:
        """Return the listener that an entry names: its URN, or its ARN if it is not the stack's."""
        arn = text(state.get("listenerArn"))
        for urn in _dependencies(state, "listenerArn"):
            change = self._changes.get(urn)
            if change is not None and change.type.endswith("/listener:Listener"):
                return change.urn
        return self._by_id.get(arn or "", arn)

    def awaited(self, validation: Change) -> str | None:
        """Return the certificate of the stack that a CertificateValidation waits for."""
        had = text(validation.old.given("certificateArn")) if validation.old else None
        value = validation.new.given("certificateArn") if validation.new else None
        return self.resolve(
            value,
            validation,
            "certificateArn",
            "after",
            region=region_of(validation.state),
            former=self.by_arn(had) if had else None,
        ).urn

    def takes_unissued(self, change: Change, prop: str, ref: CertificateRef) -> bool:
        """Tell whether a target takes a certificate's ARN without waiting for its validation."""
        direct = _dependencies(change.new, prop)
        if ref.urn not in direct or change.new is None:
            return False
        return not any(self._waits_for(ref.urn, urn) for urn in (*direct, *change.new.dependencies))

    def _waits_for(self, certificate: str, urn: str) -> bool:
        change = self._changes.get(urn)
        return (
            change is not None
            and change.type == VALIDATION
            and self.awaited(change) in (certificate, None)
        )

    def _chosen(
        self, urns: Sequence[str], region: str | None, former: CertificateRef | None
    ) -> CertificateRef:
        """Choose among the certificates that it may be."""
        if not urns and not self._has_dependencies:
            urns = self._unknown_ones()
        in_region = [urn for urn in urns if region and self._region(urn) == region]
        urns = in_region or urns
        if former and former.urn and former.urn in urns:
            urns = [former.urn]
        if len(urns) == 1:
            return self.ref(urns[0], None)
        if not urns:
            return CertificateRef("not known while planning")
        return CertificateRef(" or ".join(self._labels[urn] for urn in urns))

    def _region(self, urn: str) -> str | None:
        change = self._changes[urn]
        return region_of(change.state, arn_after(change))

    def _unknown_ones(self) -> list[str]:
        """List the certificates that will have an ARN only then."""
        return [
            urn
            for urn in self._labels
            if (change := self.certificate(urn)) and change.op in ("create", "replace")
        ]

    def _upstream(self, urns: Iterable[str], side: Side) -> list[str]:
        """List the certificates that resources depend on, through validations and components."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = list(urns)
        while waiting:
            urn = waiting.pop(0)
            change = self._changes.get(urn)
            if urn in seen or change is None:
                continue
            seen.add(urn)
            if is_certificate(change):
                found[change.urn] = None
            elif change.type == VALIDATION:
                state = change.new if side == "after" else change.old
                waiting += _dependencies(state, "certificateArn")
            elif change.type.startswith(COMPONENT_PREFIX):
                waiting += self._children.get(urn, [])
        return list(found)


def _dependencies(state: State | None, prop: str) -> list[str]:
    if state is None:
        return []
    by_property = state.property_dependencies.get(prop)
    return by_property if by_property is not None else state.dependencies
