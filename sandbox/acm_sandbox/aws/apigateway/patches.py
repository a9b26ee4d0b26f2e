"""Patch operations: how most of API Gateway is updated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import NotInTheSandboxError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def replaced(
    parameters: Mapping[str, Any], paths: Collection[str], operation: str
) -> dict[str, str]:
    """Read the new values, by path.

    AWS takes `replace` for all of these, and an empty value to remove one.

    Args:
        parameters: the request's.
        paths: what can be replaced; one that ends in `/` stands for all below it.
        operation: the operation's name, for the refusal.

    Raises:
        NotInTheSandboxError: for other operations and other paths, AWS's own ones among them.
    """
    values = {}
    for patch in parameters.get("patchOperations", []):
        path = patch.get("path", "")
        listed = path in paths or any(at.endswith("/") and path.startswith(at) for at in paths)
        if patch.get("op") != "replace" or not listed:
            raise NotInTheSandboxError(
                f"apigateway:{operation} with patch {patch.get('op')} {path}"
            )
        values[path] = patch.get("value", "")
    return values


def is_true(value: str) -> bool:
    """Read a boolean; patches carry strings only."""
    return value.lower() == "true"
