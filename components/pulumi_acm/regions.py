"""AWS regions: their partitions, and whether a name is likely to be one."""

import difflib
from collections.abc import Iterable

from .limits import CLOUDFRONT_REGION, PARTITION_PREFIXES


def partition(region: str) -> str:
    """Return the AWS partition of a region."""
    for prefix, name in PARTITION_PREFIXES.items():
        if region.startswith(prefix):
            return name
    return "aws"


def with_cloudfront(regions: list[str], *, asked: bool) -> list[str]:
    """Return the regions of a certificate, with CloudFront's where it is asked for."""
    return [*regions, CLOUDFRONT_REGION] if asked and CLOUDFRONT_REGION not in regions else regions


def unknown(regions: Iterable[str]) -> dict[str, str | None]:
    """Return the regions that the installed botocore does not know, with what may be meant.

    It is no proof: AWS opens regions, and an older botocore has not heard of them.
    """
    # Here and not above: boto3's data is needed only by a program that names its regions.
    from botocore.loaders import create_loader  # noqa: PLC0415

    partitions = create_loader().load_data("partitions")["partitions"]
    known = [region for each in partitions for region in each["regions"]]
    return {
        region: next(iter(difflib.get_close_matches(region, known, n=1)), None)
        for region in regions
        if region not in known
    }


def doubts(regions: Iterable[str]) -> list[str]:
    """Return a warning for each region that is likely to be a typing error."""
    return [
        f"{region} is not a region that botocore knows"
        + (f'; did you mean "{meant}"?' if meant else "")
        for region, meant in unknown(regions).items()
    ]
