"""Reports on previews that the real engine gave: the golden ones, and what holds of all of them."""

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from pulumi_acm.preview import markdown
from pulumi_acm.preview.model import Report
from pulumi_acm.preview.reading import read
from pulumi_acm.preview.values import SIGNATURE, UNKNOWN_SENTINELS
from recordings.normal import normal
from recordings.record import HERE, PREVIEWS, load
from recordings.scenarios import SCENARIOS

GOLDEN = HERE / "reports"
NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
NAMES = [each.name for each in SCENARIOS]
COMMENTS = (
    *("name-added", "name-removed", "cloudfront-moved", "destroy-used-elsewhere", "email-first"),
    *("dns-elsewhere", "failing-preview", "old-retained", "raw-name-removed", "raw-sni-renamed"),
    *("raw-listener-replaced-first", "import-raw-other-key", "events-up-failed"),
)
"""Recordings of which the comment is golden, too."""

EXPECTED: dict[str, tuple[str, list[str], list[str]]] = {
    # Verdict, codes of reasons, actions of certificates: said here by hand, not by the reader.
    "first-creation": ("safe", [], ["new", "new"]),
    "no-change": ("safe", [], ["unchanged"]),
    "name-added": ("safe", [], ["reissued"]),
    "name-removed": ("needs-person", ["names-lost"], ["reissued"]),
    "names-reordered": ("safe", [], ["unchanged"]),
    "primary-changed": ("safe", [], ["reissued"]),
    "region-added": ("safe", [], ["new", "unchanged"]),
    "region-removed": ("needs-person", ["use-unknown"], ["deleted", "unchanged"]),
    "cloudfront-switched-on": ("safe", [], ["new", "unchanged"]),
    "key-algorithm-changed": ("safe", [], ["reissued"]),
    "export-switched-on": ("safe", [], ["reissued"]),
    "tags-changed": ("safe", [], ["changed"]),
    "zone-moved": ("safe", [], ["unchanged"]),
    "destroy": ("safe", [], ["deleted"]),
    "destroy-used-elsewhere": ("needs-person", ["use-unknown"], ["deleted"]),
    "records-deleted": (
        "dangerous",
        ["record-may-be-needed", "record-may-be-needed", "use-unknown"],
        ["deleted"],
    ),
    "records-deleted-name": ("dangerous", ["record-may-be-needed", "names-lost"], ["reissued"]),
    "component-renamed": ("safe", [], ["deleted", "new"]),
    "component-renamed-records": ("dangerous", ["record-needed"] * 2, ["deleted", "new"]),
    "dns-elsewhere": ("needs-person", ["dns-elsewhere"], ["new"]),
    "dns-elsewhere-added": ("needs-person", ["dns-elsewhere", "use-unknown"], ["reissued"]),
    "second-certificate": ("safe", [], ["new", "unchanged"]),
    "failing-preview": ("needs-person", ["preview-failed"], []),
    "replace-asked": ("safe", [], ["replaced"]),
    "cloudfront-moved": ("needs-person", ["use-unknown"], ["reissued", "reissued"]),
    "cloudfront-detached": ("dangerous", ["left-without"], ["unchanged", "unchanged"]),
    "listener-default-swapped": ("needs-person", ["names-lost"], ["unchanged", "unchanged"]),
    "sni-added": ("safe", [], ["unchanged", "unchanged"]),
    "sni-removed": ("needs-person", ["names-lost"], ["unchanged", "unchanged"]),
    "sni-swapped": ("dangerous", ["gap"], ["unchanged", "unchanged"]),
    "sni-name-added": ("safe", [], ["reissued", "unchanged"]),
    "network-load-balancer": ("safe", [], ["reissued"]),
    "classic-load-balancer": ("needs-person", ["gap"], ["reissued"]),
    "api-domain-http": ("safe", [], ["reissued"]),
    "api-domain-edge": ("needs-person", ["use-unknown"], ["reissued", "reissued"]),
    "api-domain-regional": ("safe", [], ["reissued"]),
    "beanstalk": ("safe", [], ["reissued"]),
    "listener-removed": ("safe", [], ["unchanged"]),
    "raw-first-creation": ("safe", [], ["new"]),
    "raw-name-added": ("safe", [], ["reissued"]),
    "raw-name-removed": ("dangerous", ["record-may-be-needed", "names-lost"], ["reissued"]),
    "raw-bare": ("needs-person", ["incomplete"], ["reissued"]),
    "raw-names-reordered": ("safe", [], ["unchanged"]),
    "raw-validation-to-email": (
        "dangerous",
        ["record-may-be-needed", "record-may-be-needed", "email-approval", "use-unknown"],
        ["reissued"],
    ),
    "raw-delete-before-replace": ("dangerous", ["delete-first"], ["reissued"]),
    "raw-delete-before-replace-bare": ("dangerous", ["delete-first", "incomplete"], ["reissued"]),
    "raw-still-served": ("dangerous", ["still-served"], ["reissued"]),
    "raw-wrong-region": ("dangerous", ["wrong-region"], ["unchanged"]),
    "raw-adopted": ("safe", [], ["adopted"]),
    "raw-listener-replaced-first": ("dangerous", ["gap"], ["unchanged"]),
    "raw-not-awaited": ("needs-person", ["not-awaited", "dns-elsewhere"], ["new"]),
    "raw-validation-only": ("safe", [], []),
    "raw-record-needed": (
        "dangerous",
        ["record-needed", "record-may-be-needed", "use-unknown"],
        ["deleted", "unchanged"],
    ),
    "raw-secrets": ("needs-person", ["dns-elsewhere", "use-unknown"], ["reissued"]),
    "raw-many": ("needs-person", ["dns-elsewhere", "use-unknown"], ["reissued"] * 500),
    "raw-kept": ("safe", [], ["kept"]),
    "raw-provider-region": ("needs-person", ["dns-elsewhere", "use-unknown"], ["reissued"]),
    "events-preview": ("safe", [], ["reissued"]),
    "events-up": ("safe", [], ["reissued"]),
    "events-up-stream": ("safe", [], ["reissued", "unchanged"]),
    "events-raw-preview": ("safe", [], ["new"]),
    "events-up-failed": ("needs-person", ["dns-elsewhere", "update-failed"], ["reissued"]),
    "events-destroy": ("safe", [], ["deleted"]),
    "import-first": ("safe", [], ["new"]),
    "import-renewed": ("safe", [], ["reimported"]),
    "import-other-key": ("safe", [], ["deleted", "new"]),
    "import-raw-renewed": ("safe", [], ["reimported"]),
    "import-raw-other-key": ("needs-person", ["refused"], ["reimported"]),
    "import-no-change": ("safe", [], ["unchanged"]),
    "raw-sni-renamed": ("dangerous", ["left-without"], ["unchanged", "unchanged"]),
    "raw-sni-replaced": ("dangerous", ["left-without"], ["unchanged", "unchanged"]),
    "raw-listener-renamed": ("needs-person", ["refused"], ["unchanged"]),
    "raw-listener-retained": (
        "dangerous",
        ["still-served", "record-may-be-needed", "record-may-be-needed"],
        ["deleted"],
    ),
    "raw-listener-ignores": ("dangerous", ["still-served"], ["reissued"]),
    "raw-target": ("dangerous", ["still-served", "dns-elsewhere"], ["reissued"]),
    "raw-refresh": ("safe", [], ["reissued"]),
    "raw-record-replaced": ("dangerous", ["record-needed"], ["unchanged"]),
    "raw-zone-emptied": ("dangerous", ["zone-deleted", "use-unknown"], ["deleted"]),
    "raw-zone-not-empty": ("needs-person", ["refused", "use-unknown"], ["deleted"]),
    "raw-read-from-now-on": ("safe", [], ["kept"]),
    "raw-another-read": ("needs-person", ["use-unknown"], ["deleted", "unchanged"]),
    "raw-protected": ("needs-person", ["use-unknown", "preview-failed"], ["reissued"]),
    "raw-records-in-apply": ("needs-person", ["record-unseen", "dns-elsewhere"], ["reissued"]),
    "raw-records-in-apply-first": ("needs-person", ["dns-elsewhere"], ["new"]),
    "raw-no-method": ("needs-person", ["validation-unknown"], ["new"]),
    "raw-name-unknown": ("needs-person", ["email-approval", "validation-unknown"], ["new"]),
    "raw-two-accounts": ("needs-person", ["dns-elsewhere"], ["new", "new"]),
    "program-fails": ("needs-person", ["preview-failed"], []),
    "email-first": ("needs-person", ["email-approval", "email-approval"], ["new", "new"]),
    "email-name-added": ("needs-person", ["email-approval", "use-unknown"], ["reissued"]),
    "validation-records": ("safe", [], []),
    "old-retained": ("safe", [], ["reissued"]),
}


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each recording in turn."""
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def report(name: str) -> Report:
    """The report on it."""
    return read(load(name), now=NOW)


def test_report_is_the_golden_one(
    name: str, report: Report, request: pytest.FixtureRequest
) -> None:
    """`pytest --update-reports` writes them anew; then they have to be read."""
    text = json.dumps(report.as_json(), indent=1) + "\n"
    path = GOLDEN / f"{name}.json"
    if name == "raw-many":
        # 500 times the same: what is counted, and one of them.
        shown = report.as_json()
        for each in ("certificates", "waiting"):
            shown[each] = shown[each][:1]
        text = json.dumps(shown, indent=1) + "\n"
    if request.config.getoption("--update-reports"):
        path.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("shown", COMMENTS)
def test_comment_is_the_golden_one(shown: str, request: pytest.FixtureRequest) -> None:
    """What a pull request gets to see, to be read by whoever reviews a change of it."""
    made = markdown.render(read(load(shown), now=NOW)) + "\n"
    path = GOLDEN / f"{shown}.md"
    if request.config.getoption("--update-reports"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def test_the_readme_shows_a_real_comment() -> None:
    """What is quoted there is the beginning of a golden one."""
    readme = (HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    quoted = [line[1:].lstrip() for line in readme.splitlines() if line.startswith(">")]
    golden = (GOLDEN / "raw-name-removed.md").read_text(encoding="utf-8").splitlines()
    assert len(quoted) > 10
    assert quoted == golden[: len(quoted)]


def test_a_report_can_be_read_back(report: Report) -> None:
    """One job makes it, another one posts it."""
    assert read(json.dumps(report.as_json())) == report


def test_report_says_what_was_expected(name: str, report: Report) -> None:
    """The verdict, its reasons and the actions are what somebody wrote down before."""
    actions = [each.action for each in report.certificates]
    codes = [each.code for each in report.reasons]
    assert (report.verdict, codes, actions) == EXPECTED[name]


def test_report_shows_nothing_hidden(name: str, report: Report) -> None:
    """No placeholder of the engine, no secret and no key is in it, whatever was in the input."""
    text = json.dumps(report.as_json())
    for hidden in (*UNKNOWN_SENTINELS, SIGNATURE, "hunter2", "PRIVATE KEY", "[secret]", "Hidden."):
        assert hidden not in text
    secrets = next(each.secrets for each in SCENARIOS if each.name == name)
    assert not any(each.partition("=")[2] in text for each in secrets)


def test_references_lead_somewhere(report: Report) -> None:
    """Every URN that refers to a certificate is one of a certificate in the report."""
    urns = {each.urn for each in report.certificates}
    assert len(urns) == len(report.certificates)
    for attachment in report.attachments:
        assert set(attachment.certificates) <= urns
    for record in report.records:
        assert set(record.certificates) <= urns
    assert {each.certificate for each in report.approvals} <= urns
    assert {each.certificate for each in report.waiting} <= urns


def test_recording_is_normal(name: str) -> None:
    """What is stored is in the form in which recording again would store it."""
    assert normal(load(name)) == load(name)


def test_nothing_is_stored_that_has_no_scenario() -> None:
    """A scenario that went takes its files with it."""

    def stems(path: Path) -> set[str]:
        return {each.name.partition(".")[0] for each in path.iterdir()}

    assert stems(PREVIEWS) == stems(GOLDEN) == set(NAMES) == EXPECTED.keys()
