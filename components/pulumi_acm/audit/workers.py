"""Threads for what is asked of AWS and of DNS."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def workers(number: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads for a block.

    Where it ends in an error, or by Ctrl-C, nobody waits: what has not begun never does.
    """
    pool = ThreadPoolExecutor(number)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
