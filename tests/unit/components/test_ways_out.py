"""What a user can do about a certificate that does not fit."""

import pytest

from pulumi_acm.ways_out import Given, for_key, for_name, for_region, for_status

REQUESTED, IMPORTED, DECLARED, FOUND = Given
KEYS = ("RSA_1024", "RSA_2048", "EC_prime256v1", "EC_secp521r1")


@pytest.mark.parametrize(
    ("given", "cloudfront", "way_out"),
    [
        (REQUESTED, True, 'give it "cloudfront": True'),
        (REQUESTED, False, "add us-east-1 to its regions"),
        (IMPORTED, True, "add us-east-1 to its regions"),
        (IMPORTED, False, "add us-east-1 to its regions"),
        (DECLARED, True, "give the ARN of one in us-east-1"),
        (FOUND, False, "give the ARN of one in us-east-1"),
    ],
)
def test_regions(given: Given, cloudfront: bool, way_out: str) -> None:
    """An ARN has no arguments that could be changed, and only a Certificate has `cloudfront`."""
    assert for_region(given, "us-east-1", cloudfront=cloudfront) == way_out


@pytest.mark.parametrize(
    ("given", "imported", "way_out"),
    [
        (REQUESTED, False, 'give it "key_algorithm": "RSA_2048" or "EC_prime256v1"'),
        (IMPORTED, True, "import one with another key"),
        (DECLARED, True, "import one with another key"),
        (DECLARED, False, 'request one with "key_algorithm": "RSA_2048" or "EC_prime256v1"'),
        (FOUND, False, 'request one with "key_algorithm": "RSA_2048" or "EC_prime256v1"'),
    ],
)
def test_keys(given: Given, imported: bool, way_out: str) -> None:
    """Of the keys that a service takes, those that ACM issues."""
    assert for_key(given, KEYS, imported=imported) == way_out


def test_one_key() -> None:
    """A Classic Load Balancer takes only one that ACM issues."""
    assert for_key(REQUESTED, ("RSA_1024", "RSA_2048"), imported=False) == (
        'give it "key_algorithm": "RSA_2048"'
    )


@pytest.mark.parametrize(
    ("givens", "way_out"),
    [
        ([REQUESTED], 'add "example.org" to its domains'),
        ([IMPORTED], "import one that has the name"),
        ([DECLARED], "if it has the name, declare it in domains; else give one that has it"),
        ([FOUND], "give the ARN of one that has the name"),
        (
            [REQUESTED, REQUESTED],
            (
                'add "example.org" to the domains of one of them, or give one more certificate '
                "that has it"
            ),
        ),
        ([REQUESTED, FOUND], "give one more certificate that has it"),
    ],
)
def test_names(givens: list[Given], way_out: str) -> None:
    """Who requests a certificate can add a name; who declares its names may have forgotten one."""
    assert for_name(givens, "example.org") == way_out


def test_statuses() -> None:
    """One that waits can be validated, from the others no certificate comes back."""
    assert for_status("PENDING_VALIDATION") == (
        "write the records that ACM lists for it, or have its mail approved, and run again"
    )
    assert for_status("EXPIRED") == "give the ARN of one that is"
