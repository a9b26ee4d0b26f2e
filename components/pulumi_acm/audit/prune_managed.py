"""What stacks manage, by the ids that the AWS provider gives. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

_RECORD: Final = "aws:route53/record:Record"


def managed(states: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the ids of the resources in what `pulumi stack export` printed."""
    return frozenset(
        _id(resource)
        for state in states
        for resource in (state.get("deployment") or {}).get("resources") or ()
        # What is only read is nobody's to delete, and has an id as well.
        if resource.get("id") and not resource.get("external")
    )


def _id(resource: Mapping[str, Any]) -> str:
    outputs = resource.get("outputs") or {}
    if resource["type"] == _RECORD and isinstance(outputs.get("fqdn"), str):
        # A program may have written the name as one below the zone, and then the id has it so.
        name = outputs["fqdn"].rstrip(".").lower()
        return f"{outputs.get('zoneId')}_{name}_{outputs.get('type')}"
    return str(resource["id"])
