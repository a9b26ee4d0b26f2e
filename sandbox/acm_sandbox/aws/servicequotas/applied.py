"""What a quota is at this moment: asked by Service Quotas and by whoever enforces it."""

from __future__ import annotations

from acm_sandbox.aws.services import existing, is_called
from acm_sandbox.aws.settings import current as current_settings

from . import facts


def value(account: str, region: str, code: str) -> float:
    """Give the quota of an account in a region: as granted, as set for a test, or the default."""
    granted = _granted(account, region).get(code)
    if granted is not None:
        return granted
    settings = current_settings.value
    if code == facts.NAMES_PER_CERTIFICATE and code not in settings.quotas:
        return settings.names_per_certificate
    return settings.quotas.get(code, facts.QUOTAS[code].default)


def _granted(account: str, region: str) -> dict[str, float]:
    if not is_called("service-quotas"):
        return {}
    backend = existing("service-quotas", account).get(region)
    granted: dict[str, float] = backend.granted if backend else {}
    return granted
