"""Regions and their partitions."""

import pytest

from pulumi_acm.regions import partition, unknown


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("eu-west-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
    ],
)
def test_partition(region: str, expected: str) -> None:
    """A region's prefix tells its partition."""
    assert partition(region) == expected


def test_unknown_region_with_what_is_meant() -> None:
    """A region that botocore does not know comes with the nearest one that it knows."""
    assert unknown(["eu-west-1", "eu-wset-1"]) == {"eu-wset-1": "eu-west-1"}
    assert unknown(["xx-nowhere-9"]) == {"xx-nowhere-9": None}
