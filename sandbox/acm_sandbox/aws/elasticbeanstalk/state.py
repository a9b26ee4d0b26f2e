"""What the operations on applications and environments share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BaseBackend

from acm_sandbox.aws.errors import AwsError

from . import facts, transitions
from .environment import TERMINATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .application import Application
    from .environment import Environment
    from .events import Event

INVALID = "InvalidParameterValue"


class ElasticBeanstalkState(BaseBackend):
    """The applications and environments of one account in one region."""

    changed = False
    """Whether a look has brought an environment further, which a snapshot has to know."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without any."""
        super().__init__(region_name, account_id)
        self.applications: dict[str, Application] = {}
        self.environments: dict[str, Environment] = {}
        """By id, the terminated ones among them."""
        self.events: list[Event] = []

    def application(self, name: str) -> Application:
        """Find an application.

        Raises:
            AwsError: the words are AWS's, as users report them.
        """
        if name not in self.applications:
            raise AwsError(INVALID, f"No Application named '{name}' found.")
        return self.applications[name]

    def all_environments(self) -> Iterator[Environment]:
        """List the environments, each brought up to date."""
        for environment in self.environments.values():
            happened = transitions.refresh(environment)
            if happened:
                self.events += happened
                self.changed = True
            yield environment

    def environment(self, parameters: Mapping[str, Any]) -> Environment:
        """Find the environment of a request, by its id or its name; terminated ones are gone.

        Raises:
            AwsError: the words are AWS's, as users report them; the code of the first is the
                model's.
        """
        wanted_id, name = parameters.get("EnvironmentId"), parameters.get("EnvironmentName")
        if wanted_id is None and name is None:
            raise AwsError(
                "MissingRequiredParameter", "Either EnvironmentName or EnvironmentId is required."
            )
        for environment in self.all_environments():
            if (
                environment.status != TERMINATED
                and wanted_id in {None, environment.id}
                and name in {None, environment.name}
            ):
                return environment
        given = f"EnvironmentId = '{wanted_id}'" if wanted_id else f"EnvironmentName = '{name}'"
        raise AwsError(INVALID, f"No Environment found for {given}.")


def read_tags(tags: Iterable[Mapping[str, str]], *, beside: Mapping[str, str]) -> dict[str, str]:
    """Read tags to be set, beside those that are there.

    Raises:
        AwsError: for a key that AWS keeps to itself, and for more tags than it allows.
    """
    read = {tag["Key"]: tag.get("Value", "") for tag in tags}
    for key in read:
        # guide, "Tagging resources": neither `aws:` nor `elasticbeanstalk:`; the words are mem.
        if key.lower().startswith(("aws:", "elasticbeanstalk:")):
            raise AwsError(INVALID, f"The tag key '{key}' is reserved.")
    if len({**beside, **read}) > facts.MAX_TAGS:
        # model, TooManyTagsException
        raise AwsError(
            "TooManyTagsException",
            f"The number of tags in the resource would exceed {facts.MAX_TAGS}.",
        )
    return read
