"""What a Certificate says while it is planned and made: who has to approve, what is dead."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws
from pulumi import Output

from . import approvals
from .exceptions import subject
from .failures import PENDING, Seen, is_dead, obituary, replace_command
from .looking import if_known


def tell_dead(
    component: pulumi.ComponentResource,
    certificates: Mapping[str, aws.acm.Certificate],
    seen: Mapping[str, Output[Any]],
) -> None:
    """Warn of certificates that ACM has given up, with the command that replaces them.

    A warning and no error: an update that replaces one of them has to get through its preview.
    """

    def tell(found: dict[str, Any]) -> None:
        lines: list[str] = []
        urns: list[str] = []
        for region, (status, arn, urn) in found.items():
            if is_dead(status) and arn:
                lines += obituary(status, region, arn)
                urns.append(urn)
        if urns:
            heading = f"{subject(component)} has certificates that ACM has given up:"
            way_out = f"Then request anew: {replace_command(urns)}"
            pulumi.log.warn("\n  ".join([heading, *lines, way_out]), component)

    Output.all(
        **{
            region: Output.all(if_known(seen[region]), if_known(each.arn), each.urn)
            for region, each in certificates.items()
        }
    ).apply(tell)


def tell_mail(
    component: pulumi.ComponentResource,
    wanted: Sequence[approvals.Approval],
    seen: Mapping[str, Output[Seen]],
    *,
    waits: bool,
) -> None:
    """Say who has to approve, when a certificate is to be requested and as long as it is pending.

    In a preview, nothing is known of one that is to be requested: that is how it is recognised.
    """

    def tell(found: Mapping[str, Seen | None]) -> None:
        new = [region for region, each in found.items() if each is None]
        if new:
            _warn(component, _to_be_sent(wanted, new), waits=False)
        pending = {
            region: each
            for region, each in found.items()
            if each is not None and each.status == PENDING
        }
        if pending:
            _warn(component, _unanswered(wanted, pending), waits=waits)

    Output.all(**{region: if_known(each) for region, each in seen.items()}).apply(tell)


def _to_be_sent(wanted: Sequence[approvals.Approval], regions: Sequence[str]) -> list[str]:
    heading = (
        f"approvals by mail that will be needed: {len(wanted) * len(regions)}, one for each name "
        f"in {', '.join(regions)}. It is a new request, so every name has to be approved, even if "
        "it was before; look into the spam folders, too:"
    )
    return [heading, *approvals.lines(wanted)]


def _unanswered(wanted: Sequence[approvals.Approval], pending: Mapping[str, Seen]) -> list[str]:
    lines = [
        f"{region}, {line}"
        for region, seen in pending.items()
        for line in approvals.lines(wanted, seen)
    ]
    heading = (
        f"not issued yet; approvals by mail that are missing: {len(lines)}. Look into the spam "
        "folders, too; `pulumi-acm resend-email` sends the mails again:"
    )
    return [heading, *lines, "Once all are approved, `pulumi up` hands out the ARN."]


def _warn(component: pulumi.ComponentResource, lines: Sequence[str], *, waits: bool) -> None:
    if waits:
        # A message each: of a longer one, only the first line is seen while it waits.
        for line in lines[:-1]:
            pulumi.log.warn(line, component)
        return
    pulumi.log.warn("\n  ".join(lines), component)
