"""Names whose DNS is elsewhere: what has to be written there, said as soon as it is known."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from pulumi import Output

from .proof import ISSUED
from .validation import RECORD_TYPE, ValidationRecord, record_of


def tell_external(
    component: pulumi.ComponentResource,
    external: Sequence[str],
    wanted: Output[dict[str, ValidationRecord]],
    statuses: Mapping[str, Output[str]],
) -> None:
    """Say which names are validated elsewhere, and what to write there once ACM has said it.

    `statuses` are those of the certificates by region, empty where `up` waits for them.
    """
    pulumi.log.info(
        f"no hosted zone here holds {', '.join(external)}: validated in DNS elsewhere. If this "
        "program creates the zone, give it in `zones`.",
        component,
    )

    def tell(found: dict[str, Any]) -> None:
        records = [record_of(found["wanted"], each) for each in external]
        lines = [f"{each['name']} {RECORD_TYPE} {each['value']}" for each in records]
        if not statuses:
            # A message each: of a longer one, only the first line is seen while it waits.
            for line in lines:
                pulumi.log.info(f"waits for a record in DNS elsewhere: {line}", component)
            return
        missing = [f"{now} in {region}" for region, now in found["now"].items() if now != ISSUED]
        if missing:
            heading = (
                f"nothing can be attached yet: {', '.join(missing)}. DNS elsewhere has to have:"
            )
            way_out = "Once ACM has seen them, `pulumi up` hands out the ARN."
            pulumi.log.warn("\n  ".join([heading, *lines, way_out]), component)

    Output.all(wanted=wanted, now=Output.all(**statuses)).apply(tell)
