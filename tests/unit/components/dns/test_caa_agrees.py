"""Two readings of CAA, ours and that of the local AWS: written apart, they have to agree."""

import itertools

import pytest

from acm_sandbox.aws.acm import caa as theirs
from pulumi_acm.dns import caa as ours

RECORDS = (
    (0, "issue", "amazon.com"),
    (0, "issue", "letsencrypt.org"),
    (0, "issue", ";"),
    (0, "issuewild", "amazontrust.com; policy=ev"),
    (0, "issuewild", ";"),
    (0, "iodef", "mailto:a@example.com"),
    (128, "contactemail", "a@example.com"),
    (128, "tbs", "unknown"),
)


def test_the_same_authorities() -> None:
    """ACM guide, "(Optional) Configure a CAA record": the four domains."""
    assert set(ours.AMAZON) == theirs.AMAZON


@pytest.mark.parametrize("name", ["example.com", "*.example.com"])
def test_the_same_verdict(name: str) -> None:
    """RFC 8659, sections 4.1 to 4.3: whatever stands beside each other."""
    for count in range(4):
        for records in itertools.combinations(RECORDS, count):
            properties = [ours.Property(*each) for each in records]
            permitted = theirs.permits(map(str, properties), wildcard=name.startswith("*."))
            assert ours.forbids(properties, name) is not permitted, properties
