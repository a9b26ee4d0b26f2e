"""Kill an engine at an exact moment: as it calls AWS."""

import os
import signal
from collections.abc import Callable

from acm_sandbox.aws.journal import Journal


def killing(
    count: Callable[[Journal, str, str, str], None], victims: list[int], operation: str, nth: int
) -> Callable[[Journal, str, str, str], None]:
    """Count calls as the journal does, and kill the engine at the nth of one operation."""
    seen = 0

    def add(journal: Journal, service: str, called: str, region: str) -> None:
        nonlocal seen
        seen += called == operation
        if called == operation and seen == nth:
            os.kill(victims.pop(), signal.SIGKILL)
        count(journal, service, called, region)

    return add
