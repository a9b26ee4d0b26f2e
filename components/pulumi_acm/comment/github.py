"""The comments of a GitHub pull request, through PyGithub."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import Final

from github import Auth, Github, GithubException, GithubRetry, RateLimitExceededException
from github.Issue import Issue
from requests.exceptions import RequestException

from .place import Place
from .thread import Comment, GoneError, HostError

_ATTEMPTS: Final = 6
_LONGEST_WAIT: Final = 15 * 60.0
"""Seconds to wait for a rate limit to end: a job is better told than held for an hour."""
_PAGE: Final = 100
"""https://docs.github.com/en/rest/issues/comments"""
_GONE: Final = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class GithubThread:
    """The comments of one pull request: for the API, an issue."""

    def __init__(self, place: Place) -> None:
        """Ask nothing yet."""
        self._place = place

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first."""
        with _said():
            for found in self._read.get_comments():
                yield Comment(found.id, found.body)

    def create(self, body: str) -> str:
        """Post a comment."""
        with _said():
            return self._write.create_comment(body).html_url

    def edit(self, comment: Comment, body: str) -> str:
        """Change a comment; another author's is not ours to change."""
        with _said():
            try:
                found = self._write.get_comment(comment.id)
                found.edit(body)
            except RateLimitExceededException:
                raise  # a 403, too, but not about this comment
            except GithubException as error:
                if error.status in _GONE:
                    raise GoneError from None
                raise
            return found.html_url

    @cached_property
    def _read(self) -> Issue:
        return self._issue(GithubRetry(total=_ATTEMPTS, max_rate_limit_wait=_LONGEST_WAIT))

    @cached_property
    def _write(self) -> Issue:
        # Nothing but rate limits: after a 502 nobody knows whether the comment is there, and a
        # second try would post it twice.
        return self._issue(
            GithubRetry(
                total=_ATTEMPTS,
                max_rate_limit_wait=_LONGEST_WAIT,
                status_forcelist=[HTTPStatus.TOO_MANY_REQUESTS],
                allowed_methods=["GET", "POST", "PATCH"],
            )
        )

    def _issue(self, retry: GithubRetry) -> Issue:
        github = Github(
            auth=Auth.Token(self._place.token),
            base_url=self._place.url,
            retry=retry,
            per_page=_PAGE,
            lazy=True,
        )
        return github.get_repo(self._place.repository).get_issue(self._place.number)


@contextmanager
def _said() -> Iterator[None]:
    """Say what GitHub said."""
    try:
        yield
    except GithubException as error:
        message = error.data.get("message") if isinstance(error.data, dict) else error.data
        hint = ""
        if error.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
            hint = (
                "; the token needs `pull-requests: write` (a pull request from a fork has a token "
                "that may only read)"
            )
        raise HostError(f"GitHub: {error.status} {message}{hint}") from None
    except RequestException as error:
        raise HostError(f"GitHub does not answer: {error}") from None
