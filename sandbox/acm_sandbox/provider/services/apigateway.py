"""API Gateway, first version: the client, ARNs, patches, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import ProviderError, doing, unless_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

NOTHING: Final = "(none)"
"""How the API writes an empty base path."""


def client(call: Call, props: Props) -> Any:
    """Give the client of the region that a resource is in."""
    return call.clients.get("apigateway", call.region(props))


def arn(call: Call, props: Props, path: str) -> str:
    """Write the ARN of what is at a path, such as `/restapis/abc`: it names no account."""
    return f"arn:aws:apigateway:{call.region(props)}::{path}"


def find(action: Callable[[], Any]) -> Any:
    """Ask for something; `None` if it is not there."""
    return unless_gone(action, "NotFoundException")


def replace(path: str, value: Any) -> dict[str, str]:
    """Write an operation of a patch that sets a value."""
    text = str(value).lower() if isinstance(value, bool) else str(value or "")
    return {"op": "replace", "path": path, "value": text}


def patches(paths: Mapping[str, str], olds: Props, news: Props) -> list[dict[str, str]]:
    """Write the patch of the plain properties that change, each at its path."""
    return [
        replace(path, news.get(name))
        for name, path in paths.items()
        if (news.get(name) or "") != (olds.get(name) or "")
    ]


def map_patches(prefix: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Any]:
    """Write the patch of a map, such as a stage's variables."""
    gone = [{"op": "remove", "path": f"{prefix}/{key}"} for key in sorted(old.keys() - new.keys())]
    return gone + [
        replace(f"{prefix}/{key}", value)
        for key, value in sorted(new.items())
        if old.get(key) != value
    ]


def update_tags(call: Call, resource_arn: str, olds: Props, news: Props, what: str) -> None:
    """Bring a resource's tags from the old to the new ones."""
    to_set, removed = tags.changes(olds, news)
    with doing(f"updating tags for {what}"):
        if removed:
            client(call, news).untag_resource(resourceArn=resource_arn, tagKeys=removed)
        if to_set:
            client(call, news).tag_resource(resourceArn=resource_arn, tags=to_set)


def rfc3339(moment: datetime | None) -> str | None:
    """Write a time as the state has it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def mutual_tls(props: Props) -> dict[str, str] | None:
    """Write where the certificates of clients are proved."""
    block = props.get("mutualTlsAuthentication")
    return {name: value for name, value in block.items() if value} if block else None


def mutual_tls_from_aws(found: Any) -> Props | None:
    """Read where the certificates of clients are proved."""
    if not found or not found.get("truststoreUri"):
        return None
    return {name: found[name] for name in ("truststoreUri", "truststoreVersion") if found.get(name)}


def which_method(props: Props) -> dict[str, str]:
    """Name a method of a path of an API."""
    return {
        "restApiId": props["restApi"],
        "resourceId": props["resourceId"],
        "httpMethod": props["httpMethod"],
    }


def method_id(prefix: str, props: Props) -> str:
    """Write the id of what belongs to a method: the provider's, AWS has none."""
    return "-".join([prefix, *which_method(props).values()])


def import_method(resource_id: str, prefix: str) -> tuple[str, Props]:
    """Split `REST-API-ID/RESOURCE-ID/HTTP-METHOD`."""
    parts = resource_id.split("/")
    names = ("restApi", "resourceId", "httpMethod")
    if len(parts) != len(names) or not all(parts):
        raise ProviderError(
            f'Unexpected format of ID ("{resource_id}"), expected '
            "REST-API-ID/RESOURCE-ID/HTTP-METHOD",
        )
    state: Props = dict(zip(names, parts, strict=True))
    return method_id(prefix, state), state
