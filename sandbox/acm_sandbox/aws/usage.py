"""Which services use a certificate: asked of the services, never remembered.

Whoever attaches, changes, detaches or deletes has then nothing to tell ACM, and nothing can be
forgotten: what a service shows is what ACM says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module

from .services import is_called

Uses = Callable[[str], Iterator[tuple[str, str]]]
"""For an account: the ARN of a certificate and that of a resource which uses it, pair by pair.

A pair may come twice. Asking must not make a backend that is not there yet.
"""

SOURCES: tuple[str, ...] = (
    "elbv2",
    "elb",
    "apigateway",
    "apigatewayv2",
    "cloudfront",
    "elasticbeanstalk",
)
"""The services that can use certificates: each has a module `uses` with a function `uses`."""


_asking = ContextVar("asking", default=False)


def is_being_asked() -> bool:
    """Tell whether a service is being asked, which may look at certificates to answer."""
    return _asking.get()


def index(account: str) -> dict[str, list[str]]:
    """List the users of every certificate of an account that has any, in one pass."""
    users: dict[str, dict[str, None]] = {}
    with _asking_services():
        for uses in _asked():
            for certificate, user in uses(account):
                users.setdefault(certificate, {})[user] = None
    return {certificate: list(found) for certificate, found in users.items()}


def users_of(account: str, arn: str) -> list[str]:
    """List the users of one certificate."""
    return index(account).get(arn, [])


@contextmanager
def _asking_services() -> Iterator[None]:
    token = _asking.set(True)
    try:
        yield
    finally:
        _asking.reset(token)


def _asked() -> Iterator[Uses]:
    """Find whom to ask: a service that was never called uses nothing, and costs nothing."""
    for service in SOURCES:
        if is_called(service):
            uses: Uses = import_module(f"{__package__}.{service}.uses").uses
            yield uses
