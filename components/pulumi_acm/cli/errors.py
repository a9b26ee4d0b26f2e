"""How a command ends when it does not end well: its exit status, and one message."""

from typing import Final

FOUND: Final = 1
"""It ran, and what it was asked to look for is there: a missing record, a dangerous change."""
USAGE: Final = 2
"""It was called wrongly; typer uses the same."""
INCOMPLETE: Final = 3
"""It could not find out, or not all of it: AWS, DNS, the engine or a file did not answer."""
INTERRUPTED: Final = 130
"""By Ctrl-C, as shells have it; typer uses the same."""


class CliError(Exception):
    """Ends a command with a message on stderr and an exit status."""

    def __init__(self, message: str, status: int = INCOMPLETE) -> None:
        """Say what is wrong and what to do about it."""
        super().__init__(message)
        self.status = status
