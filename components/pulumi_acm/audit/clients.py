"""Clients of AWS that keep to its rates, and count each request that they send."""

import threading
from collections import Counter
from typing import Any, Final

from botocore.config import Config
from botocore.session import Session

from .rates import Limiter

ATTEMPTS: Final = 8
"""Of one request, before it is given up."""
_CONNECT_SECONDS: Final = 10
_READ_SECONDS: Final = 60  # a page of 500 certificates


class Clients:
    """Makes clients, and knows what was asked by all of them."""

    def __init__(self, attempts: int = ATTEMPTS, limiter: Limiter | None = None) -> None:
        """Begin at zero."""
        self._config = Config(
            retries={"mode": "adaptive", "total_max_attempts": attempts},
            user_agent_extra="pulumi-acm/audit",
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
        )
        self._limiter = limiter or Limiter()
        # Sessions are not made for threads.
        self._making = threading.Lock()
        self._counting = threading.Lock()
        self._sent: Counter[str] = Counter()
        self._meant: Counter[str] = Counter()

    def make(self, session: Session, account: str, service: str, region: str) -> Any:
        """Make a client for one task: those of hundreds of accounts and regions are not kept."""
        with self._making:
            client: Any = session.create_client(service, region_name=region, config=self._config)

        def before_call(model: Any, **_: Any) -> None:
            with self._counting:
                self._meant[f"{service}:{model.name}"] += 1

        def before_send(event_name: str, **_: Any) -> None:
            # Emitted for each attempt, where the other event is for the call as a whole.
            operation = event_name.rpartition(".")[2]
            self._limiter.wait(account, region, service, operation)
            with self._counting:
                self._sent[f"{service}:{operation}"] += 1

        client.meta.events.register("before-call", before_call)
        client.meta.events.register("before-send", before_send)
        return client

    def calls(self) -> dict[str, int]:
        """Return the requests sent so far, by `service:Operation`."""
        with self._counting:
            return dict(sorted(self._sent.items()))

    def retries(self) -> dict[str, int]:
        """Return how many of them were repeated."""
        with self._counting:
            return {
                name: sent - self._meant[name]
                for name, sent in sorted(self._sent.items())
                if sent > self._meant[name]
            }
