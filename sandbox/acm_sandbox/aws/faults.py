"""What goes wrong in an AWS that works: no permission, too many calls, a region that is off.

Nothing of it happens by itself. A test adds what it wants to see handled, to a running server:

    server.faults.deny("acm:ListCertificates", region="eu-west-1")
    server.faults.deny("sts:AssumeRole", resource="arn:aws:iam::222222222222:role/audit")
    server.faults.throttle("acm:DescribeCertificate", per_second=10)
    server.faults.throttle("acm:*", calls=3)

A region is switched off in the settings (`Settings.regions_off`), because EC2 has to tell of it,
too. The codes and the words are those that AWS answers in each protocol, see `refusals.py`.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from . import refusals
from .clock import clock
from .inventory import OPERATIONS
from .settings import current as current_settings

if TYPE_CHECKING:
    from datetime import datetime

    from .calls import Call
    from .refusals import Refusal

EVERY = "*"


@dataclass
class Bucket:
    """Tokens for calls, refilled with time: how AWS counts (EC2 guide, "Request throttling").

    It holds one second's worth, and one call at least, as ACM's rates have no burst beside them.
    """

    per_second: float
    tokens: float
    filled_at: datetime = field(default_factory=clock.now)

    def take(self) -> bool:
        """Take one token, if there is one."""
        now = clock.now()
        new = max(0.0, (now - self.filled_at).total_seconds() * self.per_second)
        self.tokens = min(max(1.0, self.per_second), self.tokens + new)
        self.filled_at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


@dataclass
class _Selection:
    """Which calls something is about."""

    action: str
    """As IAM writes actions, such as `acm:Describe*`, with botocore's name of the service."""
    region: str
    account: str
    resource: str

    def holds(self, call: Call) -> bool:
        return (
            fnmatchcase(f"{call.service}:{call.operation}", self.action)
            and fnmatchcase(call.region, self.region)
            and self.account in {EVERY, call.account}
            and (self.resource == EVERY or fnmatchcase(_resource(call), self.resource))
        )


@dataclass
class _Throttle:
    selection: _Selection
    calls: int | None
    """How many calls are still refused; None where the rate decides."""
    per_second: float
    buckets: dict[tuple[str, str, str], Bucket] = field(default_factory=dict)
    """AWS counts each account, region and operation by itself (guide, "Quotas", "API rate")."""

    def refuses(self, call: Call) -> bool:
        if not self.selection.holds(call):
            return False
        if self.calls is not None:
            self.calls -= 1
            return self.calls >= 0
        key = (call.account, call.region, call.operation)
        if key not in self.buckets:
            self.buckets[key] = Bucket(self.per_second, max(1.0, self.per_second))
        return not self.buckets[key].take()


class Faults:
    """The faults of a running local AWS."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._denied: list[_Selection] = []
        self._throttles: list[_Throttle] = []

    def deny(
        self, action: str, *, region: str = EVERY, account: str = EVERY, resource: str = EVERY
    ) -> None:
        """Refuse calls for want of permission.

        Args:
            action: which ones, such as `acm:ListCertificates` or `elbv2:*`.
            region: only there.
            account: only in that account: the caller's.
            resource: only for this one. Known of sts:AssumeRole, whose role it is.
        """
        selection = _selection(action, region, account, resource)
        with self._lock:
            self._denied.append(selection)

    def throttle(
        self,
        action: str,
        *,
        calls: int | None = None,
        per_second: float | None = None,
        region: str = EVERY,
        account: str = EVERY,
    ) -> None:
        """Refuse calls because there are too many.

        Args:
            action: which ones, such as `acm:DescribeCertificate`.
            calls: refuse the next so many, whenever they come.
            per_second: refuse those above this rate, by the movable clock, for each operation,
                account and region.
            region: only there.
            account: only in that account.
        """
        if (calls is None) == (per_second is None):
            raise ValueError("give either the number of calls or a rate")
        if per_second is not None and per_second <= 0:
            raise ValueError(f"per_second is {per_second}: AWS answers some calls at least")
        selection = _selection(action, region, account, EVERY)
        with self._lock:
            self._throttles.append(_Throttle(selection, calls, per_second or 0.0))

    def clear(self) -> None:
        """Let everything work again."""
        with self._lock:
            self._denied.clear()
            self._throttles.clear()

    def refusal(self, call: Call) -> Refusal | None:
        """Tell what AWS would answer to a call instead of doing what it asks for, if anything.

        A throttled call is not looked at, and who calls is asked before what he may.
        """
        with self._lock:
            # All of them: each counts the call.
            if [throttle for throttle in self._throttles if throttle.refuses(call)]:
                return refusals.throttled(call)
            if call.region in current_settings.value.regions_off:
                return refusals.unknown_caller(call)
            if any(selection.holds(call) for selection in self._denied):
                return refusals.denied(call, _resource(call))
        return None


def _selection(action: str, region: str, account: str, resource: str) -> _Selection:
    """Select calls. An action that there is not would never match, and prove nothing."""
    actions = (f"{service}:{name}" for service, names in OPERATIONS.items() for name in names)
    if not any(fnmatchcase(known, action) for known in actions):
        raise ValueError(f"{action!r} is no action of the local AWS, such as acm:ListCertificates")
    return _Selection(action, region, account, resource)


def _resource(call: Call) -> str:
    if call.operation != "AssumeRole":
        return EVERY
    role: str = call.parameters().get("RoleArn", EVERY)
    return role
