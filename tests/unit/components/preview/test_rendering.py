"""Markdown, page and terminal: nothing is markup that a user wrote, nothing is too long."""

import functools
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from pulumi_acm.preview import markdown, page, terminal
from pulumi_acm.preview.model import Report
from pulumi_acm.preview.words import headline, is_quiet
from support.reports import EMPTY, FULL, SITE, STAYS, many, nasty

NASTY = st.text(min_size=1).filter(lambda value: bool(markdown.text(value)))


class _Structure(HTMLParser):
    """The tags of a page, without what stands between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {sorted(name for name, _ in attrs)}")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")


def structure(html: str) -> list[str]:
    """Return the tags of a page, as a browser sees them."""
    parser = _Structure()
    parser.feed(html)
    parser.close()
    return parser.tags


def from_markdown(report: Report) -> str:
    """Return a comment as a host shows it: with tables, and with HTML."""
    return str(MarkdownIt("commonmark").enable("table").render(markdown.render(report)))


def markup(html: str) -> list[str]:
    """Return the tags of a page, but for those of code: prose may have some in backticks."""
    return [each for each in structure(html) if each not in ("code []", "/code")]


@functools.cache
def harmless(show: Callable[[Report], str]) -> list[str]:
    """Return the tags of a page of a harmless value."""
    return markup(show(nasty("x")))


@pytest.mark.parametrize("show", [from_markdown, page.render])
@given(value=NASTY)
@example(value="<script>alert(1)</script>")
@example(value="a|b")
@example(value="`` ` ```")
@example(value="\\")
@example(value="\\|")
@example(value="# x")
@example(value="1. x")
@example(value="- x")
@example(value="---")
@example(value="> x")
@example(value="[x](http://example.com)")
@example(value="![x](http://example.com)")
@example(value="**x** _y_ ~~z~~ <b>")
@example(value="</summary></details>")
@example(value="<!-- -->")
@example(value="-->")
@example(value="&lt;b&gt;")
@example(value="line\n\nline\n```\nline")
@example(value="`<b>` **x** `|` `x")
@example(value="`<b>|**x**` _y_")
@settings(max_examples=25, deadline=None)
def test_no_value_is_markup(show: Callable[[Report], str], value: str) -> None:
    """Whatever a value is, the page has the tags that it has with a harmless one."""
    assert markup(show(nasty(value))) == harmless(show)


def test_code_in_prose_is_set_as_code() -> None:
    """Reasons name options and commands in backticks."""
    told = "Keep it (`retain_on_delete`), or `a|b`: *x*"
    assert markdown.text(told) == "Keep it (`retain_on_delete`), or `a|b`: \\*x\\*"
    assert markdown.text("one ` alone") == "one \\` alone"


@pytest.mark.parametrize("value", ["@someone", "see #12", "!7", "user/repo#1", "admin@example.com"])
def test_nobody_is_mentioned(value: str) -> None:
    """In prose, no sign stands before the word that a host would take for a reference."""
    assert not re.search(r"[@#!]\w", markdown.text(value))


@pytest.mark.parametrize("number", [1, 30, 500, 3000])
def test_a_comment_has_room(number: int) -> None:
    """It is cut by section, with a note, and nothing is left open."""
    text = markdown.render(many(number))
    assert len(text) <= markdown.LIMIT
    assert text.startswith("### Certificates: dangerous to merge\n")
    assert text.count("<details>") == text.count("</details>")


@given(limit=st.integers(1500, 20_000), number=st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_it_is_never_cut_in_the_middle(limit: int, number: int) -> None:
    """Each section is whole, or says how much of it is left out, or is named in the note."""
    text = markdown.render(many(number), limit)
    assert len(text) <= limit
    whole = markdown.render(many(number), 10**9)
    for section in text.split("\n\n<details>")[1:]:
        title = section.partition("</summary>")[0]
        assert f"<details>{title}</summary>" in whole
        assert section.rstrip().rpartition("\n\n")[2].startswith(("</details>", "*Left out"))
    missing = whole.count("<details>") - text.count("<details>")
    assert (missing > 0) <= ("*Left out, for want of room:" in text)


def test_what_is_left_out_is_counted() -> None:
    """A table that has no room keeps its first rows."""
    text = markdown.render(many(3000))
    assert "…and 2,980 more, which have no room here." in text


def test_values_without_control_characters() -> None:
    """A terminal obeys them."""
    out = io.StringIO()
    terminal.render(nasty("a\x1b[31mb\x07[bold]c"), Console(file=out, width=400))
    assert "\x1b[31m" not in out.getvalue()
    assert "\x07" not in out.getvalue()
    assert "[bold]c" in out.getvalue()


def test_the_terminal_has_it_all() -> None:
    """Every part of the report is on the screen."""
    out = io.StringIO()
    terminal.render(FULL, Console(file=out, width=200))
    for part in (
        "Certificates: dangerous to merge  shop/prod",
        "dangerous  old (eu-west-1): it is deleted, but another load balancer uses it.",
        "site is issued anew in eu-west-1 and us-east-1, because a name was added",
        "new one, old one after",
        "listener web",
        "api.v2.example.com",
        "admin@example.org",
        "_a.example.net.",
        "something is odd",
        "not visible in a preview",
    ):
        assert part in out.getvalue()


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (EMPTY, "no changes"),
        (replace(EMPTY, certificates=(STAYS,)), "no changes"),
        (replace(EMPTY, certificates=SITE), "safe to merge"),
        (replace(EMPTY, verdict="needs-person", certificates=SITE), "a person is needed"),
        (FULL, "dangerous to merge"),
        (replace(FULL, failed=True), "the preview failed"),
        (replace(EMPTY, source="update", certificates=SITE), "updated"),
        (replace(EMPTY, source="update", failed=True), "the update failed"),
    ],
)
def test_headlines(report: Report, expected: str) -> None:
    """The verdict in a line."""
    assert headline(report) == f"Certificates: {expected}"


def test_quiet_is_only_what_has_nothing_to_tell() -> None:
    """Such a pull request gets no comment."""
    assert is_quiet(replace(EMPTY, certificates=(STAYS,)))
    for report in (
        replace(EMPTY, certificates=SITE),
        replace(EMPTY, failed=True),
        replace(EMPTY, reasons=FULL.reasons),
        replace(EMPTY, attachments=FULL.attachments),
        replace(EMPTY, records=FULL.records),
    ):
        assert not is_quiet(report)
