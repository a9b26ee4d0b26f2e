"""The rules of tags, which both generations of Elastic Load Balancing share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.errors import AwsError

from .facts import MAX_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def added(
    given: Iterable[Mapping[str, str]], *, beside: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Add tags to those that are there.

    Raises:
        AwsError: for a key that comes twice or that AWS reserves, and for too many tags.
    """
    tags = dict(beside or {})
    seen: set[str] = set()
    for tag in given:
        key = tag["Key"]
        if key in seen:
            raise AwsError("DuplicateTagKeys", f"Tag key '{key}' is specified more than once")
        if key.lower().startswith("aws:"):
            # model: TagKey, "You cannot use the prefix aws: in your tag names or values".
            raise AwsError("ValidationError", f"Tag key '{key}' cannot begin with 'aws:'")
        seen.add(key)
        tags[key] = tag.get("Value", "")
    if len(tags) > MAX_TAGS:
        raise AwsError("TooManyTags", f"A resource can have at most {MAX_TAGS} tags")
    return tags


def shown(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Show tags as the API does."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]
