"""The comments of a GitHub pull request, through PyGithub."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import Final

import urllib3
from github import Auth, Github, GithubException, GithubRetry, RateLimitExceededException
from github.Issue import Issue
from requests.exceptions import RequestException

from .place import Place
from .thread import LONGEST_WAIT, UNREADABLE, Comment, GoneError, HostError

_ATTEMPTS: Final = 6
_PAGE: Final = 100
"""https://docs.github.com/en/rest/issues/comments"""
_ODD: Final = "GitHub: the answer is none of GitHub's API; look at GITHUB_API_URL, or at a proxy"
_GONE: Final = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class _Retry(GithubRetry):
    """PyGithub's, which waits as long as a Retry-After says, whatever `max_rate_limit_wait` is."""

    def get_retry_after(self, response: urllib3.BaseHTTPResponse) -> float | None:
        seconds = super().get_retry_after(response)
        if seconds is not None and seconds > LONGEST_WAIT:
            raise HostError(f"GitHub: {response.status}, come again in {seconds:.0f} seconds")
        return seconds


class GithubThread:
    """The comments of one pull request: for the API, an issue."""

    def __init__(self, place: Place) -> None:
        """Ask nothing yet."""
        self._place = place

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first."""
        with _said():
            for found in self._read.get_comments():
                yield Comment(found.id, found.body or "")

    def create(self, body: str) -> str:
        """Post a comment."""
        with _said():
            address: str | None = self._write.create_comment(body).html_url
        if not address:
            raise HostError(_ODD)
        return address

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
        return self._issue(_Retry(total=_ATTEMPTS, max_rate_limit_wait=LONGEST_WAIT))

    @cached_property
    def _write(self) -> Issue:
        # Nothing but rate limits: after a 502 nobody knows whether the comment is there, and a
        # second try would post it twice.
        return self._issue(
            _Retry(
                total=_ATTEMPTS,
                max_rate_limit_wait=LONGEST_WAIT,
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
    except UNREADABLE as error:
        raise HostError(_ODD) from error
