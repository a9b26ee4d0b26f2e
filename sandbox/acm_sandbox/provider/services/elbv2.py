"""Load balancers of the second generation: the client, tags, and what all their resources share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unless_gone
from acm_sandbox.provider.polling import PROPAGATION_TIMEOUT, retry_while
from acm_sandbox.provider.resource import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

T = TypeVar("T")

LONGEST_NAME: Final = 32
LONGEST_PREFIX: Final = 6
"""The AWS provider completes a prefix to a name."""


def client(call: Call, props: Props) -> Any:
    """Give the client of the region that a resource is in."""
    return call.clients.get("elbv2", call.region(props))


def check_name(inputs: Props, *, internal: bool) -> Iterator[Problem]:
    """Check the name, or its prefix, of a load balancer or a target group.

    Args:
        inputs: the inputs.
        internal: whether the name may begin with `internal-`.
    """
    for name, longest in (("name", LONGEST_NAME), ("namePrefix", LONGEST_PREFIX)):
        value = inputs.get(name)
        if not isinstance(value, str):
            continue
        field = "name" if name == "name" else "name_prefix"
        if len(value) > longest:
            yield Problem(name, f'"{field}" cannot be longer than {longest} characters: "{value}"')
        if not re.fullmatch(r"[0-9A-Za-z-]*", value):
            reason = "only alphanumeric characters and hyphens allowed in"
            yield Problem(name, f'{reason} "{field}": "{value}"')
        if value.startswith("-"):
            yield Problem(name, f'"{field}" cannot begin with a hyphen: "{value}"')
        if name == "name" and value.endswith("-"):
            yield Problem(name, f'"{field}" cannot end with a hyphen: "{value}"')
        if not internal and value.startswith("internal-"):
            yield Problem(name, f'"{field}" cannot begin with "internal-": "{value}"')


def describe(call: Call, props: Props, operation: str, key: str, **request: Any) -> Any:
    """Describe one thing; `None` if there is none of this ARN or name."""
    answer = unless_gone(
        lambda: getattr(client(call, props), operation)(**request),
        "LoadBalancerNotFound",
        "TargetGroupNotFound",
        "ListenerNotFound",
        "RuleNotFound",
    )
    found = answer[key] if answer else []
    return found[0] if found else None


def tags_of(call: Call, props: Props, arn: str) -> dict[str, str]:
    """Give the tags of a resource."""
    with doing(f"listing tags for ELBv2 resource ({arn})"):
        answer = client(call, props).describe_tags(ResourceArns=[arn])["TagDescriptions"]
    return tags.from_list(answer[0]["Tags"]) if answer else {}


def tags_to_aws(inputs: Props) -> dict[str, Any]:
    """Write the tags of a request that makes a resource."""
    return {"Tags": tags.to_list(inputs["tagsAll"])} if inputs.get("tagsAll") else {}


def update_tags(call: Call, arn: str, olds: Props, news: Props, what: str) -> None:
    """Bring a resource's tags from the old to the new ones."""
    to_set, removed = tags.changes(olds, news)
    with doing(f"updating tags for {what} ({arn})"):
        if removed:
            client(call, news).remove_tags(ResourceArns=[arn], TagKeys=removed)
        if to_set:
            client(call, news).add_tags(ResourceArns=[arn], Tags=tags.to_list(to_set))


def with_certificate(call: Call, action: Callable[[], T]) -> T:
    """Do what names a certificate; one that was made this moment may not be seen at once."""
    timeout = min(PROPAGATION_TIMEOUT, call.custom_timeout or PROPAGATION_TIMEOUT)
    return retry_while(action, "CertificateNotFound", timeout=timeout, stop=call.stop)
