"""What a change of inputs means: nothing, an update, or a replacement, and of which properties.

The old side is the state (what AWS had at the last look), the new side the checked inputs, as in
the AWS provider's plan. So: a property the program no longer sets is a change only if AWS has it
and does not compute it by itself; zero values equal absence; sets are compared as sets.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from acm_sandbox.provider import nested
from acm_sandbox.provider.checking import DEFAULTS
from acm_sandbox.provider.values import UNKNOWN, Props, contains_unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from acm_sandbox.provider.resource import ResourceType

Change = Literal["add", "delete", "update"]


@dataclass
class Diff:
    """The answer to the engine's Diff."""

    detailed: dict[str, tuple[Change, bool]] = field(default_factory=dict)
    """By path: what happens, and whether it needs a replacement."""
    stables: list[str] = field(default_factory=list)
    delete_before_replace: bool = False

    @property
    def changed(self) -> list[str]:
        """The top-level properties that change."""
        return sorted({root(path) for path in self.detailed})

    @property
    def replaces(self) -> list[str]:
        """The top-level properties that need a replacement."""
        return sorted({root(path) for path, (_, replace) in self.detailed.items() if replace})


def root(path: str) -> str:
    """Give the top-level property of a path: `tags` of `tags.Name` and of `tags["a.b"]`."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def diff(
    kind: ResourceType,
    olds: Props,
    news: Props,
    *,
    region: str,
    ignore: Collection[str] = (),
) -> Diff:
    """Compare a resource's state with its new inputs.

    Args:
        kind: the resource type.
        olds: the state.
        news: the checked inputs.
        region: the provider's region, which a state without one is in.
        ignore: the paths of the program's `ignoreChanges`.
    """
    result = Diff()
    before = {"region": region} | olds if kind.facts.regional else olds
    for name, path, change in _changes(kind, before, news):
        if any(_covers(pattern, path) for pattern in ignore) or kind.suppresses(name, before, news):
            continue
        replace = name in kind.facts.inputs and kind.replaces(name, before, news)
        result.detailed[path] = (change, replace)
    replaced = result.replaces
    result.stables = sorted(
        prop.name
        for prop in kind.facts.inputs.values()
        if prop.force_new and prop.name not in replaced
    )
    # A name that the program chose is taken while the old resource lives.
    rule = kind.facts.autoname
    if rule and replaced:
        explicit = rule.property in news and rule.property not in news.get(DEFAULTS, [])
        result.delete_before_replace = explicit
    return result


def _changes(kind: ResourceType, olds: Props, news: Props) -> Iterator[tuple[str, str, Change]]:
    comparison = _Comparison(kind, olds, news)
    names = [*kind.facts.inputs, *(["tagsAll"] if kind.facts.tagged else [])]
    for name in names:
        old, new = olds.get(name), news.get(name)
        if new is None and name in kind.facts.inputs and kind.facts.inputs[name].optional_computed:
            continue
        if name == "tagsAll" and new is None:
            continue
        for path, change in comparison.compare(name, name, old, new):
            yield name, path, change


class _Comparison:
    """Compares the properties of one resource."""

    def __init__(self, kind: ResourceType, olds: Props, news: Props) -> None:
        self._kind = kind
        self._olds = olds
        self._news = news
        self._computed_inside = kind.computed_inside | kind.facts.computed_inside

    def compare(self, name: str, path: str, old: Any, new: Any) -> Iterator[tuple[str, Change]]:
        """Compare one top-level property, in its canonical forms."""
        if new is UNKNOWN:
            yield path, "add" if _zero(old) else "update"
            return
        # A canonical form may add to a set (the primary name to the SANs): then absence counts.
        left = self._kind.canonical(name, old, self._olds) if old is not None else None
        right = new if contains_unknown(new) else self._canonical(name, new)
        if name in self._kind.sets:
            originals = (old or [], new or [])
            yield from self._compare_sets(path, left or [], right or [], originals)
        else:
            yield from self._compare(path, left, right)

    def _canonical(self, name: str, new: Any) -> Any:
        return self._kind.canonical(name, new, self._news) if new is not None else None

    def _compare(self, path: str, old: Any, new: Any) -> Iterator[tuple[str, Change]]:
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self._compare_objects(path, old, new)
        elif nested.generic(path) in self._kind.sets and isinstance(new, list):
            yield from self._compare_sets(path, old or [], new, (old or [], new))
        elif isinstance(old, list) and isinstance(new, list):
            for i in range(max(len(old), len(new))):
                left = old[i] if i < len(old) else None
                right = new[i] if i < len(new) else None
                yield from self._compare(f"{path}[{i}]", left, right)
        elif _zero(old) and _zero(new):
            return
        elif new is UNKNOWN or (old != new and not _zero(new)):
            yield path, "add" if _zero(old) else "update"
        elif old != new:
            # A zero value where AWS has something: the program wants it gone.
            yield path, "delete" if new is None or isinstance(new, list | dict) else "update"

    def _compare_objects(self, path: str, old: Props, new: Props) -> Iterator[tuple[str, Change]]:
        name = root(path)
        computed = (
            name in self._kind.facts.inputs and self._kind.facts.inputs[name].optional_computed
        )
        free = self._is_map(name)
        for key in sorted(old.keys() | new.keys()):
            left, right = old.get(key), new.get(key)
            inner = _join(path, key)
            if right is None and (computed or nested.generic(inner) in self._computed_inside):
                continue
            if free and (key in old) != (key in new):
                # In a map an empty value is a value.
                yield inner, "add" if key in new else "delete"
            elif free and left != right:
                yield inner, "update"
            elif not free:
                yield from self._compare(inner, left, right)

    def _compare_sets(
        self,
        path: str,
        old: list[Any],
        new: list[Any],
        originals: tuple[list[Any], list[Any]],
    ) -> Iterator[tuple[str, Change]]:
        """Compare sets; the indexes are those of the state and of the inputs as they stand there.

        A set inside an object is compared by the same rule; one inside an element of a set counts
        toward the element.
        """
        place = nested.generic(path)
        before = [nested.key(item, place, self._kind.sets) for item in old]
        after = [nested.key(item, place, self._kind.sets) for item in new]
        removed = {i for i, key in enumerate(before) if key not in after}
        added = {i for i, key in enumerate(after) if new[i] is UNKNOWN or key not in before}
        if contains_unknown(new):
            # What is unknown may turn out to be what seems to have gone.
            removed = {i for i in removed & added if isinstance(new[i], dict)}
        # An element that a canonical form put there has no index on its own side: name the whole.
        if any(i >= len(originals[0]) for i in removed) or any(
            i >= len(originals[1]) for i in added
        ):
            yield path, "update"
            return
        for i in sorted(removed | added):
            both = i in removed and i in added
            yield f"{path}[{i}]", "update" if both else "add" if i in added else "delete"

    def _is_map(self, name: str) -> bool:
        type_ = self._kind.facts.outputs.get(name)
        return type_ is not None and type_.kind == "map"


def _zero(value: Any) -> bool:
    return value is None or value is False or value in ("", 0, [], {})


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if re.fullmatch(r"[A-Za-z_]\w*", key) else f"{path}[{json.dumps(key)}]"


def _covers(pattern: str, path: str) -> bool:
    """Say whether an `ignoreChanges` path, which may hold `*`, covers a path."""
    regex = re.escape(pattern).replace(r"\[\*\]", r"\[[^\]]*\]").replace(r"\*", "[^.\\[]*")
    return re.match(rf"{regex}(?=$|[.\[])", path) is not None
