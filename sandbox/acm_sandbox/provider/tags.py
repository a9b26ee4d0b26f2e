"""Tags, in the two shapes AWS has for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from acm_sandbox.provider.values import Props


def to_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Write tags as `[{"Key": ..., "Value": ...}]`."""
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def from_list(tags: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Read tags from `[{"Key": ..., "Value": ...}]`."""
    return {tag["Key"]: tag.get("Value", "") for tag in tags}


def changes(olds: Props, news: Props) -> tuple[dict[str, str], list[str]]:
    """Give the tags to set and the keys to remove, between two `tagsAll`."""
    old, new = olds.get("tagsAll") or {}, news.get("tagsAll") or {}
    to_set = {key: value for key, value in new.items() if old.get(key) != value}
    return to_set, sorted(old.keys() - new.keys())
