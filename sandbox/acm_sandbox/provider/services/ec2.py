"""EC2: the client of a resource's region, tags, and deletes that wait for what depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unless_gone
from acm_sandbox.provider.polling import retry_while

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

_GONE: Final = (
    "InvalidGroup.NotFound",
    "InvalidInternetGatewayID.NotFound",
    "InvalidSubnetID.NotFound",
    "InvalidVpcID.NotFound",
)


def client(call: Call, props: Props) -> Any:
    """Give the client of the region that a resource is in."""
    return call.clients.get("ec2", call.region(props))


def arn(call: Call, props: Props, owner: str, resource: str) -> str:
    """Write the ARN of a resource such as `vpc/vpc-1`."""
    return f"arn:aws:ec2:{call.region(props)}:{owner}:{resource}"


def tag_specifications(inputs: Props, kind: str) -> dict[str, Any]:
    """Write the tags of a request that makes a resource."""
    if not inputs.get("tagsAll"):
        return {}
    specification = {"ResourceType": kind, "Tags": tags.to_list(inputs["tagsAll"])}
    return {"TagSpecifications": [specification]}


def update_tags(call: Call, resource_id: str, olds: Props, news: Props, what: str) -> None:
    """Bring a resource's tags from the old to the new ones."""
    to_set, removed = tags.changes(olds, news)
    with doing(f"updating tags for {what} ({resource_id})"):
        if removed:
            keys = [{"Key": key} for key in removed]
            client(call, news).delete_tags(Resources=[resource_id], Tags=keys)
        if to_set:
            client(call, news).create_tags(Resources=[resource_id], Tags=tags.to_list(to_set))


def describe(call: Call, props: Props, operation: str, key: str, **request: Any) -> Any:
    """Describe one thing; `None` if there is none of this id."""
    answer = unless_gone(
        lambda: getattr(client(call, props), operation)(**request),
        *_GONE,
    )
    found = answer[key] if answer else []
    return found[0] if found else None


def delete(call: Call, what: str, timeout: float, action: Callable[[], Any]) -> None:
    """Delete a thing, again and again while others depend on it; one that is gone is no error."""
    with doing(f"deleting {what}"):
        retry_while(
            lambda: unless_gone(action, *_GONE),
            "DependencyViolation",
            "InvalidGroup.InUse",
            timeout=timeout,
            stop=call.stop,
        )
