"""The judgement of an audit: from what was read to forecasts, findings and ownership. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from .case import Case, by_certificate
from .evidence import Seen, Served
from .facts import REIMPORT_DAYS
from .findings import findings
from .forecast import Evidence, forecast
from .joining import ownership
from .model import Audit, Inventory
from .probe import Probe

SeenByArn: TypeAlias = Mapping[str, Mapping[str, Seen]]
"""By the certificate's ARN, then by the name that is validated, without an asterisk."""
ProbeByArn: TypeAlias = Mapping[str, Mapping[str, Probe]]
"""By the certificate's ARN, then by its names."""


def audit(
    inventory: Inventory,
    seen: SeenByArn,
    probes: ProbeByArn | None,
    today: date,
    states: Iterable[Mapping[str, Any]] = (),
    *,
    reimport_days: int = REIMPORT_DAYS,
) -> Audit:
    """Judge an inventory.

    Args:
        inventory: what AWS has.
        seen: what was seen of the validation records; what is not there is unknown.
        probes: what connections to the names were given; None: none was tried.
        today: the day to judge for, in UTC.
        states: exports of the stacks whose certificates these may be.
        reimport_days: how many days before its expiry an import is to be imported again.
    """
    attached = by_certificate(inventory)
    forecasts = {
        each.arn: forecast(
            each,
            Evidence(
                seen=seen.get(each.arn, {}),
                served=None if probes is None else _served(probes.get(each.arn, {})),
                attached=each.arn in attached,
            ),
            today,
            reimport_days=reimport_days,
        )
        for each in inventory.certificates
    }
    case = Case(inventory, forecasts, seen, today)
    return Audit(
        inventory=inventory,
        forecasts=tuple(forecasts.values()),
        findings=findings(case),
        ownership=ownership(inventory, states),
    )


def _served(probed: Mapping[str, Probe]) -> dict[str, Served]:
    return {name: each.outcome for name, each in probed.items()}
