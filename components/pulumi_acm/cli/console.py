"""How commands print tables and notes."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of rich's markup, none of them broken: what is cut in two cannot be copied."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*row)
    # As wide as it has to be; without the spaces at the end, which a terminal would wrap as well.
    console = Console(width=10_000, highlight=False)
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def notes() -> Console:
    """Return the console for what is beside the answer: stderr."""
    return Console(stderr=True, highlight=False, soft_wrap=True)
