"""Which certificates and networks load balancers use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.services import existing

if TYPE_CHECKING:
    from collections.abc import Iterator


def uses(account: str) -> Iterator[tuple[str, str]]:
    """List certificates with the load balancers that serve them."""
    for backend in existing("elbv2", account).values():
        for listener in backend.listeners.values():
            for certificate in listener.certificates():
                yield certificate["CertificateArn"], listener.load_balancer


def networks(account: str, region: str) -> Iterator[str]:
    """List the subnets and security groups of load balancers."""
    backend = existing("elbv2", account).get(region)
    for load_balancer in backend.load_balancers.values() if backend else ():
        yield from (subnet.id for subnet in load_balancer.subnets)
        yield from load_balancer.security_groups
