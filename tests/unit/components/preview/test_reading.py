"""Forms of the input, and what no sandbox can be brought to say."""

import json
from datetime import timedelta
from typing import Any

import pytest

from pulumi_acm.preview.errors import PreviewError
from pulumi_acm.preview.model import Report
from pulumi_acm.preview.reading import read
from recordings.importing import UNTIL
from recordings.record import load
from support.digests import (
    CERTIFICATE,
    LISTENER,
    RECORD,
    SECRET,
    UNKNOWN,
    VALIDATION,
    arn,
    certificate,
    digest,
    listener,
    record,
    step,
    urn,
)

SITE = urn(CERTIFICATE, "site")


def codes(report: Report) -> list[str]:
    """Return the codes of a report's reasons."""
    return [each.code for each in report.reasons]


def reissued(*names: str, **state: Any) -> dict[str, Any]:
    """Return a step that replaces the certificate `site` of example.com."""
    old = {**certificate(1, "example.com"), "delete": True, **state}
    return step(
        "replace",
        CERTIFICATE,
        "site",
        old,
        certificate(None, *names),
        replaceReasons=["subjectAlternativeNames"],
    )


def test_events_in_all_their_forms() -> None:
    """A document a line, a list, and what Pulumi Cloud's API answers say the same."""
    lines = load("events-up")
    events = [json.loads(each) for each in lines.splitlines()]
    expected = read(lines)
    assert read(json.dumps(events)) == expected
    assert read(json.dumps({"events": events})) == expected
    assert read(b"\xef\xbb\xbf" + lines.encode()) == expected


def test_of_a_preview_and_an_update_the_update_counts() -> None:
    """`pulumi up --event-log` has both in one file."""
    both = load("events-preview") + load("events-up")
    assert read(both).source == "update"
    assert read(both).certificates == read(load("events-up")).certificates


def test_an_update_that_did_not_end() -> None:
    """The log of an engine that was killed has no summary."""
    lines = load("events-up").splitlines()
    killed = [each for each in lines if "summaryEvent" not in each and "cancelEvent" not in each]
    report = read("\n".join(killed))
    assert report.failed
    assert codes(report) == ["interrupted"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is empty"),
        ("  \n", "it is empty"),
        ("Previewing update (test)", "it is not JSON"),
        ("[]", "neither what `pulumi preview --json` prints nor an event log"),
        ("{}", "neither what"),
        ('{"version": 3, "deployment": {}}', "neither what"),
        ('{"steps": [{"op": "same"}]}', r"steps\.0\.urn: Field required"),
        ('{"steps": [{"op": "same", "urn": "web"}]}', "'web' is not a URN"),
        ('{"sequence": 0}\n{"sequence": 1', "its last line is cut"),
        ('{"sequence": 0}\n{"seq\n{"sequence": 1}', "line 2 is not JSON"),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_messages(text: str, message: str) -> None:
    """What is wrong is said, with where it is."""
    with pytest.raises(PreviewError, match=message):
        read(text)


def test_an_operation_of_a_later_engine_is_nothing() -> None:
    """It cannot be known what it does: it is passed over."""
    assert read(digest(step("teleport", CERTIFICATE, "site", certificate(1, "a.com")))).verdict


def test_what_an_interrupted_update_left() -> None:
    """The old certificate is still to be deleted, beside the new one that stays."""
    left = step("delete-replaced", CERTIFICATE, "site", {**certificate(1, "a.com"), "delete": True})
    stays = step("same", CERTIFICATE, "site", certificate(2, "a.com"), certificate(2, "a.com"))
    report = read(digest(left, stays))
    old, new = report.certificates
    assert (old.action, old.arn, old.urn) == ("deleted", arn(1), f"{SITE}#{arn(1)}")
    assert (new.action, new.arn, new.urn) == ("unchanged", arn(2), SITE)
    assert [each.text for each in old.why] == [
        "an earlier update was interrupted before it was deleted"
    ]


def test_a_target_that_still_has_what_is_left() -> None:
    """The interrupted update is finished: the listener switches, then the old one goes."""
    left = step("delete-replaced", CERTIFICATE, "site", {**certificate(1, "a.com"), "delete": True})
    stays = step("same", CERTIFICATE, "site", certificate(2, "a.com"), certificate(2, "a.com"))
    switch = step("update", LISTENER, "web", listener(arn(1)), listener(arn(2)))
    report = read(digest(left, stays, switch))
    old = report.certificates[0]
    assert [each.code for each in old.moves] == ["switched", "deleted"]
    assert report.attachments[0].switch == "in-place"
    assert report.verdict == "safe"


def test_an_unknown_arn_is_found_through_validation() -> None:
    """The listener depends on the validation, the validation on the certificate."""
    validated = step(
        "replace",
        VALIDATION,
        "site",
        {"inputs": {"certificateArn": arn(1)}, "delete": True},
        {
            "inputs": {"certificateArn": UNKNOWN},
            "propertyDependencies": {"certificateArn": [SITE]},
        },
    )
    switch = step(
        "update", LISTENER, "web", listener(arn(1)), listener(UNKNOWN, urn(VALIDATION, "site"))
    )
    records = [
        step("same", RECORD, "apex", record("example.com"), record("example.com")),
        step("create", RECORD, "www", None, record("www.example.com")),
    ]
    report = read(digest(reissued("example.com", "www.example.com"), validated, switch, *records))
    [attachment] = report.attachments
    assert attachment.before is not None
    assert attachment.after is not None
    assert (attachment.before.urn, attachment.after.urn) == (SITE, SITE)
    assert [each.code for each in report.certificates[0].moves] == [
        "requested",
        "recorded",
        "issued",
        "switched",
        "deleted",
    ]


def test_of_two_regions_the_targets_own_is_chosen() -> None:
    """`arns` of a component depends on the certificates of all its regions."""
    both = [
        step("create", CERTIFICATE, name, None, certificate(None, "a.com", region=name))
        for name in ("eu-west-1", "us-east-1")
    ]
    urns = [each["urn"] for each in both]
    web = step("create", LISTENER, "web", None, listener(UNKNOWN, *urns))
    report = read(digest(*both, web))
    assert report.attachments[0].after is not None
    assert report.attachments[0].after.urn == urns[0]


def test_what_cannot_be_told_apart_is_not_guessed() -> None:
    """Two certificates of one region: both are named, and neither is linked."""
    both = [step("create", CERTIFICATE, name, None, certificate(None, "a.com")) for name in "ab"]
    web = step("create", LISTENER, "web", None, listener(UNKNOWN, *(each["urn"] for each in both)))
    after = read(digest(*both, web)).attachments[0].after
    assert after is not None
    assert (after.label, after.urn) == ("a (eu-west-1) or b (eu-west-1)", None)


def test_a_renamed_record_deletes_what_it_has_written() -> None:
    """The same record of the same zone under another name: written first, then deleted."""
    same = step("same", CERTIFICATE, "site", certificate(1, "a.com"), certificate(1, "a.com"))
    gone = step("delete", RECORD, "old", record("a.com"))
    made = step("create", RECORD, "new", None, record("a.com"))
    assert codes(read(digest(same, gone, made))) == ["record-needed"]


def test_a_record_that_moves_to_another_zone_may_be_needed() -> None:
    """This stack's certificate has its record there; of others nobody knows."""
    same = step("same", CERTIFICATE, "site", certificate(1, "a.com"), certificate(1, "a.com"))
    gone = step("delete", RECORD, "old", record("a.com"))
    made = step("create", RECORD, "new", None, record("a.com", "Z2"))
    assert codes(read(digest(same, gone, made))) == ["record-may-be-needed"]


def test_records_of_another_dns_provider_are_not_awaited_elsewhere() -> None:
    """The stack writes them with Cloudflare's provider."""
    made = step("create", CERTIFICATE, "site", None, certificate(None, "a.com"))
    foreign = step(
        "create",
        "cloudflare:index/record:Record",
        "a",
        None,
        {"inputs": {"name": UNKNOWN}, "propertyDependencies": {"name": [SITE]}},
    )
    assert codes(read(digest(made, foreign))) == []
    assert codes(read(digest(made))) == ["dns-elsewhere"]


def test_a_secret_name_is_not_shown() -> None:
    """A certificate with hidden names is still one."""
    made = step("create", CERTIFICATE, "site", None, certificate(None, "a.com", domainName=SECRET))
    report = read(digest(made))
    assert report.certificates[0].names_after == ()
    assert report.certificates[0].action == "new"


def test_dead_certificates_need_a_person() -> None:
    """What the state says of them is told where nothing else happens to them."""
    state = certificate(1, "a.com")
    state["outputs"]["status"] = "EXPIRED"
    assert codes(read(digest(step("same", CERTIFICATE, "site", state, state)))) == [
        "dead-certificate"
    ]


def test_a_reissued_certificate_is_not_dead() -> None:
    """Another one comes, which is the way out."""
    dead = reissued("example.com", "www.example.com")
    dead["oldState"]["outputs"]["status"] = "EXPIRED"
    assert "dead-certificate" not in codes(read(digest(dead)))


def test_an_import_is_due() -> None:
    """30 days before its end, and only if somebody says what time it is."""
    text = load("import-no-change")
    assert codes(read(text)) == []
    assert codes(read(text, now=UNTIL - timedelta(days=31))) == []
    soon = read(text, now=UNTIL - timedelta(days=29))
    assert codes(soon) == ["reimport-due"]
    assert "expires on 2046-01-01" in soon.reasons[0].text
    late = read(text, now=UNTIL + timedelta(days=1))
    assert "expired on 2046-01-01" in late.reasons[0].text


def test_a_renewed_import_is_not_due() -> None:
    """What is due is done."""
    late = UNTIL + timedelta(days=1)
    assert codes(read(load("import-renewed"), now=late)) == []


def test_more_requests_than_the_quota() -> None:
    """5,000 in 365 days, in one region."""
    many = [
        step("create", CERTIFICATE, f"c{number}", None, certificate(None, "a.com"))
        for number in range(5_001)
    ]
    report = read(digest(*many, step("create", RECORD, "a", None, record("a.com"))))
    assert codes(report) == ["over-quota"]
    assert report.counts.requests == 5_001


def test_a_tainted_certificate_is_replaced() -> None:
    """`pulumi state taint`."""
    old = {**certificate(1, "a.com"), "taint": True, "delete": True}
    report = read(digest(step("replace", CERTIFICATE, "site", old, certificate(None, "a.com"))))
    [site] = report.certificates
    assert (site.action, [each.code for each in site.why]) == ("replaced", ["asked"])


def test_email_goes_to_the_validation_domain() -> None:
    """As chosen, and else without `www.` and the wildcard."""
    made = certificate(
        None,
        "www.a.com",
        "*.b.com",
        "x.c.com",
        validationMethod="EMAIL",
        validationOptions=[{"domainName": "x.c.com", "validationDomain": "c.com"}],
    )
    report = read(digest(step("create", CERTIFICATE, "site", None, made)))
    assert {each.domain: each.addresses[0] for each in report.approvals} == {
        "www.a.com": "admin@a.com",
        "*.b.com": "admin@b.com",
        "x.c.com": "admin@c.com",
    }
    assert report.counts.approvals == 3
    assert codes(report) == ["email-approval"]


def test_any_resource_with_an_arn_of_acm_is_a_target() -> None:
    """Those that are not in the table, too."""
    made = step(
        "create",
        "aws:opensearch/domain:Domain",
        "logs",
        None,
        {"inputs": {"domainEndpointOptions": {"customEndpointCertificateArn": arn(1)}}},
    )
    [attachment] = read(digest(made)).attachments
    assert (attachment.kind, attachment.label, attachment.place) == (
        "other",
        "logs",
        "domainEndpointOptions.customEndpointCertificateArn",
    )


def test_server_certificates_of_iam_are_none_of_acms() -> None:
    """A Classic Load Balancer may have one."""
    theirs = "arn:aws:iam::123456789012:server-certificate/old"
    same = listener(theirs)
    assert read(digest(step("same", LISTENER, "web", same, same))).attachments == ()


def test_a_target_that_goes_to_another_region_gets_told() -> None:
    """A listener of eu-west-1 cannot have a certificate of us-east-1."""
    moved = step("update", LISTENER, "web", listener(arn(1)), listener(arn(2, "us-east-1")))
    report = read(digest(moved))
    assert codes(report) == ["wrong-region"]
    assert "takes certificates of eu-west-1 only, and is given one of us-east-1" in (
        report.reasons[0].text
    )


def test_deleted_while_a_listener_keeps_it() -> None:
    """The listener has the ARN written out, the certificate goes for good."""
    gone = step("delete", CERTIFICATE, "site", certificate(1, "a.com"))
    web = step("same", LISTENER, "web", listener(arn(1)), listener(arn(1)))
    assert codes(read(digest(gone, web))) == ["still-served"]


def test_retained_while_a_listener_keeps_it() -> None:
    """It stays in AWS, so nothing is lost."""
    gone = step("delete", CERTIFICATE, "site", {**certificate(1, "a.com"), "retainOnDelete": True})
    web = step("same", LISTENER, "web", listener(arn(1)), listener(arn(1)))
    assert read(digest(gone, web)).verdict == "safe"


def test_a_renamed_resource_keeps_its_links() -> None:
    """With an alias: what depends on it names it by its old URN before, by its new one after."""
    old = {**certificate(1, "a.com"), "urn": urn(CERTIFICATE, "old")}
    renamed = step("same", CERTIFICATE, "site", old, certificate(1, "a.com"))
    renamed["oldState"]["urn"] = urn(CERTIFICATE, "old")
    web = step(
        "update",
        LISTENER,
        "web",
        listener(arn(1), urn(CERTIFICATE, "old")),
        listener(UNKNOWN, SITE),
    )
    attachment = read(digest(renamed, web)).attachments[0]
    assert attachment.certificates == (SITE,)
    assert attachment.switch == "unchanged"


def test_many_records_are_told_of_once() -> None:
    """A reader needs the rule once, and some of the names."""
    gone = [step("delete", RECORD, f"r{number}", record(f"{number}.a.com")) for number in range(7)]
    [reason] = read(digest(*gone)).reasons
    assert reason.subject == (
        "validation records of 0.a.com, 1.a.com, 2.a.com, 3.a.com, 4.a.com and 2 more"
    )
    assert reason.text.startswith("They are deleted.")
