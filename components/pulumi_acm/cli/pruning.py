"""What `pulumi-acm prune` shows, asks and does."""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer

from pulumi_acm.audit.accounts import Who, opened
from pulumi_acm.audit.clients import Clients
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.model import Certificate, Gap, Inventory
from pulumi_acm.audit.prune import plan
from pulumi_acm.audit.prune_deleting import Outcome, delete_all
from pulumi_acm.audit.prune_hands import Hands
from pulumi_acm.audit.prune_looking import Looker
from pulumi_acm.audit.prune_model import Candidate, Plan, Terms
from pulumi_acm.audit.prune_undo import UndoFile, UndoFileError
from pulumi_acm.audit.unread import mattering

from .asking import confirm
from .console import notes
from .errors import FOUND, INCOMPLETE, CliError

_NAMES = {"records": "validation record", "certificates": "certificate", "sni": "SNI entry"}
_DESCRIBED_MAX = 100_000
"""Names that are not known would be names that are not needed."""


def prune_all(
    terms: Terms, who: Who, regions: tuple[str, ...], undo: Path | None, *, yes: bool
) -> None:
    """Show what nothing needs, and delete it where there is to be an undo file."""
    inventory = take(
        Wanted(
            who=who,
            regions=regions,
            attachments=bool(terms.kinds & {"sni", "certificates"}),
            quotas=False,
            described_max=_DESCRIBED_MAX,
        )
    )
    found = plan(inventory, terms)
    _show(found, inventory)
    incomplete = bool(found.unjudged or mattering(inventory.gaps))
    if not found.candidates:
        notes().print("Nothing was found that is not needed.")
        if incomplete:
            raise typer.Exit(INCOMPLETE)
        return
    if undo is None:
        notes().print("Nothing was deleted: --delete does it, after a question.")
        raise typer.Exit(FOUND)
    confirm(_question(found.candidates, undo, terms), yes=yes)
    outcomes = _delete(found.candidates, inventory, who, undo)
    if incomplete or any(each.end == "failed" for each in outcomes):
        raise typer.Exit(INCOMPLETE)


def hands_of(who: Who) -> Hands:
    """Open the accounts; what is of others is left alone, one by one."""
    clients = Clients()
    with ThreadPoolExecutor() as pool:
        accesses, gaps = opened(who, clients, pool)
    return Hands(accesses, clients, gaps)


def _delete(
    candidates: list[Candidate], inventory: Inventory, who: Who, path: Path
) -> list[Outcome]:
    hands = hands_of(who)
    try:
        undo = UndoFile(path)
        outcomes = delete_all(candidates, Looker(inventory, hands), hands, undo, _tell)
    except UndoFileError as error:
        raise CliError(f"{error}: nothing more was deleted") from error
    undo.close()
    deleted = sum(each.end == "deleted" for each in outcomes)
    notes().print(
        f"{deleted} of {len(outcomes)} deleted. To have them back: pulumi-acm prune --undo {path}",
        markup=False,
    )
    return outcomes


def _question(candidates: list[Candidate], path: Path, terms: Terms) -> str:
    counts = [
        f"{number} {name}(s)"
        for kind, name in _NAMES.items()
        if (number := sum(each.kind == kind for each in candidates))
    ]
    lines = [f"{', '.join(counts)} will be deleted, and {path} will have what undoes it."]
    certificates = [each.thing for each in candidates if isinstance(each.thing, Certificate)]
    if certificates:
        lines.append(
            "A certificate cannot be restored: its private key is gone with it. --undo requests "
            "another one of the same names, which has to be validated again."
        )
    if any(each.type == "IMPORTED" for each in certificates):
        lines.append(
            "An imported one can only be imported anew, by whoever has its private key: ACM does "
            "not give it back."
        )
    if any(each.kind == "records" for each in candidates):
        lines.append(
            "If an account that was not read has certificates of these records' names, they will "
            "not renew any more. Nor will those that Amplify, App Runner or Lightsail keeps."
        )
    if not terms.managed:
        lines.append(
            "No stack was named (--stack, --from): what one manages would be deleted behind its "
            "back."
        )
    return "\n".join(lines)


def _show(found: Plan, inventory: Inventory) -> None:
    for each in found.candidates:
        lines = [f"{_NAMES[each.kind]} {each.subject}", *(f"    {line}" for line in each.proof)]
        sys.stdout.write("\n".join(lines) + "\n")
    console = notes()
    for spared in found.spared:
        console.print(f"stays: {_NAMES[spared.kind]} {spared.subject}: {spared.why}", markup=False)
    for unjudged in found.unjudged:
        console.print(
            f"not judged: {_NAMES[unjudged.kind]} {unjudged.subject}: {unjudged.why}", markup=False
        )
    tell_gaps(inventory.gaps)


def tell_gaps(gaps: Iterable[Gap]) -> None:
    """Say what could not be read."""
    for gap in mattering(gaps):
        where = " ".join(each for each in (gap.scope.account, gap.scope.region) if each)
        hint = f" ({gap.hint})" if gap.hint else ""
        notes().print(f"not read: {gap.what} in {where}: {gap.error}{hint}", markup=False)


def _tell(outcome: Outcome) -> None:
    """Say what became of a thing, as it happens: whoever breaks it off knows what is done."""
    candidate = outcome.candidate
    why = f": {outcome.why}" if outcome.why else ""
    sys.stdout.write(f"{outcome.end}: {_NAMES[candidate.kind]} {candidate.subject}{why}\n")
    sys.stdout.flush()
