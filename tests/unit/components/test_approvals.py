"""Who gets mail about which name, and where it must not be sent."""

import pytest

from pulumi_acm.approvals import approvals, lines, not_above
from pulumi_acm.failures import Seen


def domain_of(name: str, **validation_domains: str) -> str:
    """Return the domain whose mailboxes get the mail about a name."""
    [found] = approvals([name], validation_domains)
    assert {each.partition("@")[2] for each in found["addresses"]} == {found["validation_domain"]}
    return found["validation_domain"]


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("example.com", "example.com"),
        ("*.example.com", "example.com"),
        ("www.example.com", "example.com"),
        ("*.www.example.com", "example.com"),
        ("app.www.example.com", "app.www.example.com"),
        ("wwww.example.com", "wwww.example.com"),
        ("www.com", "www.com"),
    ],
)
def test_a_leading_www_or_asterisk_is_left_out(name: str, domain: str) -> None:
    """As in ACM's guide, "Email validation"; a top-level domain has no mailboxes."""
    assert domain_of(name) == domain


def test_five_mailboxes() -> None:
    """Those of RFC 2142's kind, in ACM's guide; the contacts of WHOIS get nothing any more."""
    [found] = approvals(["app.example.com"], {"app.example.com": "example.com"})
    assert found == {
        "domain": "app.example.com",
        "validation_domain": "example.com",
        "addresses": [
            "admin@example.com",
            "administrator@example.com",
            "hostmaster@example.com",
            "postmaster@example.com",
            "webmaster@example.com",
        ],
    }


def test_every_name_has_a_mail_of_its_own() -> None:
    """Even an apex and its wildcard, whose mail goes to the same mailboxes."""
    found = approvals(["example.com", "*.example.com"], {})
    assert [each["domain"] for each in found] == ["example.com", "*.example.com"]


def test_names_that_are_approved_are_not_named_again() -> None:
    """Where ACM has said which are, and only there."""
    wanted = approvals(["example.com", "a.example.com"], {})
    assert len(lines(wanted)) == len(lines(wanted, Seen("PENDING_VALIDATION"))) == 2
    [left] = lines(wanted, Seen("PENDING_VALIDATION", unproved=("a.example.com",)))
    assert left == (
        "a.example.com: admin, administrator, hostmaster, postmaster, webmaster @a.example.com"
    )


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("a.example.com", "a.example.com"),
        ("a.example.com", "example.com"),
        ("*.example.com", "example.com"),
    ],
)
def test_mail_goes_to_the_name_or_above(name: str, domain: str) -> None:
    """The name itself, its parents, and for a wildcard the domain that it is in."""
    assert not_above(name, domain) is None


@pytest.mark.parametrize("domain", ["ample.com", "b.example.com", "x.a.example.com", "example.net"])
def test_mail_goes_nowhere_else(domain: str) -> None:
    """Not beside, not below, and only on a label boundary."""
    assert not_above("a.example.com", domain) == (
        "ACM writes to the name itself or to a domain above it, and this is neither "
        "a.example.com nor above it"
    )


def test_a_wildcard_has_no_mailboxes() -> None:
    """The message says which domain may be meant."""
    message = not_above("*.example.com", "*.example.com")
    assert message == 'mail goes to no wildcard. Did you mean "example.com"?'
