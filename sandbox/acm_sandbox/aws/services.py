"""The services of the local AWS, as data: whose code answers each, and by which rules.

A service is a package of this one, of the same name as in botocore without hyphens, with

- `operations`: what it has, for the inventory; data only, always imported;
- `backend`: the code, whose `BACKENDS` keeps one backend for each account and region; imported when
  the service is first called, so that nobody pays for services that they do not use;
- `uses`, where it can use certificates: see `usage.py`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BackendDict

if TYPE_CHECKING:
    from collections.abc import Mapping

# moto declares a BackendDict for its own class of the service.
Backends = BackendDict[Any]


@dataclass(frozen=True)
class Service:
    """How the calls of a service are answered."""

    constraint_error: str | None
    """The code of an error for parameters that break the model's constraints.

    None where moto's server parses, checks and answers; `BACKENDS` is then what it looks into.
    """


SERVICES: Mapping[str, Service] = {
    "acm": Service("ValidationException"),
    "apigateway": Service("BadRequestException"),
    "apigatewayv2": Service("BadRequestException"),
    "cloudfront": Service("MalformedXML"),
    "ec2": Service(None),
    "elasticbeanstalk": Service("ValidationError"),
    "elb": Service("ValidationError"),
    "elbv2": Service("ValidationError"),
    "organizations": Service("InvalidInputException"),
    "route53": Service("InvalidInput"),
    "service-quotas": Service("IllegalArgumentException"),
}
"""The services that have a package; STS, which needs no rules, is moto's as it is."""


def module(service: str, name: str) -> str:
    """Name a module of a service's package."""
    return f"{__package__}.{service.replace('-', '')}.{name}"


def backends(service: str) -> Backends:
    """Give the backends of a service, by account and region."""
    found: Backends = import_module(module(service, "backend")).BACKENDS
    return found


def existing(service: str, account: str) -> dict[str, Any]:
    """Give the backends that an account has by now, by region: looking makes none."""
    accounts = backends(service)
    return dict(accounts[account]) if account in accounts else {}


def called() -> list[str]:
    """List the services that were called, in this process or in the one of the snapshot."""
    return [service for service in SERVICES if is_called(service)]


def is_called(service: str) -> bool:
    """Tell whether a service may hold anything: without its code it cannot."""
    return module(service, "backend") in sys.modules
