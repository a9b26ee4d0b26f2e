"""TagResource, UntagResource and ListTagsForResource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("tag_resource", {"Tags": [{"Key": "a", "Value": "b"}]}),
    ("untag_resource", {"TagKeys": ["a"]}),
    ("list_tags_for_resource", {}),
]


@pytest.mark.parametrize(("call", "options"), CALLS)
def test_not_for_certificates(world: World, call: str, options: dict[str, Any]) -> None:
    """API model: "for all ACM resource types except the certificate resource type"."""
    arn = world.request("example.com")
    with refused("ValidationException"):
        getattr(world.client("acm"), call)(ResourceArn=arn, **options)


@pytest.mark.parametrize(("call", "options"), CALLS)
def test_nothing_else_is_there(world: World, call: str, options: dict[str, Any]) -> None:
    """API model, ResourceNotFoundException."""
    arn = f"arn:aws:acm:{HOME}:{ACCOUNT}:acme-endpoint/none"
    with refused("ResourceNotFoundException"):
        getattr(world.client("acm"), call)(ResourceArn=arn, **options)
