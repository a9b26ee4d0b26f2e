"""What AWS's people do about requests for more: for tests, since nobody works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.clock import clock

from . import facts
from .backend import BACKENDS

if TYPE_CHECKING:
    from .backend import ServiceQuotasBackend
    from .requests import ChangeRequest


def decide(request_id: str, status: str = facts.APPROVED) -> None:
    """Close a request, or open a support case for it (`CASE_OPENED`).

    Approved, the quota is what was asked for, at once and in the region of the request only.

    Raises:
        LookupError: where there is no such request.
        ValueError: for what AWS's people cannot do.
    """
    backend, request = _found(request_id)
    if not request.is_open:
        raise ValueError(f"request {request_id} is {request.status} already")
    if status not in facts.CLOSED | facts.OPEN:
        raise ValueError(f"{status!r} is no status of a request: see the API model, RequestStatus")
    most = request.quota.most
    if status == facts.APPROVED:
        if most is not None and request.desired > most:
            raise ValueError(f"AWS grants at most {most:g} of {request.quota.name!r}")
        backend.granted[request.code] = request.desired
    if status == "CASE_OPENED":
        request.case = request_id[:10]
    request.status = status
    request.updated = clock.now()


def _found(request_id: str) -> tuple[ServiceQuotasBackend, ChangeRequest]:
    for regions in list(BACKENDS.values()):
        for backend in regions.values():
            if request_id in backend.requests:
                return backend, backend.requests[request_id]
    raise LookupError(f"there is no request {request_id}")
