"""ARNs of certificates, and of what serves them."""

import re
from typing import Any, Final

CERTIFICATE_ARN: Final = re.compile(
    r"arn:[a-z-]+:acm:(?P<region>[a-z0-9-]+):(?P<account>\d{12}):certificate/[\w-]+"
)
_LISTENER: Final = re.compile(
    r"(arn:[^:]+:elasticloadbalancing:[^:]*:[^:]*:)listener(/\w+/[^/]+/[^/]+)"
)


def certificate_region(arn: str | None) -> str | None:
    """Return the region in a certificate's ARN."""
    found = CERTIFICATE_ARN.fullmatch(arn or "")
    return found["region"] if found else None


def certificate_account(arn: str | None) -> str | None:
    """Return the account in a certificate's ARN."""
    found = CERTIFICATE_ARN.fullmatch(arn or "")
    return found["account"] if found else None


def load_balancer_of(listener: Any) -> str | None:
    """Return the ARN of the load balancer that a listener's ARN names.

    ACM's InUseBy has load balancers, not listeners.
    """
    found = _LISTENER.match(listener) if isinstance(listener, str) else None
    return f"{found[1]}loadbalancer{found[2]}" if found else None


def is_someone_elses(arn: str, account: str) -> bool:
    """Tell whether an ARN is in another account: what AWS runs for an API Gateway domain is."""
    parts = arn.split(":")
    return len(parts) > len(("arn", "partition", "service", "region")) and parts[4] != account
