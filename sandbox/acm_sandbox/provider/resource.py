"""What a resource type is to this provider: the base class of the modules in `resources/`.

How to add a type: see to it that `schema_facts.json` has it, then write a module of `resources/`
with a class named as the type (`aws:lb/targetGroup:TargetGroup`: `TargetGroup` in
`lb_target_group.py`). Create, read, update and delete are boto3 calls; the rest comes from the
facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from acm_sandbox.provider import facts, nested
from acm_sandbox.provider.errors import NotSupportedError
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable

    from acm_sandbox.provider.clients import Clients
    from acm_sandbox.provider.settings import Settings


@dataclass(frozen=True)
class Problem:
    """Why an input is refused."""

    property: str
    """Its path, such as `subjectAlternativeNames[1]`; empty for the resource as a whole."""
    reason: str


@dataclass(frozen=True)
class Call:
    """What an operation may use: the configuration, the clients, and how long it may take."""

    settings: Settings
    clients: Clients
    stop: threading.Event
    """Set when the operation should end as soon as nothing is lost by it."""
    custom_timeout: float = 0
    """The seconds of the program's `customTimeouts`; 0 where it gives none."""

    def timeout(self, kind: ResourceType, operation: str, default: float = 1800) -> float:
        """Give the seconds an operation may take: the program's, else the type's own."""
        return self.custom_timeout or kind.facts.timeouts.get(operation, default)

    def region(self, state: Props) -> str:
        """Give the region that a resource is in."""
        return state.get("region") or self.settings.region


class ResourceType:
    """A resource type: the facts, and what they cannot say."""

    token: ClassVar[str]
    sets: ClassVar[frozenset[str]] = frozenset()
    """The arrays in which order means nothing, by path: `vpcs`, `defaultCacheBehavior.headers`."""
    computed_inside: ClassVar[frozenset[str]] = frozenset()
    """More of what AWS fills in inside objects, by path: `vpcs.vpcRegion`."""
    not_imported: ClassVar[frozenset[str]] = frozenset()
    """The inputs that an import leaves out, as another one says the same and excludes them."""
    not_supported: ClassVar[dict[str, str]] = {}
    """The inputs that are refused here, with what they stand for in words."""

    @property
    def facts(self) -> facts.Resource:
        """The type's facts."""
        return facts.resource(self.token)

    # What the facts cannot say; each has a default that fits most types.

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Find what is wrong with inputs whose names and types are right already."""
        del inputs
        return ()

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Give the form of a known value in which two spellings of one thing are equal."""
        del name, props
        return value

    def replaces(self, name: str, olds: Props, news: Props) -> bool:
        """Say whether a change of this property needs a new resource."""
        del olds, news
        return self.facts.inputs[name].force_new

    def suppresses(self, name: str, olds: Props, news: Props) -> bool:
        """Say whether a change of this property means nothing to this resource."""
        del name, olds, news
        return False

    def planned(self, inputs: Props) -> Props:
        """Tell what a preview knows of outputs that only AWS will know for sure."""
        del inputs
        return {}

    def replanned(self, olds: Props, news: Props) -> Props:
        """Tell which outputs an update will change; the others stay as they are."""
        del olds, news
        return {}

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split the id that the user imports into the resource's id and what is known by it."""
        del call
        return resource_id, {}

    # What it does with AWS. After a create and an update the provider reads the resource.

    def create(self, call: Call, inputs: Props) -> str:
        """Make the resource and give its id."""
        raise NotImplementedError

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Give the properties as AWS has them, `None` for what it has not; `None` if it is gone."""
        raise NotImplementedError

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the resource in place; types that are only ever replaced have none."""
        del call, resource_id, olds, news
        raise NotSupportedError(f"updating {self.token} in place is not supported")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete the resource; one that is gone already is no error."""
        raise NotImplementedError

    # What the provider works out for every type.

    def preview_create(self, inputs: Props) -> Props:
        """Give the outputs that a preview of a create can know."""
        known = {name: value for name, value in inputs.items() if not name.startswith("__")}
        unknown = {name: UNKNOWN for name in self.facts.outputs if name not in known}
        kept = {
            name: value
            for name, value in unknown.items()
            if name in self.facts.computed_only or self.facts.inputs[name].optional_computed
        }
        preview = known | kept | self.planned(inputs)
        for path in self.facts.computed_inside:
            nested.carry(preview, path, UNKNOWN)
        return preview

    def preview_update(self, olds: Props, news: Props) -> Props:
        """Give the outputs that a preview of an update can know."""
        preview = _merge(self._carried(olds), news) | self.replanned(olds, news)
        for path in self.facts.computed_inside:
            nested.carry(preview, path, nested.value_at(olds, path))
        return preview

    def state_after(self, prior: Props, fresh: Props) -> Props:
        """Lay what was read over what was known; sets of strings come sorted, as from AWS's."""
        merged = _merge(prior, fresh)
        for name in self.sets & merged.keys():
            if all(isinstance(item, str) for item in merged[name]):
                merged[name] = sorted(merged[name])
        return merged

    def _carried(self, olds: Props) -> Props:
        """Give what of the old outputs an update keeps: all that the program does not set."""
        inputs = self.facts.inputs
        return {
            name: value
            for name, value in olds.items()
            if name not in inputs or inputs[name].optional_computed
        }


def _merge(prior: Props, fresh: Props) -> Props:
    merged = {k: v for k, v in prior.items() if not k.startswith("__")}
    merged |= {k: v for k, v in fresh.items() if not k.startswith("__")}
    return {name: value for name, value in merged.items() if value is not None}
