"""How much of ACM's quotas a region has used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pulumi_acm.limits import NAMES_QUOTA_CODE

from .model import Certificate, Quota
from .reading import Reader

_YEAR: Final = timedelta(days=365)
_PAGE: Final = 100


@dataclass(frozen=True)
class _Counted:
    """What counts towards a quota."""

    used: Callable[[Sequence[Certificate], datetime], int]
    at_least: bool = False


def _requested(certificates: Iterable[Certificate]) -> list[Certificate]:
    # Not those of a private CA, nor those that ACME clients have requested; expired ones do count.
    return [
        each
        for each in certificates
        if each.type == "AMAZON_ISSUED" and each.key_pair_origin != "ACME"
    ]


def _imported(certificates: Iterable[Certificate]) -> list[Certificate]:
    return [each for each in certificates if each.type == "IMPORTED"]


def _lately(moments: Iterable[datetime | None], now: datetime) -> int:
    return sum(moment is not None and now - moment <= _YEAR for moment in moments)


_COUNTED: Final[Mapping[str, _Counted]] = {
    "L-F141DD1D": _Counted(lambda found, _: len(_requested(found))),
    "L-DA1D8B98": _Counted(
        lambda found, now: _lately((each.created_at for each in _requested(found)), now),
        at_least=True,
    ),
    NAMES_QUOTA_CODE: _Counted(
        lambda found, _: max((len(each.names) for each in _requested(found)), default=0)
    ),
    "L-D2CB7DE9": _Counted(lambda found, _: len(_imported(found))),
    "L-3808DC70": _Counted(
        lambda found, now: _lately((each.imported_at for each in _imported(found)), now),
        at_least=True,
    ),
}
"""By the codes of Service Quotas, what counts.

https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
"""


def quotas(certificates: Sequence[Certificate], now: datetime, reader: Reader) -> list[Quota]:
    """Read a region's quotas, in one listing, and count what is used of them."""
    listed = reader.items(
        reader.client("service-quotas"),
        "list_service_quotas",
        ["Quotas"],
        "quotas",
        ServiceCode="acm",
        MaxResults=_PAGE,
    )
    return [
        Quota(
            scope=reader.scope,
            code=each["QuotaCode"],
            name=each["QuotaName"],
            limit=int(each["Value"]),
            used=_COUNTED[each["QuotaCode"]].used(certificates, now),
            at_least=_COUNTED[each["QuotaCode"]].at_least,
        )
        for each in listed
        if each["QuotaCode"] in _COUNTED and "Value" in each
    ]
