"""`pulumi-acm preview` and `pulumi-acm comment`, on recorded previews."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pulumi_acm.cli.app import app
from pulumi_acm.cli.errors import CliError
from recordings.record import load
from support.review_hosts import TOKEN, Host, running

MARKER = "<!-- pulumi-acm: project/test -->\n"


@pytest.fixture(autouse=True)
def _no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the CI system that runs the tests."""
    for name in ("GITHUB_REPOSITORY", "GITHUB_REF", "GITHUB_TOKEN", "GITLAB_CI", "GITLAB_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """GitHub, and a job for pull request 7."""
    with running("github") as found:
        monkeypatch.setenv("GITHUB_API_URL", found.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
        monkeypatch.setenv("GITHUB_REF", "refs/pull/7/merge")
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        yield found


def run(*arguments: str, stdin: str = "") -> tuple[int, str]:
    """Run `pulumi-acm`, and return its status and what it printed on stdout."""
    result = CliRunner().invoke(app, arguments, input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_it_is_read_from_stdin_and_told_on_the_terminal() -> None:
    """The default form."""
    status, text = run("preview", "--from", "-", stdin=load("name-added"))
    assert status == 0
    assert text.startswith("Certificates: safe to merge  project/test\n")


def test_it_is_written_as_json() -> None:
    """The documented form, with its version first."""
    _, text = run("preview", "--from", "-", "--format", "json", stdin=load("name-added"))
    assert text.startswith('{\n  "version": 1,')
    assert json.loads(text)["verdict"] == "safe"


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("markdown", "### Certificates: safe to merge\n"),
        ("html", "<!DOCTYPE html>\n"),
        ("json", "{"),
        ("text", "Certificates: safe to merge  project/test\n"),
    ],
)
def test_every_form_goes_into_a_file(tmp_path: Path, form: str, start: str) -> None:
    """And nothing on the screen."""
    path = tmp_path / "report"
    recording = load("name-added")
    arguments = ("preview", "--from", "-", "--format", form, "--output", str(path))
    assert run(*arguments, stdin=recording) == (0, "")
    assert path.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("recording", "fail_on", "expected"),
    [
        ("name-added", "needs-person", 0),
        ("dns-elsewhere", None, 0),
        ("dns-elsewhere", "dangerous", 0),
        ("dns-elsewhere", "needs-person", 1),
        ("records-deleted", "needs-person", 1),
        ("records-deleted", "dangerous", 1),
        ("failing-preview", None, 3),
    ],
)
def test_the_exit_status_says_what_it_is(
    recording: str, fail_on: str | None, expected: int
) -> None:
    """0 is fine, 1 what was to fail, 3 a preview that failed itself."""
    options = ("--fail-on", fail_on) if fail_on else ()
    assert run("preview", "--from", "-", *options, stdin=load(recording))[0] == expected


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (("--from", "-"), "", "standard input: it is empty: the engine has printed nothing"),
        (("--from", "-"), "x", "standard input: it is not JSON: "),
        (("--from", "nowhere.json"), "", "nowhere.json cannot be read: No such file"),
    ],
)
def test_what_cannot_be_read_is_said(arguments: tuple[str, ...], stdin: str, message: str) -> None:
    """One message, and how to go on."""
    with pytest.raises(CliError, match=message) as error:
        run("preview", *arguments, stdin=stdin)
    assert error.value.status == 3


def test_a_file_and_options_for_a_preview_exclude_each_other() -> None:
    """There is no preview to give them to."""
    with pytest.raises(CliError, match="exclude each other") as error:
        run("preview", "--from", "-", "--", "--refresh")
    assert error.value.status == 2


def test_without_an_engine_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing on PATH, nothing given."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CliError, match="there is no `pulumi` on PATH"):
        run("preview")


def test_one_comment_is_posted_and_kept_up_to_date(host: Host) -> None:
    """The marker has the stack's name."""
    assert run("comment", "--from", "-", stdin=load("name-added"))[0] == 0
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: safe to merge\n")
    run("comment", "--from", "-", stdin=load("no-change"))
    [body] = host.comments.values()
    assert body.startswith(f"{MARKER}### Certificates: no changes\n")


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (load("program-fails"), "ZeroDivisionError"),
        ('{"steps": [], "diagnostics": [{"severity": "error", "message": "no"}]}', "no"),
        ("", "standard input: it is empty: the engine has printed nothing to read"),
        ("error: no stack named", "standard input: it is not JSON"),
    ],
)
def test_a_failing_preview_is_told_in_the_same_comment(
    host: Host, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: str, told: str
) -> None:
    """Or the one before would go on saying that it is safe to merge."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Pulumi.yaml").write_text("name: project\nruntime: python\n", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    for stack, directory in (("test", "."), ("org/test", "inside"), ("org/project/test", "/")):
        host.comments.clear()
        host.last = 0
        given = ("--from", "-", "--stack", stack, "--cwd", directory)
        assert run("comment", *given, stdin=load("name-added"))[0] == 0
        assert run("comment", *given, stdin=broken)[0] == 3
        [body] = host.comments.values()
        assert body.startswith(f"{MARKER}### Certificates: the preview failed\n")
        assert told in body
        assert run("comment", *given, stdin=load("name-added"))[0] == 0
        [body] = host.comments.values()
        assert body.startswith(f"{MARKER}### Certificates: safe to merge\n")


def test_without_a_name_there_is_no_comment_to_keep(
    host: Host, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing says of which stack it would be: the message goes to the job alone."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CliError, match="it is empty"):
        run("comment", "--from", "-")
    assert host.comments == {}


def test_nothing_is_posted_where_nothing_happens(host: Host) -> None:
    """Most pull requests are about something else."""
    assert run("comment", "--from", "-", stdin=load("no-change"))[0] == 0
    assert host.comments == {}


def test_the_key_may_be_given(host: Host) -> None:
    """It cannot end the comment that it is in."""
    run("comment", "--from", "-", "--key", "a --> <b>", stdin=load("name-added"))
    assert host.comments[1].startswith("<!-- pulumi-acm: a - -b- -->\n###")


def test_a_secret_of_this_process_is_not_posted(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the engine's messages have."""
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "ca.example.com")
    text = load("name-added").replace("api.example.com", "ca.example.com")
    run("comment", "--from", "-", stdin=text)
    assert "ca.example.com" not in host.comments[1]
    assert "[secret]" in host.comments[1]


def test_a_secret_of_this_process_is_in_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """A summary or a file may be as public as a comment."""
    monkeypatch.setenv("SOME_API_KEY", "ZeroDivisionError")
    for form in ("text", "markdown", "json", "html"):
        _, text = run("preview", "--from", "-", "--format", form, stdin=load("program-fails"))
        assert "ZeroDivisionError" not in text
        assert "[secret]" in text


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Return what puts a `pulumi` on PATH that prints something and ends."""

    def make(stdout: str, stderr: str, status: int) -> None:
        (tmp_path / "stdout").write_text(stdout, encoding="utf-8")
        (tmp_path / "stderr").write_text(stderr, encoding="utf-8")
        pulumi = tmp_path / "pulumi"
        pulumi.write_text(
            f"#!/bin/sh\ncat {tmp_path}/stdout\ncat {tmp_path}/stderr >&2\nexit {status}\n",
            encoding="utf-8",
        )
        pulumi.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.chdir(tmp_path)

    return make


def test_a_preview_that_fails_and_does_not_say_so_has_failed(engine: Callable[..., None]) -> None:
    """What `pulumi preview --json` prints does not have a policy that is violated."""
    engine(load("name-added"), "error: preview failed: policy violated", 255)
    status, text = run("preview", "--format", "json")
    report = json.loads(text)
    assert status == 3
    assert (report["failed"], report["verdict"]) == (True, "needs-person")
    assert [each["code"] for each in report["reasons"]] == ["preview-failed"]
    assert "policy violated" in report["diagnostics"][-1]["message"]


def test_a_preview_that_prints_nothing_has_failed(engine: Callable[..., None]) -> None:
    """Its message is in the report, which another job may post."""
    engine("", "error: no stack named 'nowhere' found", 255)
    status, text = run("preview", "--stack", "org/shop/nowhere", "--format", "json")
    report = json.loads(text)
    assert status == 3
    assert (report["project"], report["stack"]) == ("shop", "nowhere")
    assert "no stack named 'nowhere' found" in report["diagnostics"][0]["message"]


def test_a_report_is_read_back(tmp_path: Path) -> None:
    """One job previews, with the cloud's credentials; another one posts, with a token."""
    path = tmp_path / "report.json"
    arguments = ("preview", "--from", "-", "--format", "json", "--output", str(path))
    run(*arguments, stdin=load("raw-name-removed"))
    assert run("preview", "--from", str(path), "--format", "markdown") == run(
        "preview", "--from", "-", "--format", "markdown", stdin=load("raw-name-removed")
    )
    path.write_text(path.read_text(encoding="utf-8").replace('"version": 1', '"version": 2'))
    with pytest.raises(CliError, match="a report of version 2, this is made for 1"):
        run("preview", "--from", str(path))


def test_a_dangerous_one_is_posted_before_the_command_fails(host: Host) -> None:
    """A red check without a reason helps nobody."""
    status, _ = run(
        "comment", "--from", "-", "--fail-on", "dangerous", stdin=load("records-deleted")
    )
    assert status == 1
    assert "### Certificates: dangerous to merge" in host.comments[1]


def test_all_that_is_missing_to_comment_is_said() -> None:
    """Before a preview is made."""
    with pytest.raises(CliError, match=r"GITHUB_REPOSITORY.*--number.*GITHUB_TOKEN") as error:
        run("comment")
    assert error.value.status == 2
