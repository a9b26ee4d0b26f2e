"""Our backends in moto's place.

moto finds the backend of a service in a `BackendDict`, which makes one for each account and region.
Replacing the class that it makes gives our rules to everything that looks there: our own
operations, and moto's other services, which look up `moto.acm.models.acm_backends`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.acm.models import acm_backends
from moto.core.base_backend import BackendDict, BaseBackend
from moto.route53.models import route53_backends
from moto.utilities.utils import get_partition

from .acm.authority import Authority
from .acm.authority import current as current_authority
from .acm.backend import AcmBackend
from .errors import NotInTheSandboxError
from .route53.backend import Route53Backend

if TYPE_CHECKING:
    from collections.abc import Mapping

# Any: a BackendDict is declared for moto's own class.
OURS: Mapping[str, tuple[BackendDict[Any], type[BaseBackend]]] = {
    "acm": (acm_backends, AcmBackend),
    "route53": (route53_backends, Route53Backend),
}


def install() -> None:
    """Begin with an empty AWS, of our backends."""
    BackendDict.reset()
    for backends, ours in OURS.values():
        backends.backend = ours
        backends.clear()
    current_authority.value = Authority()


def backend(service: str, account: str, region: str, *, regional: bool) -> BaseBackend:
    """Find our backend of a service.

    Raises:
        NotInTheSandboxError: for a region that AWS does not run the service in.
    """
    of_account = OURS[service][0][account]
    key = region if regional else get_partition(region)
    if key not in of_account:
        raise NotInTheSandboxError(f"{service} in region {region!r}")
    found: BaseBackend = of_account[key]
    return found
