"""What the user sees while the engine is being built: on stderr, alive on a terminal."""

import contextlib
import time
from collections.abc import Iterator
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from typing_extensions import Self


class Step(Protocol):
    """A piece of work that takes a while."""

    def update(self, detail: str) -> None:
        """Show what is being done at this moment; seen on a terminal only."""


class _Step:
    def __init__(self, console: Console, title: str) -> None:
        self._title = title
        self._status = console.status(escape(title)) if console.is_terminal else None

    def update(self, detail: str) -> None:
        if self._status:
            self._status.update(f"{escape(self._title)} [dim]{escape(detail[:60])}[/dim]")

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()


class Progress:
    """Lines and live steps on stderr."""

    def __init__(self) -> None:
        """Write to the stderr of this moment."""
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)

    def note(self, text: str) -> None:
        """Say something in a line of its own."""
        self._console.print(escape(text))

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Say that a piece of work begins, and how long it took when it is done."""
        if not self._console.is_terminal:
            self.note(f"{title} ...")
        began = time.monotonic()
        with _Step(self._console, title) as step:
            yield step
        self.note(f"{title}: done in {_duration(time.monotonic() - began)}")


def _duration(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.0f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
