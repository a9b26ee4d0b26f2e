"""Which certificates CloudFront uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.services import existing

if TYPE_CHECKING:
    from collections.abc import Iterator


def uses(account: str) -> Iterator[tuple[str, str]]:
    """List certificate and user: a distribution, by its ARN, as AWS shows it."""
    for backend in existing("cloudfront", account).values():
        for distribution in backend.distributions.values():
            for certificate in distribution.certificates:
                yield certificate, distribution.arn
