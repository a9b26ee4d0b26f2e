"""What is inside a resource's properties: paths such as `defaultActions.redirect.port`.

A path names a property inside objects, and inside every element of an array on the way.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from acm_sandbox.provider.values import Props, Unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def generic(path: str) -> str:
    """Take the indexes out of a path: `listeners.port` of `listeners[0].port`."""
    return re.sub(r"\[\d+\]", "", path)


def fill(props: Props, path: str, default: Any) -> None:
    """Set a default where the objects around it are there and it is not."""
    outer, _, name = path.rpartition(".")
    for holder in _holders(props, outer.split(".")):
        holder.setdefault(name, default)


def carry(props: Props, path: str, value: Any) -> None:
    """Set what AWS fills in, where it is not set and its place is in no array.

    Objects on the way are copied: they may be the program's inputs, or the state.
    """
    *outer, name = path.split(".")
    holder = props
    for step in outer:
        if not isinstance(holder.get(step), dict):
            return
        holder[step] = dict(holder[step])
        holder = holder[step]
    if value is not None:
        holder.setdefault(name, value)


def value_at(props: Props, path: str) -> Any:
    """Give what is at a path that leads through objects only; `None` if nothing is."""
    found: Any = props
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def key(item: Any, place: str, sets: Collection[str]) -> str:
    """Give a text that is the same for equal elements of a set at a place.

    In an element, a zero value equals absence, and sets are equal in any order.
    """
    return json.dumps(_plain(item, place, sets), sort_keys=True, default=_unknown_key)


def _plain(item: Any, place: str, sets: Collection[str]) -> Any:
    if isinstance(item, dict):
        plain = {name: _plain(value, f"{place}.{name}", sets) for name, value in item.items()}
        return {n: v for n, v in plain.items() if v is not None and v not in (False, "", [], {})}
    if isinstance(item, list):
        plain_items = [_plain(value, place, sets) for value in item]
        return (
            sorted(plain_items, key=lambda one: key(one, "", ())) if place in sets else plain_items
        )
    return item


def _unknown_key(item: Any) -> str:
    if isinstance(item, Unknown):
        return repr(item)
    raise TypeError(f"{type(item).__name__} is no property value")


def _holders(value: Any, path: list[str]) -> Iterator[Props]:
    if isinstance(value, list):
        for item in value:
            yield from _holders(item, path)
    elif isinstance(value, dict):
        if path:
            yield from _holders(value.get(path[0]), path[1:])
        else:
            yield value
