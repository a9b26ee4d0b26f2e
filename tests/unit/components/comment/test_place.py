"""Where a comment goes, by what CI systems say."""

import pytest

from pulumi_acm.comment.place import NoPlaceError, Place, place_of

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_REPOSITORY": "o/r",
    "GITHUB_REF": "refs/pull/7/merge",
    "GITHUB_TOKEN": "t",
}
GITLAB = {
    "GITLAB_CI": "true",
    "CI_SERVER_URL": "https://git.example.com/",
    "CI_PROJECT_ID": "42",
    "CI_MERGE_REQUEST_IID": "7",
    "GITLAB_TOKEN": "t",
}


def test_github_actions() -> None:
    """A job for `pull_request` says everything."""
    assert place_of(GITHUB) == Place("github", "https://api.github.com", "o/r", 7, "t")


def test_github_enterprise() -> None:
    """Its API is elsewhere."""
    found = place_of({**GITHUB, "GITHUB_API_URL": "https://ghe.example.com/api/v3"})
    assert found.url == "https://ghe.example.com/api/v3"


def test_gitlab_ci() -> None:
    """A merge request pipeline says everything, but for a token that may write."""
    assert place_of(GITLAB) == Place("gitlab", "https://git.example.com", "42", 7, "t")


def test_what_is_given_goes_first() -> None:
    """For a job that is not the pull request's own."""
    found = place_of(GITHUB, repository="o/other", number=9)
    assert (found.repository, found.number) == ("o/other", 9)


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        (
            {},
            (
                "to comment, this is missing: the repository (--repository, or GITHUB_REPOSITORY); "
                "the number of the pull request (--number, or a job for `pull_request`); "
                "a token that may write to pull requests (GITHUB_TOKEN)"
            ),
        ),
        (
            {**GITHUB, "GITHUB_REF": "refs/heads/main"},
            (
                "to comment, this is missing: the number of the pull request (--number, or a job "
                "for `pull_request`)"
            ),
        ),
        (
            {"GITLAB_CI": "true", "CI_PROJECT_ID": "42"},
            (
                "to comment, this is missing: the number of the merge request (--number, or "
                "CI_MERGE_REQUEST_IID); a token with the scope api (GITLAB_TOKEN)"
            ),
        ),
        ({**GITLAB, "CI_MERGE_REQUEST_IID": "x"}, '"x" is no number of a pull or merge request'),
    ],
)
def test_all_that_is_missing_is_said(environment: dict[str, str], missing: str) -> None:
    """At once."""
    with pytest.raises(NoPlaceError) as error:
        place_of(environment)
    assert str(error.value) == missing


def test_the_token_is_not_in_its_representation() -> None:
    """It would end up in a log."""
    assert "secret-token" not in repr(Place("github", "u", "o/r", 7, "secret-token"))
