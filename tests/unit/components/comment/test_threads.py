"""Comments on pull requests, against servers that speak GitHub's and GitLab's API."""

from collections.abc import Callable, Iterator

import pytest

from pulumi_acm.comment.github import GithubThread
from pulumi_acm.comment.gitlab import GitlabThread
from pulumi_acm.comment.place import Place
from pulumi_acm.comment.post import keep
from pulumi_acm.comment.thread import HostError, Thread
from support.review_hosts import TOKEN, Host, Refusal, running

MARKER = "<!-- pulumi-acm: shop/prod -->"
EDIT = {"github": "PATCH", "gitlab": "PUT"}
LIMITED = {
    # https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    "github": (403, "You have exceeded a secondary rate limit."),
    # https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/
    "gitlab": (429, "Retry later"),
}


@pytest.fixture(params=["github", "gitlab"])
def kind(request: pytest.FixtureRequest) -> str:
    """Either host."""
    return str(request.param)


@pytest.fixture
def host(kind: str) -> Iterator[Host]:
    """The host, running."""
    with running(kind) as found:
        yield found


@pytest.fixture
def thread(kind: str, host: Host) -> Callable[..., Thread]:
    """Return what makes a thread of the host's pull request."""

    def make(token: str = TOKEN) -> Thread:
        if kind == "github":
            return GithubThread(Place("github", host.url, "o/r", 7, token))
        return GitlabThread(Place("gitlab", host.url, "42", 7, token))

    return make


def test_it_is_posted_once_and_then_updated(host: Host, thread: Callable[..., Thread]) -> None:
    """A second run finds the first one's comment."""
    assert keep(thread(), MARKER, "first")[0] == "posted"
    outcome, address = keep(thread(), MARKER, "second")
    assert outcome == "updated"
    assert address is not None
    assert address.endswith(("pull/7#issuecomment-1", "merge_requests/7#note_1"))
    assert host.comments == {1: f"{MARKER}\nsecond"}


def test_it_is_not_written_again_unchanged(
    kind: str, host: Host, thread: Callable[..., Thread]
) -> None:
    """Hosts trim, and write line ends their own way: that is no change."""
    host.add(f"{MARKER}\r\nbody")
    assert keep(thread(), MARKER, "body\n") == ("unchanged", None)
    assert host.count(EDIT[kind]) == host.count("POST") == 0


def test_it_is_found_on_the_third_page(host: Host, thread: Callable[..., Thread]) -> None:
    """A pull request of 250 comments has its own as the last."""
    host.add(*(f"comment {n}" for n in range(250)), f"{MARKER}\nold")
    assert keep(thread(), MARKER, "new")[0] == "updated"
    assert host.comments[251] == f"{MARKER}\nnew"
    assert len(host.comments) == 251


def test_a_quotation_and_another_stacks_are_left_alone(
    host: Host, thread: Callable[..., Thread]
) -> None:
    """Only what begins with this stack's marker is its own."""
    others = [f"> {MARKER}\n> old\n\nwhy?", "<!-- pulumi-acm: shop/dev -->\nold"]
    host.add(*others)
    assert keep(thread(), MARKER, "new")[0] == "posted"
    assert list(host.comments.values()) == [*others, f"{MARKER}\nnew"]


def test_somebody_elses_with_the_marker_is_left_alone(
    host: Host, thread: Callable[..., Thread]
) -> None:
    """Whoever forges a marker does not stop the comment."""
    host.add(f"{MARKER}\nforged")
    host.foreign.add(1)
    assert keep(thread(), MARKER, "new")[0] == "posted"
    assert host.comments == {1: f"{MARKER}\nforged", 2: f"{MARKER}\nnew"}


def test_one_that_is_deleted_meanwhile_is_posted_anew(
    host: Host, thread: Callable[..., Thread]
) -> None:
    """Between the listing and the edit, somebody deletes it."""
    host.add("hello", f"{MARKER}\nold", "bye")
    host.deleted_when_edited = True
    assert keep(thread(), MARKER, "new")[0] == "posted"
    assert list(host.comments.values()).count(f"{MARKER}\nnew") == 1
    assert f"{MARKER}\nold" not in host.comments.values()


def test_quiet_says_nothing_where_nothing_was_said(
    host: Host, thread: Callable[..., Thread]
) -> None:
    """But an earlier comment is brought up to date: it would be wrong now."""
    assert keep(thread(), MARKER, "no changes", quiet=True) == ("nothing to say", None)
    host.add(f"{MARKER}\nold")
    assert keep(thread(), MARKER, "no changes", quiet=True)[0] == "updated"
    assert host.comments == {1: f"{MARKER}\nno changes"}


@pytest.mark.parametrize("method", ["GET", "POST", "EDIT"])
def test_a_rate_limit_is_waited_for(
    kind: str, host: Host, thread: Callable[..., Thread], method: str
) -> None:
    """GitHub says 403 with Retry-After, GitLab 429."""
    if method == "EDIT":
        host.add(f"{MARKER}\nold")
        method = EDIT[kind]
    status, message = LIMITED[kind]
    host.refusals.append(Refusal(method, status, message, {"Retry-After": "1"}, times=2))
    keep(thread(), MARKER, "new")
    assert list(host.comments.values()) == [f"{MARKER}\nnew"]
    assert host.refusals[0].times == 0


def test_a_listing_is_tried_again_after_an_error_of_the_host(
    host: Host, thread: Callable[..., Thread]
) -> None:
    """It changes nothing."""
    host.refusals.append(Refusal("GET", 502))
    assert keep(thread(), MARKER, "new")[0] == "posted"


def test_a_comment_is_not_posted_twice_after_an_error_of_the_host(
    host: Host, thread: Callable[..., Thread]
) -> None:
    """Nobody knows whether it is there: a second try might double it."""
    host.refusals.append(Refusal("POST", 502, "Bad Gateway"))
    with pytest.raises(HostError, match=r"502 .*Bad Gateway"):
        keep(thread(), MARKER, "new")
    assert host.count("POST") == 1


@pytest.mark.parametrize(
    "wait", ["100000", "Wed, 21 Oct 2065 07:28:00 GMT"], ids=["seconds", "date"]
)
def test_a_rate_limit_that_holds_for_hours_is_said(
    host: Host, thread: Callable[..., Thread], wait: str
) -> None:
    """A job is not held for as long as a host likes."""
    host.refusals.append(Refusal("GET", 429, "Retry later", {"Retry-After": wait}))
    with pytest.raises(HostError, match="429, come again"):
        keep(thread(), MARKER, "new")


@pytest.mark.parametrize(
    "content",
    ["<html>Sign in</html>", "", "{}", "null", '["x"]', '[{"id": 1, "body": null}, ', "3"],
)
def test_what_is_no_answer_is_said(host: Host, thread: Callable[..., Thread], content: str) -> None:
    """A proxy's page has status 200, too: nothing is taken for posted that is not."""
    for method in ("GET", "POST"):
        host.refusals.append(Refusal(method, 200, times=99, content=content))
    with pytest.raises(HostError, match=r"none of Git|400"):
        keep(thread(), MARKER, "new")


def test_a_comment_without_a_text_is_passed_over(host: Host, thread: Callable[..., Thread]) -> None:
    """Hosts have such: of events, of what was taken down."""
    host.add("hello")
    host.comments[1] = None  # type: ignore[assignment]  # null in JSON
    assert keep(thread(), MARKER, "new")[0] == "posted"


def test_a_bad_token_is_said_with_the_way_out(thread: Callable[..., Thread]) -> None:
    """And without the token."""
    with pytest.raises(HostError) as error:
        keep(thread("wrong-token-123456"), MARKER, "new")
    assert "401" in str(error.value)
    assert "the token needs `pull-requests: write`" in str(error.value) or (
        "GITLAB_TOKEN needs the scope api" in str(error.value)
    )
    assert "wrong-token" not in str(error.value)


def test_a_host_that_is_not_there_is_said(kind: str) -> None:
    """Nobody listens on this port."""
    with running(kind) as gone:
        url = gone.url
    place = Place("github", url, "o/r", 7, TOKEN)
    made: Thread = GithubThread(place) if kind == "github" else GitlabThread(place)
    with pytest.raises(HostError, match=r"Git(Hub|Lab) does not answer: "):
        keep(made, MARKER, "new")
