"""What AWS fixes about renewal, and where the audit draws its lines: each with its source."""

from collections.abc import Mapping
from typing import Final

RENEWAL_DAYS: Final = 45
"""Days before a public certificate expires when ACM begins to renew it.

https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
"""
PRIVATE_RENEWAL_DAYS: Final = 60
"""The same for a certificate of a private CA, which needs no validation.

https://docs.aws.amazon.com/acm/latest/userguide/renew-private-cert.html
"""
PRIVATE_NAME_SERVERS: Final = frozenset(
    {
        "ns-0.awsdns-00.com",
        "ns-512.awsdns-00.net",
        "ns-1024.awsdns-00.org",
        "ns-1536.awsdns-00.co.uk",
    }
)
"""Name servers of all private hosted zones: whoever is told of them asks within a VPC.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html
"""
OVERDUE_DAYS: Final = 30
"""Days before expiry when AWS sends its first event that a renewal needs somebody.

https://docs.aws.amazon.com/acm/latest/userguide/supported-events.html
"""
REIMPORT_DAYS: Final = 30
"""Days before expiry when to import again, unless the user says otherwise: ours."""
URGENT_DAYS: Final = 15
CRITICAL_DAYS: Final = 7
"""AWS's next events: what still needs somebody then is urgent (the same page)."""

DESCRIBED_MAX: Final = 1000
"""Certificates described at most, unless told otherwise: 100 seconds in one account and region."""

PENDING_HOURS: Final = 24
"""Hours after which a request is pending for too long: ours.

With its records in place ACM takes up to 30 minutes, and it gives up after 72 hours.
https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-DNS-pending.html
"""

QUOTA_PERCENT: Final = 80
"""Per cent of a quota above which it is worth to ask for more: ours."""

WEAK_KEYS: Final[Mapping[str, str]] = {
    "RSA_1024": (
        "browsers refuse RSA keys below 2,048 bits "
        "(https://cabforum.org/working-groups/server/baseline-requirements/requirements/, 6.1.5)"
    ),
    "EC_secp521r1": (
        "Chrome and what else is built on BoringSSL do not offer P-521 in TLS "
        "(https://boringssl.googlesource.com/boringssl/+/"
        "e9fc3e547e557492316932b62881c3386973ceb2)"
    ),
}
"""Key algorithms that ACM imports and clients refuse, with the reason."""
