"""Which certificates the custom domain names use, whatever API they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.services import existing

if TYPE_CHECKING:
    from collections.abc import Iterator


def uses(account: str) -> Iterator[tuple[str, str]]:
    """List certificate and user: not the domain name, but what AWS serves it by."""
    for backend in existing("apigateway", account).values():
        for domain in backend.domain_names.values():
            for certificate in domain.certificates:
                for user in domain.users:
                    yield certificate, user
