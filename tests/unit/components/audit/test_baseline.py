"""Only what is new is reported."""

import json
from dataclasses import replace

import pytest

from pulumi_acm.audit.baseline import (
    BASELINE_VERSION,
    BaselineError,
    baseline,
    known,
    without_known,
)
from pulumi_acm.audit.model import Finding
from support.inventories import faults, healthy, judged, seen_of, with_faults

ALL = with_faults(healthy(), faults())


def test_all_is_known() -> None:
    """What was written down is left out, and counted."""
    found = judged(ALL, seen_of(ALL))
    left = without_known(found, known(baseline(found.findings)))
    assert left.findings == ()
    assert left.known == len(found.findings)
    assert left.forecasts == found.forecasts


def test_only_what_is_new_is_left() -> None:
    """In its order."""
    found = judged(ALL, seen_of(ALL))
    before = [each for each in found.findings if each.code != "not-in-use"]
    left = without_known(found, known(baseline(before)))
    assert [each.code for each in left.findings] == ["not-in-use"]
    assert left.known == len(found.findings) - 1


def test_a_finding_that_became_worse_is_still_known() -> None:
    """Its severity and its words may change, what it is about may not."""
    one = Finding("not-covering", "high", "arn:x", "x", "1", "r", "because", "do", about="a b")
    keys = known(baseline([one]))
    assert replace(one, severity="low", reason="else", way_out="else", subject="y").key in keys
    for other in (
        replace(one, code="expired"),
        replace(one, resource="arn:y"),
        replace(one, about="a b c"),
    ):
        assert other.key not in keys


def test_what_is_written_is_stable() -> None:
    """Sorted, each once, in whatever order they were found."""
    findings = judged(ALL, seen_of(ALL)).findings
    text = baseline(findings)
    assert text == baseline([*findings[::-1], findings[0]])
    keys = json.loads(text)["findings"]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"the baseline is no JSON: .*\. Write it anew\."),
        ("[]", "the file is no baseline"),
        ('{"findings": []}', "the file is no baseline"),
        (
            '{"kind": "pulumi-acm audit baseline", "version": 2, "findings": []}',
            f"the baseline is of version 2, this pulumi-acm reads {BASELINE_VERSION}. Write",
        ),
        (
            '{"kind": "pulumi-acm audit baseline", "findings": []}',
            "the baseline is of version None, this pulumi-acm reads 1",
        ),
        (
            '{"kind": "pulumi-acm audit baseline", "version": 1, "findings": [1]}',
            '"findings" of the baseline is no list of keys',
        ),
        (
            '{"kind": "pulumi-acm audit baseline", "version": 1}',
            '"findings" of the baseline is no list of keys',
        ),
    ],
)
def test_what_is_no_baseline(text: str, message: str) -> None:
    """An error with the way out, rather than a report of all or nothing."""
    with pytest.raises(BaselineError, match=message):
        known(text)
