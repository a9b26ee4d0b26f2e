"""What a pull request's comments can do, whoever hosts them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

LONGEST_WAIT: Final = 15 * 60
"""Seconds to wait for a rate limit to end: a job is better told than held for an hour."""
UNREADABLE: Final = (AttributeError, KeyError, TypeError, ValueError)
"""What the hosts' libraries raise where an answer is none of the API's: a proxy's page."""


class GoneError(Exception):
    """Raised where a comment was deleted since it was listed, or is somebody else's to edit."""


class HostError(Exception):
    """Raised where the host refuses or does not answer: what it said, and the way out."""


@dataclass(frozen=True)
class Comment:
    """A comment as it is now."""

    id: int
    body: str


class Thread(Protocol):
    """The comments of one pull or merge request."""

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first, however many pages they fill."""

    def create(self, body: str) -> str:
        """Post a comment and return its address."""

    def edit(self, comment: Comment, body: str) -> str:
        """Change a comment and return its address.

        Raises:
            GoneError: it is not there any more, or not ours.
        """
