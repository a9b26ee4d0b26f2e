"""Which certificates and networks Classic Load Balancers use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.services import existing

if TYPE_CHECKING:
    from collections.abc import Iterator


def uses(account: str) -> Iterator[tuple[str, str]]:
    """List certificates with the load balancers that serve them."""
    for backend in existing("elb", account).values():
        for load_balancer in backend.load_balancers.values():
            for listener in load_balancer.listeners.values():
                if listener.certificate is not None:
                    yield listener.certificate, load_balancer.arn


def networks(account: str, region: str) -> Iterator[str]:
    """List the subnets and security groups of load balancers."""
    backend = existing("elb", account).get(region)
    for load_balancer in backend.load_balancers.values() if backend else ():
        yield from (subnet.id for subnet in load_balancer.subnets)
        yield from (group.id for group in load_balancer.security_groups)
