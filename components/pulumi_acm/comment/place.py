"""Which pull request a comment goes to, by what the CI system says of itself. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

_GITHUB_REF: Final = re.compile(r"refs/pull/(\d+)/")
GITHUB_API: Final = "https://api.github.com"
GITLAB: Final = "https://gitlab.com"


class NoPlaceError(Exception):
    """Raised with all that is missing to know where a comment goes."""


@dataclass(frozen=True)
class Place:
    """A pull request (GitHub) or merge request (GitLab)."""

    host: Literal["github", "gitlab"]
    url: str
    """GitHub's API, or the GitLab instance."""
    repository: str
    """`owner/name`, or GitLab's project id or path."""
    number: int
    token: str = field(repr=False)


def place_of(
    environment: Mapping[str, str],
    *,
    repository: str | None = None,
    number: int | None = None,
) -> Place:
    """Return where to comment: what is given goes before what the CI system says.

    GitHub Actions: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
    GitLab CI: https://docs.gitlab.com/ci/variables/predefined_variables/

    Raises:
        NoPlaceError: something is missing; the message lists all of it.
    """
    if environment.get("GITLAB_CI") or environment.get("GITLAB_TOKEN"):
        return _place(
            "gitlab",
            environment.get("CI_SERVER_URL") or GITLAB,
            {
                "the project (--repository, or CI_PROJECT_ID)": repository
                or environment.get("CI_PROJECT_ID"),
                "the number of the merge request (--number, or CI_MERGE_REQUEST_IID)": number
                or environment.get("CI_MERGE_REQUEST_IID"),
                # The token of the job itself may not write notes.
                "a token with the scope api (GITLAB_TOKEN)": environment.get("GITLAB_TOKEN"),
            },
        )
    pull = _GITHUB_REF.match(environment.get("GITHUB_REF", ""))
    return _place(
        "github",
        environment.get("GITHUB_API_URL") or GITHUB_API,
        {
            "the repository (--repository, or GITHUB_REPOSITORY)": repository
            or environment.get("GITHUB_REPOSITORY"),
            "the number of the pull request (--number, or a job for `pull_request`)": number
            or (pull and pull[1]),
            "a token that may write to pull requests (GITHUB_TOKEN)": environment.get(
                "GITHUB_TOKEN"
            ),
        },
    )


def _place(
    host: Literal["github", "gitlab"], url: str, wanted: Mapping[str, str | int | None]
) -> Place:
    if missing := [what for what, value in wanted.items() if not value]:
        raise NoPlaceError(f"to comment, this is missing: {'; '.join(missing)}")
    repository, number, token = wanted.values()
    return Place(host, url.rstrip("/"), str(repository), _number(number), str(token))


def _number(value: str | int | None) -> int:
    try:
        return int(value or "")
    except ValueError:
        raise NoPlaceError(f'"{value}" is no number of a pull or merge request') from None
