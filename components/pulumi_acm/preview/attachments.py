"""What serves a certificate, before and after, and how it changes over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pulumi_acm.limits import CLOUDFRONT_REGION

from .arns import CERTIFICATE_ARN
from .certificates import is_reimported
from .changes import Change
from .links import Links, arn_before, region_of
from .model import Attachment, CertificateRef
from .steps import State
from .targets import Place, TargetType, target_type
from .values import Hidden, member, text
from .vocabulary import Switch


def attachments_of(changes: Sequence[Change], links: Links) -> list[Attachment]:
    """Return all places that have a certificate before or after."""
    found: list[Attachment] = []
    for change in changes:
        known = target_type(change.type)
        # A component has what its children have, and they are told of.
        if known is not None and change.op != "read" and change.state.custom:
            found += _Target(change, known, links).attachments()
    return sorted(found, key=lambda each: (each.switch == "unchanged", each.label, each.place))


@dataclass(frozen=True)
class _Target:
    change: Change
    type: TargetType
    links: Links

    def attachments(self) -> Iterator[Attachment]:
        before = self._places(None if self.change.op == "create" else self.change.old)
        after = self._places(self.change.new)
        if self.change.op in ("same", "update") and not self.change.new:
            after = before
        for path, place in before.items():
            if path not in after and self._is_hidden(place.property):
                after[path] = replace(place, value=Hidden.UNKNOWN)
        found = [
            each
            for path in dict.fromkeys([*before, *after])
            if (each := self._attachment(path, before.get(path), after.get(path)))
        ]
        serving = {path for path, place in after.items() if place.shown}
        unseen = {path for path, place in before.items() if not place.shown}
        for each in found:
            if each.switch == "detached" and (serving or each.place in unseen):
                yield replace(each, switch="removed", text="taken off, the target stays")
            else:
                yield each

    def _places(self, state: State | None) -> dict[str, Place]:
        return {each.path: each for each in self.type.places(state)} if state else {}

    def _is_hidden(self, prop: str) -> bool:
        """Tell whether a property is not known as a whole, or a member of its list is not."""
        value = self.change.new.given(prop) if self.change.new else None
        return isinstance(value, Hidden) or (
            isinstance(value, list) and any(isinstance(each, Hidden) for each in value)
        )

    def _attachment(
        self, path: str, before: Place | None, after: Place | None
    ) -> Attachment | None:
        takes = self._takes(path)
        had = has = None
        if before is not None:
            had = self.links.resolve(
                before.value, self.change, before.property, "before", region=takes, former=None
            )
        if after is not None:
            has = self.links.resolve(
                after.value, self.change, after.property, "after", region=takes, former=had
            )
        if not any(map(_is_acms, (had, has))):
            return None
        if self.type.kind == "other" and not any(
            ref and (ref.urn or ref.arn) for ref in (had, has)
        ):
            return None
        switch = self._switch(had, has)
        states = [state for state in (self.change.old, self.change.new) if state is not None]
        return Attachment(
            urn=self.change.urn,
            label=self.change.name.name,
            kind=self.type.kind,
            service=self.type.service,
            region=None if self.type.kind == "distribution" else self._region(),
            place=path,
            before=had,
            after=has,
            switch=switch,
            text=self._text(switch, has),
            hosts=self.type.hosts(states[-1]) if states else (),
            in_use_arns=tuple(
                dict.fromkeys(
                    arn
                    for state in states
                    for each in self.type.users(state)
                    if (arn := text(each))
                )
            ),
            takes_region=takes,
            endpoint=self._endpoint() if self.type.entry else self.change.urn,
            retained=self._retained(),
            outcome=self.change.outcome,
        )

    def _takes(self, path: str) -> str | None:
        """Return the region whose certificates a place takes."""
        if self.type.kind == "rest-domain" and path == "certificateArn":
            # A private domain has it there, too.
            kinds = member(self.change.state.get("endpointConfiguration"), "types")
            return self._region() if kinds == "PRIVATE" else CLOUDFRONT_REGION
        if self.type.kind == "other":
            return None
        return self.type.region or self._region()

    def _endpoint(self) -> str:
        """Return the listener that an entry is on."""
        for state in (self.change.new, self.change.old):
            if state is not None and (found := self.links.listener(state)):
                return found
        return self.change.urn

    def _retained(self) -> bool:
        change = self.change
        if change.old is None or change.op not in ("delete", "replace"):
            return False
        return change.retained or self.type.stays(change.old)

    def _region(self) -> str | None:
        for state in (self.change.new, self.change.old):
            if state is not None and (found := region_of(state)):
                return found
        return None

    def _switch(self, had: CertificateRef | None, has: CertificateRef | None) -> Switch:
        change = self.change
        switch: Switch = "unchanged"
        if change.op == "delete":
            switch = "removed"
        elif change.op in ("create", "import") or (had is None and has is not None):
            switch = "created"
        elif has is None:
            switch = "detached"
        elif change.op == "replace":
            switch = "in-place" if self.type.entry else "replaced"
            switch = "gap" if change.delete_first else switch
        elif self._differ(had, has):
            switch = "gap" if self.type.gap else "in-place"
        return switch

    def _differ(self, had: CertificateRef | None, has: CertificateRef) -> bool:
        if had is None or had.urn != has.urn:
            return True
        if has.arn is not None:
            return had.arn != has.arn
        certificate = self.links.certificate(has.urn)
        # The engine does not know an ARN as soon as anything that it goes through is unknown.
        return certificate is None or certificate.op in ("create", "replace")

    def _text(self, switch: Switch, has: CertificateRef | None) -> str:
        if switch == "in-place":
            return self.type.in_place
        if switch == "gap":
            first = "a gap: the old one is deleted before the new one is created"
            return first if self.change.op == "replace" or not self.type.gap else self.type.gap
        if switch == "removed":
            if self.type.entry:
                return "taken off the listener, which serves its default certificate instead"
            return "kept in AWS" if self._retained() else "deleted itself"
        if switch == "unchanged" and self._is_reimported(has):
            return "in place: the same ARN, with the new certificate"
        return {
            "created": self._text_of_creation(),
            "replaced": "replaced itself, the new one before the old one goes",
            "detached": "stays, without a certificate",
            "unchanged": "unchanged",
        }[switch]

    def _text_of_creation(self) -> str:
        if self.type.entry:
            return "added to the listener"
        if self.change.op == "import":
            return "it is in AWS already, and is taken into the stack"
        is_new = self.change.op == "create"
        return "created with it" if is_new else "in place, it had none there before"

    def _is_reimported(self, has: CertificateRef | None) -> bool:
        certificate = self.links.certificate(has.urn if has else None)
        return certificate is not None and is_reimported(certificate)


def serves_old(attachment: Attachment, change: Change) -> bool:
    """Tell whether a target has, after the change, the certificate as it was before it."""
    after = attachment.after
    if after is None or attachment.switch == "removed" or after.urn != change.urn:
        return False
    return after.arn is not None and after.arn == arn_before(change)


def _is_acms(ref: CertificateRef | None) -> bool:
    """Tell whether it may be a certificate of ACM: IAM has server certificates, too."""
    return ref is not None and (ref.arn is None or bool(CERTIFICATE_ARN.fullmatch(ref.arn)))
