"""Threads that nobody waits for once something has gone wrong."""

import threading

import pytest

from pulumi_acm.audit.workers import workers


def test_what_was_begun_is_waited_for() -> None:
    """Where all is well."""
    done: list[int] = []
    with workers(2) as pool:
        for number in range(4):
            pool.submit(done.append, number)
    assert sorted(done) == [0, 1, 2, 3]


def test_an_interrupt_waits_for_nobody() -> None:
    """Not for what runs, which may be waiting for AWS; and what has not begun never does."""
    go_on, begun = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        go_on.wait()

    with pytest.raises(KeyboardInterrupt), workers(1) as pool:  # noqa: PT012  # what it is about
        running, waiting = pool.submit(wait), pool.submit(wait)
        begun.wait()
        raise KeyboardInterrupt
    assert (running.done(), waiting.cancelled()) == (False, True)
    go_on.set()
