"""The one clock of the local AWS.

Every rule that depends on time (72 hours to validate, one hour for an idempotency token, 198 days
of validity) asks it, so that a test can move time instead of waiting.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone


class Clock:
    """Wall-clock time plus the offset that a test has moved it by."""

    def __init__(self) -> None:
        """Start at the present."""
        self._offset = timedelta()

    def now(self) -> datetime:
        """Tell the time, in UTC."""
        return datetime.now(timezone.utc) + self._offset

    def advance(self, by: timedelta) -> None:
        """Move time forward: what was about to happen happens at the next call."""
        self._offset += by

    def reset(self) -> None:
        """Come back to the present."""
        self._offset = timedelta()


clock = Clock()
