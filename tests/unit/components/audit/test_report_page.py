"""The page of an audit: nothing is markup that AWS sent, and the browser shows and filters it."""

import base64
import functools
import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pulumi_acm.audit.model import Audit
from pulumi_acm.audit.reports import page
from support.audits import EMPTY, FULL, arn, many, nasty

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
NASTY: Final = "</script><script>alert(1)</script><b onclick=x>&lt;!--\"'\u2028{{ 7*7 }}"
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


class _Structure(HTMLParser):
    """The tags of a page, and what its scripts and styles are."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.inside: dict[str, str] = {}
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {sorted(name for name, _ in attrs)}")
        self._raw = dict(attrs).get("id") or tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.inside[self._raw] = self.inside.get(self._raw, "") + data


def parsed(html: str) -> _Structure:
    """Return a page as a browser sees it."""
    parser = _Structure()
    parser.feed(html)
    parser.close()
    return parser


@functools.cache
def harmless() -> list[str]:
    """Return the tags of the page of a harmless value."""
    return parsed(page.render(nasty("x"))).tags


@given(value=st.text(min_size=1))
@example(value=NASTY)
@example(value="<!--<script>")
@example(value='"><img src=x onerror=alert(1)>')
@example(value="]]>")
@settings(max_examples=50, deadline=None)
def test_no_value_is_markup(value: str) -> None:
    """Whatever a value is, the page has the tags that it has with a harmless one."""
    found = parsed(page.render(nasty(value)))
    assert found.tags == harmless()
    # And what the script reads is the value.
    [certificate] = json.loads(found.inside["data"])["certificates"]
    assert certificate["names"] == [value, value]


def test_only_our_own_script_and_style_run() -> None:
    """The policy names their hashes, and lets nothing else in."""
    html = page.render(FULL)
    found = parsed(html)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for kind in ("script", "style"):
        digest = hashlib.sha256(found.inside[kind].encode()).digest()
        assert rules[f"{kind}-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert not re.search(r"\sstyle=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", html)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", html)


def test_gaps_and_calls_are_there_without_a_script() -> None:
    """What could not be read, and what was asked."""
    html = page.render(FULL).partition("<script")[0]
    assert "<strong>certificates</strong> in 210987654321 eu-west-1, 210987654321 us-east-1" in html
    assert (
        "AccessDeniedException: not authorized. <em>To do: allow acm:ListCertificates.</em>" in html
    )
    assert "Throttling: rate exceeded" in html
    assert "5 API calls, 2 of them repeated" in html
    assert "<tr><td>acm:ListCertificates</td><td>4</td><td>2 repeated</td></tr>" in html
    assert "2 findings more in the baseline" in html
    assert f"<li>1 in the stack, gone from AWS<br><small>{arn(9)}</small></li>" in html
    noscript = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert all(each.reason in noscript for each in FULL.findings)


class Browser:
    """Pages as Chromium has them after their script has run."""

    def __init__(self, directory: Path) -> None:
        """Keep pages and the browser's profile in a directory."""
        self._directory = directory
        self._number = 0

    def __call__(self, audit: Audit, ask: str = "") -> str:
        """Return the page of an audit, filtered by what its address says."""
        self._number += 1
        file = self._directory / f"{self._number}.html"
        file.write_text(page.render(audit), encoding="utf-8")
        command = [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={self._directory / 'profile'}",
            "--dump-dom",
            f"{file.as_uri()}#{ask}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser without a past."""
    return Browser(tmp_path)


def count(dom: str) -> str:
    """Return how much the filter has left."""
    [text] = re.findall(r'<output id="count"[^>]*>([^<]*)</output>', dom)
    return str(text)


def subjects(dom: str) -> list[str]:
    """Return what the findings that are shown are about."""
    shown = dom.partition('<section id="findings"')[2].partition("</section>")[0]
    return [str(each) for each in re.findall(r"<strong>([^<]*)</strong>", shown)]


@needs_browser
def test_the_script_makes_no_markup_of_values(browser: Browser) -> None:
    """What it builds has the elements that it has with harmless values, and shows the value."""
    dom = browser(nasty(NASTY))
    assert parsed(dom).tags == parsed(browser(nasty("x"))).tags
    assert dom.count("&lt;b onclick=x&gt;&amp;lt;!--") > 10
    assert count(dom) == "2 of 2 findings, 1 of 1 certificate"


@needs_browser
def test_the_page_shows_everything(browser: Browser) -> None:
    """Findings, windows, the map and the certificates."""
    dom = browser(FULL)
    assert count(dom) == "4 of 4 findings, 5 of 5 certificates"
    assert subjects(dom) == [each.subject for each in FULL.findings]
    timeline = dom.partition('<section id="timeline"')[2].partition("</section>")[0]
    assert timeline.count('<li class="lane"') == 5
    assert "expired 2026-11-21" in timeline
    assert "week of 2026-11-24: 0 expire, 1 begin to renew" in timeline
    picture = dom.partition('<section id="map"')[2].partition("</section>")[0]
    for part in ("*.example.com", "old.example.net", "CloudFront cdn"):
        assert f">{part}</text>" in picture
    rows = dom.partition('<tbody class="rows">')[2].partition("</tbody>")[0]
    assert rows.count("<tr>") == 5
    assert "Application Load Balancer web-1:443 (SNI)" in rows
    assert "and more, which were not read" in rows
    assert "admin@example.org" in rows


@needs_browser
@pytest.mark.parametrize(
    ("ask", "left", "found"),
    [
        ("text=OLD.example", "2 of 4 findings, 1 of 5 certificates", ["old.example.net"] * 2),
        ("text=mail+example.org", "1 of 4 findings, 1 of 5 certificates", ["mail.example.org"]),
        ("text=%3Cb%3E", "0 of 4 findings, 0 of 5 certificates", []),
        (
            "severity=2",
            "2 of 4 findings, 2 of 5 certificates",
            ["old.example.net", "mail.example.org"],
        ),
        ("code=not-in-use", "1 of 4 findings, 1 of 5 certificates", ["old.example.net"]),
        ("region=us-east-1", "1 of 4 findings, 1 of 5 certificates", ["mail.example.org"]),
        ("region=global", "1 of 4 findings, 0 of 5 certificates", [FULL.findings[3].subject]),
        ("account=0", "4 of 4 findings, 5 of 5 certificates", None),  # there is no such account
        ("outlook=needs-person", "1 of 4 findings, 2 of 5 certificates", ["mail.example.org"]),
        ("within=30", "3 of 4 findings, 3 of 5 certificates", None),
        ("severity=3&region=us-east-1", "0 of 4 findings, 0 of 5 certificates", []),
    ],
)
def test_the_filter(browser: Browser, ask: str, left: str, found: list[str] | None) -> None:
    """It is in the address: a view can be sent to somebody."""
    dom = browser(FULL, ask)
    assert count(dom) == left
    if found is not None:
        assert subjects(dom) == found


@needs_browser
def test_very_many_certificates(browser: Browser) -> None:
    """Only a page of them is drawn; the filter finds those that are not."""
    audit = many(10_000)
    dom = browser(audit)
    assert count(dom) == "4,000 of 4,000 findings, 10,000 of 10,000 certificates"
    assert dom.count('<li class="finding') == 25
    assert dom.count('<li class="lane"') == 20
    assert "1 to 50 of 10,000" in dom
    assert "The worst 12 of 10,000 certificates; filter to see others." in dom
    dom = browser(audit, "text=service-9995.")
    assert count(dom) == "2 of 4,000 findings, 1 of 10,000 certificates"
    assert subjects(dom) == ["service-9995.team-4.example.com"] * 2


@needs_browser
def test_an_empty_account(browser: Browser) -> None:
    """Nothing to draw is no error."""
    dom = browser(EMPTY)
    assert count(dom) == "0 of 0 findings, 0 of 0 certificates"
    assert "Certificates: nothing found" in dom
    assert "<p>Nothing.</p>" in dom


def test_what_is_empty_is_left_out() -> None:
    """The data is small; a number that is 0 is not nothing."""
    data: dict[str, Any] = json.loads(parsed(page.render(FULL)).inside["data"])
    assert data["findings"][3]["severity"] == 0
    assert data["findings"][0]["on"] == [2]
    assert "on" not in data["findings"][3]
    assert "unused" not in data["certificates"][0]
    assert data["certificates"][2]["unused"] is True
