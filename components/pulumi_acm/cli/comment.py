"""`pulumi-acm comment`: the report as one comment on a pull request."""

import os
import re
from typing import Annotated

import typer

from pulumi_acm.comment.place import NoPlaceError, Place, place_of
from pulumi_acm.comment.post import keep, secrets_of, without_secrets
from pulumi_acm.comment.thread import HostError, Thread
from pulumi_acm.preview import markdown
from pulumi_acm.preview.words import is_quiet, stack_name

from .console import notes
from .errors import USAGE, CliError
from .previewing import (
    CheckInUse,
    Directory,
    Fail,
    Options,
    Source,
    Stack,
    finish,
    report_or_failure,
)


def comment(  # noqa: PLR0913  # a command's options
    options: Options = None,
    *,
    source: Source = None,
    stack: Stack = None,
    cwd: Directory = None,
    check: CheckInUse = False,
    fail_on: Fail = None,
    repository: Annotated[
        str | None,
        typer.Option(help="`owner/name`, or GitLab's project. Default: what the CI job says."),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(help="Number of the pull or merge request. Default: what the CI job says."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            help="What tells this comment from those of other stacks. Default: project/stack."
        ),
    ] = None,
) -> None:
    """Post what a change will do to the certificates on its pull request, or bring it up to date.

    There is one comment for a stack, however often this runs, and none where nothing happens to
    certificates. On GitHub it needs GITHUB_TOKEN with `pull-requests: write`, on GitLab
    GITLAB_TOKEN with the scope api. A preview that fails is told in the same comment.
    """
    try:
        # Before the preview, which may take minutes.
        place = place_of(os.environ, repository=repository, number=number)
    except NoPlaceError as error:
        raise CliError(str(error), USAGE) from error
    report = report_or_failure(source, stack, cwd, options, check=check)
    marker = _marker(key or stack_name(report) or "")
    body = markdown.render(report, markdown.LIMIT - len(marker) - 1)
    body = without_secrets(body, secrets_of(os.environ))
    try:
        outcome, address = keep(_thread(place), marker, body, quiet=is_quiet(report))
    except HostError as error:
        raise CliError(str(error)) from error
    notes().print(f"{outcome}{f': {address}' if address else ''}", markup=False)
    finish(report, fail_on)


def _marker(key: str) -> str:
    # What would end a comment in HTML, or stand in its way, is no part of it.
    name = re.sub(r"[^\w./ ]+", "-", key)
    return f"<!-- pulumi-acm: {name} -->"


def _thread(place: Place) -> Thread:
    # One of two libraries, each of them slow to import.
    if place.host == "github":
        from pulumi_acm.comment.github import GithubThread  # noqa: PLC0415

        return GithubThread(place)
    from pulumi_acm.comment.gitlab import GitlabThread  # noqa: PLC0415

    return GitlabThread(place)
