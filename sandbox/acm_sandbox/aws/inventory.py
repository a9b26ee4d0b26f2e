"""What the local AWS has: services, operations and parameters, as data.

Whatever is not listed here is refused by name, in one place, before anything runs. A listed
parameter covers all that is below it; `A.B` lists one member of a structure only.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import NotInTheSandboxError
from .services import SERVICES, module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .calls import Call

OPERATIONS: Mapping[str, Mapping[str, frozenset[str]]] = {
    **{service: import_module(module(service, "operations")).OPERATIONS for service in SERVICES},
    "sts": {
        "AssumeRole": frozenset({"RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"}),
        "GetCallerIdentity": frozenset(),
    },
}

# Operations that change nothing, by the words that AWS begins their names with.
READING = ("Describe", "Get", "List", "Search")


def check(call: Call) -> None:
    """Refuse a call that is not listed.

    Raises:
        NotInTheSandboxError: names the service's operation.
    """
    if call.model is None or call.operation not in OPERATIONS.get(call.service, {}):
        raise NotInTheSandboxError(f"{call.service}:{call.operation}")


def check_parameters(call: Call, parameters: Mapping[str, Any]) -> None:
    """Refuse a call with a parameter that is not listed, instead of ignoring the parameter.

    Raises:
        NotInTheSandboxError: names the parameter.
    """
    listed = OPERATIONS[call.service][call.operation]
    for path in _paths(parameters, listed):
        if path not in listed:
            raise NotInTheSandboxError(f"{call.service}:{call.operation} with {path}")


def changes(operation: str) -> bool:
    """Tell whether an operation may change what the local AWS holds."""
    return not operation.startswith(READING)


def _paths(value: Any, listed: frozenset[str], path: str = "") -> Iterator[str]:
    """List the paths of the parameters sent, no deeper than the inventory looks."""
    if path in listed or (path and not any(name.startswith(f"{path}.") for name in listed)):
        yield path
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item, listed, path)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _paths(item, listed, f"{path}.{name}" if path else name)
