"""Which certificates stacks manage, by their states (`pulumi stack export`). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pulumi_acm.preview.arns import CERTIFICATE_ARN

from .model import Gap, Inventory, Ownership
from .unread import hides

_CERTIFICATE: Final = "aws:acm/certificate:Certificate"


def ownership(inventory: Inventory, states: Iterable[Mapping[str, Any]]) -> dict[str, Ownership]:
    """Return by ARN what stacks manage, what they do not, and what they have that is gone.

    What a state has where nothing was read, or not all, may well be there.
    """
    given = list(states)
    if not given:
        return {}
    managed = {arn for state in given for arn in managed_arns(state)}
    found: dict[str, Ownership] = {
        each.arn: "managed" if each.arn in managed else "unmanaged"
        for each in inventory.certificates
    }
    hiding = [each for each in inventory.gaps if hides(each)]
    for arn in sorted(managed - found.keys()):
        found[arn] = "gone" if _was_read(arn, inventory, hiding) else "unread"
    return found


def managed_arns(state: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ARNs of the certificates that a stack manages.

    Not those that it only reads (`Certificate.get`), nor the old ones that it is about to delete.
    """
    for each in (state.get("deployment") or {}).get("resources") or []:
        if each.get("type") != _CERTIFICATE or each.get("external") or each.get("delete"):
            continue
        # The AWS provider has the ARN as the id, too, and an id is never a secret.
        if CERTIFICATE_ARN.fullmatch(str(each.get("id", ""))):
            yield each["id"]


def _was_read(arn: str, inventory: Inventory, hiding: Iterable[Gap]) -> bool:
    found = CERTIFICATE_ARN.fullmatch(arn)
    if found is None:
        return False
    account, region = found["account"], found["region"]
    return (
        account in inventory.accounts
        and region in inventory.regions
        and not any(
            each.scope.account == account and each.scope.region in (region, None) for each in hiding
        )
    )
