"""ListDistributions: order and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from . import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .distribution import Distribution


def page(distributions: Iterable[Distribution], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Select one page of the distributions; a marker is the id of the last one before it."""
    ordered = sorted(distributions, key=lambda distribution: distribution.number)
    marker = parameters.get("Marker", "")
    size = int(parameters.get("MaxItems", facts.PAGE))
    if marker:
        numbers = {distribution.id: distribution.number for distribution in ordered}
        if marker not in numbers:
            raise AwsError("InvalidArgument", f"{marker!r} is no marker that this list has given.")
        ordered = [item for item in ordered if item.number > numbers[marker]]
    shown = ordered[:size]
    answer: dict[str, Any] = {
        "Marker": marker,
        "MaxItems": size,
        "IsTruncated": len(ordered) > size,
        "Quantity": len(shown),
    }
    if shown:
        answer["Items"] = [distribution.summary() for distribution in shown]
    if len(ordered) > size:
        answer["NextMarker"] = shown[-1].id
    return {"DistributionList": answer}
