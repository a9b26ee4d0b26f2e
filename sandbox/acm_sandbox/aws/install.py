"""Our backends in moto's place.

moto finds the backend of a service in a `BackendDict`, which makes one for each account and region.
Replacing the class that it makes gives our rules to everything that looks there: our own
operations, and moto's other services, which look up `moto.acm.models.acm_backends`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.base_backend import BackendDict
from moto.utilities.utils import get_partition

from .acm.authority import Authority
from .acm.authority import current as current_authority
from .acm.moments import current as moments
from .errors import NotInTheSandboxError
from .services import backends, called

if TYPE_CHECKING:
    from moto.core.base_backend import BaseBackend


def install() -> None:
    """Begin with an empty AWS."""
    for service in called():
        # Before moto does it, which would make each backend anew only to drop it.
        backends(service).clear()
    BackendDict.reset()
    current_authority.value = Authority()
    moments.begin()


def backend(service: str, account: str, region: str, *, regional: bool) -> BaseBackend:
    """Find our backend of a service.

    Raises:
        NotInTheSandboxError: for a region that AWS does not run the service in.
    """
    of_account = backends(service)[account]
    key = region if regional else get_partition(region)
    if key not in of_account:
        raise NotInTheSandboxError(f"{service} in region {region!r}")
    found: BaseBackend = of_account[key]
    return found
