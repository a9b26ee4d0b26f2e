"""The regions of AWS, and which of them an account has."""

from __future__ import annotations

from functools import cache

from botocore.loaders import create_loader

# https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html: those launched
# before 2019-03-20, which are on in every account and cannot be switched off. moto takes three more
# for such (af-south-1, ap-southeast-3, eu-south-1).
DEFAULT = frozenset(
    {
        *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1"),
        *("ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1"),
        *("eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1"),
        "us-west-2",
    }
)


@cache
def every() -> tuple[str, ...]:
    """List the regions of AWS itself, without China and the governments'.

    From botocore's data, not by a session: that would read the user's profile, which may not exist.
    """
    partitions = create_loader().load_data("endpoints")["partitions"]
    (aws,) = (partition for partition in partitions if partition["partition"] == "aws")
    return tuple(sorted(aws["regions"]))


@cache
def opt_in() -> frozenset[str]:
    """Give the regions that an account has to opt in to."""
    return frozenset(every()) - DEFAULT
