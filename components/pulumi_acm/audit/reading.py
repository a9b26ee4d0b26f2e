"""Read from one account and region; what fails is a gap, and the rest goes on."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.session import Session

from .clients import Clients
from .gaps import FAILURES, gap
from .model import Gap, Scope

GLOBAL_REGIONS: Final = {
    "aws": "us-east-1",
    "aws-cn": "cn-northwest-1",
    "aws-us-gov": "us-gov-west-1",
}
"""By partition, the region to sign for where a service has none.

https://docs.aws.amazon.com/general/latest/gr/rande.html
"""


def home_region(session: Session) -> str | None:
    """Return where the user works, by the environment or the profile."""
    # botocore reads AWS_DEFAULT_REGION only; Pulumi's provider and the AWS CLI this one, and first.
    return os.environ.get("AWS_REGION") or session.get_config_variable("region")


@dataclass(frozen=True)
class Access:
    """An account that can be read."""

    account: str
    partition: str
    session: Session = field(repr=False)

    @property
    def global_region(self) -> str:
        """The region to sign for where a service has none."""
        return GLOBAL_REGIONS.get(self.partition, "us-east-1")


@dataclass
class Reader:
    """What one task reads with, in one account and region; or in an account, if there is none."""

    access: Access
    region: str | None
    clients: Clients
    gaps: list[Gap] = field(default_factory=list)

    @property
    def scope(self) -> Scope:
        """Where it reads."""
        return Scope(self.access.account, self.region)

    def client(self, service: str) -> Any:
        """Make a client."""
        region = self.region or self.access.global_region
        return self.clients.make(self.access.session, self.access.account, service, region)

    def items(
        self, client: Any, method: str, keys: Sequence[str], what: str, **parameters: Any
    ) -> Iterator[Any]:
        """Yield the items of all pages; where one fails, those of the pages before it.

        Args:
            client: boto3's.
            method: its method, such as `list_hosted_zones`.
            keys: where the items are in a page.
            what: what is missing if it fails.
            parameters: of the operation.
        """
        try:
            yield from pages(client, method, keys, **parameters)
        except FAILURES as error:
            self.missed(error, what, client)

    def missed(self, error: Exception, what: str, client: Any) -> None:
        """Note that something could not be read."""
        self.gaps.append(gap(error, self.scope, what, client.meta.service_model.service_name))


def pages(client: Any, method: str, keys: Sequence[str], **parameters: Any) -> Iterator[Any]:
    """Yield the items of all pages."""
    for page in client.get_paginator(method).paginate(**parameters):
        found = page
        for key in keys:
            found = found.get(key, {})
        yield from found
