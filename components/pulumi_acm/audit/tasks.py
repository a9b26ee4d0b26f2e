"""Readings that run side by side: in accounts, in regions, of services."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from typing import Generic, TypeVar

from .clients import Clients
from .model import Gap  # noqa: TC001  # as the other modules have it
from .progress import Progress, Step
from .reading import Access, Reader

T = TypeVar("T")


@dataclass(frozen=True)
class Task(Generic[T]):
    """What one thread reads, call after call: AWS's rates leave little for two."""

    reader: Reader
    read: Callable[[Reader], T]

    def __call__(self) -> T:
        """Read it."""
        return self.read(self.reader)


class Tasks:
    """Runs tasks, and keeps what they could not read."""

    def __init__(self, clients: Clients, pool: Executor, progress: Progress) -> None:
        """Begin with no gaps."""
        self.clients = clients
        self.pool = pool
        self.gaps: list[Gap] = []
        self._progress = progress

    def new(self, access: Access, region: str | None, read: Callable[[Reader], T]) -> Task[T]:
        """Make a task."""
        return Task(Reader(access, region, self.clients), read)

    def all(self, what: str, tasks: Sequence[Task[T]]) -> list[T]:
        """Run tasks, and return what they have read, in their order."""
        return self.collect(what, tasks, self.start(tasks))

    def start(self, tasks: Sequence[Task[T]]) -> list[Future[T]]:
        """Begin, without waiting."""
        return [self.pool.submit(task) for task in tasks]

    def collect(self, what: str, tasks: Sequence[Task[T]], running: Sequence[Future[T]]) -> list[T]:
        """Wait for what was begun."""
        for done, _ in enumerate(as_completed(running), start=1):
            self._progress(Step(what, done, len(running)))
        for task in tasks:
            self.gaps += task.reader.gaps
        return [each.result() for each in running]
