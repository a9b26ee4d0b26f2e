"""The table of an audit: the worst first, gaps always, no control characters, not too long."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from pulumi_acm.audit.model import Audit
from pulumi_acm.audit.reports import table
from support.audits import EMPTY, FULL, many, nasty


def shown(audit: Audit, width: int = 200, *, everything: bool = False) -> str:
    """Return what is printed."""
    out = io.StringIO()
    table.render(audit, Console(file=out, width=width), everything=everything)
    return out.getvalue()


def test_it_has_it_all() -> None:
    """What is wrong, what was not read, what will become of the certificates, what comes next."""
    text = shown(FULL)
    for part in (
        "Certificates: 1 critical, 1 high, 1 medium, 1 low, and not all could be read",
        "5 certificates in 2 accounts and 2 regions, 2026-11-24 10:00 UTC, 5 API calls, 2 of them",
        "old.example.net  expired  123456789012 eu-west-1",
        "to do: write _a.mail.example.org CNAME _b.acm-validations.aws",
        "123456789012 global",
        "2 findings more in the baseline, left out here.",
    ):
        assert part in text
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "renews by itself 1 1 by its DNS record" in lines
    assert "need a person 2" in lines
    assert "will not renew 1" in lines
    assert lines.index("2026-11-29 time to import again: shop.example.com") < lines.index(
        "2027-01-18 ACM begins to renew: example.com"
    )
    assert lines[lines.index("stack") :][:4] == [
        "stack",
        "1 in the stack",
        "1 not in the stack",
        "1 in the stack, gone from AWS",
    ]
    # Those that renew by themselves never come to expire.
    assert not any("2027-03-04" in line for line in lines)


def test_the_worst_is_first() -> None:
    """Then what is less bad."""
    text = shown(FULL)
    places = [text.index(each.reason) for each in FULL.findings]
    assert places == sorted(places)
    assert text.index("not read  certificates") < places[0]


def test_gaps_that_are_alike_are_one() -> None:
    """An account that cannot be read is not a gap for each of its regions."""
    text = " ".join(shown(FULL).split())
    assert "not read certificates 210987654321 eu-west-1, 210987654321 us-east-1 Access" in text
    assert text.count("to do: allow acm:ListCertificates") == 1
    assert "not read distributions 210987654321 global Throttling: rate exceeded" in text


def test_many_are_cut_and_counted() -> None:
    """Nobody reads 4,000 findings; how many of which kind there are is said."""
    audit = many(10_000)
    text = shown(audit)
    assert len(text.splitlines()) < 300
    assert "…and 3,950 more; --all prints them" in text
    assert "record-missing 2,000, not-in-use 2,000" in text
    assert (
        "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000001"
        not in text
    )


def test_everything_is_everything() -> None:
    """Every finding and every certificate."""
    audit = many(300)
    text = shown(audit, everything=True)
    assert "more; --all" not in text
    assert all(each.arn in text for each in audit.inventory.certificates)
    assert all(each.reason in text for each in audit.findings)


@pytest.mark.parametrize("everything", [False, True])
def test_values_without_control_characters(everything: bool) -> None:
    """A terminal obeys them."""
    text = shown(nasty("a\x1b[31mb\x07\x9b2J[bold]c"), 400, everything=everything)
    assert not any(each in text for each in ("\x1b", "\x07", "\x9b"))
    assert "[31mb 2J[bold]c" in text


def test_it_fits_into_a_narrow_terminal() -> None:
    """Prose is folded; what somebody copies is not."""
    text = shown(FULL, 40)
    long = [line.strip() for line in text.splitlines() if len(line) > 40]
    assert FULL.findings[0].resource in long
    assert not any(each.reason in text for each in FULL.findings if len(each.reason) > 40)
    assert all(
        line.startswith(("arn:", "hosted zone", "critical", "high", "medium", "low"))
        for line in long
    )


@pytest.mark.parametrize(
    ("audit", "expected"),
    [
        (EMPTY, "Certificates: nothing found"),
        (
            replace(EMPTY, inventory=replace(EMPTY.inventory, gaps=FULL.inventory.gaps)),
            "Certificates: nothing found, and not all could be read",
        ),
    ],
)
def test_nothing_found(audit: Audit, expected: str) -> None:
    """Nothing found is not all well where not all was read."""
    text = shown(audit)
    assert text.splitlines()[0] == expected
    assert "1 API call" in text
