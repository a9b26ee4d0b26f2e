"""What could not be read never leads to a finding."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.inventories import (
    Fault,
    balanced,
    codes,
    distributed,
    faults,
    gap,
    healthy,
    judged,
    made,
    only,
    record,
    seen_of,
    unused,
    with_faults,
)

FAULTS = {each.code: each for each in faults()}
BY_RECORD = ("record-missing", "record-wrong", "caa-forbids")


def found_with(fault: Fault, *gaps: tuple[str, str | None]) -> list[str]:
    """Return what is found where there are gaps."""
    inventory = with_faults(healthy(), [fault])
    inventory = replace(inventory, gaps=tuple(gap(what, region) for what, region in gaps))
    return codes(judged(inventory))


@pytest.mark.parametrize(
    "what", ["certificates", "load balancers", "something new", "hosted zone example.org (Z2)"]
)
def test_orphans_are_not_looked_for(what: str) -> None:
    """A certificate that was not read may renew by them, or a CNAME that was not lead to them."""
    assert found_with(FAULTS["orphan-record"], (what, "eu-west-1")) == []


def test_orphans_where_not_all_regions_were_asked_for() -> None:
    """Certificates of the others renew by the same records: `prune` would not touch them."""
    inventory = with_faults(healthy(), [FAULTS["orphan-record"]])
    assert codes(judged(replace(inventory, all_regions=False))) == []


def test_orphans_among_certificates_with_more_names() -> None:
    """One of those may be the record's."""
    inventory = only(made(1, "example.com", more_names=True), records=(record("a.example.com"),))
    assert codes(judged(inventory)) == []


@pytest.mark.parametrize("what", ["quotas", "serial numbers, validation methods and renewals"])
def test_orphans_beside_harmless_gaps(what: str) -> None:
    """No certificate is hidden by them."""
    assert found_with(FAULTS["orphan-record"], (what, None)) == ["orphan-record"]


@pytest.mark.parametrize("status", ["PENDING_VALIDATION", "EXPIRED", "FAILED"])
def test_a_certificate_of_any_status_has_its_record(status: str) -> None:
    """It may be requested again tomorrow, by the same record; the wildcard's is the name's."""
    certificate = unused(1, "*.a.example.com", status=status, not_after=None)
    inventory = only(certificate, records=(record("a.example.com"),))
    assert "orphan-record" not in codes(judged(inventory))


def test_a_certificate_of_another_account_has_its_record() -> None:
    """Zones and certificates are often in two accounts."""
    away = made(1, "a.example.com", account="999999999999")
    inventory = only(away, records=(record("a.example.com"),), accounts=("999999999999",))
    assert codes(judged(inventory)) == []


@pytest.mark.parametrize("code", BY_RECORD)
def test_records_that_were_not_looked_up(code: str) -> None:
    """Unknown is not missing; nor is what is nowhere to be seen."""
    inventory = with_faults(healthy(), [FAULTS[code]])
    assert codes(judged(inventory, {})) == []


@pytest.mark.parametrize("code", ["record-missing", "record-wrong"])
def test_records_of_what_does_not_renew_by_them(code: str) -> None:
    """By email, by CloudFront, not at all; or how it is validated is not known."""
    fault = FAULTS[code]
    [plain] = fault.certificates
    for fields in (
        {"validation_method": "EMAIL"},
        {"validation_method": None},
        {"managed_by": "CLOUDFRONT"},
        {"type": "PRIVATE"},
        {"in_use": None, "exported": None, "renewal_eligibility": None},
        {"in_use": False, "renewal_eligibility": "INELIGIBLE"},
    ):
        inventory = only(replace(plain, **fields))
        assert code not in codes(judged(inventory, seen_of(inventory, fault.seen)))


def test_use_that_is_not_known() -> None:
    """It is not said that nothing uses it, nor that it is a twin."""
    pair = [
        made(number, "a.example.com", in_use=None, exported=None, renewal_eligibility=None)
        for number in (1, 2)
    ]
    assert codes(judged(only(*pair))) == []


def test_an_attachment_is_a_use() -> None:
    """Whatever ACM says."""
    certificate = unused(1, "a.example.com")
    assert codes(judged(only(certificate, attachments=(balanced(1, certificate),)))) == []


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("certificates of listener web-67:443", []),
        ("certificates of listener web-6:443", ["not-covering"]),
        ("quotas", ["not-covering"]),
    ],
)
def test_a_listener_whose_list_was_not_read(what: str, expected: list[str]) -> None:
    """The certificate that covers it may be in the rest; another listener's gap is no matter."""
    assert found_with(FAULTS["not-covering"], (what, "eu-west-1")) == expected


def test_a_listener_with_a_certificate_that_was_not_read() -> None:
    """Of another account, say: nobody knows what it covers."""
    known, away = made(1, "a.example.com"), made(2, "b.example.com", account="999999999999")
    hosts = ("a.example.com", "b.example.com")
    attachments = (
        balanced(1, known, *hosts, resource="x"),
        balanced(1, away, *hosts, resource="x", default=False),
    )
    assert codes(judged(only(known, attachments=attachments))) == []
    assert codes(judged(only(known, attachments=attachments[:1]))) == ["not-covering"]


def test_a_certificate_of_which_not_all_names_are_known() -> None:
    """It may cover anything, and be like anything."""
    certificate = made(1, "a.example.com", more_names=True)
    attachments = (balanced(1, certificate, "b.example.com"),)
    assert codes(judged(only(certificate, made(2, "a.example.com"), attachments=attachments))) == []


@pytest.mark.parametrize(
    ("gap_at", "expected"),
    [
        (("certificates", "us-east-1"), []),
        (("certificates", None), []),
        (("certificates", "eu-west-1"), ["replica-missing"]),
        (("quotas", "us-east-1"), ["replica-missing"]),
    ],
)
def test_a_replica_that_may_be_there(gap_at: tuple[str, str | None], expected: list[str]) -> None:
    """Where us-east-1 was not read, it may have the certificate."""
    assert found_with(FAULTS["replica-missing"], gap_at) == expected


def test_a_replica_where_us_east_1_was_not_asked_for() -> None:
    """The user has asked for other regions only."""
    inventory = with_faults(only(regions=("eu-central-1",)), [FAULTS["replica-missing"]])
    assert codes(judged(inventory)) == []


def test_a_wildcard_where_services_were_not_read() -> None:
    """One of them may need it."""
    at = ("CloudFront distributions", None)
    assert found_with(FAULTS["wildcard-unused"], at) == []


def test_a_distribution_that_no_certificate_of_acm_would_serve() -> None:
    """One of IAM does, and there is nothing in ACM to move."""
    inventory = only(attachments=(distributed(1, None, "a.example.com"),))
    assert codes(judged(inventory)) == []


ALL = with_faults(healthy(), faults())


@given(st.sets(st.sampled_from(ALL.certificates), max_size=12), st.booleans(), st.booleans())
def test_reading_less_finds_no_more_than_there_is(
    lost: set[object], attachments: bool, seen: bool
) -> None:
    """Without some certificates, attachments or evidence, and with the gap named."""
    inventory = replace(
        ALL,
        certificates=tuple(each for each in ALL.certificates if each not in lost),
        attachments=ALL.attachments if attachments else (),
        gaps=(gap("certificates", None),),
    )
    faulty = {name: each for fault in faults() for name, each in (fault.seen or {}).items()}
    whole = {each.key for each in judged(ALL, seen_of(ALL, faulty)).findings}
    found = judged(inventory, seen_of(inventory, faulty) if seen else {}).findings
    # With less known, a stale entry may be taken for what it also is: a twin of another.
    assert {each.key for each in found if each.code not in ("duplicate", "overlapping")} <= whole
