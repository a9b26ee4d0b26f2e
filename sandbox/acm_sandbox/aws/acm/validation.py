"""When a certificate becomes what it becomes: issued, timed out, renewed, expired.

Nothing runs in the background: the state is brought up to date whenever somebody looks, which
cannot be told from a timer, and needs none. See `history.py` for how it is right at every moment.
"""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING

from acm_sandbox.aws import usage
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.route53.lookup import cname
from acm_sandbox.aws.settings import current as current_settings

from . import caa, facts, migration, renewal
from .certificate import EMAIL, FAILED, ISSUED, PENDING, TIMED_OUT
from .moments import current as moments
from .names import base, validation_record

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from .certificate import Certificate


def refresh(certificate: Certificate, in_use: Container[str] | None = None) -> bool:
    """Bring a certificate's status up to date; tell whether that changed it.

    Args:
        certificate: the certificate.
        in_use: the ARNs of the account's certificates that something uses, where they are known.
    """
    before = _state(certificate)
    now, since = clock.now(), max(moments.changed_at, certificate.created_at)
    if certificate.status == PENDING:
        _validate(certificate, now, since)
    migrated = migration.is_under_way(certificate) and migration.refresh(
        certificate, proved=has_records(certificate), since=since
    )
    # A service that is asked who uses a certificate may look at it: renewal waits for the answer.
    if certificate.status == ISSUED and not usage.is_being_asked():
        renewal.live(
            certificate,
            renewal.Present(
                now,
                since,
                in_use=lambda: _is_used(certificate, in_use),
                is_proved=lambda name: is_proved(certificate.account, name),
            ),
        )
    return migrated or _state(certificate) != before


def _state(certificate: Certificate) -> tuple[object, ...]:
    return (
        certificate.status,
        certificate.proved_at,
        certificate.serial,
        copy(certificate.renewal),
    )


def _validate(certificate: Certificate, now: datetime, since: datetime) -> None:
    """Issue a pending certificate, or give up on it, at the moment that it was time to."""
    deadline = certificate.created_at + facts.VALIDATION_TIMEOUT
    if certificate.proved_at is None and since <= deadline and _all_proved(certificate):
        certificate.proved_at = max((since, *certificate.approvals.values()))
    if certificate.proved_at is None:
        if now >= deadline:
            certificate.status = TIMED_OUT
        return
    at = certificate.proved_at + timedelta(seconds=current_settings.value.issue_delay)
    if now < at:
        return
    if all(map(caa.allows, certificate.names)):
        certificate.status, certificate.issued_at = ISSUED, at
    else:
        certificate.status, certificate.failure_reason = FAILED, caa.ERROR


def _is_used(certificate: Certificate, in_use: Container[str] | None) -> bool:
    if in_use is None:
        in_use = usage.index(certificate.account)
    return certificate.arn in in_use


def _all_proved(certificate: Certificate) -> bool:
    if certificate.validation_method == EMAIL:
        # Each name by itself, a wildcard and its apex too (guide, "Email validation").
        return certificate.approvals.keys() >= set(certificate.names)
    return has_records(certificate)


def has_records(certificate: Certificate) -> bool:
    """Tell whether the public DNS proves every name of a certificate."""
    proved = {base(name) for name in certificate.names}
    return all(is_proved(certificate.account, name) for name in proved)


def is_proved(account: str, name: str) -> bool:
    """Tell whether the record of a name can be seen in the public DNS, with the right value."""
    record = validation_record(account, name)
    seen: str | None = record.name
    for _ in range(facts.CNAME_CHAIN):
        seen = seen and cname(seen)
        if seen == record.value:
            return True
    return False
