"""What nothing needs, by hand-made inventories: each rule, and each reason to leave something."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pulumi_acm.audit.model import Certificate, Gap, Inventory, Record, Scope, Zone
from pulumi_acm.audit.prune import plan
from pulumi_acm.audit.prune_model import KINDS, Plan, Terms, id_of
from support.audits import ACCOUNT, TAKEN, certificate, listener

TERMS = Terms(now=TAKEN)
OTHER_ACCOUNT = "210987654321"


def unused(number: int, *names: str, **more: Any) -> Certificate:
    """Return a certificate that nothing uses, of 40 days ago."""
    made = replace(certificate(number, *names), in_use=False, created_at=TAKEN - timedelta(days=40))
    return replace(made, **more)


def record(name: str, **more: Any) -> Record:
    """Return the validation record of a name."""
    made = Record(ACCOUNT, "Z1", "example.com", f"_x.{name}", "_y.z.acm-validations.aws", 60)
    return replace(made, **more)


def inventory(**more: Any) -> Inventory:
    """Return an inventory of one account and region."""
    return replace(Inventory(TAKEN, (ACCOUNT,), ("eu-west-1",)), **more)


def ids(found: Plan) -> list[str]:
    """Return what would be deleted."""
    return [each.id for each in found.candidates]


def test_an_orphan_record() -> None:
    """One whose name no certificate has; an apex and its wildcard keep the same record."""
    found = plan(
        inventory(
            certificates=(certificate(1, "*.example.com"), certificate(2, "a.example.com")),
            records=(record("example.com"), record("a.example.com"), record("gone.example.com")),
        ),
        TERMS,
    )
    [orphan] = found.candidates
    assert orphan.id == "Z1__x.gone.example.com_CNAME"
    assert orphan.subject == "_x.gone.example.com in example.com (Z1)"
    assert orphan.proof == (
        "no certificate has gone.example.com or *.gone.example.com",
        "nothing in the zones that were read is served by either",
        "read: 2 certificate(s) of account(s) 123456789012 in 1 region(s): eu-west-1",
    )
    assert not found.unjudged


@pytest.mark.parametrize(
    "status", ["EXPIRED", "FAILED", "PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "REVOKED"]
)
def test_a_record_of_a_dead_certificate(status: str) -> None:
    """Whoever requests it again needs the same record."""
    dead = replace(certificate(1, "example.com"), status=status)
    assert not ids(plan(inventory(certificates=(dead,), records=(record("example.com"),)), TERMS))


def test_a_record_for_another_account_that_was_read() -> None:
    """Records are looked up by name, whoever has the certificate."""
    far = certificate(1, "example.com", account=OTHER_ACCOUNT, region="us-east-1")
    assert not ids(plan(inventory(certificates=(far,), records=(record("example.com"),)), TERMS))


@pytest.mark.parametrize(
    ("inventory_", "terms", "why"),
    [
        (
            inventory(gaps=(Gap(Scope(ACCOUNT, "us-east-1"), "certificates", "AccessDenied: no"),)),
            TERMS,
            "what could not be read may renew by it: certificates (123456789012 us-east-1)",
        ),
        (
            inventory(gaps=(Gap(Scope(OTHER_ACCOUNT, None), "the whole account", "AccessDenied"),)),
            TERMS,
            "what could not be read may renew by it: the whole account (210987654321)",
        ),
        (
            inventory(certificates=(replace(certificate(7, "other.com"), more_names=True),)),
            TERMS,
            f"not all names are known of {certificate(7).arn}",
        ),
        (
            inventory(),
            replace(TERMS, all_regions=False),
            "certificates of the other regions may renew by it: leave --region out",
        ),
    ],
)
def test_records_that_cannot_be_judged(inventory_: Inventory, terms: Terms, why: str) -> None:
    """Nothing is deleted because something was not seen."""
    found = plan(replace(inventory_, records=(record("example.com"),)), terms)
    assert not found.candidates
    assert [each.why for each in found.unjudged] == [why]


@pytest.mark.parametrize(
    "what",
    ["host rules of listener web:443", "serial numbers, validation methods and renewals"],
)
def test_a_gap_that_hides_nothing(what: str) -> None:
    """What is not known then is nothing that renews, or that uses a certificate."""
    gaps = (Gap(Scope(ACCOUNT, "eu-west-1"), what, "AccessDenied"),)
    assert ids(plan(inventory(records=(record("example.com"),), gaps=gaps), TERMS))


def test_gaps_where_nothing_is_orphan() -> None:
    """They are no reason to speak of records that are needed anyway."""
    gaps = (Gap(Scope(ACCOUNT, "us-east-1"), "certificates", "AccessDenied: no"),)
    one = certificate(1, "example.com")
    found = plan(inventory(certificates=(one,), records=(record("example.com"),), gaps=gaps), TERMS)
    assert found == Plan()


@pytest.mark.parametrize(
    ("hosts", "seen"),
    [
        (("gone.example.com",), "gone.example.com"),
        (("a.gone.example.com",), "a.gone.example.com"),
        (("*.gone.example.com", "gone.example.com"), "*.gone.example.com, gone.example.com"),
    ],
)
def test_a_record_of_a_name_that_is_served(hosts: tuple[str, ...], seen: str) -> None:
    """By a certificate that nobody here can list: another account's, or one of Amplify."""
    below = Zone(ACCOUNT, "Z2", "gone.example.com", hosts=hosts)
    found = plan(
        inventory(
            # One that covers a name of another zone does not help.
            certificates=(certificate(1, "other.com"),),
            zones=(Zone(ACCOUNT, "Z1", "example.com"), below),
            records=(record("gone.example.com"),),
        ),
        TERMS,
    )
    assert not found.candidates
    [spared] = found.spared
    assert spared.why == (
        f"{seen} is in DNS, and no certificate that was read covers it: another account's, or one "
        "that Amplify, App Runner or Lightsail keeps, may renew by it"
    )


def test_a_record_of_a_name_that_others_serve() -> None:
    """A wildcard above it, a certificate below it, names that nobody connects to."""
    hosts = ("gone.example.com", "a.gone.example.com", "_dmarc.gone.example.com", "x.example.com")
    zone = Zone(ACCOUNT, "Z1", "example.com", hosts=hosts)
    found = plan(
        inventory(
            certificates=(certificate(1, "*.example.com"), certificate(2, "a.gone.example.com")),
            zones=(zone,),
            records=(record("gone.example.com"),),
        ),
        TERMS,
    )
    assert ids(found) == ["Z1__x.gone.example.com_CNAME"]


def test_a_record_that_another_name_is_validated_by() -> None:
    """ACM follows CNAMEs: the record has a name of its own, which is in no certificate."""
    alias = ("_x.example.net", "_x.validations.example.com")
    found = plan(
        inventory(
            certificates=(certificate(1, "example.net"),),
            zones=(Zone(ACCOUNT, "Z2", "example.net", aliases=(alias,)),),
            records=(record("validations.example.com"),),
        ),
        TERMS,
    )
    assert not found.candidates
    assert [each.why for each in found.spared] == [
        "_x.example.net is a CNAME that leads to it, and may be validated by it"
    ]


def test_an_unused_certificate() -> None:
    """Not in use, not exported, old enough."""
    one = unused(1, "example.com", "a.example.com")
    found = plan(inventory(certificates=(one,)), TERMS)
    [candidate] = found.candidates
    assert candidate.id == one.arn
    assert candidate.subject == (
        "example.com and 1 more name(s) in eu-west-1 (00000000-0000-4000-8000-000000000001)"
    )
    assert candidate.proof == (
        "ACM: no service uses it, and it was never exported",
        "requested 2026-10-15, 40 days ago; its status is ISSUED",
    )


@pytest.mark.parametrize(
    ("one", "attachments"),
    [
        (unused(1, "example.com", in_use=True), ()),
        (unused(1, "example.com", exported=True), ()),
        (unused(1, "example.com", created_at=TAKEN - timedelta(days=29)), ()),
        # A service has it, whatever ACM says.
        (unused(1, "example.com"), (listener(1, unused(1, "example.com")),)),
        # Somebody imported it anew last week.
        (unused(1, "example.com", type="IMPORTED", imported_at=TAKEN - timedelta(days=7)), ()),
    ],
)
def test_certificates_that_are_needed(one: Certificate, attachments: Any) -> None:
    """In use, exported, attached or too young: nothing is said of them."""
    found = plan(
        inventory(certificates=(one,), attachments=attachments), replace(TERMS, imported=True)
    )
    assert found == Plan()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"in_use": None}, "it is not known whether it is in use, or was exported"),
        ({"exported": None}, "it is not known whether it is in use, or was exported"),
        ({"created_at": None}, "it is not known how old it is"),
    ],
)
def test_certificates_that_cannot_be_judged(more: dict[str, Any], why: str) -> None:
    """What is not known is not taken for unused."""
    found = plan(inventory(certificates=(unused(1, "example.com", **more),)), TERMS)
    assert not found.candidates
    [unjudged] = found.unjudged
    assert unjudged.why.startswith(why)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"type": "IMPORTED"}, "it was imported, so nobody can restore it: --imported includes"),
        ({"type": "PRIVATE"}, "it is PRIVATE: whoever has the authority has to know of it"),
        ({"managed_by": "CLOUDFRONT"}, "CLOUDFRONT manages it"),
        ({"status": "PENDING_VALIDATION"}, "somebody waits for it to be validated"),
        ({"key_pair_origin": "ACME"}, "an ACME client has requested it: it serves elsewhere"),
    ],
)
def test_certificates_of_others(more: dict[str, Any], why: str) -> None:
    """They stay, and it is said why."""
    found = plan(inventory(certificates=(unused(1, "example.com", **more),)), TERMS)
    assert not found.candidates
    [spared] = found.spared
    assert spared.why.startswith(why)


def test_imported_certificates_where_they_may_go() -> None:
    """`--imported`, by the day of the import: they were never requested."""
    one = unused(
        1,
        "example.com",
        type="IMPORTED",
        exported=None,
        created_at=None,
        imported_at=TAKEN - timedelta(days=50),
    )
    found = plan(inventory(certificates=(one,)), replace(TERMS, imported=True))
    assert ids(found) == [one.arn]
    assert found.candidates[0].proof[1] == (
        "imported 2026-10-05, 50 days ago; its status is ISSUED"
    )


OLD = replace(certificate(1, "example.com"), created_at=TAKEN - timedelta(days=90))
NEW = replace(certificate(2, "example.com", "*.example.com"), created_at=TAKEN - timedelta(days=10))


def on_listener(old: Certificate, new: Certificate) -> Inventory:
    """Return a listener with one further certificate, and a default one."""
    entry = replace(listener(1, old, default=False), resource=listener(1, new).resource)
    return inventory(certificates=(old, new), attachments=(listener(1, new), entry))


def test_a_stale_entry() -> None:
    """The default one is newer, issued, of the same kind of key, and has all the names."""
    found = plan(on_listener(OLD, NEW), TERMS)
    [candidate] = found.candidates
    assert candidate.id == f"{listener(1, NEW).resource}_{OLD.arn}"
    assert candidate.proof[0] == (
        f"the listener's default certificate covers all its names (example.com): {NEW.arn}"
    )
    assert candidate.proof[1] == (
        "that one is newer (2026-11-14, this one 2026-08-26), issued, and has the same kind of key "
        "(RSA_2048)"
    )


def test_a_wildcard_takes_the_place_of_a_name_below() -> None:
    """As a certificate is chosen: one label for the asterisk."""
    old = replace(OLD, names=("a.example.com",))
    assert ids(plan(on_listener(old, NEW), TERMS))
    assert not ids(plan(on_listener(replace(old, names=("a.b.example.com",)), NEW), TERMS))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"names": ("example.com", "other.com")}, {}),
        ({"key_algorithm": "EC_prime256v1"}, {}),
        ({"created_at": TAKEN}, {}),
        ({"created_at": None}, {}),
        ({}, {"status": "EXPIRED"}),
        ({}, {"created_at": None}),
        # Not everybody trusts these, and nobody renews an import.
        ({}, {"type": "IMPORTED", "imported_at": TAKEN}),
        ({}, {"type": "PRIVATE"}),
        ({"type": "IMPORTED", "imported_at": TAKEN}, {}),
        # The default one itself: `list_default`.
        ({"arn": NEW.arn}, {}),
    ],
)
def test_entries_that_are_needed(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Nothing is said of them."""
    assert plan(on_listener(replace(OLD, **old), replace(NEW, **new)), TERMS) == Plan()


def test_imports_by_the_day_of_the_import() -> None:
    """They have no other; Amazon's may take their place."""
    old = replace(OLD, type="IMPORTED", created_at=None, imported_at=TAKEN - timedelta(days=50))
    new = replace(NEW, type="IMPORTED", created_at=None, imported_at=TAKEN - timedelta(days=5))
    assert ids(plan(on_listener(old, new), TERMS))
    assert ids(plan(on_listener(old, NEW), TERMS))


def test_an_entry_that_cannot_be_judged() -> None:
    """The certificate of another account, say, or one with more names than were listed."""
    seen = on_listener(OLD, NEW)
    found = plan(replace(seen, certificates=(OLD,)), TERMS)
    assert [each.why for each in found.unjudged] == [f"the certificate was not read: {NEW.arn}"]
    found = plan(on_listener(replace(OLD, more_names=True), NEW), TERMS)
    assert [each.why for each in found.unjudged] == [f"not all names are known of {OLD.arn}"]
    assert not found.candidates


def test_what_a_stack_manages() -> None:
    """It stays, of each kind."""
    one, listener_ = unused(3, "other.com"), on_listener(OLD, NEW)
    everything = replace(
        listener_,
        certificates=(*listener_.certificates, one),
        records=(record("gone.example.com"),),
    )
    found = plan(everything, TERMS)
    assert [each.kind for each in found.candidates] == list(KINDS)
    found = plan(everything, replace(TERMS, managed=frozenset(ids(found))))
    assert not found.candidates
    assert {each.why for each in found.spared} == {
        "a stack manages it: take it out of its program, and `pulumi up` deletes it"
    }
    assert len(found.spared) == 3


def test_chosen_kinds() -> None:
    """Nothing is said of the others."""
    everything = inventory(
        certificates=(unused(3, "a.com"),), records=(record("gone.example.com"),)
    )
    found = plan(everything, replace(TERMS, kinds=frozenset({"records"})))
    assert ids(found) == [id_of(record("gone.example.com"))]
