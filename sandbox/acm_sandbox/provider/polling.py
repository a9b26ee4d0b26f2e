"""Waiting for AWS: states, timeouts in Go's words, and waits that end when they are told to."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import OperationCancelledError, ProviderError, error_code

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Collection

T = TypeVar("T")

# The AWS provider waits seconds between two looks; a local AWS answers at once.
_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 2.0
_GROWTH: Final = 1.5

PROPAGATION_TIMEOUT: Final = 5.0
"""How long to try again what depends on a thing that another service may not have seen yet.

The AWS provider does so for one to five minutes. A local AWS has no such delay: some seconds show
the behaviour, and what really is not there is told soon.
"""

_UNITS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


@dataclass(frozen=True)
class Look(Generic[T]):
    """What a look at AWS found: the object and the state it is in."""

    value: T
    state: str
    reason: str = ""
    """Why it is in that state, if AWS says so."""


def wait_for_state(
    look: Callable[[], Look[T]],
    *,
    pending: Collection[str],
    target: str,
    timeout: float,
    stop: threading.Event,
) -> T:
    """Look again and again until the state is `target`.

    Raises:
        ProviderError: when the time is up or the state is neither `target` nor one of `pending`,
            in the AWS provider's words.
        OperationCancelledError: when `stop` is set.
    """
    deadline = time.monotonic() + timeout
    pause = _FIRST_PAUSE
    while True:
        found = look()
        if found.state == target:
            return found.value
        if found.state not in pending:
            last = f" last error: {found.reason}" if found.reason else ""
            raise ProviderError(
                f"unexpected state '{found.state}', wanted target '{target}'.{last}",
            )
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise ProviderError(
                f"timeout while waiting for state to become '{target}' "
                f"(last state: '{found.state}', timeout: {format_duration(timeout)})",
            )
        if stop.wait(min(pause, remaining)):
            raise OperationCancelledError(
                f"cancelled while waiting for state to become '{target}' "
                f"(last state: '{found.state}')",
            )
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)


def retry_while(
    action: Callable[[], T],
    *codes: str,
    timeout: float,
    stop: threading.Event,
) -> T:
    """Call AWS again as long as it refuses with one of these codes.

    Raises:
        ClientError: AWS's last refusal, when the time is up or the wait is told to end: it is the
            reason, not how long was waited. Any other error at once.
    """
    refusals: list[ClientError] = []

    def attempt() -> Look[T | None]:
        try:
            return Look(action(), "accepted")
        except ClientError as error:
            if error_code(error) not in codes:
                raise
            refusals.append(error)
            return Look(None, "refused")

    try:
        accepted = wait_for_state(
            attempt,
            pending=("refused",),
            target="accepted",
            timeout=timeout,
            stop=stop,
        )
    except ProviderError:
        raise refusals[-1] from None
    return cast("T", accepted)


def format_duration(seconds: float) -> str:
    """Write a duration as Go does: `1h15m0s`, `5m0s`, `2s`, `500ms`."""
    if 0 < seconds < 1:
        return f"{round(seconds * 1000)}ms"
    whole = int(seconds)
    fraction = f"{seconds - whole:.3f}"[1:].rstrip("0").rstrip(".")
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    text = f"{second}{fraction}s"
    if hours:
        return f"{hours}h{minutes}m{text}"
    return f"{minutes}m{text}" if minutes else text


def parse_duration(text: str) -> float:
    """Read a duration as Go writes it: `1h15m`, `90s`."""
    if not re.fullmatch(r"(?:\d+(?:\.\d+)?(?:ms|[hms]))+", text):
        raise ProviderError(f'"{text}" is not a duration such as "1h30m"')
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|[hms])", text)
    return sum(float(number) * _UNITS[unit] for number, unit in parts)
