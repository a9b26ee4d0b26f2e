"""What pruning reaches AWS with: the accounts at hand, one client for each service and place."""

from collections.abc import Iterable
from typing import Any

from .clients import Clients
from .model import Gap
from .reading import Access, Reader


class NoAccessError(Exception):
    """Raised where the credentials at hand are not those of an account."""


class Hands:
    """Clients by account, region and service."""

    def __init__(
        self, accesses: Iterable[Access], clients: Clients, gaps: Iterable[Gap] = ()
    ) -> None:
        """Use the accounts that were opened; `gaps` are those that could not be."""
        self.accesses = {each.account: each for each in accesses}
        self.clients = clients
        self.gaps = tuple(gaps)
        self._made: dict[tuple[str, str, str | None], Any] = {}

    def reader(self, account: str, region: str | None) -> Reader:
        """Return what reads in an account and region.

        Raises:
            NoAccessError: nobody has given credentials of the account.
        """
        if account not in self.accesses:
            raise NoAccessError(f"there are no credentials of account {account} here")
        return Reader(self.accesses[account], region, self.clients)

    def client(self, service: str, account: str, region: str | None = None) -> Any:
        """Return a client.

        Raises:
            NoAccessError: nobody has given credentials of the account.
        """
        key = (service, account, region)
        if key not in self._made:
            self._made[key] = self.reader(account, region).client(service)
        return self._made[key]
