"""The notes of a GitLab merge request, through python-gitlab."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import Any, Final

import gitlab
from gitlab.exceptions import GitlabError
from requests import Response
from requests.exceptions import RequestException

from .place import Place
from .thread import LONGEST_WAIT, UNREADABLE, Comment, GoneError, HostError

_PAGE: Final = 100
"""https://docs.gitlab.com/api/rest/#pagination"""
_READING: Final[dict[str, Any]] = {"retry_transient_errors": True, "max_retries": 5}
"""What is repeated for three seconds; what writes is not."""
_TIMEOUT: Final = 30.0
"""Seconds: python-gitlab has none of its own."""
_ODD: Final = "GitLab: the answer is none of GitLab's API; look at CI_SERVER_URL, or at a proxy"
_GONE: Final = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


class GitlabThread:
    """The notes of one merge request."""

    def __init__(self, place: Place) -> None:
        """Ask nothing yet."""
        self._place = place

    def comments(self) -> Iterator[Comment]:
        """Yield all notes, the oldest first."""
        with _said():
            notes = self._request.notes.list(
                iterator=True,
                per_page=_PAGE,
                order_by="created_at",
                sort="asc",
                **_READING,
            )
            for note in notes:
                yield Comment(note.id, note.body or "")

    def create(self, body: str) -> str:
        """Post a note."""
        with _said():
            return self._address(self._request.notes.create({"body": body}).id)

    def edit(self, comment: Comment, body: str) -> str:
        """Change a note; another author's is not ours to change."""
        with _said():
            try:
                self._request.notes.update(comment.id, {"body": body})
            except GitlabError as error:
                if error.response_code in _GONE:
                    raise GoneError from None
                raise
            return self._address(comment.id)

    @cached_property
    def _request(self) -> Any:
        # Rate limits (429) are waited for by the library; other errors are repeated where
        # nothing is written.
        client = gitlab.Gitlab(self._place.url, private_token=self._place.token, timeout=_TIMEOUT)
        client.session.hooks["response"].append(_patient)
        project = client.projects.get(self._place.repository, lazy=True)
        return project.mergerequests.get(self._place.number, **_READING)

    def _address(self, note: int) -> str:
        return f"{self._request.web_url}#note_{note}"


def _patient(response: Response, *_: Any, **__: Any) -> None:
    """Stop at a rate limit that holds for too long, or says when in another way than in seconds."""
    wait = response.headers.get("Retry-After", "0")
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and not (
        wait.isdigit() and int(wait) <= LONGEST_WAIT
    ):
        raise HostError(f"GitLab: 429, come again after {wait}")


@contextmanager
def _said() -> Iterator[None]:
    """Say what GitLab said."""
    try:
        yield
    except GitlabError as error:
        if error.response_code is None:
            raise HostError(_ODD) from error
        hint = ""
        if error.response_code in (HTTPStatus.UNAUTHORIZED, *_GONE):
            hint = "; GITLAB_TOKEN needs the scope api (the job's own token may not write notes)"
        raise HostError(f"GitLab: {error.response_code} {error.error_message}{hint}") from None
    except RequestException as error:
        raise HostError(f"GitLab does not answer: {error}") from None
    except UNREADABLE as error:
        raise HostError(_ODD) from error
