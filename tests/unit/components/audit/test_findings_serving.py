"""Hosts and the certificates that cover them; entries and wildcards that nothing needs."""

import re
from dataclasses import replace
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.audit.model import Attachment, Audit, Certificate, Detail, Finding
from pulumi_acm.names import covers
from support.audits import TAKEN
from support.inventories import balanced, codes, distributed, judged, made, only

EAST = "us-east-1"
YEARS_AGO = TAKEN - timedelta(days=800)


def found_by(code: str, audit: Audit) -> list[Finding]:
    """Return what was found of one kind."""
    return [each for each in audit.findings if each.code == code]


def serving(
    certificates: list[Certificate], *attachments: Attachment, code: str = "not-covering"
) -> list[Finding]:
    """Judge certificates and what serves them."""
    return found_by(code, judged(only(*certificates, attachments=attachments)))


@pytest.mark.parametrize(
    ("name", "host", "is_covered"),
    [
        ("a.example.com", "a.example.com", True),
        ("a.example.com", "A.Example.com.", True),
        ("a.example.com", "b.example.com", False),
        ("*.example.com", "b.example.com", True),
        ("*.example.com", "example.com", False),
        ("*.example.com", "a.b.example.com", False),
        # Patterns of a rule: it is enough that a name may meet them.
        ("*.example.com", "*.example.com", True),
        ("a.example.com", "*.example.com", True),
        ("a.b.example.com", "*.example.com", True),
        ("a.example.com", "*", True),
        ("app-1.example.com", "app-?.example.com", True),
        ("a.example.com", "*.example.org", False),
        ("a.example.com", "app-?.example.com", False),
        # And by a wildcard, if there is a host that meets both.
        ("*.example.com", "app-*.example.com", True),
        ("*.example.com", "app-?.example.com", True),
        ("*.example.com", "app*", True),
        ("*.example.com", "*", True),
        ("*.example.com", "a*.b.example.com", False),
        ("*.example.com", "*.example.org", False),
        ("*.example.com", "?example.com", False),
        ("*.example.com", "*example.com", True),
        ("*.b.example.com", "a*.example.com", True),
        ("axexample.com", "a.example.com", False),
    ],
)
def test_hosts_of_a_listener(name: str, host: str, is_covered: bool) -> None:
    """The rules of a load balancer have patterns of their own."""
    certificate = made(1, name)
    assert bool(serving([certificate], balanced(1, certificate, host))) is not is_covered


@pytest.mark.parametrize(
    ("name", "alias", "is_covered"),
    [("*.example.com", "*.example.com", True), ("a.example.com", "*.example.com", False)],
)
def test_aliases_of_a_distribution(name: str, alias: str, is_covered: bool) -> None:
    """A wildcard alias serves all names of its level, so only the wildcard covers it."""
    certificate = made(1, name, region=EAST)
    assert bool(serving([certificate], distributed(1, certificate, alias))) is not is_covered


def test_certificates_of_a_listener_cover_together() -> None:
    """One finding for a listener, with all hosts that none of them covers."""
    one, two = made(1, "a.example.com"), made(2, "b.example.com")
    hosts = ("a.example.com", "b.example.com", "c.example.com", "d.example.com")
    [found] = serving([one, two], balanced(1, one, *hosts), balanced(1, two, *hosts, default=False))
    assert "serves c.example.com and d.example.com, which no name" in found.reason
    assert found.about == "c.example.com d.example.com"
    assert found.certificates == (one.arn, two.arn)


LABEL = st.sampled_from(["a", "b", "c"])
HOST = st.builds(lambda *labels: ".".join([*labels, "example", "com"]), LABEL) | st.builds(
    lambda one, two: f"{one}.{two}.example.com", LABEL, LABEL
)
NAME = HOST | st.builds(lambda host: f"*.{host.partition('.')[2]}", HOST)


@given(
    names=st.lists(st.lists(NAME, min_size=1, unique=True), min_size=1, max_size=3),
    hosts=st.lists(HOST, min_size=1, unique=True),
)
def test_coverage(names: list[list[str]], hosts: list[str]) -> None:
    """Exactly the hosts that no name of any certificate covers are found."""
    certificates = [made(number, *some) for number, some in enumerate(names)]
    attachments = [
        balanced(1, each, *hosts, default=number == 0) for number, each in enumerate(certificates)
    ]
    left = [h for h in hosts if not any(covers(name, h) for some in names for name in some)]
    found = serving(certificates, *attachments)
    assert [each.about for each in found] == ([" ".join(sorted(left))] if left else [])


@given(names=st.lists(NAME, min_size=1, unique=True), hosts=st.lists(HOST, min_size=1, unique=True))
def test_a_wildcard_that_is_unused_can_be_left_out(names: list[str], hosts: list[str]) -> None:
    """Without it, exactly the same hosts are covered; and without any other, fewer are."""
    certificate = made(1, *names, region=EAST)
    found = serving([certificate], distributed(1, certificate, *hosts), code="wildcard-unused")
    unused = found[0].about.split() if found else []

    def covered(left: list[str]) -> set[str]:
        return {host for host in hosts if any(covers(name, host) for name in left)}

    assert covered([name for name in names if name not in unused]) == covered(names)
    for name in names:
        if name.startswith("*.") and name not in unused:
            assert covered([each for each in names if each != name]) != covered(names)


WILD = made(1, "example.com", "*.example.com", region=EAST)


def wildcard(certificate: Certificate, *attachments: Attachment) -> bool:
    """Tell whether a wildcard is found to serve nothing."""
    return bool(serving([certificate], *attachments, code="wildcard-unused"))


def test_a_wildcard_that_serves_nothing() -> None:
    """All aliases are its other names."""
    assert wildcard(WILD, distributed(1, WILD, "example.com"))


def test_a_wildcard_that_is_needed() -> None:
    """By one of the distributions, for a host, or for a wildcard alias."""
    first = distributed(1, WILD, "example.com")
    assert not wildcard(WILD, first, distributed(2, WILD, "a.example.com"))
    assert not wildcard(WILD, first, distributed(2, WILD, "*.example.com"))


def test_a_wildcard_of_which_not_all_users_are_known() -> None:
    """A load balancer serves what no rule names; what was exported, an unknown user: anything."""
    cdn = distributed(1, WILD, "example.com")
    assert not wildcard(WILD, cdn, balanced(1, WILD, "example.com"))
    assert not wildcard(WILD, cdn, replace(distributed(2, WILD, "x"), hosts=()))
    assert not wildcard(WILD)
    assert not wildcard(replace(WILD, exported=True), cdn)
    another = f"arn:aws:cognito-idp:us-east-1:{WILD.account}:userpool/x"
    assert not wildcard(replace(WILD, detail=Detail((), (cdn.resource, another))), cdn)
    assert wildcard(replace(WILD, detail=Detail((), (cdn.resource,))), cdn)
    # What AWS runs for an API of API Gateway is in an account of AWS's.
    theirs = "arn:aws:cloudfront::000000000000:distribution/E9"
    assert wildcard(replace(WILD, detail=Detail((), (cdn.resource, theirs))), cdn)


OLD = made(1, "a.example.com", created_at=YEARS_AGO)
NEW = made(2, "a.example.com", "b.example.com")


def stale(
    default: Certificate, entry: Certificate, *, known: tuple[Certificate, ...] | None = None
) -> bool:
    """Tell whether an entry of a listener's list is found to be stale."""
    attachments = (balanced(1, default), balanced(1, entry, default=False))
    certificates = list({default, entry} if known is None else known)
    return bool(serving(certificates, *attachments, code="stale-sni"))


def test_an_old_default() -> None:
    """It is older, and the default one covers all of its names, by a wildcard as well."""
    assert stale(NEW, OLD)
    assert stale(made(2, "*.example.com"), OLD)


@pytest.mark.parametrize(
    "fields",
    [
        {"names": ("c.example.com",)},
        {"names": ("a.example.com", "c.example.com")},
        {"created_at": TAKEN},
        {"created_at": None},
        {"key_algorithm": "EC_prime256v1"},
        {"more_names": True},
    ],
)
def test_an_entry_that_is_needed(fields: dict[str, Any]) -> None:
    """It adds a name or a key, is newer, or that is not known."""
    assert not stale(NEW, replace(OLD, **fields))


def test_entries_that_are_no_old_default() -> None:
    """The default one itself, listed; one that was not read; a default that is not issued."""
    assert not stale(OLD, OLD)
    assert not stale(NEW, OLD, known=(NEW,))
    assert not stale(NEW, OLD, known=(OLD,))
    assert not stale(replace(NEW, status="REVOKED"), OLD)


def test_two_stale_entries_of_a_listener() -> None:
    """Are two findings, each with its certificate."""
    other = made(3, "b.example.com", created_at=YEARS_AGO)
    attachments = [balanced(1, each, default=each is NEW) for each in (NEW, OLD, other)]
    found = serving([NEW, OLD, other], *attachments, code="stale-sni")
    assert len({each.key for each in found}) == 2
    assert {each.about for each in found} == {OLD.arn, other.arn}


def test_a_replica_that_is_missing() -> None:
    """Attached is one that does not cover an alias, and the one that does is elsewhere."""
    narrow, wide = made(1, "a.example.com", region=EAST), made(2, "b.example.com")
    attachment = distributed(1, narrow, "a.example.com", "b.example.com")
    [found] = judged(only(narrow, wide, attachments=(attachment,))).findings
    assert (found.code, found.severity, found.about) == ("replica-missing", "high", "b.example.com")
    assert wide.arn in found.reason
    assert '"cloudfront": True' in found.way_out


@pytest.mark.parametrize(
    "fields",
    [
        {"region": EAST},
        {"status": "EXPIRED"},
        {"names": ("c.example.com",)},
        {"account": "999999999999"},
    ],
)
def test_what_is_no_missing_replica(fields: dict[str, Any]) -> None:
    """It is there already, or there is nothing to copy: then the alias is just not covered."""
    narrow, wide = made(1, "a.example.com", region=EAST), made(2, "b.example.com")
    attachment = distributed(1, narrow, "a.example.com", "b.example.com")
    inventory = only(narrow, replace(wide, **fields), attachments=(attachment,))
    assert "not-covering" in codes(judged(inventory))
    assert "replica-missing" not in codes(judged(inventory))


def test_a_replica_covers_all() -> None:
    """Two certificates that cover one alias each would not do: a distribution has only one."""
    attachment = distributed(1, None, "b.example.com", "c.example.com")
    two = made(2, "b.example.com"), made(3, "c.example.com")
    assert codes(judged(only(*two, attachments=(attachment,)))) == []
    both = made(4, "*.example.com", region="eu-central-1")
    [found] = judged(only(*two, both, attachments=(attachment,))).findings
    assert (found.code, found.certificates) == ("replica-missing", (both.arn,))


RULE = st.text(alphabet="ab*?.", min_size=1, max_size=6)


@given(rule=RULE, name=st.sampled_from(["a.b", "*.b", "*.a.b", "ab.a"]))
def test_patterns(rule: str, name: str) -> None:
    """Whatever the pattern: it is covered if one of the hosts that the name covers meets it."""
    letters = ["a", "b", "ab", "ba", "aa", "bb", "aba", "bab", "abab", "baba", "aabb", "bbaa"]
    hosts = [each + name[1:] for each in letters] if name.startswith("*.") else [name]
    certificate = made(1, name)
    if any(fnmatchcase(host, rule) for host in hosts) and re.search(r"[*?]", rule):
        assert not serving([certificate], balanced(1, certificate, rule))


def test_a_listener_with_a_certificate_of_iam() -> None:
    """It covers names that nobody here knows; so its list has nothing that is stale, either."""
    known = made(1, "a.example.com")
    hosts = ("a.example.com", "b.example.com")
    theirs = replace(balanced(1, known, *hosts), certificate_arn="")
    ours = balanced(1, known, *hosts, default=False)
    assert judged(only(known, attachments=(theirs, ours))).findings == ()
