"""What happened when, so that a certificate is what it would be had somebody looked all the time.

Nothing runs in the background: a certificate is brought up to date when somebody looks. Between two
changes of the local AWS, its DNS and what uses its certificates are the same at every moment. So it
is enough to know when the last change was, and to bring all certificates up to date before the next
one: where the clock was moved by 100 days at once, a record that was mended on the 50th day has
renewed a certificate on that day, and one that was removed on that day has not lost it the renewal
of the day before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws import usage
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.services import backends

from .moments import current as moments
from .validation import refresh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .state import State


def settle() -> bool:
    """Bring all certificates up to date with how things were until now; tell if any changed."""
    moments.settled_at = clock.now()
    changed = False
    for backend in _backends():
        in_use = usage.index(backend.account_id)
        for certificate in backend.certificates.values():
            changed |= refresh(certificate, in_use)
    return changed


def _backends() -> Iterator[State]:
    for regions in list(backends("acm").values()):
        yield from list(regions.values())
