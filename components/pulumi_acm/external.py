"""Names whose DNS is elsewhere: what has to be written there, said as soon as it is known."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from pulumi import Output

from .failures import PENDING, Seen
from .looking import if_known
from .names import validation_name
from .validation import RECORD_TYPE, ValidationRecord, record_of

_CHECK = "`pulumi-acm records --check` says which are missing"


def tell_external(
    component: pulumi.ComponentResource,
    external: Sequence[str],
    wanted: Output[dict[str, ValidationRecord]],
    seen: Mapping[str, Output[Any]],
    *,
    waits: bool,
    other_account: bool,
) -> None:
    """Say which names are validated elsewhere, and what to write there once ACM has said it.

    `seen` is the status of the certificates by region, as far as it is known.
    """
    where = "of the DNS provider's account" if other_account else "here"
    pulumi.log.info(
        f"no hosted zone {where} holds {', '.join(external)}: validated in DNS elsewhere. If this "
        "program creates the zone, give it in `zones`; if another AWS account has it, there are "
        "`dns_provider` and ValidationRecords.",
        component,
    )

    def tell(found: dict[str, Any]) -> None:
        pending = _pending(found["now"], waits=waits)
        if not pending:
            return
        lines = [
            f"{each['name']} {RECORD_TYPE} {each['value']}"
            for each in (record_of(found["wanted"], name) for name in external)
            if _is_missing(each["domain"], pending)
        ]
        if waits and lines:
            # A message each: of a longer one, only the first line is seen while it waits. The hint
            # comes first, because the last message is the one that stays.
            pulumi.log.info(f"waits until ACM has seen what follows; {_CHECK}", component)
            for line in lines:
                pulumi.log.info(f"waits for a record in DNS elsewhere: {line}", component)
        elif not waits:
            statuses = ", ".join(f"{PENDING} in {region}" for region in pending)
            heading = f"nothing can be attached yet: {statuses}. DNS elsewhere has to have:"
            way_out = f"Once ACM has seen them, `pulumi up` hands out the ARN; {_CHECK}."
            pulumi.log.warn("\n  ".join([heading, *lines, way_out]), component)

    now = Output.all(**{region: if_known(each) for region, each in seen.items()})
    Output.all(wanted=wanted, now=now).apply(tell)


def _pending(now: Mapping[str, Seen | None], *, waits: bool) -> dict[str, Seen | None]:
    """Return the certificates that are not issued, as far as is known.

    Of an update that waits, everything may be unknown: then it is said what it may wait for.
    """
    unknown = waits and not pulumi.runtime.is_dry_run()
    return {
        region: seen
        for region, seen in now.items()
        if (unknown if seen is None else seen.status == PENDING)
    }


def _is_missing(domain: str, pending: Mapping[str, Seen | None]) -> bool:
    """Tell whether some certificate may still lack the record of a name."""
    return any(
        seen is None
        or seen.unproved is None
        or domain in {validation_name(name) for name in seen.unproved}
        for seen in pending.values()
    )
