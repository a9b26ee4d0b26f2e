"""ListDistributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.cloudfront.support import Cdn


def test_all_are_listed_in_the_order_of_their_creation(cdn: Cdn) -> None:
    """API model, DistributionSummary."""
    made = [cdn.create() for _ in range(3)]
    listed = cdn.client.list_distributions()["DistributionList"]
    assert [item["Id"] for item in listed["Items"]] == made
    shown = cdn.client.get_distribution(Id=made[0])
    assert listed["Items"][0]["ETag"] == shown["ETag"]
    assert listed["Items"][0]["ViewerCertificate"]["CloudFrontDefaultCertificate"] is True


def test_nothing_is_listed_as_nothing(cdn: Cdn) -> None:
    """API model, DistributionList: no Items then."""
    listed = cdn.client.list_distributions()["DistributionList"]
    assert (listed["Quantity"], listed["IsTruncated"], "Items" in listed) == (0, False, False)


def test_page_by_page(cdn: Cdn) -> None:
    """API model, Marker, MaxItems, NextMarker."""
    made = [cdn.create() for _ in range(5)]
    pages = cdn.client.get_paginator("list_distributions").paginate(
        PaginationConfig={"PageSize": 2}
    )
    found = [[item["Id"] for item in page["DistributionList"]["Items"]] for page in pages]
    assert found == [made[:2], made[2:4], made[4:]]
    with refused("InvalidArgument"):
        cdn.client.list_distributions(Marker="none")
