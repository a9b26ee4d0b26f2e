"""Which mails wait for an answer, and why none does."""

from typing import Any

import pytest

from pulumi_acm.mails import NoMailError, chosen, mails


def option(domain: str, status: str = "PENDING_VALIDATION", **more: Any) -> dict[str, Any]:
    """Return what ACM shows of a name."""
    shown = {"DomainName": domain, "ValidationMethod": "EMAIL", "ValidationStatus": status}
    return {**shown, "ValidationDomain": domain, **more}


def certificate(*options: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a pending certificate as ACM describes it."""
    shown: dict[str, Any] = {"Type": "AMAZON_ISSUED", "Status": "PENDING_VALIDATION"}
    return {**shown, "DomainValidationOptions": list(options), **more}


def test_addresses() -> None:
    """ACM's own; before it has told them, those of its rule."""
    told, untold = mails(
        certificate(
            option("example.com", ValidationEmails=["b@example.com", "a@example.com"]),
            option("*.example.net", ValidationEmails=[]),
        )
    )
    assert told.addresses == ("a@example.com", "b@example.com")
    assert untold.validation_domain == "*.example.net"
    assert untold.addresses[0] == "admin@example.net"
    assert len(untold.addresses) == 5


def test_a_renewal() -> None:
    """Of an issued one, the renewal's names count."""
    renewal = {
        "RenewalStatus": "PENDING_VALIDATION",
        "DomainValidationOptions": [option("b.example.com"), option("a.example.com", "SUCCESS")],
    }
    found = mails(certificate(option("c.example.com"), Status="ISSUED", RenewalSummary=renewal))
    assert [(each.domain, each.approved) for each in found] == [
        ("b.example.com", False),
        ("a.example.com", True),
    ]


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        (
            certificate(option("example.com", ValidationMethod="DNS")),
            "it is validated by DNS, not by email; `pulumi-acm records --check` says",
        ),
        (certificate(Type="IMPORTED", Status="ISSUED"), "its type is imported"),
        (certificate(Type="PRIVATE", Status="ISSUED"), "its type is private"),
        (
            certificate(option("example.com"), Status="ISSUED"),
            "it is issued already, and no renewal waits for an approval",
        ),
        (
            certificate(option("example.com"), Status="VALIDATION_TIMED_OUT"),
            "it is VALIDATION_TIMED_OUT: not every name was validated within 72 hours",
        ),
        (
            certificate(option("example.com"), Status="FAILED", FailureReason="CAA_ERROR"),
            "it is FAILED: a CAA record",
        ),
        (certificate(option("example.com"), Status="NEW"), "it is NEW"),
    ],
)
def test_no_mail(shown: dict[str, Any], message: str) -> None:
    """Each reason in its own words."""
    with pytest.raises(NoMailError, match=r"^" + message.replace("(", r"\(")):
        mails(shown)


def test_chosen_names() -> None:
    """However they are written; one that the certificate does not have is refused with all."""
    found = mails(certificate(option("a.example.com"), option("xn--bcher-kva.example.com")))
    names = ["BÜCHER.example.com.", "a.example.com", "A.example.com"]
    assert [each.domain for each in chosen(found, names)] == [
        "xn--bcher-kva.example.com",
        "a.example.com",
    ]
    with pytest.raises(NoMailError, match=r'"b\.example\.com" is no name of it; its names are a'):
        chosen(found, ["b.example.com"])
    with pytest.raises(NoMailError, match='"a b" is no name of it: a label has letters'):
        chosen(found, ["a b"])
