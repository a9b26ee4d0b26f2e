"""Every finding once; a healthy inventory has none."""

import re
from pathlib import Path
from typing import get_args

import pytest

from pulumi_acm.audit.findings import FINDERS
from pulumi_acm.audit.judging import SeenByArn
from pulumi_acm.audit.model import SEVERITIES, Inventory, Severity
from pulumi_acm.audit.rules import RULES, Code
from support.audits import TAKEN
from support.inventories import Fault, codes, faults, healthy, judged, seen_of, with_faults

FAULTS = faults()
DOCS = Path(__file__).parents[4] / "docs/audit-findings.md"


def seen_with(inventory: Inventory, *added: Fault) -> SeenByArn:
    """Return what was seen, with what the faults say."""
    faulty = {name: seen for each in added for name, seen in (each.seen or {}).items()}
    return seen_of(inventory, faulty)


def test_a_healthy_inventory_has_none() -> None:
    """Neither with nor without what connections to its names were given."""
    assert judged(healthy()).findings == ()
    assert judged(healthy(), probes={}).findings == ()


def test_nothing_has_none() -> None:
    """An account without certificates."""
    found = judged(Inventory(TAKEN, (), ()))
    assert (found.findings, found.forecasts, found.ownership) == ((), (), {})


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: str(each.code))
def test_each_finding_alone(fault: Fault) -> None:
    """Just the one that is expected, with its severity, a reason and a way out."""
    inventory = with_faults(healthy(), [fault])
    [found] = judged(inventory, seen_with(inventory, fault)).findings
    assert (found.code, found.severity) == (fault.code, fault.severity)
    assert found.reason
    assert found.way_out
    assert set(found.certificates) <= {each.arn for each in inventory.certificates}


def test_all_findings_together() -> None:
    """Each is found once, whatever else is wrong; the worst come first."""
    inventory = with_faults(healthy(), FAULTS)
    found = judged(inventory, seen_with(inventory, *FAULTS))
    assert sorted(codes(found)) == sorted(each.code for each in FAULTS)
    ranks = [SEVERITIES.index(each.severity) for each in found.findings]
    assert ranks == sorted(ranks, reverse=True)


def test_the_order_of_an_inventory_does_not_matter() -> None:
    """The same keys in the same order, whatever AWS lists first: baselines can be compared."""
    inventory = with_faults(healthy(), FAULTS)
    turned = with_faults(healthy(), FAULTS[::-1])
    first = judged(inventory, seen_with(inventory, *FAULTS))
    second = judged(turned, seen_with(turned, *FAULTS))
    assert [each.key for each in first.findings] == [each.key for each in second.findings]


def test_every_code_has_its_rule_its_finder_and_its_fault() -> None:
    """A new one gets all four."""
    assert set(RULES) == set(get_args(Code)) == {each.code for each in FAULTS}
    assert sorted(code for some in FINDERS.values() for code in some) == sorted(RULES)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: str(each.code))
def test_severities_are_those_of_the_rules(fault: Fault) -> None:
    """As the table says, from the mildest on."""
    severities: tuple[Severity, ...] = RULES[fault.code].severities  # type: ignore[index]
    assert fault.severity in severities
    assert sorted(severities, key=SEVERITIES.index) == list(severities)


def test_the_documented_table_is_the_rules() -> None:
    """Codes, severities, titles and conditions."""
    row = re.compile(r"^\| `([^|]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
    rows = row.findall(DOCS.read_text(encoding="utf-8"))
    assert rows == [
        (code, ", ".join(rule.severities), rule.title, rule.when) for code, rule in RULES.items()
    ]
