"""Ask before something is changed."""

import sys

import typer

from .console import notes
from .errors import USAGE, CliError


def confirm(question: str, *, yes: bool) -> None:
    """Ask on stderr, unless the answer is given already.

    Raises:
        CliError: the answer is no, or there is nobody to ask.
    """
    if yes:
        return
    notes().print(question, markup=False)
    if not sys.stdin.isatty():
        raise CliError("nobody can be asked here: say --yes if you mean it", USAGE)
    if not typer.confirm("Go on?", err=True):
        raise CliError("nothing was changed", USAGE)
