"""The moments at which the local AWS changed: what `history.py` needs to know of the past."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from acm_sandbox.aws.clock import clock

if TYPE_CHECKING:
    from datetime import datetime

# So that a burst of changes does not look at every certificate again and again. ACM's own rules
# are about hours and days.
_WHILE = timedelta(minutes=1)


@dataclass
class Moments:
    """When DNS, or the users of certificates, last changed; until now they are as they are."""

    changed_at: datetime = field(default_factory=clock.now)
    settled_at: datetime = field(default_factory=clock.now)
    """When all certificates were last brought up to date."""

    def begin(self, at: datetime | None = None) -> None:
        """Begin with an empty AWS, or with one from a snapshot, which last changed then."""
        self.changed_at = self.settled_at = at or clock.now()

    def is_due(self) -> bool:
        """Tell whether certificates have to be brought up to date before anything else happens."""
        return abs(clock.now() - self.settled_at) >= _WHILE


current = Moments()
