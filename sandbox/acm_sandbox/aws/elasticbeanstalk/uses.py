"""Which certificates Elastic Beanstalk uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.services import existing

if TYPE_CHECKING:
    from collections.abc import Iterator


def uses(account: str) -> Iterator[tuple[str, str]]:
    """List certificate and user: the load balancer of an environment, as AWS shows it."""
    for backend in existing("elasticbeanstalk", account).values():
        for environment in backend.all_environments():
            if environment.load_balancer:
                for certificate in environment.certificates:
                    yield certificate, environment.load_balancer
