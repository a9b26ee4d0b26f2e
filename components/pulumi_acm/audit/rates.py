"""How often AWS may be asked: its published rates, and a limiter that keeps to them."""

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rate:
    """Requests in a second, and how many may come at once after a pause."""

    per_second: float
    at_once: float


_ACM: Final = {
    "DescribeCertificate": 10,
    "GetCertificate": 10,
    "ListCertificates": 8,
    "SearchCertificates": 5,
}
RATES: Final[Mapping[tuple[str, str], Rate]] = {
    # For each account, region and operation:
    # https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html#api-rate-limits
    **{("acm", operation): Rate(rate, rate) for operation, rate in _ACM.items()},
    # For each account, all operations together:
    # https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html
    ("route53", ""): Rate(10, 50),
}
"""By service and operation, or by service; AWS publishes none for the others that are asked."""


class Limiter:
    """Makes threads wait until they may go on."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Begin with full buckets."""
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._even: dict[Hashable, float] = {}
        """When each bucket is full again."""

    def wait(self, account: str, region: str, service: str, operation: str) -> None:
        """Wait until a request may be sent, and count it."""
        rate, key = RATES.get((service, operation)), (account, region, service, operation)
        if rate is None:
            rate, key = RATES.get((service, "")), (account, "", service, "")
        if rate is None:
            return
        with self._lock:
            now = self._clock()
            even = max(self._even.get(key, now), now) + 1 / rate.per_second
            self._even[key] = even
        delay = even - now - rate.at_once / rate.per_second
        if delay > 0:
            self._sleep(delay)
