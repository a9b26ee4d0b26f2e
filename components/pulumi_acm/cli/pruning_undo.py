"""What `pulumi-acm prune --undo` shows, asks and does."""

import sys
from pathlib import Path

import typer

from pulumi_acm.audit.accounts import Who
from pulumi_acm.audit.prune_restoring import Restored, restore_all
from pulumi_acm.audit.prune_undo import UndoFile, UndoFileError, read

from .asking import confirm
from .console import notes
from .errors import INCOMPLETE, CliError
from .pruning import hands_of, tell_gaps


def restore_from(path: Path, who: Who, *, yes: bool) -> None:
    """Restore what an undo file has, and note in it what is done."""
    try:
        undo = read(path)
    except UndoFileError as error:
        raise CliError(str(error)) from error
    if undo.cut_off:
        notes().print(f"{undo.cut_off} line(s) are cut off: what they are of was not deleted.")
    if not undo.entries:
        notes().print("There is nothing to be restored.")
        return
    lines = [f"    {each.subject}" for each in undo.entries]
    requested = sum(each.kind == "certificates" for each in undo.entries)
    if requested:
        lines.append(
            f"{requested} certificate(s) will be requested anew, with another ARN and another key: "
            "they have to be validated and attached again."
        )
    confirm("\n".join(["This will be restored:", *lines]), yes=yes)
    hands = hands_of(who)
    tell_gaps(hands.gaps)
    try:
        file = UndoFile(path)
        outcomes = restore_all(undo.entries, hands, file, _tell)
    except UndoFileError as error:
        raise CliError(str(error)) from error
    file.close()
    if not all(each.ok for each in outcomes):
        raise typer.Exit(INCOMPLETE)


def _tell(outcome: Restored) -> None:
    end = "restored" if outcome.ok else "not restored"
    sys.stdout.write(f"{end}: {outcome.entry.subject}: {outcome.how}\n")
    sys.stdout.flush()
