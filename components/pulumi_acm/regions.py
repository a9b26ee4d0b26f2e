"""AWS regions: their partitions, and whether a name is likely to be one."""

import difflib
from collections.abc import Iterable

from .limits import PARTITION_PREFIXES


def partition(region: str) -> str:
    """Return the AWS partition of a region."""
    for prefix, name in PARTITION_PREFIXES.items():
        if region.startswith(prefix):
            return name
    return "aws"


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
