"""CloudFront: the client, the API's counted lists, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unless_gone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

HOSTED_ZONE: Final = "Z2FDTNDATAQYW2"
"""The hosted zone of every distribution, for alias records."""


def client(call: Call) -> Any:
    """Give the client."""
    return call.clients.get("cloudfront")


def get(call: Call, identifier: str) -> Any:
    """Get a distribution and its ETag; `None` if there is none of this id."""
    with doing(f"reading CloudFront Distribution ({identifier})"):
        return unless_gone(
            lambda: client(call).get_distribution(Id=identifier),
            "NoSuchDistribution",
        )


def counted(items: Iterable[Any]) -> dict[str, Any]:
    """Write a list as the API does, with its length."""
    found = list(items)
    return {"Quantity": len(found), **({"Items": found} if found else {})}


def items(found: Any) -> list[Any]:
    """Read a list that comes with its length; an empty one where there is none."""
    return list((found or {}).get("Items") or [])


def tags_of(call: Call, arn: str) -> dict[str, str]:
    """Give a distribution's tags."""
    with doing(f"listing tags for CloudFront Distribution ({arn})"):
        answer = client(call).list_tags_for_resource(Resource=arn)
    return tags.from_list(items(answer["Tags"]))


def update_tags(call: Call, arn: str, olds: Props, news: Props) -> None:
    """Bring a distribution's tags from the old to the new ones."""
    to_set, removed = tags.changes(olds, news)
    with doing(f"updating tags for CloudFront Distribution ({arn})"):
        if removed:
            client(call).untag_resource(Resource=arn, TagKeys={"Items": removed})
        if to_set:
            client(call).tag_resource(Resource=arn, Tags={"Items": tags.to_list(to_set)})
