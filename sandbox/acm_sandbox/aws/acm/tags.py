"""The rules of tags on certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.errors import AwsError

from . import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def checked_tags(
    tags: Iterable[Mapping[str, str]], *, beside: Mapping[str, str | None] | None = None
) -> dict[str, str | None]:
    """Read tags to be set, beside those that are there.

    Raises:
        AwsError: for a key or a value that AWS reserves, and for more tags than it allows.
    """
    read = {tag["Key"]: tag.get("Value") for tag in tags}
    for key, value in read.items():
        # model: InvalidTagException, "you cannot specify a tag value that begins with aws:".
        if key.lower().startswith("aws:") or (value or "").lower().startswith("aws:"):
            raise AwsError(
                "InvalidTagException", f"{key}: aws: prefixed tag key names are not allowed"
            )
    if len({**(beside or {}), **read}) > facts.MAX_TAGS:
        raise AwsError(
            "TooManyTagsException",
            "The request contains too many tags. Try the request again with fewer tags.",
        )
    return read
