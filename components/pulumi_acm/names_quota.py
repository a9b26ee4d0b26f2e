"""More names than an account may have in one certificate: what is wrong, and the two ways out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from .limits import NAMES_QUOTA_CODE
from .problems import Problem
from .splitting import split

_NEXT_LINE: Final = "\n      "


def too_many(domains: Sequence[str], quotas: Mapping[int, str], at: str = "") -> Iterator[Problem]:
    """Yield the problem of having more names than a quota allows.

    `quotas` are numbers of names, each with where it holds or comes from.
    """
    exceeded = {most: where for most, where in sorted(quotas.items()) if len(domains) > most}
    if not exceeded:
        return
    least = min(exceeded)
    allowed = ", and ".join(f"{most} ({where})" for most, where in exceeded.items())
    lists = [json.dumps(each) for each in split(domains, least)]
    yield Problem(
        f"{at}domains",
        f"{len(domains)} names, the primary one included, where one certificate may have "
        f"{allowed}: quota {NAMES_QUOTA_CODE}. Either several certificates, such as"
        + "".join(f"{_NEXT_LINE}{each}" for each in lists)
        + f"\n    or a higher quota: pulumi-acm quota --request {len(domains)}",
    )


def unreadable(reason: str) -> str:
    """Return why AWS's own number is taken where the account's cannot be read."""
    return (
        f"what AWS gives every account, as this one's quota cannot be read: {reason}; allow "
        "servicequotas:GetServiceQuota, or say it: names_quota"
    )
