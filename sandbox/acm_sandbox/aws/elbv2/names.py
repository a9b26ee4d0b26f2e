"""The names that users give to load balancers and target groups, and the ARNs made of them."""

from __future__ import annotations

import re
import secrets

from acm_sandbox.aws.errors import AwsError

from .facts import NAME_LENGTH

_CHARACTERS = re.compile(r"[A-Za-z0-9-]+")


def check(name: str, *, what: str) -> None:
    """Refuse a name that AWS does not allow (model: CreateLoadBalancer.Name).

    Raises:
        AwsError: ValidationError, as users report the words of AWS.
    """
    if len(name) > NAME_LENGTH:
        problem = f"cannot be longer than '{NAME_LENGTH}' characters"
    elif not _CHARACTERS.fullmatch(name):
        problem = "can only contain characters that are alphanumeric characters and hyphens(-)"
    elif name.startswith("-") or name.endswith("-"):
        problem = "cannot begin or end with '-'"
    elif what == "load balancer" and name.startswith("internal-"):
        problem = "cannot begin with 'internal-'"
    else:
        return
    raise AwsError("ValidationError", f"The {what} name '{name}' {problem}")


def new_id() -> str:
    """Make the id that ends an ARN."""
    return secrets.token_hex(8)
