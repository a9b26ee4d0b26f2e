"""When a certificate becomes what it becomes: issued, timed out, expired.

Nothing runs in the background: the state is brought up to date whenever somebody looks, which
cannot be told from a timer, and needs none.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.route53.lookup import cname
from acm_sandbox.aws.settings import current as current_settings

from . import facts
from .certificate import EXPIRED, ISSUED, PENDING, TIMED_OUT
from .names import base, validation_record

if TYPE_CHECKING:
    from .certificate import Certificate


def refresh(certificate: Certificate) -> bool:
    """Bring a certificate's status up to date; tell whether that changed it."""
    now = clock.now()
    before = certificate.status, certificate.proved_at
    if certificate.status == PENDING:
        if certificate.proved_at is None and _all_proved(certificate):
            certificate.proved_at = now
        delay = timedelta(seconds=current_settings.value.issue_delay)
        if certificate.proved_at is not None and now >= certificate.proved_at + delay:
            certificate.status = ISSUED
            certificate.issued_at = now
        elif now >= certificate.created_at + facts.VALIDATION_TIMEOUT:
            certificate.status = TIMED_OUT
    elif certificate.status == ISSUED and certificate.not_after and now > certificate.not_after:
        certificate.status = EXPIRED
    return (certificate.status, certificate.proved_at) != before


def _all_proved(certificate: Certificate) -> bool:
    proved = {base(name) for name in certificate.names}
    return all(_is_proved(certificate.account, name) for name in proved)


def _is_proved(account: str, name: str) -> bool:
    """Tell whether the record of a name can be seen in the public DNS, with the right value."""
    record = validation_record(account, name)
    seen: str | None = record.name
    for _ in range(facts.CNAME_CHAIN):
        seen = seen and cname(seen)
        if seen == record.value:
            return True
    return False
