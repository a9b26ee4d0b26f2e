"""What is in a network and keeps it from being deleted: asked of the services, never remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from acm_sandbox.aws.services import is_called

Networks = Callable[[str, str], Iterator[str]]
"""For an account and a region: the ids of the subnets and security groups that are used."""

SOURCES: tuple[str, ...] = ("elbv2", "elb")
"""The services that are in networks: each has a module `uses` with a function `networks`."""


def are_there(account: str, region: str, network: str) -> bool:
    """Tell whether anything is in a subnet or has a security group."""
    for service in SOURCES:
        if is_called(service):
            networks: Networks = import_module(f"acm_sandbox.aws.{service}.uses").networks
            if network in networks(account, region):
                return True
    return False
