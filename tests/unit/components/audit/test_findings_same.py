"""Twins, overlaps, what nothing uses; and that very many are judged in one pass."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.audit.model import Certificate, Inventory
from pulumi_acm.names import covers
from support.audits import REGIONS, TAKEN
from support.inventories import (
    balanced,
    codes,
    distributed,
    healthy,
    imported,
    judged,
    made,
    only,
    record,
    unused,
)


def pair(*names: str, **fields: Any) -> list[str]:
    """Return what is found of two certificates, the second of which has these fields."""
    first = made(1, "a.example.com", created_at=TAKEN - timedelta(days=90))
    return codes(judged(only(first, made(2, *names, **fields))))


def test_twins() -> None:
    """In whatever order their names are; the older one is to go."""
    first = made(1, "a.example.com", "b.example.com", created_at=TAKEN - timedelta(days=90))
    second = made(2, "b.example.com", "a.example.com")
    [found] = judged(only(second, first)).findings
    assert (found.code, found.resource) == ("duplicate", first.arn)
    assert second.arn in found.reason


def test_an_overlap() -> None:
    """The smaller one is told of the larger one, and of the smallest such."""
    small = made(1, "a.example.com")
    middle = made(2, "a.example.com", "b.example.com")
    large = made(3, "a.example.com", "b.example.com", "c.example.com")
    found = judged(only(large, small, middle)).findings
    assert {each.resource: each.reason.partition(" ")[0] for each in found} == {
        small.arn: middle.arn,
        middle.arn: large.arn,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"region": "us-east-1"},
        {"account": "999999999999"},
        {"key_algorithm": "EC_prime256v1"},
        {"type": "PRIVATE"},
        {"status": "EXPIRED", "days": -1},
        {"managed_by": "CLOUDFRONT"},
        {"more_names": True},
    ],
)
def test_what_cannot_stand_for_another(fields: dict[str, Any]) -> None:
    """Another region, account, key or kind; or not known, or not alive."""
    for names in (["a.example.com"], ["a.example.com", "b.example.com"]):
        found = pair(*names, **fields)
        assert "duplicate" not in found
        assert "overlapping" not in found


def test_names_that_only_meet() -> None:
    """Neither has all of the other's; and a wildcard is no overlap: often it is meant."""
    assert pair("b.example.com") == []
    assert pair("*.example.com") == []
    first = made(1, "a.example.com", "b.example.com")
    assert codes(judged(only(first, made(2, "b.example.com", "c.example.com")))) == []


def test_what_nothing_uses_is_no_twin() -> None:
    """It is not in use, and the reason says which one has its place."""
    used = made(1, "a.example.com")
    [found] = judged(only(used, unused(2, "a.example.com"))).findings
    assert found.code == "not-in-use"
    assert found.reason.endswith(f"{used.arn} has the same names and is in use")


def test_what_nothing_uses() -> None:
    """An import may still be used elsewhere; the expired has a finding of its own."""
    [found] = judged(only(imported(1, "a.example.com", in_use=False))).findings
    assert found.reason.startswith("no service uses it; it expires on")
    assert codes(judged(only(unused(1, "a.example.com", days=-1)))) == ["expired"]
    assert codes(judged(only(unused(1, "a.example.com", days=5)))) == ["not-in-use"]


NAMES = st.frozensets(st.sampled_from([f"{label}.example.com" for label in "abcde"]), min_size=1)


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_twins_and_overlaps(sets: list[frozenset[str]]) -> None:
    """All but the newest of each set are twins; each with a larger set is an overlap."""
    certificates = [
        made(number, *sorted(names), created_at=TAKEN - timedelta(days=number))
        for number, names in enumerate(sets)
    ]
    found = judged(only(*certificates)).findings
    twins = {each.resource for each in found if each.code == "duplicate"}
    overlaps = {each.resource for each in found if each.code == "overlapping"}
    assert len(twins) == len(sets) - len(set(sets))
    assert overlaps == {
        each.arn
        for each, names in zip(certificates, sets, strict=True)
        if any(names < other for other in sets)
    }


def many(number: int) -> Inventory:
    """Return an inventory of so many certificates in 4 regions, with something wrong in each.

    All have one name in common, which a comparison of each with each would pay for.
    """
    certificates: list[Certificate] = []
    for each in range(number):
        names = ("example.com", f"*.n{each // 2}.example.com", f"n{each}.example.com")
        certificates.append(
            made(each, *names, region=REGIONS[each % 4], days=each % 100, in_use=each % 3 != 0)
        )
    attachments = [
        attachment
        for each, of in enumerate(certificates)
        if of.in_use
        for attachment in (
            balanced(each, of, *of.names),
            balanced(each, certificates[each - 1], *of.names, default=False),
        )
    ]
    attachments += [
        distributed(each, of, f"n{each}.example.com", "other.example.org")
        for each, of in enumerate(certificates)
        if of.region == "us-east-1"
    ]
    return replace(
        healthy(),
        certificates=tuple(certificates),
        attachments=tuple(attachments),
        records=tuple(record(f"gone{each}.example.com") for each in range(number)),
    )


def calls_of_covers(number: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count how often names are compared with hosts."""
    counted = 0
    modules = ("case", "findings.serving", "prune_sni")

    def counting(pattern: str, host: str) -> bool:
        nonlocal counted
        counted += 1
        return covers(pattern, host)

    for name in modules:
        monkeypatch.setattr(f"pulumi_acm.audit.{name}.covers", counting)
    assert judged(many(number)).findings
    monkeypatch.undo()
    return counted


def test_ten_times_as_many_cost_ten_times_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in comparisons of names: nothing compares each with each."""
    few, more = calls_of_covers(400, monkeypatch), calls_of_covers(4_000, monkeypatch)
    assert 0 < more <= 11 * few


def test_ten_thousand_certificates() -> None:
    """Each has its forecast, in the inventory's order."""
    inventory = many(10_000)
    found = judged(inventory)
    assert [each.arn for each in found.forecasts] == [each.arn for each in inventory.certificates]
    assert len(found.findings) > 10_000
