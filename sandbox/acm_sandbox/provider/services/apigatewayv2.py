"""API Gateway, second version: the client, ARNs, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unless_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props


def client(call: Call, props: Props) -> Any:
    """Give the client of the region that a resource is in."""
    return call.clients.get("apigatewayv2", call.region(props))


def arn(call: Call, props: Props, path: str) -> str:
    """Write the ARN of what is at a path, such as `/apis/abc`: it names no account."""
    return f"arn:aws:apigateway:{call.region(props)}::{path}"


def find(action: Callable[[], Any]) -> Any:
    """Ask for something; `None` if it is not there."""
    return unless_gone(action, "NotFoundException")


def pascal(props: Mapping[str, Any]) -> dict[str, Any]:
    """Write a block's properties, those that are set, as the API names them."""
    return {f"{k[0].upper()}{k[1:]}": v for k, v in props.items() if v not in (None, "")}


def camel(found: Mapping[str, Any]) -> Props:
    """Read a block as the state names its properties."""
    return {f"{k[0].lower()}{k[1:]}": v for k, v in found.items() if v not in (None, "", [], {})}


def update_tags(call: Call, resource_arn: str, olds: Props, news: Props, what: str) -> None:
    """Bring a resource's tags from the old to the new ones."""
    to_set, removed = tags.changes(olds, news)
    with doing(f"updating tags for {what}"):
        if removed:
            client(call, news).untag_resource(ResourceArn=resource_arn, TagKeys=removed)
        if to_set:
            client(call, news).tag_resource(ResourceArn=resource_arn, Tags=to_set)
