"""Run one command as a shell would: its terminal, its signals, its exit status."""

import contextlib
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType

from .errors import SandboxError

NOT_EXECUTABLE = 126
NOT_FOUND = 127
SIGNAL_BASE = 128

_Handler = Callable[[int, FrameType | None], None]


class CommandError(SandboxError):
    """A command cannot be started; ``status`` is what a shell would return."""

    def __init__(self, message: str, status: int) -> None:
        """Say why, and with which exit status."""
        super().__init__(message)
        self.status = status


def run_command(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command to its end and return its exit status: 128 + the signal if one ended it.

    Ctrl-C reaches the command by itself, from the terminal: this process only waits. Signals that
    are sent to this process alone, to end it, are passed on.

    Raises:
        CommandError: there is no such command, or it cannot be executed.
    """
    started: list[subprocess.Popen[bytes]] = []
    early: list[int] = []

    def pass_on(number: int, _frame: FrameType | None) -> None:
        if started:
            started[0].send_signal(number)
        else:
            early.append(number)  # the command may be running already, but is not known here yet

    def ignore(_number: int, _frame: FrameType | None) -> None:
        """Do nothing; a handler and not SIG_IGN, which the command would inherit."""

    handlers = {signal.SIGINT: ignore, signal.SIGTERM: pass_on, signal.SIGHUP: pass_on}
    with _handling(handlers):
        try:
            process = subprocess.Popen(list(command), env=dict(environment))
        except FileNotFoundError:
            raise CommandError(f"{command[0]}: command not found", NOT_FOUND) from None
        except OSError as error:
            raise CommandError(f"{command[0]}: {error.strerror}", NOT_EXECUTABLE) from None
        started.append(process)
        for number in early:
            process.send_signal(number)
        status = process.wait()
    return status if status >= 0 else SIGNAL_BASE - status


@contextlib.contextmanager
def _handling(handlers: Mapping[signal.Signals, _Handler]) -> Iterator[None]:
    before = {}
    for number, handler in handlers.items():
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
