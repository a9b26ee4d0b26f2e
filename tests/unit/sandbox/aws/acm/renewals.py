"""What the tests of renewal share: the days that matter, and how to break and mend a record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.support import delete, upsert

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

# ACM guide, "Characteristics and limitations" and "Managed renewal".
VALIDITY, WINDOW = 198, 45
# The first day on which a certificate that was issued today may be renewed.
START = VALIDITY - WINDOW


def advance(days: float) -> None:
    """Move time forward."""
    clock.advance(timedelta(days=days))


def zone(world: World) -> str:
    """Give the id of the only zone."""
    return world.route53.list_hosted_zones()["HostedZones"][0]["Id"]


def damage(world: World, arn: str, name: str = "www.example.com") -> tuple[str, str]:
    """Delete the record of a name; give what to mend it with."""
    record = world.records(arn)[name]
    world.change(zone(world), delete(record[0], "CNAME", record[1]))
    return record


def mend(world: World, record: tuple[str, str]) -> None:
    """Write a record."""
    world.change(zone(world), upsert(record[0], "CNAME", record[1]))


def statuses(summary: Any) -> dict[str, str]:
    """Give the status of each name's validation."""
    return {
        option["DomainName"]: option["ValidationStatus"]
        for option in summary["DomainValidationOptions"]
    }
