"""Pages of the two Elastic Load Balancing APIs, which both have Marker and PageSize."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Item = TypeVar("Item")

# model (both): PageSize.
PAGE = 400


def page(items: Sequence[Item], parameters: Mapping[str, Any]) -> tuple[Sequence[Item], str | None]:
    """Cut the page out that a request asks for; give it with the marker of the next.

    Raises:
        AwsError: ValidationError for a marker that no page had.
    """
    marker = parameters.get("Marker", "0")
    if not marker.isdecimal() or int(marker) > len(items):
        raise AwsError("ValidationError", f"{marker!r} is not a valid marker")
    first = int(marker)
    last = first + parameters.get("PageSize", PAGE)
    return items[first:last], str(last) if last < len(items) else None
