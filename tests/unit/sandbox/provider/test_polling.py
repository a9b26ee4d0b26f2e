"""Waiting: states, timeouts, cancellation, durations."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import OperationCancelledError, ProviderError
from acm_sandbox.provider.polling import (
    Look,
    format_duration,
    parse_duration,
    retry_while,
    wait_for_state,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _states(*states: str, reason: str = "") -> Callable[[], Look[str]]:
    left = list(states)

    def look() -> Look[str]:
        state = left.pop(0) if len(left) > 1 else left[0]
        return Look(state.lower(), state, reason)

    return look


def _wait(look: Callable[[], Look[str]], timeout: float = 5, *, stopped: bool = False) -> str:
    stop = threading.Event()
    if stopped:
        stop.set()
    return wait_for_state(look, pending=("PENDING",), target="DONE", timeout=timeout, stop=stop)


def test_looks_until_it_is_so() -> None:
    """The value of the last look is the result."""
    assert _wait(_states("PENDING", "DONE")) == "done"


def test_a_timeout() -> None:
    """In the AWS provider's words, with the time as Go writes it."""
    start = time.monotonic()
    with pytest.raises(ProviderError) as told:
        _wait(_states("PENDING"), 0.1)
    assert str(told.value) == (
        "timeout while waiting for state to become 'DONE' (last state: 'PENDING', timeout: 100ms)"
    )
    assert time.monotonic() - start < 1


def test_another_state() -> None:
    """What AWS says of it is told."""
    with pytest.raises(ProviderError) as told:
        _wait(_states("PENDING", "FAILED", reason="CAA_ERROR"))
    assert (
        str(told.value) == "unexpected state 'FAILED', wanted target 'DONE'. last error: CAA_ERROR"
    )


def test_cancelled() -> None:
    """A wait that is stopped ends at once."""
    with pytest.raises(OperationCancelledError, match="cancelled while waiting for state"):
        _wait(_states("PENDING"), 60, stopped=True)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (4500, "1h15m0s"),
        (300, "5m0s"),
        (2, "2s"),
        (2.5, "2.5s"),
        (0.25, "250ms"),
        (0, "0s"),
        (3600, "1h0m0s"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    """They are written as Go writes them and read back."""
    assert format_duration(seconds) == text
    assert parse_duration(text) == seconds


def test_no_duration() -> None:
    """Anything else is refused."""
    with pytest.raises(ProviderError, match='"soon" is not a duration'):
        parse_duration("soon")


class TestRetryWhile:
    """Calling again while AWS refuses."""

    @staticmethod
    def _action(*codes: str) -> Callable[[], str]:
        left = list(codes)

        def act() -> str:
            if left:
                raise ClientError({"Error": {"Code": left.pop(0)}}, "Op")
            return "done"

        return act

    def test_until_it_is_accepted(self) -> None:
        """The answer is what the last call gave."""
        action = self._action("InUse", "NotSeen")
        stop = threading.Event()
        assert retry_while(action, "InUse", "NotSeen", timeout=5, stop=stop) == "done"

    def test_another_refusal(self) -> None:
        """It is told at once."""
        with pytest.raises(ClientError, match="Other"):
            retry_while(self._action("Other"), "InUse", timeout=5, stop=threading.Event())

    @pytest.mark.parametrize("stopped", [False, True])
    def test_the_end(self, stopped: bool) -> None:
        """AWS's last words are the reason, not how long was waited."""
        stop = threading.Event()
        if stopped:
            stop.set()
        action = self._action(*["InUse"] * 9)
        began = time.monotonic()
        with pytest.raises(ClientError, match="InUse"):
            retry_while(action, "InUse", timeout=60 if stopped else 0.3, stop=stop)
        assert time.monotonic() - began < 5
